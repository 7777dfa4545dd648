//! One layer: attention, then a feed-forward network, each with a residual and a norm.

use super::Precision;
use super::attention::{Attention, AttentionScratch};
use super::kernels::TILE_ROWS;
use super::linear::{FloatLinear, Int8Linear, Linear, LinearScratch, Then};
use super::normalize::LayerNorm;
use crate::config::Config;
use crate::error::{EncodeError, LoadError};
use crate::weights::{Matrix, Weights};

/// Rows that go through a layer together: few enough that what lies between its products stays in
/// the cache, and whole tiles.
const ROWS: usize = 5 * TILE_ROWS;

/// One layer of a model.
pub struct Layer {
    /// Queries, keys and values in one product.
    projection: Linear,
    attention: Attention,
    attention_output: Linear,
    attention_norm: LayerNorm,
    up: Linear,
    down: Linear,
    norm: LayerNorm,
    hidden: usize,
    intermediate: usize,
}

/// Memory for one worker.
#[derive(Debug, Default)]
pub struct Scratch {
    linear: LinearScratch,
    attention: AttentionScratch,
    projected: Vec<f32>,
    context: Vec<f32>,
    intermediate: Vec<f32>,
}

impl Layer {
    pub fn new(
        config: &Config,
        weights: &Weights<'_>,
        index: usize,
        precision: Precision,
    ) -> Result<Self, LoadError> {
        let Config { hidden_size: hidden, intermediate_size: intermediate, .. } = *config;
        let name = |part: &str| format!("encoder.layer.{index}.{part}");
        let read = |part: &str, outputs, inputs| -> Result<(Matrix, Vec<f32>), LoadError> {
            let matrix = weights.matrix(&name(&format!("{part}.weight")), outputs, inputs)?;
            Ok((matrix, weights.vector(&name(&format!("{part}.bias")), outputs)?))
        };
        let pack = |(matrix, bias): (Matrix, Vec<f32>), inputs| match precision {
            Precision::Float32 => Linear::Float(FloatLinear::new(matrix, bias, inputs)),
            Precision::Int8 => Linear::Int8(Int8Linear::new(matrix, &bias, inputs)),
        };
        let norm = |part: &str| -> Result<LayerNorm, LoadError> {
            Ok(LayerNorm {
                scale: weights.vector(&name(&format!("{part}.LayerNorm.weight")), hidden)?,
                bias: weights.vector(&name(&format!("{part}.LayerNorm.bias")), hidden)?,
                epsilon: config.layer_norm_eps,
            })
        };
        let [query, key, value] = ["query", "key", "value"]
            .map(|part| read(&format!("attention.self.{part}"), hidden, hidden));
        let projection = stack(stack(query?, key?, hidden), value?, hidden);
        Ok(Self {
            projection: pack(projection, hidden),
            attention: Attention::new(config.num_attention_heads, config.head_size()),
            attention_output: pack(read("attention.output.dense", hidden, hidden)?, hidden),
            attention_norm: norm("attention.output")?,
            up: pack(read("intermediate.dense", intermediate, hidden)?, hidden),
            down: pack(read("output.dense", hidden, intermediate)?, intermediate),
            norm: norm("output")?,
            hidden,
            intermediate,
        })
    }

    /// Replaces `[pieces, hidden]` of sequences with these lengths, one after another.
    pub fn forward(
        &self,
        vectors: &mut [f32],
        lengths: &[usize],
        scratch: &mut Scratch,
    ) -> Result<(), EncodeError> {
        let Scratch { linear, attention, projected, context, intermediate } = scratch;
        projected.resize(3 * vectors.len(), 0.0);
        context.resize(vectors.len(), 0.0);
        let block = ROWS * self.hidden;
        for (input, output) in vectors.chunks(block).zip(projected.chunks_mut(3 * block)) {
            self.projection.forward(input, output, Then::Store, linear)?;
        }
        let (mut inputs, mut outputs) = (projected.as_slice(), context.as_mut_slice());
        for &length in lengths {
            let size = length * self.hidden;
            let (Some((input, later_inputs)), Some((output, later_outputs))) =
                (inputs.split_at_checked(3 * size), outputs.split_at_mut_checked(size))
            else {
                break;
            };
            self.attention.forward(input, output, attention);
            (inputs, outputs) = (later_inputs, later_outputs);
        }
        for (rows, context) in vectors.chunks_mut(block).zip(context.chunks(block)) {
            self.attention_output.forward(context, rows, Then::Add, linear)?;
            self.attention_norm.forward(rows);
            intermediate.resize(rows.len() / self.hidden * self.intermediate, 0.0);
            self.up.forward(rows, intermediate, Then::Gelu, linear)?;
            self.down.forward(intermediate, rows, Then::Add, linear)?;
            self.norm.forward(rows);
        }
        Ok(())
    }
}

/// Two linear layers of the same input as one, with the outputs of the first before the second's.
fn stack(
    first: (Matrix, Vec<f32>),
    second: (Matrix, Vec<f32>),
    inputs: usize,
) -> (Matrix, Vec<f32>) {
    let bias = [first.1, second.1].concat();
    let matrix = match (first.0, second.0) {
        (
            Matrix::Int8 { values, scales },
            Matrix::Int8 { values: more_values, scales: more_scales },
        ) => Matrix::Int8 {
            values: [values, more_values].concat(),
            scales: [scales, more_scales].concat(),
        },
        (first, second) => {
            Matrix::Float([first.into_floats(inputs), second.into_floats(inputs)].concat())
        }
    };
    (matrix, bias)
}
