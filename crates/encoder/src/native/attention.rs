//! Attention of the pieces of one sequence to each other.

use std::ops::Range;

use rten_gemm::{GemmInputA, GemmInputB, GemmOptions};
use rten_simd::SimdOp;
use rten_tensor::NdTensorView;
use rten_tensor::prelude::*;
use rten_vecmath::Softmax;

use super::kernels::Kernels;
use super::linear::{COLUMNS, ROWS};
use crate::EncodeError;

/// Scaled dot-product attention with several heads: Vaswani et al., "Attention Is All You Need"
/// (`NeurIPS` 2017), section 3.2.
pub struct Attention {
    heads: usize,
    head_size: usize,
}

/// Memory for one worker.
#[derive(Debug, Default)]
pub struct AttentionScratch {
    /// Products of queries with some of the keys.
    scores: Vec<f32>,
    /// What each query gives to each value.
    weights: Vec<f32>,
    /// What each query takes from the values.
    result: Vec<f32>,
}

impl Attention {
    pub fn new(heads: usize, head_size: usize) -> Self {
        Self { heads, head_size }
    }

    /// From queries, keys and values side by side, `[pieces, 3 × hidden]`, to what each piece
    /// takes from the others, `[pieces, hidden]`.
    pub fn forward(
        &self,
        kernels: &Kernels,
        projected: &[f32],
        output: &mut [f32],
        scratch: &mut AttentionScratch,
    ) -> Result<(), EncodeError> {
        let hidden = self.heads * self.head_size;
        let pieces = projected.len() / (3 * hidden);
        let projected = NdTensorView::from_data([pieces, 3 * hidden], projected);
        for head in 0..self.heads {
            let columns = |part: usize| {
                let first = part * hidden + head * self.head_size;
                first..first + self.head_size
            };
            let queries = projected.slice((.., columns(0)));
            let keys = projected.slice((.., columns(1)));
            let values = projected.slice((.., columns(2)));
            for (block, output) in blocks(pieces, ROWS).zip(output.chunks_mut(ROWS * hidden)) {
                self.block(kernels, queries.slice(block), keys, values, scratch)?;
                let results = scratch.result.chunks_exact(self.head_size);
                for (result, row) in results.zip(output.chunks_exact_mut(hidden)) {
                    let first = head * self.head_size;
                    if let Some(row) = row.get_mut(first..first + self.head_size) {
                        row.copy_from_slice(result);
                    }
                }
            }
        }
        Ok(())
    }

    /// One head, for at most [`ROWS`] queries; the result is left in `scratch.result`.
    fn block(
        &self,
        kernels: &Kernels,
        queries: NdTensorView<'_, f32, 2>,
        keys: NdTensorView<'_, f32, 2>,
        values: NdTensorView<'_, f32, 2>,
        scratch: &mut AttentionScratch,
    ) -> Result<(), EncodeError> {
        let AttentionScratch { scores, weights, result } = scratch;
        let (rows, pieces) = (queries.size(0), keys.size(0));
        let options = || GemmOptions { alpha: self.scale(), ..GemmOptions::default() };
        weights.resize(rows * pieces, 0.0);
        if pieces <= COLUMNS {
            product(kernels, weights, queries, keys.transposed(), options())?;
        } else {
            for columns in blocks(pieces, COLUMNS) {
                let width = columns.len();
                scores.resize(rows * width, 0.0);
                let keys = keys.slice(columns.clone());
                product(kernels, scores, queries, keys.transposed(), options())?;
                for (row, part) in weights.chunks_exact_mut(pieces).zip(scores.chunks_exact(width))
                {
                    if let Some(row) = row.get_mut(columns.clone()) {
                        row.copy_from_slice(part);
                    }
                }
            }
        }
        for row in weights.chunks_exact_mut(pieces) {
            Softmax::new_mut(row).dispatch();
        }
        result.resize(rows * self.head_size, 0.0);
        let weights = NdTensorView::from_data([rows, pieces], weights.as_slice());
        product(kernels, result, weights, values, GemmOptions::default())
    }

    #[expect(clippy::cast_precision_loss, reason = "a size far below 2^24")]
    fn scale(&self) -> f32 {
        (self.head_size as f32).sqrt().recip()
    }
}

/// A product whose result is small enough that it is not split over threads.
fn product(
    kernels: &Kernels,
    output: &mut [f32],
    left: NdTensorView<'_, f32, 2>,
    right: NdTensorView<'_, f32, 2>,
    options: GemmOptions<'_, f32, f32, f32>,
) -> Result<(), EncodeError> {
    let (left, right) = (GemmInputA::Unpacked(left), GemmInputB::Unpacked(right));
    kernels.float.gemm(output, left, right, options).map_err(EncodeError::Product)
}

/// `0..count` in ranges of at most `size`.
fn blocks(count: usize, size: usize) -> impl Iterator<Item = Range<usize>> {
    (0..count).step_by(size).map(move |first| first..(first + size).min(count))
}
