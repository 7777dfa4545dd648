//! What can be left out of a sentence so that it stays one.

use std::collections::BTreeSet;

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

/// Parts of a sentence that can be left out, until they save as much as the sentence is too long;
/// none if they never do, in text order, without overlap.
///
/// First the dateline and what stands in brackets, then what dashes or two commas set off, and last
/// what a comma sets off at the end. Nothing is taken from quotations.
///
/// `excess` is above 0; `saved` tells what a part saves, in the same unit.
pub(crate) fn shortened(
    sentence: SentenceRef<'_>,
    mut excess: usize,
    saved: impl Fn(Span) -> usize,
) -> Option<Vec<Span>> {
    let text = sentence.text();
    let start = sentence.span().start();
    let quoted = Quoted::new(text);
    let kinds: [fn(&str) -> Vec<Part>; 4] = [dateline, bracketed, inserted, appended];
    let mut dropped: BTreeSet<Span> = BTreeSet::new();
    for (from, to) in kinds.iter().flat_map(|kind| kind(text)) {
        let offset = |place: usize| u32::try_from(place).ok()?.checked_add(start);
        let span = Span::new(offset(from)?, offset(to)?).ok()?;
        let before = dropped.range(..span).next_back();
        let mut neighbours = before.into_iter().chain(dropped.range(span..).next());
        if quoted.contains(from) || neighbours.any(|other| other.overlaps(span)) {
            continue;
        }
        dropped.insert(span);
        excess = excess.saturating_sub(saved(span));
        if excess == 0 {
            return Some(dropped.into_iter().collect());
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
    for (open, close) in [(" (", ")"), (" [", "]")] {
        let mut closes = text.match_indices(close).map(|(place, _)| place).peekable();
        for (from, _) in text.match_indices(open) {
            while closes.next_if(|&place| place < from).is_some() {}
            found.extend(closes.peek().map(|place| (from, place + close.len())));
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

/// Which places of a text lie within quotation marks.
struct Quoted {
    /// The marks in text order, with whether what follows is quoted.
    marks: Vec<(usize, bool)>,
}

impl Quoted {
    fn new(text: &str) -> Self {
        let (mut is_straight, mut opened, mut closed) = (false, 0_usize, 0_usize);
        let marks = text.match_indices(['"', '“', '”']).map(|(place, mark)| {
            match mark {
                "\"" => is_straight = !is_straight,
                "“" => opened += 1,
                _ => closed += 1,
            }
            (place, is_straight || opened > closed)
        });
        Self { marks: marks.collect() }
    }

    fn contains(&self, place: usize) -> bool {
        let behind = self.marks.partition_point(|(mark, _)| *mark < place);
        behind.checked_sub(1).and_then(|last| self.marks.get(last)).is_some_and(|mark| mark.1)
    }
}

#[cfg(test)]
mod tests;
