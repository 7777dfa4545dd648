//! Sources that the head misses: the pronoun or the name that is the subject of a cue, as in "He
//! said", "Anna Berg has since denied", and what follows "according to".

use super::links::Linked;
use super::words::{Run, Words};

const PRONOUNS: [&str; 6] = ["he", "i", "it", "she", "they", "we"];

/// What may stand between a subject and its verb, besides adverbs in "-ly" and "on Monday".
const BETWEEN: [&str; 12] =
    ["also", "did", "had", "has", "have", "later", "not", "now", "often", "once", "since", "then"];

const DAYS: [&str; 7] =
    ["Friday", "Monday", "Saturday", "Sunday", "Thursday", "Tuesday", "Wednesday"];

/// The most words between a subject and its verb; "on Monday" is one.
const FARTHEST: usize = 3;

/// The most words of a source.
const LONGEST: usize = 8;

const ACCORDING_TO: &str = "according to";

/// Finds the sources of attributions that have a cue and no source, in the sentence of the cue.
pub fn complete(text: &str, words: &Words, linked: &mut [Linked]) {
    let clauses = Clauses { text, words };
    for linked in linked.iter_mut().filter(|linked| linked.source.is_none()) {
        linked.source = linked.cue.and_then(|cue| clauses.subject(cue).or(clauses.object(cue)));
    }
}

struct Clauses<'d> {
    text: &'d str,
    words: &'d Words,
}

impl Clauses<'_> {
    /// The pronoun before a cue, or the words with capitals.
    fn subject(&self, cue: Run) -> Option<Run> {
        let (mut end, mut passed) = (cue.start, 0);
        while let Some(count) = self.between(end, cue) {
            if passed == FARTHEST {
                return None;
            }
            passed += 1;
            end = end.checked_sub(count)?;
        }
        let last = self.word(end.checked_sub(1)?, cue)?;
        if PRONOUNS.contains(&last.to_lowercase().as_str()) {
            return Some(Run { start: end - 1, end });
        }
        let is_name = |word: &usize| {
            self.word(*word, cue).is_some_and(|word| word.starts_with(char::is_uppercase))
        };
        let start = (end.saturating_sub(LONGEST)..end).rev().take_while(is_name).last()?;
        Some(Run { start, end })
    }

    /// The words behind "according to", up to a mark.
    fn object(&self, cue: Run) -> Option<Run> {
        let told = self.words.span(cue).and_then(|span| span.of(self.text))?;
        if !told.eq_ignore_ascii_case(ACCORDING_TO) {
            return None;
        }
        let is_word = |word: &usize| {
            self.word(*word, cue).is_some_and(|word| word.contains(char::is_alphanumeric))
        };
        let last = (cue.end..cue.end + LONGEST).take_while(is_word).last()?;
        Some(Run { start: cue.end, end: last + 1 })
    }

    /// How many words before `end` may stand between a subject and a cue; none if they may not.
    fn between(&self, end: usize, cue: Run) -> Option<usize> {
        let word = self.word(end.checked_sub(1)?, cue)?;
        let is_day = || {
            let before = end.checked_sub(2).and_then(|before| self.word(before, cue));
            DAYS.contains(&word) && before == Some("on")
        };
        let is_adverb = || word.starts_with(char::is_lowercase) && word.ends_with("ly");
        if is_day() {
            return Some(2);
        }
        (BETWEEN.contains(&word.to_lowercase().as_str()) || is_adverb()).then_some(1)
    }

    /// A word, if it stands in the sentence of a cue.
    fn word(&self, word: usize, cue: Run) -> Option<&str> {
        let run = Run { start: word, end: word + 1 };
        let span = self.words.span(run).filter(|_| self.words.share_sentence(run, cue))?;
        span.of(self.text)
    }
}
