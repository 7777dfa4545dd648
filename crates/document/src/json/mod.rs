//! The JSON form of a document, version 1.
//!
//! ```
//! use newsdesk_document::{Document, json};
//!
//! let document = Document::new("note", "Köln votes.")?;
//! let text = json::to_string(&document)?;
//! assert_eq!(
//!     text,
//!     r#"{"schema_version":1,"offset_unit":"utf8-byte","id":"note","text":"Köln votes."}"#
//! );
//! assert_eq!(json::from_str(&text)?, document);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A layer that no stage has added is left out; one that is there but empty is `[]`. Offsets are
//! UTF-8 bytes of `text`, half open. Indexes count from 0: `speaker`, `entity` and `attribution`
//! refer to elements of the layers of that name, `sentence` and `sources` to sentences.
//!
//! Fields are only ever added within a version, so unknown ones are ignored on reading. Everything
//! else is checked as if a stage had attached it, and an error names the layer and the element.
//! The types here are apart from those of the layers, so that either can change alone. `schema`
//! describes the form; it is stored as `crates/document/schema/document-v1.schema.json`.

mod error;
mod read;
mod wire;
mod write;

use std::io;

pub use error::JsonError;
pub use wire::DocumentJson;

use crate::Document;

/// The version of the JSON form that this release writes and reads.
pub const SCHEMA_VERSION: u32 = 1;

/// The unit of every offset in the JSON form.
pub const OFFSET_UNIT: &str = "utf8-byte";

/// Writes a document as one line of JSON, without a line break at its end.
///
/// # Errors
///
/// [`JsonError::Json`] if the writer fails.
pub fn to_writer(writer: impl io::Write, document: &Document) -> Result<(), JsonError> {
    Ok(serde_json::to_writer(writer, &DocumentJson::from(document))?)
}

/// A document as one line of JSON, without a line break at its end.
///
/// # Errors
///
/// None that is known: [`JsonError::Json`] if `serde_json` reports one.
pub fn to_string(document: &Document) -> Result<String, JsonError> {
    Ok(serde_json::to_string(&DocumentJson::from(document))?)
}

/// Reads a document, and checks all of its layers.
///
/// # Errors
///
/// A [`JsonError`]: not JSON of the right form, another version or unit, or the first layer,
/// element and value that do not fit.
pub fn from_str(json: &str) -> Result<Document, JsonError> {
    read::from_str(json)
}

/// The JSON Schema (draft 2020-12) of the form.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(DocumentJson<'static>).to_value()
}
