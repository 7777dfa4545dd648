//! What can be wrong with a model, and with what it is asked to encode.

use std::io;
use std::path::PathBuf;

use rten_gemm::GemmError;
use safetensors::{Dtype, SafeTensorError};
use thiserror::Error;

use crate::cancellation::Cancelled;

/// Why a model could not be loaded.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LoadError {
    /// A file could not be read.
    #[error("{path}: cannot read", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// `config.json` is not JSON, or lacks a field.
    #[error("config.json is not the configuration of a BERT model")]
    ConfigSyntax(#[source] serde_json::Error),
    /// A value of `config.json` that this crate cannot run.
    #[error("config.json: {field} is {found}, expected {expected}")]
    Config {
        /// Name of the field.
        field: &'static str,
        /// Its value.
        found: String,
        /// What it must be.
        expected: String,
    },
    /// `tokenizer.json` is not a tokenizer.
    #[error("tokenizer.json is not a tokenizer")]
    Tokenizer(#[source] tokenizers::Error),
    /// The tokenizer lacks a piece that BERT needs.
    #[error("tokenizer.json has no piece {piece}")]
    MissingPiece {
        /// The piece.
        piece: &'static str,
    },
    /// The tokenizer has more pieces than the model.
    #[error("tokenizer.json has {pieces} pieces, but the model has {limit}")]
    TooManyPieces {
        /// Pieces of the tokenizer.
        pieces: usize,
        /// Pieces of the model.
        limit: usize,
    },
    /// The weights are not a file in the format of safetensors.
    #[error("the weights are not a safetensors file")]
    Weights(#[source] SafeTensorError),
    /// The weights lack a tensor.
    #[error("tensor `{name}` is missing")]
    MissingTensor {
        /// Name of the tensor.
        name: String,
    },
    /// A tensor has another shape than the configuration says.
    #[error("tensor `{name}`: expected shape {expected:?}, got {found:?}")]
    Shape {
        /// Name of the tensor.
        name: String,
        /// The shape that the configuration asks for.
        expected: Vec<usize>,
        /// The shape that the tensor has.
        found: Vec<usize>,
    },
    /// A tensor has a type that this crate does not read.
    #[error("tensor `{name}`: expected F32, F16, BF16 or I8 with scales, got {found:?}")]
    DataType {
        /// Name of the tensor.
        name: String,
        /// Its type.
        found: Dtype,
    },
    /// A tensor holds a value that is not a finite number.
    #[error("tensor `{name}`: element {index} is not finite")]
    NotFinite {
        /// Name of the tensor.
        name: String,
        /// Index of the element, row-major.
        index: usize,
    },
    /// The thread of a model did not start.
    #[cfg(feature = "libtorch")]
    #[error(transparent)]
    Worker(#[from] crate::libtorch::WorkerError),
}

/// Why something could not be encoded.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// The document has no sentences and tokens.
    #[error("the document has no sentences and tokens yet")]
    NotSegmented,
    /// The tokenizer failed on a text.
    #[error("the tokenizer failed on bytes {start}..{end}")]
    Tokenizer {
        /// First byte of the sentence.
        start: u32,
        /// Byte after the sentence.
        end: u32,
        /// Why.
        source: tokenizers::Error,
    },
    /// A sequence holds more pieces than the model has positions.
    #[error("sequence of {length} pieces exceeds the model's maximum of {limit}")]
    TooLong {
        /// Pieces of the sequence, special ones included.
        length: usize,
        /// Positions of the model.
        limit: usize,
    },
    /// A piece that the model does not have.
    #[error("piece {id} is not below the model's {limit}")]
    PieceOutOfRange {
        /// The identifier that was given.
        id: u32,
        /// Number of pieces of the model.
        limit: usize,
    },
    /// A segment type that the model does not have.
    #[error("segment type {id} is not below the model's {limit}")]
    TypeOutOfRange {
        /// The type that was given.
        id: u32,
        /// Number of types of the model.
        limit: usize,
    },
    /// Each piece needs a type.
    #[error("{types} segment types for {pieces} pieces")]
    TypeCount {
        /// How many types were given.
        types: usize,
        /// How many pieces were given.
        pieces: usize,
    },
    /// The caller asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// A matrix product refused its operands: a bug in this crate.
    #[error("internal inconsistency in a matrix product")]
    Product(#[source] GemmError),
    /// The thread of a model gave no answer.
    #[cfg(feature = "libtorch")]
    #[error(transparent)]
    Worker(#[from] crate::libtorch::WorkerError),
}
