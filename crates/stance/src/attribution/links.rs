//! Which source and which contents belong to which cue.
//!
//! The head marks parts, not attributions. A content belongs to the nearest cue of its sentences,
//! and so does the source of a cue, where other cues between count as many words. A content of
//! several parts, interrupted by its cue, is one.

use super::words::{Run, Words, overlapping};

/// What another cue between two parts counts, in words.
const OTHER_CUE: usize = 8;

/// Parts that are so many words apart do not belong together.
const FARTHEST: usize = 100;

/// A source behind its cue counts as so much farther away.
const BEHIND: usize = 1;

/// The parts of an attribution, as runs of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    pub source: Option<Run>,
    pub cue: Option<Run>,
    /// In text order; at least one.
    pub content: Vec<Run>,
}

/// Links the parts that a document has, each list in text order, to attributions in the order of
/// their contents.
pub fn link(words: &Words, sources: &[Run], cues: &[Run], contents: &[Run]) -> Vec<Linked> {
    let mut of_cue: Vec<Vec<Run>> = vec![Vec::new(); cues.len()];
    let mut linked = Vec::new();
    for &content in contents {
        match nearest_cue(words, sources, cues, content).and_then(|cue| of_cue.get_mut(cue)) {
            Some(contents) => contents.push(content),
            None => linked.push(Linked {
                source: nearest_source(words, sources, cues, content),
                cue: None,
                content: vec![content],
            }),
        }
    }
    for (&cue, mut content) in cues.iter().zip(of_cue) {
        let source = nearest_source(words, sources, cues, cue);
        if content.is_empty() {
            content.extend(nested_content(contents, cue, source));
        }
        if !content.is_empty() {
            linked.push(Linked { source, cue: Some(cue), content });
        }
    }
    linked.sort_by_key(|linked| linked.content.first().map(|run| run.start));
    linked
}

/// The cue that a content belongs to, by its index.
fn nearest_cue(words: &Words, sources: &[Run], cues: &[Run], content: Run) -> Option<usize> {
    let distance = |cue: Run| {
        let between = content.between(cue);
        let sources = overlapping(sources, between).iter();
        let of_sources: usize = sources.map(|source| source.overlap(between)).sum();
        (between.len() - of_sources) + OTHER_CUE * cues_in(cues, between)
    };
    let near = overlapping(cues, content.widened(FARTHEST)).iter();
    let near = near.filter(|cue| !content.contains(**cue) && words.share_sentence(content, **cue));
    let nearest = near.min_by_key(|cue| distance(**cue))?;
    cues.binary_search_by_key(&nearest.start, |cue| cue.start).ok()
}

/// The source of a cue, or of a content without one.
fn nearest_source(words: &Words, sources: &[Run], cues: &[Run], of: Run) -> Option<Run> {
    let distance = |source: &Run| {
        let between = source.between(of);
        let behind = if source.start >= of.end { BEHIND } else { 0 };
        between.len() + OTHER_CUE * cues_in(cues, between) + behind
    };
    let near = overlapping(sources, of.widened(FARTHEST)).iter().copied();
    near.filter(|source| words.share_sentence(of, *source)).min_by_key(distance)
}

/// What a cue inside of another content introduces: the rest of that content.
fn nested_content(contents: &[Run], cue: Run, source: Option<Run>) -> Option<Run> {
    let outer = overlapping(contents, cue).iter().find(|content| content.contains(cue))?;
    let start = source.map_or(cue.end, |source| source.end.max(cue.end));
    (start < outer.end).then_some(Run { start, end: outer.end })
}

fn cues_in(cues: &[Run], between: Run) -> usize {
    overlapping(cues, between).iter().filter(|cue| between.contains(**cue)).count()
}
