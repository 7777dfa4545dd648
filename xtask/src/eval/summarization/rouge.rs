//! ROUGE-1, ROUGE-2 and ROUGE-Lsum as Google's `rouge-score` 0.1.2 computes them with stemming.
//!
//! Lin, "ROUGE: A Package for Automatic Evaluation of Summaries" (2004). Tokens are runs of `a-z`
//! and `0-9` of the lower-cased text, stemmed if longer than three letters. Sentences end at line
//! breaks; ROUGE-Lsum is the union of longest common subsequences with clipped counts.
//! `testdata/make_rouge.py` makes the table that the test compares with.

use std::collections::{HashMap, HashSet};
use std::ops::AddAssign;

use serde::Serialize;

use super::porter;

/// F1 of each measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Scores {
    pub rouge1: f64,
    pub rouge2: f64,
    pub rouge_lsum: f64,
}

impl AddAssign for Scores {
    fn add_assign(&mut self, other: Self) {
        self.rouge1 += other.rouge1;
        self.rouge2 += other.rouge2;
        self.rouge_lsum += other.rouge_lsum;
    }
}

/// Numbers for stems, so that each word is stemmed once.
#[derive(Default)]
pub struct Vocabulary {
    words: HashMap<String, u32>,
    stems: HashMap<String, u32>,
}

/// A text as ROUGE sees it: its sentences, each a list of stems.
pub struct Sentences(pub(super) Vec<Vec<u32>>);

impl Vocabulary {
    /// Splits a text at line breaks and into stems.
    pub fn sentences(&mut self, text: &str) -> Sentences {
        let lines = text.split('\n').filter(|line| !line.is_empty());
        Sentences(lines.map(|line| self.tokens(line)).collect())
    }

    fn tokens(&mut self, line: &str) -> Vec<u32> {
        let line = line.to_lowercase();
        let words = line.split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit());
        words.filter(|word| !word.is_empty()).map(|word| self.stem(word)).collect()
    }

    fn stem(&mut self, word: &str) -> u32 {
        if let Some(&stem) = self.words.get(word) {
            return stem;
        }
        let stem = if word.len() > 3 { porter::stem(word) } else { word.to_owned() };
        let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
        let stem = *self.stems.entry(stem).or_insert(next);
        self.words.insert(word.to_owned(), stem);
        stem
    }
}

/// Scores a summary against the reference, in `0..=1`.
pub fn score(reference: &Sentences, candidate: &Sentences) -> Scores {
    Scores {
        rouge1: ngrams(reference, candidate, 1),
        rouge2: ngrams(reference, candidate, 2),
        rouge_lsum: lsum(reference, candidate),
    }
}

/// ROUGE-1 and ROUGE-2 together, in `0..=2`.
pub fn overlap(reference: &Sentences, candidate: &Sentences) -> f64 {
    ngrams(reference, candidate, 1) + ngrams(reference, candidate, 2)
}

/// F1 of n-grams, which run across sentences.
fn ngrams(reference: &Sentences, candidate: &Sentences, n: usize) -> f64 {
    let (reference, candidate) = (reference.0.concat(), candidate.0.concat());
    let expected = counts(reference.windows(n));
    let found = counts(candidate.windows(n));
    let common = expected.iter().map(|(ngram, &count)| count.min(*found.get(ngram).unwrap_or(&0)));
    let total = |tokens: &[u32]| (tokens.len() + 1).saturating_sub(n);
    f1(common.sum(), total(&reference), total(&candidate))
}

/// F1 of the union of longest common subsequences, each token counted as often as both have it.
fn lsum(reference: &Sentences, candidate: &Sentences) -> f64 {
    let mut expected = counts(reference.0.iter().flatten());
    let mut found = counts(candidate.0.iter().flatten());
    let mut hits = 0;
    for sentence in &reference.0 {
        let mut union = vec![false; sentence.len()];
        for other in &candidate.0 {
            mark_common(sentence, other, &mut union);
        }
        for (token, _) in sentence.iter().zip(&union).filter(|(_, is_common)| **is_common) {
            if let (Some(left @ 1..), Some(right @ 1..)) =
                (expected.get_mut(token), found.get_mut(token))
            {
                hits += 1;
                *left -= 1;
                *right -= 1;
            }
        }
    }
    let total = |sentences: &Sentences| sentences.0.iter().map(Vec::len).sum();
    f1(hits, total(reference), total(candidate))
}

/// Marks one longest common subsequence, the one that `rouge-score` reads out.
fn mark_common(reference: &[u32], candidate: &[u32], marks: &mut [bool]) {
    let shared: HashSet<&u32> = candidate.iter().collect();
    if !reference.iter().any(|token| shared.contains(token)) {
        return;
    }
    let width = candidate.len() + 1;
    let mut table = vec![0_u32; (reference.len() + 1) * width];
    let at = |table: &[u32], row: usize, column: usize| {
        table.get(row * width + column).copied().unwrap_or(0)
    };
    for (row, token) in (1..).zip(reference) {
        for (column, other) in (1..).zip(candidate) {
            let length = if token == other {
                at(&table, row - 1, column - 1) + 1
            } else {
                at(&table, row - 1, column).max(at(&table, row, column - 1))
            };
            if let Some(cell) = table.get_mut(row * width + column) {
                *cell = length;
            }
        }
    }
    let (mut row, mut column) = (reference.len(), candidate.len());
    while row > 0 && column > 0 {
        if reference.get(row - 1) == candidate.get(column - 1) {
            if let Some(mark) = marks.get_mut(row - 1) {
                *mark = true;
            }
            row -= 1;
            column -= 1;
        } else if at(&table, row, column - 1) > at(&table, row - 1, column) {
            column -= 1;
        } else {
            row -= 1;
        }
    }
}

fn counts<T: Eq + std::hash::Hash>(items: impl Iterator<Item = T>) -> HashMap<T, usize> {
    let mut counts = HashMap::new();
    for item in items {
        *counts.entry(item).or_insert(0) += 1;
    }
    counts
}

/// Harmonic mean of precision and recall; 0 if either text is empty.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn f1(common: usize, expected: usize, found: usize) -> f64 {
    if common == 0 { 0.0 } else { 2.0 * common as f64 / (expected + found) as f64 }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Table {
        pairs: Vec<Pair>,
        stems: Vec<(String, String)>,
    }

    #[derive(Deserialize)]
    struct Pair {
        reference: String,
        candidate: String,
        rouge1: f64,
        rouge2: f64,
        rouge_lsum: f64,
    }

    fn table() -> Table {
        serde_json::from_str(include_str!("../testdata/rouge.json")).unwrap()
    }

    fn rouge(reference: &str, candidate: &str) -> Scores {
        let mut vocabulary = Vocabulary::default();
        score(&vocabulary.sentences(reference), &vocabulary.sentences(candidate))
    }

    #[test]
    fn equal_to_rouge_score() {
        let pairs = table().pairs;
        assert!(pairs.len() >= 20);
        for Pair { reference, candidate, rouge1, rouge2, rouge_lsum } in pairs {
            let found = rouge(&reference, &candidate);
            let pairs =
                [(found.rouge1, rouge1), (found.rouge2, rouge2), (found.rouge_lsum, rouge_lsum)];
            for (found, expected) in pairs {
                assert!(
                    (found - expected).abs() < 1e-9,
                    "{reference:?} {candidate:?}: {found} is not {expected}"
                );
            }
        }
    }

    #[test]
    fn stems_are_equal_to_nltk() {
        let stems = table().stems;
        assert!(stems.len() >= 300);
        for (word, stem) in stems {
            assert_eq!(porter::stem(&word), stem, "stem of {word}");
        }
    }

    #[test]
    fn worked_by_hand() {
        // One-grams: 3 of 4 and 3 of 5. Two-grams: "the talk", "talk fail" of 3 and 4.
        let found = rouge("the talks failed today", "yesterday the talks failed again");
        assert!((found.rouge1 - 2.0 * 3.0 / 9.0).abs() < 1e-12);
        assert!((found.rouge2 - 2.0 * 2.0 / 7.0).abs() < 1e-12);
        assert!((found.rouge_lsum - 2.0 * 3.0 / 9.0).abs() < 1e-12);
    }
}
