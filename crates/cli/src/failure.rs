//! What can be wrong with a document, where, and what may help.

use std::fmt;
use std::io;
use std::sync::Arc;

use newsdesk::encoder::EncodeError;
use newsdesk::{AnnotateErrorKind, LoadError, Panicked};
use thiserror::Error;

use crate::input::MAX_DOCUMENT_BYTES;

/// Where a document stands.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file, or "-" for the standard input.
    pub source: Arc<str>,
    /// The line, counted from 1; none if the document is the whole file.
    pub line: Option<u64>,
    /// Byte of the file, uncompressed, at which the document starts.
    pub offset: u64,
}

impl Place {
    /// What a document is called that has no name of its own.
    pub fn id(&self) -> String {
        match self.line {
            Some(line) => format!("{}:{line}", self.source),
            None => self.source.to_string(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = if &*self.source == "-" { "standard input" } else { &self.source };
        match self.line {
            Some(line) => write!(formatter, "{source}:{line}"),
            None => formatter.write_str(source),
        }
    }
}

/// A document that could not be read.
#[derive(Debug, Error)]
#[error("{place}: {kind}")]
pub struct Failure {
    pub place: Place,
    #[source]
    pub kind: FailureKind,
}

/// Why a document could not be read.
#[derive(Debug, Error)]
pub enum FailureKind {
    #[error("cannot read: {0}")]
    Read(#[source] io::Error),
    #[error("is a directory")]
    Directory,
    #[error("{unit} of {length} bytes exceeds the limit of {MAX_DOCUMENT_BYTES} bytes")]
    TooLong { unit: &'static str, length: u64 },
    #[error("no text")]
    NoText,
    #[error("UTF-16, not UTF-8")]
    Utf16,
    #[error("binary data: NUL at byte {byte}")]
    Binary { byte: usize },
    #[error("invalid UTF-8 at byte {byte}")]
    InvalidUtf8 { byte: usize },
    #[error("invalid UTF-8 at byte {byte} of the line, byte {in_file} of the file")]
    InvalidUtf8InLine { byte: usize, in_file: u64 },
    #[error("not a JSON object: {0}")]
    NotAnObject(#[source] serde_json::Error),
    #[error("no field `{field}`")]
    NoTextField { field: String, fields: Vec<String> },
    #[error("field `{field}` is no string: {source}")]
    TextNotString { field: String, source: serde_json::Error },
    #[error(transparent)]
    Annotate(#[from] AnnotateErrorKind),
    #[error(transparent)]
    Encode(#[from] EncodeError),
    #[error(transparent)]
    Panicked(#[from] Panicked),
    #[error("cannot write JSON: {0}")]
    Render(#[from] serde_json::Error),
}

impl FailureKind {
    /// What the user could do.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Directory => Some("--recursive reads the files in it".to_owned()),
            Self::Utf16 => Some("`iconv -f UTF-16 -t UTF-8` converts it".to_owned()),
            Self::NoTextField { fields, .. } if !fields.is_empty() => {
                Some(format!("--text-field chooses another; there are {}", fields.join(", ")))
            }
            Self::NotAnObject(_) => {
                Some("each line must be one object; without --jsonl files are text".to_owned())
            }
            Self::TooLong { unit: "file", .. } => {
                Some("split it, or use --jsonl if it holds one document a line".to_owned())
            }
            _ => None,
        }
    }
}

/// What the user could do if a job cannot run.
pub fn hint(error: &anyhow::Error) -> Option<&'static str> {
    match error.chain().find_map(|cause| cause.downcast_ref::<LoadError>())? {
        LoadError::NoLibtorch => Some(
            "`cargo xtask libtorch`, and then `cargo build --release --features libtorch`, make one \
             that has it",
        ),
        _ => None,
    }
}
