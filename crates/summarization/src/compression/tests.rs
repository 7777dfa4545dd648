//! What is left out of sentences, and that it is what a plain search finds.

use newsdesk_document::{Document, TokenRef};
use newsdesk_tokenization::segment;
use proptest::prelude::*;

use super::*;
use crate::Budget;
use crate::budget::is_word;

fn document(text: &str) -> Document {
    let mut document = Document::new("", text).unwrap();
    document.attach_segmentation(segment(text).unwrap()).unwrap();
    document
}

/// What is left out of a sentence for a budget of words.
fn dropped(sentence: SentenceRef<'_>, limit: usize) -> Option<Vec<Span>> {
    let words = sentence.tokens().filter(|token| is_word(token.text()));
    let words: Vec<Span> = words.map(TokenRef::span).collect();
    let budget = Budget::words(limit).unwrap();
    let excess = words.len().checked_sub(limit).filter(|excess| *excess > 0)?;
    shortened(sentence, excess, |part| budget.saved(sentence, &words, part))
}

fn short(text: &str, limit: usize) -> Option<String> {
    let document = document(text);
    let dropped = dropped(document.sentence(0).unwrap(), limit)?;
    let mut left = text.to_owned();
    for span in dropped.iter().rev() {
        left.replace_range(span.range(), "");
    }
    Some(left)
}

#[test]
fn what_marks_set_off_is_left_out() {
    for (text, words, expected) in [
        ("BONN, May 3 — The river rose.", 3, "The river rose."),
        ("The bank (the largest of all) closed its doors.", 5, "The bank closed its doors."),
        ("Ada Brandt, the mayor of the town, resigned.", 3, "Ada Brandt resigned."),
        ("The plan — nobody liked it — was dropped.", 4, "The plan was dropped."),
        ("The council closed the bridge, which is old.", 5, "The council closed the bridge."),
        ("Rain fell for days, flooding the old town.", 4, "Rain fell for days."),
    ] {
        assert_eq!(short(text, words).as_deref(), Some(expected));
    }
}

#[test]
fn what_a_sentence_needs_stays() {
    for text in [
        "The army, the navy, and the police went home.",
        "He came, he saw, and he won the whole war.",
        "\"The bridge, the old one, will fall,\" the mayor said.",
        "The river rose on Monday and fell on Tuesday.",
    ] {
        assert_eq!(short(text, 5), None, "{text}");
    }
}

/// The same as [`dropped`], in time that grows with the square of the sentence.
fn plainly_dropped(sentence: SentenceRef<'_>, limit: usize) -> Option<Vec<Span>> {
    let (text, start) = (sentence.text(), sentence.span().start());
    let is_quoted = |place: usize| {
        let before = &text[..place];
        before.matches('"').count() % 2 == 1
            || before.matches('“').count() > before.matches('”').count()
    };
    let bracketed = |text: &str| {
        let mut found = Vec::new();
        for (open, close) in [(" (", ')'), (" [", ']')] {
            for (from, _) in text.match_indices(open) {
                found.extend(text[from..].find(close).map(|length| (from, from + length + 1)));
            }
        }
        found
    };
    let left = |dropped: &[Span]| {
        let is_left = |token: &TokenRef<'_>| {
            is_word(token.text()) && !dropped.iter().any(|part| part.contains(token.span()))
        };
        sentence.tokens().filter(is_left).count()
    };
    if left(&[]) <= limit {
        return None;
    }
    let mut dropped: Vec<Span> = Vec::new();
    for (from, to) in [dateline(text), bracketed(text), inserted(text), appended(text)].concat() {
        let offset = |place: usize| u32::try_from(place).unwrap() + start;
        let span = Span::new(offset(from), offset(to)).unwrap();
        if is_quoted(from) || dropped.iter().any(|other| other.overlaps(span)) {
            continue;
        }
        dropped.push(span);
        dropped.sort_unstable();
        if left(&dropped) <= limit {
            return Some(dropped);
        }
    }
    None
}

proptest! {
    #[test]
    fn the_same_is_left_out_as_by_a_plain_search(
        parts in prop::collection::vec(prop::sample::select(vec![
            "a", "the man", "who", "Bonn", "seeing", "and", ", ", ", ", ", ", " — ", " – ", " (",
            ") ", " [", "]", "\"", "“", "”", " ", ".",
        ]), 0..40),
        limit in 1..12_usize,
    ) {
        let document = document(&parts.concat());
        for sentence in document.sentences() {
            prop_assert_eq!(dropped(sentence, limit), plainly_dropped(sentence, limit));
        }
    }
}
