//! Behaviour of `segment` as its users see it.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may panic")]

mod properties;
mod sentences;
mod words;

use newsdesk_tokenization::segment;

/// The sentences of a text.
fn sentences(text: &str) -> Vec<&str> {
    let segmentation = segment(text).unwrap();
    segmentation.sentences().iter().map(|sentence| sentence.span().of(text).unwrap()).collect()
}

/// The words of a text, with `|` between them.
fn words(text: &str) -> String {
    let segmentation = segment(text).unwrap();
    let words: Vec<_> =
        segmentation.tokens().iter().map(|token| token.span().of(text).unwrap()).collect();
    words.join("|")
}
