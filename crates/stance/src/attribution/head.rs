//! The head that tags the words of sources, cues and contents.

use newsdesk_encoder::{Dense, LoadError, Weights};

use super::viterbi::{Transitions, Viterbi};
use super::words::Run;

const NAME: &str = "heads.attribution";

/// Outside, begin and inside.
pub const TAGS: usize = 3;

const INSIDE: u8 = 2;

/// Which part of an attribution a word belongs to; the head has them in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Source,
    Cue,
    Content,
}

const PARTS: usize = 3;

/// A linear layer on the vector of each word, and the transitions of a conditional random field:
/// Lafferty et al., "Conditional Random Fields" (ICML 2001).
pub struct AttributionHead {
    layer: Dense,
    transitions: [Transitions; PARTS],
}

impl AttributionHead {
    pub fn new(weights: &Weights<'_>, hidden: usize) -> Result<Self, LoadError> {
        let layer = Dense::new(weights, NAME, TAGS * PARTS, hidden)?;
        let numbers = weights.vector(&format!("{NAME}.transitions"), PARTS * TAGS * TAGS)?;
        let mut transitions = [[[0.0; TAGS]; TAGS]; PARTS];
        for (transition, number) in
            transitions.as_flattened_mut().as_flattened_mut().iter_mut().zip(numbers)
        {
            *transition = number;
        }
        // No inside tag behind an outside one.
        for [[_, _, inside], ..] in &mut transitions {
            *inside = f32::NEG_INFINITY;
        }
        Ok(Self { layer, transitions })
    }

    /// Tags the words of a document while their vectors are computed.
    pub fn reader(&self) -> TagReader<'_> {
        TagReader { head: self, parts: self.transitions.each_ref().map(Viterbi::new) }
    }
}

/// Reads the vectors of the words of a document part by part, and tags sources, cues and contents;
/// see [`Attributor::reader`](crate::Attributor::reader).
pub struct TagReader<'h> {
    head: &'h AttributionHead,
    parts: [Viterbi<'h>; PARTS],
}

impl TagReader<'_> {
    /// Reads the vectors of the next words, row-major `[words, hidden]`.
    pub fn read(&mut self, vectors: &[f32]) {
        let odds = self.head.layer.forward(vectors);
        for row in odds.chunks_exact(TAGS * PARTS) {
            for (part, odds) in self.parts.iter_mut().zip(row.chunks_exact(TAGS)) {
                part.step(odds);
            }
        }
    }

    /// The tags of all words that were read.
    pub fn finish(self) -> Tags {
        Tags { paths: self.parts.map(Viterbi::best_path) }
    }
}

/// The tags of the words of a document, for each part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tags {
    paths: [Vec<u8>; PARTS],
}

impl Tags {
    /// The runs of words that belong to one part, in text order.
    pub(crate) fn runs(&self, part: Part) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let path = self.paths.get(part as usize).into_iter().flatten();
        for (word, tag) in path.enumerate() {
            match (*tag, runs.last_mut()) {
                (0, _) => {}
                (INSIDE, Some(run)) if run.end == word => run.end = word + 1,
                _ => runs.push(Run { start: word, end: word + 1 }),
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(path: &str) -> Tags {
        let tag = |tag: char| match tag {
            'B' => 1,
            'I' => INSIDE,
            _ => 0,
        };
        Tags { paths: [vec![0; path.len()], path.chars().map(tag).collect(), Vec::new()] }
    }

    #[test]
    fn runs_begin_and_end_as_tags_say() {
        for (path, runs) in [
            ("OBIIO", vec![(1, 4)]),
            ("BIOBO", vec![(0, 2), (3, 4)]),
            ("BBI", vec![(0, 1), (1, 3)]),
            ("OOO", vec![]),
            ("", vec![]),
        ] {
            let found: Vec<_> =
                tags(path).runs(Part::Cue).iter().map(|run| (run.start, run.end)).collect();
            assert_eq!(found, runs, "{path}");
            assert!(tags(path).runs(Part::Source).is_empty(), "{path}");
        }
    }
}
