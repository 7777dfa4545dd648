//! From identifiers to the vectors that the first layer reads.

use super::Precision;
use super::normalize::LayerNorm;
use crate::backend::Sequence;
use crate::config::Config;
use crate::error::LoadError;
use crate::weights::{Matrix, Weights};

/// The vectors of pieces, positions and segment types, summed and normalized.
pub struct Embedding {
    pieces: Table,
    positions: Vec<f32>,
    types: Vec<f32>,
    norm: LayerNorm,
    hidden: usize,
}

/// The vectors of pieces: the largest tensor of a small model.
enum Table {
    Float(Vec<f32>),
    Int8 { values: Vec<i8>, scales: Vec<f32> },
}

impl Embedding {
    pub fn new(
        config: &Config,
        weights: &Weights<'_>,
        precision: Precision,
    ) -> Result<Self, LoadError> {
        let hidden = config.hidden_size;
        let matrix = |name: &str, rows| -> Result<Matrix, LoadError> {
            weights.matrix(&format!("embeddings.{name}_embeddings.weight"), rows, hidden)
        };
        let pieces = matrix("word", config.vocab_size)?;
        Ok(Self {
            pieces: match precision {
                Precision::Float32 => Table::Float(pieces.into_floats(hidden)),
                Precision::Int8 => {
                    let (values, scales) = pieces.into_int8(hidden);
                    Table::Int8 { values, scales }
                }
            },
            positions: matrix("position", config.max_position_embeddings)?.into_floats(hidden),
            types: matrix("token_type", config.type_vocab_size)?.into_floats(hidden),
            norm: LayerNorm {
                scale: weights.vector("embeddings.LayerNorm.weight", hidden)?,
                bias: weights.vector("embeddings.LayerNorm.bias", hidden)?,
                epsilon: config.layer_norm_eps,
            },
            hidden,
        })
    }

    /// Writes `[pieces, hidden]` for the sequences one after another, which were checked.
    pub fn forward(&self, sequences: &[Sequence<'_>], output: &mut [f32]) {
        let mut rows = output.chunks_exact_mut(self.hidden);
        for sequence in sequences {
            let pieces = sequence.pieces.iter().zip(sequence.types).enumerate();
            for ((position, (&piece, &kind)), row) in pieces.zip(&mut rows) {
                self.pieces.read(piece as usize, row);
                add(row, slice(&self.positions, position, self.hidden));
                add(row, slice(&self.types, kind as usize, self.hidden));
            }
        }
        self.norm.forward(output);
    }
}

impl Table {
    fn read(&self, piece: usize, row: &mut [f32]) {
        match self {
            Self::Float(values) => row.copy_from_slice(slice(values, piece, row.len())),
            Self::Int8 { values, scales } => {
                let scale = scales.get(piece).copied().unwrap_or_default();
                let values = slice(values, piece, row.len());
                for (number, &value) in row.iter_mut().zip(values) {
                    *number = f32::from(value) * scale;
                }
            }
        }
    }
}

/// Row `index` of a table whose index was checked.
fn slice<T>(table: &[T], index: usize, length: usize) -> &[T] {
    table.get(index * length..(index + 1) * length).unwrap_or_default()
}

fn add(row: &mut [f32], other: &[f32]) {
    for (number, other) in row.iter_mut().zip(other) {
        *number += other;
    }
}
