//! `y = x Wᵀ + b` on blocks of rows, in two precisions.
//!
//! A product is cut into tiles of at most [`ROWS`] rows and [`COLUMNS`] columns. A tile of results
//! fits the first caches, where it is scaled, gets its bias and goes through the activation before
//! it is written once. It also keeps `rten-gemm` from splitting the work over a thread pool: it
//! does so between blocks of 64 rows and 128 columns.

use rten_gemm::{
    GemmExecutor, GemmInT, GemmInputA, GemmInputB, GemmOptions, GemmOutT, PackedBMatrix,
};
use rten_simd::{SimdOp, SimdUnaryOp};
use rten_tensor::NdTensorView;
use rten_vecmath::Gelu;

use super::dequantise::Dequantise;
use super::kernels::Kernels;
use super::quantise::Quantised;
use crate::EncodeError;
use crate::weights::Matrix;

/// Rows of a tile.
pub const ROWS: usize = 64;

/// Columns of a tile.
pub const COLUMNS: usize = 128;

/// What happens to the results of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// They are stored.
    Store,
    /// They go through the activation of BERT, `x Φ(x)` with the error function, and are stored.
    Gelu,
    /// They are added to what is there.
    Add,
}

/// A linear layer.
pub enum Linear {
    Float(FloatLinear),
    Int8(Int8Linear),
}

/// Memory for one worker.
#[derive(Debug, Default)]
pub struct LinearScratch {
    quantised: Quantised,
    sums: Vec<i32>,
    floats: Vec<f32>,
}

impl Linear {
    /// Computes at most [`ROWS`] rows: `input` is `[rows, inputs]`, `output` `[rows, outputs]`.
    pub fn forward(
        &self,
        kernels: &Kernels,
        input: &[f32],
        output: &mut [f32],
        then: Then,
        scratch: &mut LinearScratch,
    ) -> Result<(), EncodeError> {
        match self {
            Self::Float(linear) => linear.forward(kernels, input, output, then, scratch),
            Self::Int8(linear) => linear.forward(kernels, input, output, then, scratch),
        }
    }
}

/// A linear layer in single precision.
pub struct FloatLinear {
    /// Packed weights of [`COLUMNS`] outputs each.
    panels: Vec<PackedBMatrix<f32>>,
    bias: Vec<f32>,
    inputs: usize,
}

impl FloatLinear {
    /// Packs weights `[outputs, inputs]`.
    pub fn new(weights: Matrix, bias: Vec<f32>, inputs: usize) -> Self {
        let weights = weights.into_floats(inputs);
        let panels = pack(&Kernels::new().float, &weights, inputs);
        Self { panels, bias, inputs }
    }

    fn forward(
        &self,
        kernels: &Kernels,
        input: &[f32],
        output: &mut [f32],
        then: Then,
        scratch: &mut LinearScratch,
    ) -> Result<(), EncodeError> {
        let (rows, outputs) = (input.len() / self.inputs, self.bias.len());
        let input = NdTensorView::from_data([rows, self.inputs], input);
        for (index, (weights, bias)) in
            self.panels.iter().zip(self.bias.chunks(COLUMNS)).enumerate()
        {
            let (first, width) = (index * COLUMNS, bias.len());
            scratch.floats.resize(rows * width, 0.0);
            kernels
                .float
                .gemm(
                    &mut scratch.floats,
                    GemmInputA::Unpacked(input),
                    GemmInputB::Packed(weights),
                    GemmOptions::default(),
                )
                .map_err(EncodeError::Product)?;
            let tiles = scratch.floats.chunks_exact(width);
            for (sums, row) in tiles.zip(output.chunks_exact_mut(outputs)) {
                let Some(row) = row.get_mut(first..first + width) else { continue };
                for ((value, sum), bias) in row.iter_mut().zip(sums).zip(bias) {
                    *value = sum + bias + if then == Then::Add { *value } else { 0.0 };
                }
                if then == Then::Gelu {
                    Gelu {}.map_mut(row);
                }
            }
        }
        Ok(())
    }
}

/// A linear layer with weights of eight bits: symmetric, one scale an output; inputs are quantised
/// row by row as they come.
pub struct Int8Linear {
    /// Packed weights of [`COLUMNS`] outputs each.
    panels: Vec<PackedBMatrix<i8>>,
    scales: Vec<f32>,
    /// The sum of the weights of each output, which takes the zero points out of a product.
    weight_sums: Vec<i32>,
    bias: Vec<f32>,
    inputs: usize,
}

impl Int8Linear {
    /// Quantises, if that is not done, and packs weights `[outputs, inputs]`.
    pub fn new(weights: Matrix, bias: Vec<f32>, inputs: usize) -> Self {
        let (weights, scales) = weights.into_int8(inputs);
        let panels = pack(&Kernels::new().int8, &weights, inputs);
        let sum = |row: &[i8]| row.iter().map(|&weight| i32::from(weight)).sum();
        let weight_sums = weights.chunks_exact(inputs).map(sum).collect();
        Self { panels, scales, weight_sums, bias, inputs }
    }

    fn forward(
        &self,
        kernels: &Kernels,
        input: &[f32],
        output: &mut [f32],
        then: Then,
        scratch: &mut LinearScratch,
    ) -> Result<(), EncodeError> {
        let quantised = &mut scratch.quantised;
        quantised.quantise(input, self.inputs, kernels.int8.may_saturate());
        let rows = quantised.rows();
        let input = NdTensorView::from_data([rows.len(), self.inputs], quantised.values());
        let input = kernels.int8.prepack_a(input);
        for (index, weights) in self.panels.iter().enumerate() {
            let first = index * COLUMNS;
            let width = weights.cols();
            scratch.sums.resize(rows.len() * width, 0);
            kernels
                .int8
                .gemm(
                    &mut scratch.sums,
                    GemmInputA::Packed(&input),
                    GemmInputB::Packed(weights),
                    GemmOptions::default(),
                )
                .map_err(EncodeError::Product)?;
            let columns = first..first + width;
            Dequantise {
                sums: &scratch.sums,
                rows,
                weight_sums: self.weight_sums.get(columns.clone()).unwrap_or_default(),
                scales: self.scales.get(columns.clone()).unwrap_or_default(),
                bias: self.bias.get(columns).unwrap_or_default(),
                then,
                output: &mut *output,
                stride: self.bias.len(),
                first,
            }
            .dispatch();
        }
        Ok(())
    }
}

/// Packs weights `[outputs, inputs]`, [`COLUMNS`] outputs at a time.
fn pack<Left: GemmInT, Right: GemmInT, Output: GemmOutT>(
    executor: &GemmExecutor<Left, Right, Output>,
    weights: &[Right],
    inputs: usize,
) -> Vec<PackedBMatrix<Right>> {
    let panel = |panel: &[Right]| {
        let view = NdTensorView::from_data([panel.len() / inputs, inputs], panel);
        executor.prepack_b(view.transposed())
    };
    weights.chunks(COLUMNS * inputs).map(panel).collect()
}
