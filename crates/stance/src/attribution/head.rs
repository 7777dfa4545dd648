//! The head that tags the words of sources, cues and contents.

use newsdesk_document::Span;
use newsdesk_encoder::{Dense, EncodeError, Encoding, LoadError, Weights};

use super::words::Run;

const NAME: &str = "heads.attribution";

/// Outside, begin and inside.
const TAGS: usize = 3;

const INSIDE: usize = 2;

/// Which part of an attribution a word belongs to; the head has them in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Source,
    Cue,
    Content,
}

const PARTS: usize = 3;

/// For each part, tag and next tag what a path gains.
type Transitions = [[[f32; TAGS]; TAGS]; PARTS];

/// A linear layer on the vector of each word, and the transitions of a conditional random field:
/// Lafferty et al., "Conditional Random Fields" (ICML 2001).
pub struct AttributionHead {
    layer: Dense,
    transitions: Transitions,
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

    /// Log odds of the tags of each word.
    pub fn tags(
        &self,
        encoding: &Encoding,
        words: impl Iterator<Item = Span>,
    ) -> Result<Tags, EncodeError> {
        let odds = self.layer.forward(&encoding.vectors_of_words(words))?;
        Ok(Tags { odds, transitions: self.transitions })
    }
}

/// The tags of words: log odds, row-major `[words, parts, tags]`, and transitions.
pub struct Tags {
    odds: Vec<f32>,
    transitions: Transitions,
}

impl Tags {
    /// The runs of words that belong to one part, in text order.
    pub fn runs(&self, part: Part) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for (word, tag) in self.best_path(part).into_iter().enumerate() {
            match (tag, runs.last_mut()) {
                (0, _) => {}
                (INSIDE, Some(run)) if run.end == word => run.end = word + 1,
                _ => runs.push(Run { start: word, end: word + 1 }),
            }
        }
        runs
    }

    /// The most probable tags: Viterbi, "Error bounds for convolutional codes" (1967).
    fn best_path(&self, part: Part) -> Vec<usize> {
        let Some(transitions) = self.transitions.get(part as usize) else { return Vec::new() };
        let rows = self.odds.chunks_exact(TAGS).skip(part as usize).step_by(PARTS);
        // Before the first word is an outside tag.
        let mut scores = [0.0, f32::NEG_INFINITY, f32::NEG_INFINITY];
        let mut back: Vec<[usize; TAGS]> = Vec::new();
        for row in rows {
            let (mut next, mut from) = ([f32::NEG_INFINITY; TAGS], [0; TAGS]);
            for ((previous, score), transitions) in scores.iter().enumerate().zip(transitions) {
                let steps = transitions.iter().zip(row).zip(next.iter_mut().zip(&mut from));
                for ((transition, odds), (best, from)) in steps {
                    if score + transition + odds > *best {
                        (*best, *from) = (score + transition + odds, previous);
                    }
                }
            }
            // Scores of long documents stay small.
            let largest = next.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            scores = next.map(|score| score - largest);
            back.push(from);
        }
        let places = scores.iter().enumerate();
        let mut tag = places.max_by(|(_, a), (_, b)| a.total_cmp(b)).map_or(0, |(tag, _)| tag);
        let mut path = Vec::with_capacity(back.len());
        for from in back.iter().rev() {
            path.push(tag);
            tag = from.get(tag).copied().unwrap_or_default();
        }
        path.reverse();
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tag that goes on gains a little.
    const TRANSITIONS: Transitions =
        [[[0.5, -0.4, f32::NEG_INFINITY], [-0.6, -3.1, 0.4], [0.5, -2.6, 0.7]]; PARTS];

    /// Odds of 3 for the tag of each word as a cue, and none for other parts.
    fn tags(cue: &str) -> Tags {
        let row = |tag: char| match tag {
            'B' => [0.0, 3.0, 0.0],
            'I' => [0.0, 0.0, 3.0],
            _ => [3.0, 0.0, 0.0],
        };
        let odds = cue.chars().flat_map(|tag| ['O', tag, 'O']).flat_map(row).collect();
        Tags { odds, transitions: TRANSITIONS }
    }

    #[test]
    fn runs_begin_and_end_as_tags_say() {
        for (odds, runs) in [
            ("OBIIO", vec![(1, 4)]),
            ("BIOBO", vec![(0, 2), (3, 4)]),
            ("OOO", vec![]),
            ("", vec![]),
            // Every run begins with a begin tag, whatever that costs.
            ("OIIO", vec![(0, 3)]),
        ] {
            let found: Vec<_> =
                tags(odds).runs(Part::Cue).iter().map(|run| (run.start, run.end)).collect();
            assert_eq!(found, runs, "{odds}");
            assert!(tags(odds).runs(Part::Source).is_empty(), "{odds}");
        }
    }

    #[test]
    fn the_best_of_all_paths() {
        let odds = [0.3, 1.2, -0.5, 0.1, 0.9, 0.8, 1.1, -0.4, 0.2, -0.3, 0.6, 0.7];
        let words = odds.chunks_exact(TAGS).flat_map(|row| [row, &[0.0; 3], &[0.0; 3]]);
        let tags = Tags { odds: words.flatten().copied().collect(), transitions: TRANSITIONS };
        let score = |path: &[usize]| {
            let befores = std::iter::once(&0).chain(path);
            let steps = befores.zip(path).zip(odds.chunks_exact(TAGS));
            steps.map(|((before, tag), row)| TRANSITIONS[0][*before][*tag] + row[*tag]).sum::<f32>()
        };
        let paths = (0..81).map(|code| [code / 27, code / 9 % 3, code / 3 % 3, code % 3]);
        let best = paths.max_by(|a, b| score(a).total_cmp(&score(b))).unwrap();
        assert_eq!(tags.best_path(Part::Source), best);
    }
}
