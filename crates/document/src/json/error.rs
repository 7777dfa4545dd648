//! What can be wrong with the JSON form of a document.

use thiserror::Error;

use super::{OFFSET_UNIT, SCHEMA_VERSION};
use crate::layer::LayerName;
use crate::{DocumentError, LayerError};

/// Why JSON is not a document.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum JsonError {
    /// Not JSON, or not of the right form; or the writer failed.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// Another version of the form.
    #[error("schema_version {found} is not supported; this release reads {SCHEMA_VERSION}")]
    Version {
        /// The version that was given.
        found: u32,
    },
    /// Offsets in another unit.
    #[error("offset_unit `{found}` is not supported; offsets must be in `{OFFSET_UNIT}`")]
    OffsetUnit {
        /// The unit that was given.
        found: String,
    },
    /// The text cannot be a document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// An element of a layer does not fit.
    #[error(transparent)]
    Layer(#[from] LayerError),
    /// Sentences and tokens need each other.
    #[error("{present} are given without {missing}")]
    MissingLayer {
        /// The layer that is there.
        present: LayerName,
        /// The layer that it needs.
        missing: LayerName,
    },
    /// A token names another sentence than the one that it stands in.
    #[error("tokens[{token}]: stands in sentence {expected}, not in {found}")]
    TokenSentence {
        /// Index of the token.
        token: usize,
        /// Index of the sentence that it stands in.
        expected: usize,
        /// The index that was given.
        found: u32,
    },
}
