//! Sentences that may be chosen, by what they are worth beside those that are.

use std::cmp::Ordering;

use crate::terms::Terms;

/// A sentence with its value so far, which can only fall.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    value: f32,
    pub(crate) score: f32,
    pub(crate) sentence: usize,
    /// Highest similarity to the first `compared` chosen sentences.
    similarity: f32,
    pub(crate) compared: usize,
}

impl Candidate {
    pub(crate) fn new(sentence: usize, score: f32) -> Self {
        Self { value: score, score, sentence, similarity: 0.0, compared: 0 }
    }

    /// Takes those chosen sentences into account that it was not compared with before: it is worth
    /// its score, less `redundancy` times the square of its highest similarity to one of them.
    ///
    /// The square forgives what sentences of one story share anyway, and not what they repeat.
    pub(crate) fn compare(&mut self, chosen: &[Self], terms: &Terms, redundancy: f32) {
        for other in chosen.get(self.compared..).unwrap_or_default() {
            let similarity = terms.similarity(self.sentence, other.sentence);
            self.similarity = self.similarity.max(similarity);
        }
        self.compared = chosen.len();
        self.value = self.score - redundancy * self.similarity * self.similarity;
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.total_cmp(&other.value).then(other.sentence.cmp(&self.sentence))
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
