//! Scores of sentences and tokens against texts that people segmented.
//!
//! Sentence F1 counts, for each document, the ends of all its sentences but the last, since a
//! text always ends where its last sentence does. Token F1 counts exact spans of surface tokens: in
//! the data "don't" is one token, so the syntactic words "do" and "n't" are joined before. Counts
//! are pooled over the documents of a set (micro average).

use std::path::Path;

use newsdesk_document::{Segmentation, Span};
use newsdesk_tokenization::{segment, surface_tokens};
use serde::{Deserialize, Serialize};

use super::dataset::{self, CodePoints};
use super::score::Counts;
use crate::report::{Line, percent};

/// The scores of one set; F1 in percent.
#[derive(Debug, Serialize)]
pub struct Score {
    task: &'static str,
    set: String,
    documents: usize,
    sentence_f1: f64,
    token_f1: f64,
}

impl Line for Score {
    const COLUMNS: &'static [&'static str] = &["set", "documents", "sentence F1", "token F1"];

    fn cells(&self) -> Vec<String> {
        let scores = [self.sentence_f1, self.token_f1].map(percent);
        [self.set.clone(), self.documents.to_string()].into_iter().chain(scores).collect()
    }
}

/// One document of a set; offsets in code points.
#[derive(Deserialize)]
struct Row {
    text: String,
    sentences: Vec<[u32; 2]>,
    tokens: Vec<[u32; 2]>,
}

/// Scores one set.
pub fn evaluate(data: &Path, set: &str) -> anyhow::Result<Score> {
    let (mut sentences, mut tokens) = (Counts::default(), Counts::default());
    let documents = dataset::visit(data, "segmentation", set, |row: Row| {
        let points = CodePoints::new(&row.text)?;
        let mut expected = (points.spans(&row.sentences)?, points.spans(&row.tokens)?);
        expected.0.sort_unstable();
        expected.1.sort_unstable();
        let counts = compare(&row.text, &segment(&row.text)?, &expected.0, &expected.1);
        sentences += counts.0;
        tokens += counts.1;
        Ok(())
    })?;
    Ok(Score {
        task: "segmentation",
        set: set.to_owned(),
        documents,
        sentence_f1: 100.0 * sentences.f1(),
        token_f1: 100.0 * tokens.f1(),
    })
}

/// Counts of inner sentence ends and of tokens for one document.
fn compare(
    text: &str,
    predicted: &Segmentation,
    sentences: &[Span],
    tokens: &[Span],
) -> (Counts, Counts) {
    let predicted_sentences: Vec<Span> = predicted.sentences().iter().map(|s| s.span()).collect();
    let words: Vec<Span> = predicted.tokens().iter().map(|t| t.span()).collect();
    (
        Counts::of_sorted(&inner_ends(&predicted_sentences), &inner_ends(sentences)),
        Counts::of_sorted(&surface_tokens(text, &words), tokens),
    )
}

/// Where sentences end, without the last.
fn inner_ends(sentences: &[Span]) -> Vec<u32> {
    let inner = sentences.split_last().map_or(&[][..], |(_, inner)| inner);
    inner.iter().map(|span| span.end()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(offsets: &[(u32, u32)]) -> Vec<Span> {
        offsets.iter().map(|&(start, end)| Span::new(start, end).unwrap()).collect()
    }

    #[test]
    fn only_inner_ends_and_exact_tokens_count() {
        let text = "Rain. It fell. Ok";
        let expected_tokens = spans(&[(0, 4), (4, 5), (6, 8), (9, 13), (13, 14), (15, 17)]);
        let predicted_tokens = spans(&[(0, 4), (4, 5), (6, 8), (9, 14), (15, 17)]);
        let predicted = Segmentation::new(&spans(&[(0, 5), (6, 17)]), &predicted_tokens).unwrap();
        let expected = spans(&[(0, 5), (6, 14), (15, 17)]);
        let (sentences, tokens) = compare(text, &predicted, &expected, &expected_tokens);
        assert_eq!(sentences, Counts { correct: 1, predicted: 1, expected: 2 });
        assert_eq!(tokens, Counts { correct: 4, predicted: 5, expected: 6 });
    }

    #[test]
    fn contractions_count_as_one_token() {
        let predicted = Segmentation::new(&spans(&[(0, 5)]), &spans(&[(0, 2), (2, 5)])).unwrap();
        let (_, tokens) = compare("don't", &predicted, &spans(&[(0, 5)]), &spans(&[(0, 5)]));
        assert_eq!(tokens, Counts { correct: 1, predicted: 1, expected: 1 });
    }

    #[test]
    fn a_document_of_one_sentence_has_no_inner_end() {
        assert!(inner_ends(&spans(&[(0, 9)])).is_empty());
        assert!(inner_ends(&[]).is_empty());
    }
}
