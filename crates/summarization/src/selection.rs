//! Which sentences to take, once each has a score.

use std::collections::BinaryHeap;
use std::ops::Range;

use newsdesk_document::{Document, Resolved, SelectedSentence, Span, TokenRef};

use crate::SummarizationError;
use crate::budget::{Budget, is_word};
use crate::candidate::Candidate;
use crate::compression::shortened;
use crate::number::number;
use crate::readability::{Need, Readability};
use crate::terms::Terms;
use crate::told::Told;

/// A sentence is compared with at most so many of those chosen before it, the first and best ones.
///
/// This bounds the work on very long texts; no summary that a person reads comes near it.
pub const MAX_COMPARED: usize = 100;

/// A sentence is good if it has this share of the highest score.
const GOOD: f32 = 0.5;

/// What is left of a score beside the relevance for what is asked for.
const SCORE_IN_FOCUS: f32 = 0.5;

/// What sentences are chosen from.
pub(crate) struct Selection<'a> {
    pub(crate) document: &'a Document,
    pub(crate) terms: &'a Terms,
    pub(crate) readability: &'a Readability,
    /// How much each sentence has to do with what is asked for, in `0..=1`; none if nothing is.
    pub(crate) relevance: Option<&'a [f32]>,
    /// Whether names are put in place of pronouns.
    pub(crate) resolves: bool,
    /// What complete redundancy costs a sentence.
    pub(crate) redundancy: f32,
}

impl Selection<'_> {
    /// Chooses sentences by maximal marginal relevance, and gives them in text order.
    ///
    /// Carbonell & Goldstein, "The Use of MMR, Diversity-Based Reranking for Reordering Documents
    /// and Producing Summaries" (SIGIR 1998): take the sentence whose score, less what it repeats
    /// of those already taken, is the highest; of equal ones the earlier. Those that share a
    /// quotation are taken together, for the mean of their scores. What no longer fits the budget is
    /// passed over, and what nobody could understand waits until what it needs is taken. If the best
    /// does not fit, it is shortened so that it does, as far as that leaves a sentence, or else the next
    /// is tried; if none fits in the end, the shortest of the good ones is taken all the same.
    ///
    /// The value of a sentence can only fall while others are taken, so it is brought up to date
    /// only when it comes to the top of the heap (lazy evaluation).
    ///
    /// # Errors
    ///
    /// [`SummarizationError::ScoreCount`] unless there is one score a sentence, and
    /// [`SummarizationError::NotFinite`] for the first that is not finite.
    pub(crate) fn select(
        &self,
        scores: &[f32],
        budget: Budget,
    ) -> Result<Vec<SelectedSentence>, SummarizationError> {
        self.check(scores)?;
        let limit = budget.limit(self.terms.candidates().len());
        let mut heap = self.candidates(scores);
        let (mut chosen, mut spent): (Vec<usize>, usize) = (Vec::new(), 0);
        let mut told = Told::new(self.document, self.readability, self.resolves);
        let mut short: Option<(usize, Vec<Span>)> = None;
        while let Some(mut candidate) = heap.pop() {
            let mut cost = self.cost(&candidate.sentences, budget);
            if cost > limit.saturating_sub(spent) {
                if !chosen.is_empty() || told.lacking(&candidate).is_some() {
                    continue;
                }
                let Some((dropped, rest)) = self.shortened(&candidate, budget, limit) else {
                    continue;
                };
                cost = rest;
                short = Some((candidate.sentences.start, dropped));
            }
            let comparable = chosen.get(..MAX_COMPARED).unwrap_or(&chosen);
            if candidate.compared < comparable.len() {
                candidate.compare(comparable, self.terms, self.redundancy);
                heap.push(candidate);
                continue;
            }
            if let Some(need) = told.lacking(&candidate) {
                told.wait(candidate, need);
                continue;
            }
            spent += cost;
            chosen.extend(candidate.sentences.clone());
            heap.extend(candidate.sentences.flat_map(|sentence| told.tell(sentence)));
            if spent == limit {
                break;
            }
        }
        if chosen.is_empty() {
            chosen.extend(self.shortest(scores, budget));
        }
        chosen.sort_unstable();
        let selected = chosen.into_iter().filter_map(|sentence| {
            let mut selected = self.selected(sentence, scores, &told)?;
            if let Some((_, dropped)) = short.take_if(|short| short.0 == sentence) {
                selected.dropped = dropped;
            }
            Some(selected)
        });
        Ok(selected.collect())
    }

    fn cost(&self, sentences: &Range<usize>, budget: Budget) -> usize {
        let sentences = sentences.clone().filter_map(|index| self.document.sentence(index));
        sentences.map(|sentence| budget.cost(sentence)).sum()
    }

    /// What to drop of a sentence so that the rest fits, and what the rest costs.
    fn shortened(
        &self,
        candidate: &Candidate,
        budget: Budget,
        limit: usize,
    ) -> Option<(Vec<Span>, usize)> {
        if candidate.sentences.len() > 1 {
            return None;
        }
        let sentence = self.document.sentence(candidate.sentences.start)?;
        let words = sentence.tokens().filter(|token| is_word(token.text()));
        let words: Vec<Span> = words.map(TokenRef::span).collect();
        let saved = |part| budget.saved(sentence, &words, part);
        let cost = budget.cost(sentence);
        let dropped = shortened(sentence, cost.saturating_sub(limit), saved)?;
        let rest = cost.saturating_sub(dropped.iter().copied().map(saved).sum());
        Some((dropped, rest))
    }

    /// The shortest of the good sentences among those that can be understood alone, or of all if none
    /// can.
    fn shortest(&self, scores: &[f32], budget: Budget) -> Option<usize> {
        let worth = |&index: &usize| Some((index, self.worth(scores, index)?));
        let mut found: Vec<(usize, f32)> =
            self.terms.candidates().iter().filter_map(worth).collect();
        if found.iter().any(|(index, _)| self.readability.stands_alone(*index)) {
            found.retain(|(index, _)| self.readability.stands_alone(*index));
        }
        let best = found.iter().map(|(_, worth)| *worth).fold(f32::MIN, f32::max);
        let least = best.min(GOOD * best);
        let good = found.into_iter().filter(|(_, worth)| *worth >= least);
        let shortest = good.min_by_key(|(index, _)| self.cost(&(*index..index + 1), budget));
        shortest.map(|(index, _)| index)
    }

    fn check(&self, scores: &[f32]) -> Result<(), SummarizationError> {
        if scores.len() != self.terms.sentences() {
            let (scores, sentences) = (scores.len(), self.terms.sentences());
            return Err(SummarizationError::ScoreCount { scores, sentences });
        }
        match scores.iter().enumerate().find(|(_, score)| !score.is_finite()) {
            Some((sentence, &value)) => Err(SummarizationError::NotFinite { sentence, value }),
            None => Ok(()),
        }
    }

    /// What may be chosen: sentences, and runs of them that can only be read together, if each of them
    /// may be.
    fn candidates(&self, scores: &[f32]) -> BinaryHeap<Candidate> {
        let mut candidates = BinaryHeap::new();
        let mut indexes = self.terms.candidates().iter().copied().peekable();
        while let Some(index) = indexes.next() {
            let Some(passage) = self.readability.passage(index) else { continue };
            let (mut count, mut worths) = (1, Vec::from_iter(self.worth(scores, index)));
            while let Some(next) = indexes.next_if(|next| passage.contains(next)) {
                count += 1;
                worths.extend(self.worth(scores, next));
            }
            if count == passage.len() && !worths.is_empty() {
                let mean = worths.iter().sum::<f32>() / number(count);
                candidates.push(Candidate::new(passage, mean));
            }
        }
        candidates
    }

    /// What a sentence is worth; none if it has nothing to do with what is asked for.
    fn worth(&self, scores: &[f32], sentence: usize) -> Option<f32> {
        let score = *scores.get(sentence)?;
        let Some(relevance) = self.relevance else { return Some(score) };
        let relevance = *relevance.get(sentence)?;
        (relevance > 0.0).then_some(relevance + SCORE_IN_FOCUS * score)
    }

    /// A chosen sentence, with a name for its pronoun if no other names whom it stands for before.
    fn selected(&self, sentence: usize, scores: &[f32], told: &Told) -> Option<SelectedSentence> {
        let index = u32::try_from(sentence).ok()?;
        let worth = self.worth(scores, sentence).unwrap_or_default();
        let mut selected = SelectedSentence::verbatim(index, worth);
        if let (true, Some(Need::Name { entity, pronoun })) =
            (self.resolves, self.readability.need(sentence))
        {
            let is_named = told.names_before(sentence, entity);
            selected.resolved = (!is_named).then_some(Resolved { pronoun, entity });
        }
        Some(selected)
    }
}
