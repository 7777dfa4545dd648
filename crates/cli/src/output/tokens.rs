//! Words and punctuation marks.

use newsdesk::document::TokenRef;
use newsdesk::document::json::{OFFSET_UNIT, SCHEMA_VERSION};
use serde::Serialize;

use super::{Id, Shown, one_line};
use crate::record::OtherFields;

/// The segmentation of a document as an object; offsets are bytes of its text.
#[derive(Serialize)]
pub struct TokensObject<'d> {
    schema_version: u32,
    offset_unit: &'static str,
    id: Id<'d>,
    #[serde(flatten)]
    other: &'d OtherFields,
    sentences: Vec<SpanObject>,
    tokens: Vec<TokenObject<'d>>,
}

#[derive(Serialize)]
struct SpanObject {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct TokenObject<'d> {
    start: u32,
    end: u32,
    sentence: usize,
    text: &'d str,
}

pub fn object<'d>(shown: &'d Shown<'d>) -> TokensObject<'d> {
    let sentences = shown
        .document
        .sentences()
        .map(|sentence| SpanObject { start: sentence.span().start(), end: sentence.span().end() });
    let token = |token: TokenRef<'d>| TokenObject {
        start: token.span().start(),
        end: token.span().end(),
        sentence: token.sentence().index(),
        text: token.text(),
    };
    TokensObject {
        schema_version: SCHEMA_VERSION,
        offset_unit: OFFSET_UNIT,
        id: shown.id(),
        other: &shown.record.other,
        sentences: sentences.collect(),
        tokens: shown.document.tokens().map(token).collect(),
    }
}

/// One token a line, with an empty line behind each sentence but the last.
pub fn text(shown: &Shown<'_>) -> String {
    let mut text = shown.header();
    for sentence in shown.document.sentences() {
        if sentence.index() > 0 {
            text.push('\n');
        }
        for token in sentence.tokens() {
            text.push_str(&one_line(token.text()));
            text.push('\n');
        }
    }
    text
}
