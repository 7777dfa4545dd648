//! How long a summary is.

use newsdesk_summarization::Budget;

use crate::{ARTICLE, document, summarize};

fn words(sentences: &[&str]) -> usize {
    let count = |sentence: &&str| {
        let document = document(sentence);
        let words = document.tokens().filter(|token| token.text().contains(char::is_alphanumeric));
        words.count()
    };
    sentences.iter().map(count).sum()
}

#[test]
fn sentences_are_counted() {
    let document = document(ARTICLE);
    for count in 1..=11 {
        assert_eq!(summarize(&document, Budget::sentences(count).unwrap()).len(), count);
    }
    assert_eq!(summarize(&document, Budget::sentences(100).unwrap()).len(), 11);
}

#[test]
fn words_and_characters_are_an_upper_limit() {
    let document = document(ARTICLE);
    for limit in [40, 60, 100, 150] {
        let summary = summarize(&document, Budget::words(limit).unwrap());
        assert!((limit / 2..=limit).contains(&words(&summary)), "{limit}: {summary:?}");
    }
    for limit in [200, 280, 500, 1000] {
        let summary = summarize(&document, Budget::characters(limit).unwrap()).join(" ");
        assert!((limit / 2..=limit).contains(&summary.chars().count()), "{limit}: {summary:?}");
    }
}

#[test]
fn a_summary_of_exactly_the_limit_fits() {
    let document = document("Zürich votes. Bern waits.");
    let length = "Zürich votes. Bern waits.".chars().count();
    assert_eq!(summarize(&document, Budget::characters(length).unwrap()).len(), 2);
    assert_eq!(summarize(&document, Budget::characters(length - 1).unwrap()).len(), 1);
    assert_eq!(summarize(&document, Budget::words(4).unwrap()).len(), 2);
    assert_eq!(summarize(&document, Budget::words(3).unwrap()).len(), 1);
}

#[test]
fn one_sentence_is_given_even_if_none_fits() {
    let document = document(ARTICLE);
    assert_eq!(summarize(&document, Budget::words(1).unwrap()).len(), 1);
    assert_eq!(summarize(&document, Budget::characters(1).unwrap()).len(), 1);
}

#[test]
fn a_ratio_is_of_the_sentences_that_tell_the_story() {
    let document = document(ARTICLE);
    for (ratio, count) in [(0.01, 1), (0.25, 2), (0.5, 5), (0.99, 10), (1.0, 11)] {
        assert_eq!(summarize(&document, Budget::ratio(ratio).unwrap()).len(), count, "{ratio}");
    }
}
