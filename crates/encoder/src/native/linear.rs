//! `y = x Wᵀ + b` on rows, in two precisions.

use rten_simd::{SimdOp, SimdUnaryOp};
use rten_vecmath::Gelu;

use super::dequantize::{Dequantize, PanelScales, dequantize_narrow};
use super::float_product::{FloatProduct, PANEL, Panels};
use super::int8_product::{Int8Scratch, Int8Weights};
use super::kernels::TILE_COLUMNS;
use super::quantize::Quantized;
use crate::error::EncodeError;
use crate::weights::Matrix;

/// What happens to the results of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// They are stored.
    Store,
    /// They go through the activation of BERT, `x Φ(x)`, and are stored: exact in single precision,
    /// approximate in eight bits.
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
    quantized: Quantized,
    product: Int8Scratch,
    sums: Vec<f32>,
}

impl Linear {
    /// `input` is `[rows, inputs]`, `output` `[rows, outputs]`.
    pub fn forward(
        &self,
        input: &[f32],
        output: &mut [f32],
        then: Then,
        scratch: &mut LinearScratch,
    ) -> Result<(), EncodeError> {
        match self {
            Self::Float(linear) => {
                linear.forward(input, output, then, &mut scratch.sums);
                Ok(())
            }
            Self::Int8(linear) => linear.forward(input, output, then, scratch),
        }
    }
}

/// A linear layer in single precision.
pub struct FloatLinear {
    panels: Panels,
    bias: Vec<f32>,
    inputs: usize,
}

impl FloatLinear {
    /// Packs weights `[outputs, inputs]`.
    pub fn new(weights: Matrix, bias: Vec<f32>, inputs: usize) -> Self {
        let mut panels = Panels::default();
        panels.pack_transposed(&weights.into_floats(inputs), inputs, inputs);
        Self { panels, bias, inputs }
    }

    /// Length of a row of the input.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Length of a row of the output.
    pub fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// `input` is `[rows, inputs]`, `output` `[rows, outputs]`; `sums` is memory to use again.
    pub fn forward(&self, input: &[f32], output: &mut [f32], then: Then, sums: &mut Vec<f32>) {
        let (rows, outputs) = (input.len() / self.inputs, self.bias.len());
        sums.resize(rows * PANEL, 0.0);
        let panels = self.panels.panels().zip(self.bias.chunks(PANEL));
        for (first, (right, bias)) in (0..).step_by(PANEL).zip(panels) {
            FloatProduct {
                left: input,
                left_stride: self.inputs,
                right,
                output: sums,
                output_stride: PANEL,
            }
            .dispatch();
            for (sums, row) in sums.chunks_exact(PANEL).zip(output.chunks_exact_mut(outputs)) {
                let Some(row) = row.get_mut(first..first + bias.len()) else { continue };
                for ((value, sum), bias) in row.iter_mut().zip(sums).zip(bias) {
                    *value = sum + bias + if then == Then::Add { *value } else { 0.0 };
                }
                if then == Then::Gelu {
                    Gelu {}.map_mut(row);
                }
            }
        }
    }
}

/// A linear layer with weights of eight bits: symmetric, one scale an output; inputs are quantized
/// row by row as they come.
pub struct Int8Linear {
    weights: Int8Weights,
    panels: Vec<PanelScales>,
    inputs: usize,
    outputs: usize,
}

impl Int8Linear {
    /// Quantizes, if that is not done, and packs weights `[outputs, inputs]`.
    pub fn new(weights: Matrix, bias: &[f32], inputs: usize) -> Self {
        let (weights, scales) = weights.into_int8(inputs);
        let panels = weights
            .chunks(TILE_COLUMNS * inputs)
            .zip(scales.chunks(TILE_COLUMNS).zip(bias.chunks(TILE_COLUMNS)))
            .map(|(weights, (scales, bias))| PanelScales::new(weights, inputs, scales, bias))
            .collect();
        let weights = Int8Weights::new(&weights, inputs);
        Self { weights, panels, inputs, outputs: bias.len() }
    }

    fn forward(
        &self,
        input: &[f32],
        output: &mut [f32],
        then: Then,
        scratch: &mut LinearScratch,
    ) -> Result<(), EncodeError> {
        let LinearScratch { quantized, product, .. } = scratch;
        quantized.quantize(input, self.inputs);
        let (rows, stride) = (quantized.rows(), self.outputs);
        self.weights.multiply(quantized.values(), self.inputs, product, |row, column, tile| {
            let Some(panel) = self.panels.get(column / TILE_COLUMNS) else { return };
            let rows = rows.get(row..).unwrap_or_default();
            let output = output.get_mut(row * stride + column..).unwrap_or_default();
            let width = stride - column;
            if width >= TILE_COLUMNS {
                Dequantize { tile, rows, panel, then, output, stride }.dispatch();
            } else {
                dequantize_narrow(tile, rows, panel, then, output, stride, width);
            }
        })
    }
}
