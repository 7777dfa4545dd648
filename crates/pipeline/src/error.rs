//! What can go wrong with a document.

use newsdesk_document::{DocumentError, LayerError};
use newsdesk_encoder::{Cancelled, EncodeError};
use newsdesk_ner::RecognizeError;
use newsdesk_stance::StanceError;
use newsdesk_summarization::SummarizationError;
use newsdesk_tokenization::SegmentationError;
use thiserror::Error;

use crate::panic::Panicked;

/// Why the stages could not be set up.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LoadError {
    /// There is no embedded model.
    #[error("this program was built without its model; name the folder of another one")]
    NotEmbedded,
    /// There is no libtorch.
    #[error("this program was built without libtorch")]
    NoLibtorch,
    /// The model that writes summaries could not be loaded.
    #[cfg(feature = "libtorch")]
    #[error(transparent)]
    Generator(#[from] newsdesk_summarization::GeneratorError),
    /// The encoder or a head of the model could not be loaded.
    #[error(transparent)]
    Encoder(#[from] newsdesk_encoder::LoadError),
    /// The model does not say what it recognizes.
    #[error(transparent)]
    Recognizer(#[from] newsdesk_ner::LoadError),
}

/// A document that could not be annotated: which, and why.
#[derive(Debug, Error)]
#[error("document `{id}`: {kind}")]
pub struct AnnotateError {
    id: String,
    #[source]
    kind: AnnotateErrorKind,
}

/// Why a document could not be annotated.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum AnnotateErrorKind {
    /// The text cannot be a document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// Its sentences and words were not found.
    #[error(transparent)]
    Segmentation(#[from] SegmentationError),
    /// It could not be encoded.
    #[error(transparent)]
    Encode(EncodeError),
    /// Its entities were not found.
    #[error(transparent)]
    Recognize(#[from] RecognizeError),
    /// Its attributions or stances were not found.
    #[error(transparent)]
    Stance(#[from] StanceError),
    /// It could not be summarized.
    #[error(transparent)]
    Summarization(#[from] SummarizationError),
    /// A stage gave a layer that does not fit the text: a bug in that stage.
    #[error(transparent)]
    Layer(#[from] LayerError),
    /// The caller asked to stop, see [`Newsdesk::with_cancellation`](crate::Newsdesk::with_cancellation).
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// A stage panicked: a bug in that stage.
    #[error(transparent)]
    Panicked(#[from] Panicked),
}

impl From<EncodeError> for AnnotateErrorKind {
    fn from(error: EncodeError) -> Self {
        match error {
            EncodeError::Cancelled(cancelled) => Self::Cancelled(cancelled),
            error => Self::Encode(error),
        }
    }
}

impl AnnotateError {
    pub(crate) fn new(id: impl Into<String>, kind: impl Into<AnnotateErrorKind>) -> Self {
        Self { id: id.into(), kind: kind.into() }
    }

    /// What the caller calls the document.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Why it could not be annotated.
    pub fn kind(&self) -> &AnnotateErrorKind {
        &self.kind
    }

    /// The same, for those who name the document themselves.
    pub fn into_kind(self) -> AnnotateErrorKind {
        self.kind
    }
}
