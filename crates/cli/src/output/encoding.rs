//! Subword pieces with their vectors.

use newsdesk::document::json::{OFFSET_UNIT, SCHEMA_VERSION};
use newsdesk::encoder::Encoding;
use serde::Serialize;

use super::{Id, Shown};
use crate::record::OtherFields;

/// The encoding of a document as an object; offsets are bytes of its text.
#[derive(Serialize)]
pub struct EncodingObject<'d> {
    schema_version: u32,
    offset_unit: &'static str,
    id: Id<'d>,
    #[serde(flatten)]
    other: &'d OtherFields,
    hidden_size: usize,
    pieces: Vec<PieceObject<'d>>,
}

#[derive(Serialize)]
struct PieceObject<'d> {
    /// Number in the vocabulary.
    id: u32,
    start: u32,
    end: u32,
    sentence: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    vector: Option<&'d [f32]>,
}

pub fn object<'d>(shown: &'d Shown<'d>, has_vectors: bool) -> EncodingObject<'d> {
    let pieces = shown.encoding.map_or(&[][..], Encoding::pieces).iter().enumerate();
    let pieces = pieces.map(|(index, piece)| PieceObject {
        id: piece.id,
        start: piece.span.start(),
        end: piece.span.end(),
        sentence: piece.sentence,
        vector: shown.encoding.filter(|_| has_vectors).and_then(|encoding| encoding.vector(index)),
    });
    EncodingObject {
        schema_version: SCHEMA_VERSION,
        offset_unit: OFFSET_UNIT,
        id: shown.id(),
        other: &shown.record.other,
        hidden_size: shown.encoding.map_or(0, Encoding::hidden_size),
        pieces: pieces.collect(),
    }
}
