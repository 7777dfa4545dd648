//! A summary as an object.

use std::borrow::Cow;

use newsdesk::Summary;
use newsdesk::document::GeneratedSentence;
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
    sentences: Sentences<'d>,
}

/// The sentences of a summary.
#[derive(Serialize)]
#[serde(untagged)]
enum Sentences<'d> {
    Selected(Vec<SentenceObject<'d>>),
    Generated(Vec<GeneratedObject<'d>>),
}

/// A sentence that a model wrote, the sentences of the text that it leans on, by their indexes, and
/// the names and numbers in it that the text does not have.
#[derive(Serialize)]
struct GeneratedObject<'d> {
    text: &'d str,
    sources: &'d [u32],
    unsupported: &'d [String],
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
        sentences: match shown.document.summary() {
            Some(Summary::Abstractive(generated)) => {
                Sentences::Generated(generated.iter().map(generated_object).collect())
            }
            _ => Sentences::Selected(sentences.collect()),
        },
    }
}

fn generated_object(sentence: &GeneratedSentence) -> GeneratedObject<'_> {
    GeneratedObject {
        text: &sentence.text,
        sources: &sentence.sources,
        unsupported: &sentence.unsupported,
    }
}
