//! What can go wrong between a document and its stances.

use newsdesk_document::Document;
use newsdesk_encoder::EncodeError;
use thiserror::Error;

/// Why attributions or stances could not be found.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StanceError {
    /// The document has no sentences and tokens.
    #[error("the document is not segmented into sentences and tokens")]
    NotSegmented,
    /// The encoding comes from another model.
    #[error("the vectors of the encoding have {found} numbers, the model reads {expected}")]
    HiddenSize {
        /// What the model reads.
        expected: usize,
        /// What the encoding has.
        found: usize,
    },
    /// The name of a target is longer than the model reads.
    #[cfg(feature = "libtorch")]
    #[error("a target of {pieces} pieces leaves the model no room for the text")]
    LongHypothesis {
        /// How many pieces it has with the words around it.
        pieces: usize,
    },
    /// The tokenizer of the model for entailment failed.
    #[cfg(feature = "libtorch")]
    #[error("the tokenizer failed")]
    Tokenizer(#[source] tokenizers::Error),
    /// The thread of the model for entailment gave no answer.
    #[cfg(feature = "libtorch")]
    #[error(transparent)]
    Worker(#[from] newsdesk_encoder::libtorch::WorkerError),
    /// A head could not be computed: a bug.
    #[error(transparent)]
    Encode(#[from] EncodeError),
}

impl StanceError {
    /// Checks that a document has words, and that vectors of `found` numbers have those that the
    /// model expects.
    pub(crate) fn check(document: &Document, found: usize, expected: usize) -> Result<(), Self> {
        if document.segmentation().is_none() {
            return Err(Self::NotSegmented);
        }
        if expected != found {
            return Err(Self::HiddenSize { expected, found });
        }
        Ok(())
    }
}
