//! Sources that the head misses: the pronoun that is the subject of a cue, as in "He said", "she has
//! since denied".

use super::links::Linked;
use super::words::{Run, Words};

const PRONOUNS: [&str; 6] = ["he", "i", "it", "she", "they", "we"];

/// What may stand between a pronoun and its verb, besides adverbs in "-ly".
const BETWEEN: [&str; 12] =
    ["also", "did", "had", "has", "have", "later", "not", "now", "often", "once", "since", "then"];

/// The most words between a pronoun and its verb.
const FARTHEST: usize = 3;

/// Gives attributions that have a cue and no source the pronoun before the cue, in its sentence.
pub fn complete(text: &str, words: &Words, linked: &mut [Linked]) {
    for linked in linked.iter_mut().filter(|linked| linked.source.is_none()) {
        linked.source = linked.cue.and_then(|cue| subject(text, words, cue));
    }
}

fn subject(text: &str, words: &Words, cue: Run) -> Option<Run> {
    let before = (cue.start.saturating_sub(FARTHEST + 1)..cue.start).rev();
    for run in before.map(|start| Run { start, end: start + 1 }) {
        let word = words.span(run).and_then(|span| span.of(text))?.to_lowercase();
        if !words.share_sentence(run, cue) {
            return None;
        }
        if PRONOUNS.contains(&word.as_str()) {
            return Some(run);
        }
        if !BETWEEN.contains(&word.as_str()) && !word.ends_with("ly") {
            return None;
        }
    }
    None
}
