//! What can be wrong with a model, and with what it is asked to read.

use newsdesk_document::DocumentError;
use newsdesk_encoder::EncodeError;
use newsdesk_tokenization::SegmentationError;
use thiserror::Error;

/// Why a recognizer could not be loaded.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The model is damaged, or not for this crate.
    #[error(transparent)]
    Model(#[from] newsdesk_encoder::LoadError),
    /// `config.json` is not JSON, or has no labels.
    #[error("config.json is not the configuration of a token classifier")]
    ConfigSyntax(#[source] serde_json::Error),
    /// The numbers of the labels have a gap.
    #[error("config.json: id2label has {count} labels, but none with number {index}")]
    MissingLabel {
        /// The number without a label.
        index: usize,
        /// How many labels there are.
        count: usize,
    },
    /// A label that was never given a name.
    #[error("config.json: label {index} is `{label}`, which says nothing")]
    NamelessLabel {
        /// Its number.
        index: usize,
        /// The label.
        label: String,
    },
    /// Words outside of mentions have no label.
    #[error("config.json: id2label has no label `O`")]
    NoOutside,
}

/// Why a document could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RecognizeError {
    /// The document has no sentences and tokens.
    #[error("the document has no sentences and tokens yet")]
    NotSegmented,
    /// The encoding comes from another model than the recognizer.
    #[error("vectors of length {found}, but the recognizer reads {expected}")]
    HiddenSize {
        /// Length of the vectors that the recognizer reads.
        expected: usize,
        /// Length of the vectors of the encoding.
        found: usize,
    },
    /// The text cannot be a document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// Its sentences and words were not found.
    #[error(transparent)]
    Segmentation(#[from] SegmentationError),
    /// Its sentences and words do not fit it: a bug in the tokenization.
    #[error("internal inconsistency in the segmentation")]
    Layer(#[from] newsdesk_document::LayerError),
    /// It could not be encoded.
    #[error(transparent)]
    Encode(#[from] EncodeError),
}
