//! The sentences that tell the story.

use newsdesk::document::SentenceRef;
use newsdesk::document::json::{OFFSET_UNIT, SCHEMA_VERSION};
use newsdesk::{Document, Summary};
use serde::Serialize;

use super::{Id, Shown, one_line};
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
#[derive(Serialize)]
struct SentenceObject<'d> {
    index: usize,
    start: u32,
    end: u32,
    score: f32,
    text: &'d str,
}

pub fn object<'d>(shown: &'d Shown<'d>) -> SummaryObject<'d> {
    let sentences = selected(shown.document).map(|(sentence, score)| SentenceObject {
        index: sentence.index(),
        start: sentence.span().start(),
        end: sentence.span().end(),
        score,
        text: sentence.text(),
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

/// One sentence a line.
pub fn text(shown: &Shown<'_>) -> String {
    let mut text = shown.header();
    for line in lines(shown.document) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// A heading and a list.
pub fn markdown(shown: &Shown<'_>) -> String {
    let title = shown.document.metadata().title.as_deref();
    let mut text = format!("## {}\n\n", one_line(title.unwrap_or(shown.document.id())));
    for line in lines(shown.document) {
        text.push_str("- ");
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn lines(document: &Document) -> impl Iterator<Item = String> {
    selected(document).map(|(sentence, _)| one_line(sentence.text()))
}

/// The chosen sentences with their scores, in text order.
fn selected(document: &Document) -> impl Iterator<Item = (SentenceRef<'_>, f32)> {
    let selected = match document.summary() {
        Some(Summary::Extractive(selected)) => selected.as_slice(),
        Some(Summary::Abstractive(_)) | None => &[],
    };
    selected.iter().filter_map(|selected| {
        Some((document.sentence(selected.sentence as usize)?, selected.score))
    })
}
