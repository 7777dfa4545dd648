//! What can go wrong when a model writes.

use newsdesk_encoder::LoadError;
use newsdesk_encoder::libtorch::WorkerError;
use thiserror::Error;

/// Why a model that writes summaries could not be loaded.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum GeneratorError {
    /// A file cannot be read, or does not fit.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// Settings that no model can follow.
    #[error("{setting} is {found}, expected {expected}")]
    Setting {
        /// Which one.
        setting: &'static str,
        /// Its value.
        found: String,
        /// What it must be.
        expected: String,
    },
    /// What the library says.
    #[error("the weights do not fit the configuration: {0}")]
    Library(String),
    /// The thread of the model did not start.
    #[error(transparent)]
    Worker(#[from] WorkerError),
}

/// Why a model wrote no summary.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum GenerationError {
    /// The tokenizer failed.
    #[error("the tokenizer failed")]
    Tokenizer(#[source] tokenizers::Error),
    /// What the library says.
    #[error("libtorch failed: {0}")]
    Library(String),
    /// The text did not become short enough.
    #[error("the summaries of the parts of the text do not become shorter than the text")]
    TooLong,
    /// The thread of the model gave no answer.
    #[error(transparent)]
    Worker(#[from] WorkerError),
}
