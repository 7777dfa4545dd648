//! How documents are printed: each one by itself, then framed in the order of the input.

mod document;
mod encoding;
mod entities;
mod escape;
mod frame;
mod page;
mod sink;
mod stances;
mod summary;
mod tokens;

use newsdesk::encoder::Encoding;
use newsdesk::{Document, Topic};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::failure::Failure;
use crate::job::View;
use crate::record::{OtherFields, Record};

pub use frame::Frame;
pub use sink::Sink;
pub use stances::{Drawn, dot, mermaid};

/// The formats of all views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Markdown,
    Json,
    JsonLines,
    Conll,
    Brat,
    Html,
    Csv,
    Dot,
    Mermaid,
}

/// A document with what came with it.
pub struct Shown<'d> {
    pub document: &'d Document,
    /// The pieces of the document, if a model was asked for.
    pub encoding: Option<(&'d Encoding<'d>, &'d [f32])>,
    /// The score of each sentence, if there is a summary.
    pub scores: &'d [f32],
    /// What stances were asked for by name.
    pub topics: &'d [Topic],
    pub record: &'d Record,
    /// Whether its name is printed above it, where the format does not have it inside.
    pub has_header: bool,
}

/// What is printed of a document; as JSON without a line break at its end.
pub fn render(view: View, format: Format, shown: &Shown<'_>) -> serde_json::Result<Vec<u8>> {
    match (view, format) {
        (View::Summary, _) => summary::render(format, shown),
        (View::Tokens, Format::Text | Format::Markdown) => Ok(tokens::text(shown).into_bytes()),
        (View::Tokens, _) => json(format, &tokens::object(shown)),
        (View::Entities, _) => entities::render(format, shown),
        (View::Stances, _) => stances::render(format, shown),
        (View::Document, _) => json(format, &document::object(shown)),
        (View::Encoding { has_vectors }, _) => json(format, &encoding::object(shown, has_vectors)),
    }
}

/// What is printed in the place of a document that failed; none in formats for reading.
pub fn render_failure(
    format: Format,
    record: Option<&Record>,
    failure: &Failure,
) -> Option<Vec<u8>> {
    #[derive(Serialize)]
    struct FailureObject<'f> {
        id: Id<'f>,
        #[serde(flatten)]
        other: Option<&'f OtherFields>,
        error: String,
    }

    if !matches!(format, Format::Json | Format::JsonLines) {
        return None;
    }
    let place = failure.place.id();
    let id = record.and_then(|record| record.id.as_deref());
    let object = FailureObject {
        id: id.map_or(Id::Text(&place), Id::AsWritten),
        other: record.map(|record| &record.other),
        error: failure.kind.to_string(),
    };
    json(format, &object).ok()
}

/// An identifier, as the input has it or as we made it.
#[derive(Serialize)]
#[serde(untagged)]
enum Id<'d> {
    AsWritten(&'d RawValue),
    Text(&'d str),
}

impl Shown<'_> {
    fn id(&self) -> Id<'_> {
        let written = self.record.id.as_deref();
        written.map_or(Id::Text(self.document.id()), Id::AsWritten)
    }

    /// The line above a text, as `head` and `tail` write it.
    fn header(&self) -> String {
        if self.has_header {
            format!("==> {} <==\n", one_line(self.document.id()))
        } else {
            String::new()
        }
    }
}

/// An object of its own, over several lines, or on one line.
fn json(format: Format, object: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    match format {
        Format::JsonLines => serde_json::to_vec(object),
        _ => serde_json::to_vec_pretty(object),
    }
}

/// A text for reading: line breaks and other runs of white space become one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
