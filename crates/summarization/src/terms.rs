//! Sentences as weighted terms: lower case, without stop words, stemmed.

use std::ops::Range;

use newsdesk_document::{Document, SentenceRef};
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use crate::SummarizationError;
use crate::budget::is_word;
use crate::dateline::without_dateline;
use crate::roles::{self, Role};
use newsdesk_tokenization::is_stop_word;

/// Number of a term in one document.
pub(crate) type Term = u32;

/// The terms of a document: what every score and the control of redundancy read.
///
/// Terms are numbered in the order of their first occurrence, and every sum runs in that order, so
/// that the same text gives the same numbers everywhere. Words of datelines are left out.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    candidates: Vec<usize>,
    /// Of each sentence, its terms in ascending order with their weights; Euclidean length 1.
    entries: Vec<(Term, f32)>,
    ranges: Vec<Range<usize>>,
    /// Terms of the headline, with weights; Euclidean length 1.
    headline: Vec<(Term, f32)>,
    /// Terms of what is asked for, with weights that sum to 1; those that the text lacks too.
    query: Vec<(Term, f32)>,
    /// Words of each sentence, stop words included, datelines not.
    words: Vec<usize>,
    count: usize,
}

impl Terms {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// [`SummarizationError::NotSegmented`] if it has no sentences and tokens.
    pub(crate) fn new(document: &Document) -> Result<Self, SummarizationError> {
        Self::with_query(document, "")
    }

    /// Reads a document, and the words that are asked for.
    ///
    /// # Errors
    ///
    /// As [`Terms::new`].
    pub(crate) fn with_query(document: &Document, query: &str) -> Result<Self, SummarizationError> {
        if document.segmentation().is_none() {
            return Err(SummarizationError::NotSegmented);
        }
        let roles = roles::roles(document);
        let candidates = roles::candidates(&roles);
        let mut vocabulary = Vocabulary::new();
        let mut sentences = Vec::with_capacity(roles.len());
        let mut words = Vec::with_capacity(roles.len());
        for sentence in document.sentences() {
            let (terms, count) = vocabulary.sentence(sentence);
            sentences.push(terms);
            words.push(count);
        }
        let title = document.metadata().title.as_deref().unwrap_or_default();
        let mut headline = vocabulary.words(title);
        let query = vocabulary.words(query);
        for (terms, _) in sentences.iter().zip(&roles).filter(|(_, role)| **role == Role::Headline)
        {
            headline.extend(terms);
        }
        let mut frequencies = vec![0_u32; vocabulary.len()];
        for terms in candidates.iter().filter_map(|&index| sentences.get(index)) {
            count_each(terms, &mut frequencies);
        }
        let weights = weights(&frequencies, candidates.len());
        let mut entries = Vec::new();
        let ranges = sentences.into_iter().map(|terms| {
            let start = entries.len();
            entries.extend(vector(terms, &weights));
            start..entries.len()
        });
        let ranges = ranges.collect();
        let headline = vector(headline, &weights);
        let mut query = vector(query, &weights);
        let sum: f32 = query.iter().map(|(_, weight)| weight).sum();
        for (_, weight) in &mut query {
            *weight /= sum;
        }
        let count = vocabulary.len();
        Ok(Self { candidates, entries, ranges, headline, query, words, count })
    }

    /// Number of sentences.
    pub(crate) fn sentences(&self) -> usize {
        self.ranges.len()
    }

    /// Indexes of the sentences that a summary may choose from, in text order.
    pub(crate) fn candidates(&self) -> &[usize] {
        &self.candidates
    }

    /// The first sentence that a summary may choose, or 0.
    pub(crate) fn first(&self) -> usize {
        self.candidates.first().copied().unwrap_or(0)
    }

    /// Cosine similarity of two sentences, in `0..=1`; 0 for one that is not there.
    pub(crate) fn similarity(&self, a: usize, b: usize) -> f32 {
        dot(self.vector(a), self.vector(b))
    }

    /// Cosine similarity of a sentence with the headline, in `0..=1`; 0 without a headline.
    pub(crate) fn headline_similarity(&self, sentence: usize) -> f32 {
        dot(self.vector(sentence), &self.headline)
    }

    /// The share of what is asked for that a sentence has, in `0..=1`.
    pub(crate) fn query_share(&self, sentence: usize) -> f32 {
        let terms = self.vector(sentence);
        let has = |term: &Term| terms.binary_search_by_key(term, |(term, _)| *term).is_ok();
        self.query.iter().filter(|(term, _)| has(term)).map(|(_, weight)| weight).sum()
    }

    /// Whether the text has a headline.
    pub(crate) fn has_headline(&self) -> bool {
        !self.headline.is_empty()
    }

    /// Words of a sentence without its dateline, stop words included.
    pub(crate) fn words(&self, sentence: usize) -> usize {
        self.words.get(sentence).copied().unwrap_or(0)
    }

    /// Number of different terms.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    pub(crate) fn vector(&self, sentence: usize) -> &[(Term, f32)] {
        let range = self.ranges.get(sentence).cloned();
        range.and_then(|range| self.entries.get(range)).unwrap_or_default()
    }
}

/// Numbers for stems. The map is only looked up, never iterated.
struct Vocabulary {
    stemmer: Stemmer,
    words: FxHashMap<String, Option<Term>>,
    stems: FxHashMap<String, Term>,
}

impl Vocabulary {
    fn new() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::English),
            words: FxHashMap::default(),
            stems: FxHashMap::default(),
        }
    }

    fn len(&self) -> usize {
        self.stems.len()
    }

    /// The terms of words that are no part of the text.
    fn words(&mut self, text: &str) -> Vec<Term> {
        let words = text.split(|character: char| !character.is_alphanumeric());
        words.filter_map(|word| self.term(word)).collect()
    }

    /// The terms of a sentence in text order, and how many words it has.
    fn sentence(&mut self, sentence: SentenceRef<'_>) -> (Vec<Term>, usize) {
        let text = sentence.text();
        let skipped = text.len() - without_dateline(text).len();
        let start = sentence.span().range().start + skipped;
        let (mut terms, mut words) = (Vec::new(), 0);
        for token in sentence.tokens().filter(|token| token.span().range().start >= start) {
            if is_word(token.text()) {
                words += 1;
                terms.extend(self.term(token.text()));
            }
        }
        (terms, words)
    }

    /// The term of a word; none for a stop word.
    fn term(&mut self, word: &str) -> Option<Term> {
        let word = word.to_lowercase();
        if let Some(&term) = self.words.get(&word) {
            return term;
        }
        let term = (!is_stop_word(&word)).then(|| {
            let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
            *self.stems.entry(self.stemmer.stem(&word).into_owned()).or_insert(next)
        });
        self.words.insert(word, term);
        term
    }
}

/// Counts each term of one sentence once.
fn count_each(terms: &[Term], frequencies: &mut [u32]) {
    let mut terms = terms.to_vec();
    terms.sort_unstable();
    terms.dedup();
    for term in terms {
        if let Some(frequency) = frequencies.get_mut(term as usize) {
            *frequency += 1;
        }
    }
}

/// Inverse sentence frequency, smoothed so that a term of every sentence still counts.
#[expect(clippy::cast_precision_loss, reason = "counts of sentences; exactness does not matter")]
fn weights(frequencies: &[u32], sentences: usize) -> Vec<f32> {
    let weight = |&frequency: &u32| ((1.0 + sentences as f32) / (0.5 + frequency as f32)).ln();
    frequencies.iter().map(weight).collect()
}

/// Terms with frequency times weight, ascending, of Euclidean length 1; empty stays empty.
fn vector(mut terms: Vec<Term>, weights: &[f32]) -> Vec<(Term, f32)> {
    terms.sort_unstable();
    let mut vector: Vec<(Term, f32)> = Vec::with_capacity(terms.len());
    for term in terms {
        let weight = weights.get(term as usize).copied().unwrap_or(0.0);
        match vector.last_mut() {
            Some((last, sum)) if *last == term => *sum += weight,
            _ => vector.push((term, weight)),
        }
    }
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        for (_, weight) in &mut vector {
            *weight /= length;
        }
    }
    vector
}

/// Inner product of two vectors that are sorted by term.
///
/// Takes each term of the shorter one and searches it in the rest of the longer one by doubling
/// steps: Bentley and Yao, "An almost optimal algorithm for unbounded searching" (1976). So a very
/// long sentence costs no more than the logarithm of its length in each comparison.
fn dot(a: &[(Term, f32)], b: &[(Term, f32)]) -> f32 {
    let (short, mut long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut sum = 0.0;
    for &(term, weight) in short {
        let is_before = |entry: &(Term, f32)| entry.0 < term;
        let mut near = 1;
        while long.get(near).is_some_and(is_before) {
            near *= 2;
        }
        let place = long.get(..=near).unwrap_or(long).partition_point(is_before);
        long = long.get(place..).unwrap_or_default();
        if let Some((_, other)) = long.first().filter(|(other, _)| *other == term) {
            sum += weight * other;
        }
    }
    sum
}
