//! Words to sentences.

mod features;
mod layout;
mod model;
mod places;
mod quotation;
mod reference;
mod style;
pub mod training;

use newsdesk_document::Span;

use crate::words::Word;

/// Splits a text into sentences along its words: spans in text order, disjoint, each from the
/// first byte of a word to the last byte of one.
pub(crate) fn split(text: &str, words: &[Word]) -> Vec<Span> {
    let mut sentences = Vec::with_capacity(words.len() / 16);
    let mut first = 0;
    places::visit(text, words, |place| {
        let ends = match &place.context {
            None => true,
            Some(context) => model::is_boundary(context),
        };
        if ends {
            sentences.extend(span(words, first, place.index));
            first = place.index + 1;
        }
        ends
    });
    if let Some(last) = words.len().checked_sub(1) {
        sentences.extend(span(words, first, last));
    }
    sentences
}

/// The span from word `first` to word `last`, both included.
fn span(words: &[Word], first: usize, last: usize) -> Option<Span> {
    Span::new(words.get(first)?.start, words.get(last)?.end).ok()
}
