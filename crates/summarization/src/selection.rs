//! Which sentences to take, once each has a score.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use newsdesk_document::{Document, SelectedSentence};

use crate::SummarizationError;
use crate::budget::Budget;
use crate::terms::Terms;

/// A sentence is compared with at most so many of those chosen before it, the first and best ones.
///
/// This bounds the work on very long texts; no summary that a person reads comes near it.
pub const MAX_COMPARED: usize = 100;

/// What complete redundancy costs a sentence: as much as the highest score there is.
const REDUNDANCY: f32 = 2.0;

/// Chooses sentences by maximal marginal relevance, and gives them in text order.
///
/// Carbonell & Goldstein, "The Use of MMR, Diversity-Based Reranking for Reordering Documents and
/// Producing Summaries" (SIGIR 1998): take the sentence whose score, less [`REDUNDANCY`] times the
/// square of its highest similarity to one already taken, is the highest; of equal ones the
/// earlier. The square forgives what sentences of one story share anyway, and not what they
/// repeat. A sentence that no longer fits the budget is passed over; if none fits, the best is
/// taken all the same.
///
/// The value of a sentence can only fall while others are taken, so it is brought up to date only
/// when it comes to the top of the heap (lazy evaluation).
///
/// # Errors
///
/// [`SummarizationError::ScoreCount`] unless there is one score a sentence, and
/// [`SummarizationError::NotFinite`] for the first that is not finite.
pub(crate) fn select(
    document: &Document,
    terms: &Terms,
    scores: &[f32],
    budget: Budget,
) -> Result<Vec<SelectedSentence>, SummarizationError> {
    check(terms, scores)?;
    let limit = budget.limit(terms.candidates().len());
    let mut heap: BinaryHeap<Candidate> = candidates(terms, scores).collect();
    let best = heap.peek().copied();
    let (mut chosen, mut spent): (Vec<Candidate>, usize) = (Vec::new(), 0);
    while let Some(mut candidate) = heap.pop() {
        let sentence = document.sentence(candidate.sentence);
        let cost = sentence.map_or(0, |sentence| budget.cost(sentence));
        if cost > limit.saturating_sub(spent) {
            continue;
        }
        let comparable = chosen.get(..MAX_COMPARED).unwrap_or(&chosen);
        if candidate.compared < comparable.len() {
            candidate.compare(comparable, terms);
            heap.push(candidate);
            continue;
        }
        spent += cost;
        chosen.push(candidate);
        if spent == limit {
            break;
        }
    }
    if chosen.is_empty() {
        chosen.extend(best);
    }
    chosen.sort_unstable_by_key(|candidate| candidate.sentence);
    let selected = chosen.iter().map(|candidate| SelectedSentence {
        sentence: u32::try_from(candidate.sentence).unwrap_or(u32::MAX),
        score: candidate.score,
    });
    Ok(selected.collect())
}

fn check(terms: &Terms, scores: &[f32]) -> Result<(), SummarizationError> {
    if scores.len() != terms.sentences() {
        let (scores, sentences) = (scores.len(), terms.sentences());
        return Err(SummarizationError::ScoreCount { scores, sentences });
    }
    match scores.iter().enumerate().find(|(_, score)| !score.is_finite()) {
        Some((sentence, &value)) => Err(SummarizationError::NotFinite { sentence, value }),
        None => Ok(()),
    }
}

fn candidates<'s>(terms: &'s Terms, scores: &'s [f32]) -> impl Iterator<Item = Candidate> {
    let indexes = terms.candidates().iter();
    indexes.filter_map(|&sentence| {
        let score = *scores.get(sentence)?;
        Some(Candidate { value: score, score, sentence, similarity: 0.0, compared: 0 })
    })
}

/// A sentence with its value so far, which can only fall.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    value: f32,
    score: f32,
    sentence: usize,
    /// Highest similarity to the first `compared` chosen sentences.
    similarity: f32,
    compared: usize,
}

impl Candidate {
    /// Takes those chosen sentences into account that it was not compared with before.
    fn compare(&mut self, chosen: &[Self], terms: &Terms) {
        for other in chosen.get(self.compared..).unwrap_or_default() {
            let similarity = terms.similarity(self.sentence, other.sentence);
            self.similarity = self.similarity.max(similarity);
        }
        self.compared = chosen.len();
        self.value = self.score - REDUNDANCY * self.similarity * self.similarity;
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
