//! What can be left out of a sentence so that it stays one.

use newsdesk_document::{SentenceRef, Span};

use crate::dateline::without_dateline;

/// Words that begin what commas set off and a sentence does not need.
const OPENERS: [&str; 13] = [
    "a", "according", "aged", "an", "including", "now", "once", "the", "where", "which", "who",
    "whom", "whose",
];

/// Words behind a comma by which it parts a list or sentences.
const JOINERS: [&str; 6] = ["and", "but", "nor", "or", "so", "yet"];

/// Start and end of a part of a sentence, bytes of its text.
type Part = (usize, usize);

/// Parts of a sentence that can be left out, until what is left fits; none if it never does, in text
/// order, without overlap.
///
/// First the dateline and what stands in brackets, then what dashes or two commas set off, and last
/// what a comma sets off at the end. Nothing is taken from quotations.
pub(crate) fn shortened(
    sentence: SentenceRef<'_>,
    fits: impl Fn(&[Span]) -> bool,
) -> Option<Vec<Span>> {
    let text = sentence.text();
    let start = sentence.span().start();
    let kinds: [fn(&str) -> Vec<Part>; 4] = [dateline, bracketed, inserted, appended];
    let mut dropped: Vec<Span> = Vec::new();
    for kind in kinds {
        for (from, to) in kind(text) {
            let offset = |place: usize| u32::try_from(place).ok()?.checked_add(start);
            let span = Span::new(offset(from)?, offset(to)?).ok()?;
            if is_quoted(text, from) || dropped.iter().any(|other| other.overlaps(span)) {
                continue;
            }
            dropped.push(span);
            dropped.sort_unstable();
            if fits(&dropped) {
                return Some(dropped);
            }
        }
    }
    None
}

fn dateline(text: &str) -> Vec<Part> {
    let length = text.len() - without_dateline(text).len();
    if length == 0 || length == text.len() { Vec::new() } else { vec![(0, length)] }
}

/// Brackets with what is inside and the space before.
fn bracketed(text: &str) -> Vec<Part> {
    let mut found = Vec::new();
    for (open, close) in [(" (", ')'), (" [", ']')] {
        for (from, _) in text.match_indices(open) {
            let rest = text.get(from..).unwrap_or_default();
            if let Some(length) = rest.find(close) {
                found.push((from, from + length + close.len_utf8()));
            }
        }
    }
    found
}

/// What stands between two commas or dashes, with them.
fn inserted(text: &str) -> Vec<Part> {
    let mut found = Vec::new();
    for mark in [", ", " — ", " – "] {
        let places: Vec<usize> = text.match_indices(mark).map(|(place, _)| place).collect();
        for (&from, &to) in places.iter().zip(places.iter().skip(1)) {
            let inside = text.get(from + mark.len()..to).unwrap_or_default();
            let behind = text.get(to + mark.len()..).unwrap_or_default();
            let is_comma = mark == ", ";
            let goes_on = !is_comma || !begins_with(behind, &JOINERS) && !opens(behind);
            if goes_on && (!is_comma || opens(inside)) {
                // One space stays: that of the second mark.
                found.push((from, to + mark.trim_end().len()));
            }
        }
    }
    found
}

/// What a comma sets off up to the end, without the mark of the end.
fn appended(text: &str) -> Vec<Part> {
    let end = text.trim_end_matches(['.', '!', '?']).len();
    let places: Vec<usize> = text.match_indices(", ").map(|(place, _)| place).collect();
    let tails = places.into_iter().rev().filter(|&from| {
        let tail = text.get(from + 2..end).unwrap_or_default();
        opens(tail) && !tail.contains(", ")
    });
    tails.map(|from| (from, end)).collect()
}

/// Whether a part begins like one that a sentence does not need.
fn opens(part: &str) -> bool {
    let first = part.split(' ').next().unwrap_or_default();
    OPENERS.contains(&first) || first.len() > 5 && first.ends_with("ing")
}

fn begins_with(part: &str, words: &[&str]) -> bool {
    words.contains(&part.split(' ').next().unwrap_or_default())
}

/// Whether a place lies within quotation marks.
fn is_quoted(text: &str, place: usize) -> bool {
    let before = text.get(..place).unwrap_or_default();
    before.matches('"').count() % 2 == 1
        || before.matches('“').count() > before.matches('”').count()
}

#[cfg(test)]
mod tests {
    use newsdesk_document::Document;

    use super::*;

    fn short(text: &str, words: usize) -> Option<String> {
        let mut document = Document::new("", text).unwrap();
        document.attach_segmentation(newsdesk_tokenization::segment(text).unwrap()).unwrap();
        let sentence = document.sentence(0).unwrap();
        let without = |dropped: &[Span]| {
            let mut left = text.to_owned();
            for span in dropped.iter().rev() {
                left.replace_range(span.range(), "");
            }
            left
        };
        let fits = |dropped: &[Span]| without(dropped).split_whitespace().count() <= words;
        shortened(sentence, fits).map(|dropped| without(&dropped))
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
}
