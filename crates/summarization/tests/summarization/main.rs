//! Behaviour of summaries, and what holds for any text.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may panic")]

#[cfg(feature = "libtorch")]
mod abstractive;
mod budget;
mod content;
mod event;
mod faithful;
mod properties;
mod scores;
mod understood;

use newsdesk_document::{Document, SelectedSentence, Summary};
use newsdesk_summarization::{Budget, Summarizer};
use newsdesk_tokenization::segment;

/// An article with everything around the story that a summary must not take.
const ARTICLE: &str = include_str!("article.txt");

fn document(text: &str) -> Document {
    let mut document = Document::new("test", text).unwrap();
    document.attach_segmentation(segment(text).unwrap()).unwrap();
    document
}

fn selected(summary: Summary) -> Vec<SelectedSentence> {
    match summary {
        Summary::Extractive(selected) => selected,
        Summary::Abstractive(_) => panic!("sentences of the text were asked for"),
    }
}

/// The sentences of the summary within the budget.
fn summarize(document: &Document, budget: Budget) -> Vec<&str> {
    let selected = selected(Summarizer::new(budget).summarize(document).unwrap());
    let sentence =
        |selected: SelectedSentence| document.sentence(selected.sentence as usize).unwrap().text();
    selected.into_iter().map(sentence).collect()
}
