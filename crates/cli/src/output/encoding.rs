//! Subword pieces with their vectors.

use newsdesk::document::json::{OFFSET_UNIT, SCHEMA_VERSION};
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
    let hidden_size = shown.encoding.map_or(0, |(encoding, _)| encoding.hidden_size());
    let pieces = shown.encoding.into_iter().flat_map(|(encoding, vectors)| {
        encoding.pieces().iter().zip(vectors.chunks_exact(hidden_size.max(1)))
    });
    let pieces = pieces.map(|(piece, vector)| PieceObject {
        id: piece.id,
        start: piece.span.start(),
        end: piece.span.end(),
        sentence: piece.sentence,
        vector: has_vectors.then_some(vector),
    });
    EncodingObject {
        schema_version: SCHEMA_VERSION,
        offset_unit: OFFSET_UNIT,
        id: shown.id(),
        other: &shown.record.other,
        hidden_size,
        pieces: pieces.collect(),
    }
}
