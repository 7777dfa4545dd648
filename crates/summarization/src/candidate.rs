//! Passages that may be chosen, by what they are worth beside those that are.

use std::cmp::Ordering;
use std::ops::Range;

use crate::terms::Terms;

/// A sentence, or some that can only be read together, with their value so far, which can only fall.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    value: f32,
    score: f32,
    pub(crate) sentences: Range<usize>,
    /// Highest similarity to the first `compared` chosen sentences.
    similarity: f32,
    pub(crate) compared: usize,
}

impl Candidate {
    pub(crate) fn new(sentences: Range<usize>, score: f32) -> Self {
        Self { value: score, score, sentences, similarity: 0.0, compared: 0 }
    }

    /// Takes those chosen sentences into account that it was not compared with before: it is worth
    /// its score, less `redundancy` times the square of its highest similarity to one of them.
    ///
    /// The square forgives what sentences of one story share anyway, and not what they repeat.
    pub(crate) fn compare(&mut self, chosen: &[usize], terms: &Terms, redundancy: f32) {
        for &other in chosen.get(self.compared..).unwrap_or_default() {
            let similar = |sentence| terms.similarity(sentence, other);
            self.similarity = self.sentences.clone().map(similar).fold(self.similarity, f32::max);
        }
        self.compared = chosen.len();
        self.value = self.score - redundancy * self.similarity * self.similarity;
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        let earlier = || other.sentences.start.cmp(&self.sentences.start);
        self.value.total_cmp(&other.value).then_with(earlier)
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}
