//! What can go wrong with a document.

use newsdesk_document::{DocumentError, LayerError};
use newsdesk_summarization::SummarizationError;
use newsdesk_tokenization::SegmentationError;
use thiserror::Error;

use crate::panic::Panicked;

/// Why the stages could not be set up.
///
/// No stage of today can fail here, so there is no variant; those that load a model will.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LoadError {}

/// A document that could not be annotated: which, and why.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("document `{id}`: {kind}")]
pub struct AnnotateError {
    id: String,
    #[source]
    kind: AnnotateErrorKind,
}

/// Why a document could not be annotated.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum AnnotateErrorKind {
    /// The text cannot be a document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// Its sentences and words were not found.
    #[error(transparent)]
    Segmentation(#[from] SegmentationError),
    /// It could not be summarized.
    #[error(transparent)]
    Summarization(#[from] SummarizationError),
    /// A stage gave a layer that does not fit the text: a bug in that stage.
    #[error(transparent)]
    Layer(#[from] LayerError),
    /// A stage panicked: a bug in that stage.
    #[error(transparent)]
    Panicked(#[from] Panicked),
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
}
