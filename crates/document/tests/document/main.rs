//! Layers, views and the JSON form, as other crates use them.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may panic")]

mod attach;
mod json;
mod properties;
mod views;

use newsdesk_document::{Document, Segmentation, Span};

/// The stored example of version 1 of the JSON form, which has every layer.
const EXAMPLE: &str = include_str!("document-v1.json");

fn example() -> Document {
    newsdesk_document::json::from_str(EXAMPLE).unwrap()
}

fn span(start: u32, end: u32) -> Span {
    Span::new(start, end).unwrap()
}

/// "Köln votes. It rains." with its sentences and tokens.
fn document() -> Document {
    let mut document = Document::new("test", "Köln votes. It rains.").unwrap();
    let sentences = [span(0, 12), span(13, 22)];
    let tokens = [span(0, 5), span(6, 11), span(11, 12), span(13, 15), span(16, 21), span(21, 22)];
    document.attach_segmentation(Segmentation::new(&sentences, &tokens).unwrap()).unwrap();
    document
}

/// Programs share documents between threads.
#[test]
fn types_are_send_and_sync() {
    fn check<T: Send + Sync>() {}
    check::<Document>();
    check::<newsdesk_document::SentenceRef<'_>>();
    check::<newsdesk_document::StanceRef<'_>>();
    check::<newsdesk_document::LayerError>();
    check::<newsdesk_document::json::JsonError>();
}
