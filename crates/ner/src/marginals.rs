//! The probability of a mention: the share of all paths that have it.

use std::ops::Range;

use crate::transitions::Transitions;

/// Sums over all paths through the tags of a sentence that keep to the rules.
///
/// The forward-backward algorithm: Rabiner, "A tutorial on hidden Markov models" (1989), with the
/// scaling of its section V.A, so that no sentence is too long.
pub struct Marginals<'s> {
    transitions: &'s Transitions,
    /// Row-major `[words, tags]`, divided by the scale of its row.
    emissions: Vec<f64>,
    /// Of all paths up to a word, the share that has the tag there; row-major `[words, tags]`.
    forward: Vec<f64>,
    /// What all paths behind a word with the tag add up to, in the same scale.
    backward: Vec<f64>,
}

impl<'s> Marginals<'s> {
    /// Adds up all paths. `probabilities` is row-major `[words, tags]`, all above 0.
    pub fn new(transitions: &'s Transitions, probabilities: &[f64]) -> Self {
        let count = transitions.tags().len();
        let mut emissions = probabilities.to_vec();
        let mut forward: Vec<f64> = Vec::with_capacity(probabilities.len());
        for row in emissions.chunks_exact_mut(count) {
            let before = forward.len().checked_sub(count).and_then(|start| forward.get(start..));
            let mut sums: Vec<f64> = match before {
                None => transitions.starts().iter().map(|&may| f64::from(u8::from(may))).collect(),
                Some(before) => {
                    let predecessors = transitions.predecessors().iter();
                    predecessors.map(|tags| sum(before, tags.iter().copied())).collect()
                }
            };
            for (sum, emission) in sums.iter_mut().zip(row.iter()) {
                *sum *= emission;
            }
            let scale: f64 = sums.iter().sum();
            for emission in row.iter_mut() {
                *emission /= scale;
            }
            forward.extend(sums.iter().map(|sum| sum / scale));
        }
        let backward = backward(transitions, &emissions);
        Self { transitions, emissions, forward, backward }
    }

    /// The probability that words `words` have just these tags and are a mention by themselves, in
    /// `0..=1`. The tags must keep to the rules.
    pub fn probability(&self, words: Range<usize>, tags: &[usize]) -> f64 {
        let (Some(&first), Some(&last)) = (tags.first(), tags.last()) else { return 0.0 };
        let continues = |next, previous| self.transitions.continues(next, previous);
        let before = match words.start.checked_sub(1).and_then(|word| self.row(&self.forward, word))
        {
            None => 1.0,
            Some(row) => {
                let tags = self.transitions.predecessors().get(first).into_iter().flatten();
                sum(row, tags.copied().filter(|&previous| !continues(first, previous)))
            }
        };
        let behind = self.row(&self.backward, words.end).zip(self.row(&self.emissions, words.end));
        let behind = match behind {
            None => 1.0,
            Some((backward, emissions)) => {
                let tags = self.transitions.successors().get(last).into_iter().flatten();
                let tags = tags.copied().filter(|&next| !continues(next, last));
                product_sum(backward, emissions, tags)
            }
        };
        let inside: f64 = words
            .zip(tags)
            .filter_map(|(word, &tag)| self.row(&self.emissions, word)?.get(tag))
            .product();
        (before * inside * behind / self.total()).clamp(0.0, 1.0)
    }

    /// What all paths of the sentence add up to.
    fn total(&self) -> f64 {
        let start = self.forward.len().saturating_sub(self.transitions.tags().len());
        let ends = self.transitions.ends().iter().enumerate().filter(|&(_, &may_end)| may_end);
        sum(self.forward.get(start..).unwrap_or_default(), ends.map(|(tag, _)| tag))
    }

    fn row<'t>(&self, table: &'t [f64], word: usize) -> Option<&'t [f64]> {
        let count = self.transitions.tags().len();
        table.get(word * count..(word + 1) * count)
    }
}

fn backward(transitions: &Transitions, emissions: &[f64]) -> Vec<f64> {
    let count = transitions.tags().len();
    let last: Vec<f64> = transitions.ends().iter().map(|&may| f64::from(u8::from(may))).collect();
    // The rows from the last word to the first.
    let mut rows = vec![last];
    for emissions in emissions.chunks_exact(count).skip(1).rev() {
        let successors = transitions.successors().iter();
        let behind = rows.last().map_or(&[][..], Vec::as_slice);
        let row = successors.map(|tags| product_sum(behind, emissions, tags.iter().copied()));
        let row = row.collect();
        rows.push(row);
    }
    rows.reverse();
    rows.concat()
}

fn sum(row: &[f64], tags: impl Iterator<Item = usize>) -> f64 {
    tags.filter_map(|tag| row.get(tag)).sum()
}

fn product_sum(left: &[f64], right: &[f64], tags: impl Iterator<Item = usize>) -> f64 {
    tags.filter_map(|tag| Some(left.get(tag)? * right.get(tag)?)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::chunks;
    use crate::sentence_tests::{paths, probabilities, schemes, weight};

    /// Every mention of every path has the share of the paths that have it.
    #[test]
    fn equal_to_the_share_of_all_paths() {
        for transitions in schemes() {
            for words in 1..5 {
                let probabilities = probabilities(words, transitions.tags().len(), 7);
                let marginals = Marginals::new(&transitions, &probabilities);
                let paths = paths(&transitions, words);
                let total: f64 = paths.iter().map(|path| weight(path, &probabilities)).sum();
                for path in &paths {
                    for (range, kind) in chunks(&transitions, path) {
                        let having = paths.iter().filter(|path| {
                            chunks(&transitions, path).contains(&(range.clone(), kind))
                        });
                        let share: f64 =
                            having.map(|path| weight(path, &probabilities)).sum::<f64>() / total;
                        let found = marginals.probability(range.clone(), &path[range.clone()]);
                        assert!((found - share).abs() < 1e-12, "{found} {share} {path:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_long_sentence_is_no_harder() {
        let transitions = &schemes()[0];
        let probabilities = probabilities(50_000, transitions.tags().len(), 1);
        let marginals = Marginals::new(transitions, &probabilities);
        let probability = marginals.probability(49_000..49_002, &[1, 2]);
        assert!(probability > 0.0 && probability < 1.0, "{probability}");
    }
}
