//! Attention of the pieces of one sequence to each other.

use rten_simd::SimdOp;

use super::float_product::{FloatProduct, PANEL, Panels};
use super::softmax::Softmax;

/// Queries that are computed together.
const QUERIES: usize = 32;

/// Scaled dot-product attention with several heads: Vaswani et al., "Attention Is All You Need"
/// (`NeurIPS` 2017), section 3.2.
pub struct Attention {
    heads: usize,
    head_size: usize,
}

/// Memory for one worker.
#[derive(Debug, Default)]
pub struct AttentionScratch {
    keys: Panels,
    values: Panels,
    /// Products of queries with keys, then what each query gives to each value: a row for each
    /// query, as long as the panels of keys.
    scores: Vec<[f32; PANEL]>,
    /// What each query takes from the values: a row for each, as long as the panels of values.
    taken: Vec<f32>,
}

impl Attention {
    pub fn new(heads: usize, head_size: usize) -> Self {
        Self { heads, head_size }
    }

    /// From queries, keys and values side by side, `[pieces, 3 × hidden]`, to what each piece
    /// takes from the others, `[pieces, hidden]`.
    pub fn forward(&self, projected: &[f32], output: &mut [f32], scratch: &mut AttentionScratch) {
        let hidden = self.heads * self.head_size;
        let stride = 3 * hidden;
        let part = |part: usize, head: usize| {
            projected.get(part * hidden + head * self.head_size..).unwrap_or_default()
        };
        for head in 0..self.heads {
            scratch.keys.pack_transposed(part(1, head), stride, self.head_size);
            scratch.values.pack(part(2, head), stride, self.head_size);
            let queries = part(0, head).chunks(QUERIES * stride);
            for (queries, output) in queries.zip(output.chunks_mut(QUERIES * hidden)) {
                self.attend(queries, stride, output.len() / hidden, scratch);
                let taken = scratch.taken.chunks_exact(self.head_size.next_multiple_of(PANEL));
                for (taken, row) in taken.zip(output.chunks_exact_mut(hidden)) {
                    let row = row.iter_mut().skip(head * self.head_size).take(self.head_size);
                    for (place, number) in row.zip(taken) {
                        *place = *number;
                    }
                }
            }
        }
    }

    /// What `count` queries of one head take, into `scratch.taken`.
    fn attend(&self, queries: &[f32], stride: usize, count: usize, scratch: &mut AttentionScratch) {
        let AttentionScratch { keys, values, scores, taken } = scratch;
        let pieces = values.depth();
        let panels = pieces.div_ceil(PANEL);
        scores.resize(count * panels, [0.0; PANEL]);
        for (index, keys) in keys.panels().enumerate() {
            FloatProduct {
                left: queries,
                left_stride: stride,
                right: keys,
                output: scores.as_flattened_mut().get_mut(index * PANEL..).unwrap_or_default(),
                output_stride: panels * PANEL,
            }
            .dispatch();
        }
        for scores in scores.chunks_exact_mut(panels) {
            for score in scores.as_flattened_mut().iter_mut().skip(pieces) {
                *score = f32::NEG_INFINITY;
            }
            Softmax { scores, scale: self.scale() }.dispatch();
        }
        let width = self.head_size.next_multiple_of(PANEL);
        taken.resize(count * width, 0.0);
        for (index, values) in values.panels().enumerate() {
            FloatProduct {
                left: scores.as_flattened(),
                left_stride: panels * PANEL,
                right: values,
                output: taken.get_mut(index * PANEL..).unwrap_or_default(),
                output_stride: width,
            }
            .dispatch();
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a size far below 2^24")]
    fn scale(&self) -> f32 {
        (self.head_size as f32).sqrt().recip()
    }
}
