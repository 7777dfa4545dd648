//! A summary as an object.

use std::borrow::Cow;

use newsdesk::document::json::{OFFSET_UNIT, SCHEMA_VERSION};
use serde::Serialize;

use super::lines;
use crate::output::{Id, Shown};
use crate::record::OtherFields;

/// A summary as an object.
#[derive(Serialize)]
pub struct SummaryObject<'d> {
    schema_version: u32,
    offset_unit: &'static str,
    id: Id<'d>,
    #[serde(flatten)]
    other: &'d OtherFields,
    summary: String,
    sentences: Vec<SentenceObject<'d>>,
}

/// A chosen sentence; offsets are bytes of the text of the document.
///
/// Its text is that of the summary, which may have a name in place of a pronoun.
#[derive(Serialize)]
struct SentenceObject<'d> {
    index: usize,
    start: u32,
    end: u32,
    score: f32,
    text: Cow<'d, str>,
}

pub fn object<'d>(shown: &'d Shown<'d>) -> SummaryObject<'d> {
    let sentences = shown.document.selected().map(|selected| SentenceObject {
        index: selected.sentence().index(),
        start: selected.sentence().span().start(),
        end: selected.sentence().span().end(),
        score: selected.score(),
        text: selected.text(),
    });
    SummaryObject {
        schema_version: SCHEMA_VERSION,
        offset_unit: OFFSET_UNIT,
        id: shown.id(),
        other: &shown.record.other,
        summary: lines(shown.document).collect::<Vec<_>>().join(" "),
        sentences: sentences.collect(),
    }
}
