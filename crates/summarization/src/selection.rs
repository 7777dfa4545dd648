//! Which sentences to take, once each has a score.

use std::collections::BinaryHeap;

use newsdesk_document::{Document, Resolved, SelectedSentence, Span};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::SummarizationError;
use crate::budget::Budget;
use crate::candidate::Candidate;
use crate::compression::shortened;
use crate::readability::{Need, Readability};
use crate::terms::Terms;

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
    /// of those already taken, is the highest; of equal ones the earlier. A sentence that no longer
    /// fits the budget is passed over, and one that nobody could understand waits until what it
    /// needs is taken. If the best does not fit, it is shortened so that it does, as far as that leaves
    /// a sentence, or else the next is tried; if none fits in the end, the shortest of the good ones
    /// is taken all the same.
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
        let mut heap: BinaryHeap<Candidate> = self.candidates(scores).collect();
        let best = heap.peek().copied();
        let (mut chosen, mut spent): (Vec<Candidate>, usize) = (Vec::new(), 0);
        let (mut told, mut waiting) = (Told::default(), Waiting::default());
        let mut short: Option<(usize, Vec<Span>)> = None;
        while let Some(mut candidate) = heap.pop() {
            let Some(sentence) = self.document.sentence(candidate.sentence) else { continue };
            let mut cost = budget.cost(sentence);
            if cost > limit.saturating_sub(spent) {
                if !chosen.is_empty() || !self.is_understood(candidate.sentence, &told) {
                    continue;
                }
                let fits = |dropped: &[Span]| budget.cost_without(sentence, dropped) <= limit;
                let Some(dropped) = shortened(sentence, fits) else { continue };
                cost = budget.cost_without(sentence, &dropped);
                short = Some((candidate.sentence, dropped));
            }
            let comparable = chosen.get(..MAX_COMPARED).unwrap_or(&chosen);
            if candidate.compared < comparable.len() {
                candidate.compare(comparable, self.terms, self.redundancy);
                heap.push(candidate);
                continue;
            }
            if !self.is_understood(candidate.sentence, &told) {
                waiting.add(candidate, self.readability.need(candidate.sentence));
                continue;
            }
            spent += cost;
            chosen.push(candidate);
            heap.extend(self.tell(candidate.sentence, &mut told, &mut waiting));
            if spent == limit {
                break;
            }
        }
        if chosen.is_empty() {
            chosen.extend(best.map(|best| self.shortest(best, scores, budget)));
        }
        chosen.sort_unstable_by_key(|candidate| candidate.sentence);
        let selected = chosen.iter().map(|candidate| {
            let mut selected = self.selected(candidate, &told);
            if let Some((_, dropped)) = short.take_if(|short| short.0 == candidate.sentence) {
                selected.dropped = dropped;
            }
            selected
        });
        Ok(selected.collect())
    }

    /// The shortest of the sentences that are good and can be understood, or the best.
    fn shortest(&self, best: Candidate, scores: &[f32], budget: Budget) -> Candidate {
        let is_good = |candidate: &Candidate| {
            candidate.score >= GOOD * best.score
                && self.readability.need(candidate.sentence) == Need::Nothing
        };
        let cost = |candidate: &Candidate| {
            self.document.sentence(candidate.sentence).map(|sentence| budget.cost(sentence))
        };
        self.candidates(scores).filter(is_good).min_by_key(cost).unwrap_or(best)
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

    /// What may be chosen, with what it is worth.
    fn candidates<'s>(&'s self, scores: &'s [f32]) -> impl Iterator<Item = Candidate> {
        let indexes = self.terms.candidates().iter();
        indexes.filter_map(|&sentence| {
            let score = *scores.get(sentence)?;
            let Some(relevance) = self.relevance else {
                return Some(Candidate::new(sentence, score));
            };
            let relevance = *relevance.get(sentence)?;
            let score = relevance + SCORE_IN_FOCUS * score;
            (relevance > 0.0).then(|| Candidate::new(sentence, score))
        })
    }

    /// Whether a reader of what is told so far would understand a sentence.
    fn is_understood(&self, sentence: usize, told: &Told) -> bool {
        match self.readability.need(sentence) {
            Need::Nothing => true,
            Need::Name { entity, .. } => self.resolves || told.names_before(sentence, entity),
            Need::Previous => told.sentences.contains(&sentence.wrapping_sub(1)),
            Need::Quotation => false,
        }
    }

    /// Tells a sentence; returns those that may be understood now.
    fn tell(&self, sentence: usize, told: &mut Told, waiting: &mut Waiting) -> Vec<Candidate> {
        told.sentences.insert(sentence);
        let mut released: Vec<Candidate> =
            waiting.for_sentence.remove(&(sentence + 1)).into_iter().collect();
        let here = self.document.sentence(sentence);
        for entity in here.into_iter().flat_map(|here| self.readability.entities(here)) {
            let first = told.names.entry(entity).or_insert(sentence);
            *first = sentence.min(*first);
            if let Some(candidates) = waiting.for_name.get_mut(&entity) {
                released.extend(candidates.extract_if(.., |other| other.sentence > sentence));
            }
        }
        released
    }

    /// A chosen sentence, with a name for its pronoun if no other names whom it stands for before.
    fn selected(&self, candidate: &Candidate, told: &Told) -> SelectedSentence {
        let sentence = u32::try_from(candidate.sentence).unwrap_or(u32::MAX);
        let mut selected = SelectedSentence::verbatim(sentence, candidate.score);
        if let (true, Need::Name { entity, pronoun }) =
            (self.resolves, self.readability.need(candidate.sentence))
        {
            let is_named = told.names_before(candidate.sentence, entity);
            selected.resolved = (!is_named).then_some(Resolved { pronoun, entity });
        }
        selected
    }
}

/// What the chosen sentences tell.
#[derive(Default)]
struct Told {
    sentences: FxHashSet<usize>,
    /// The first sentence that names an entity.
    names: FxHashMap<u32, usize>,
}

impl Told {
    fn names_before(&self, sentence: usize, entity: u32) -> bool {
        self.names.get(&entity).is_some_and(|&first| first < sentence)
    }
}

/// Sentences that cannot be understood yet.
#[derive(Default)]
struct Waiting {
    /// For the one before, by their own index.
    for_sentence: FxHashMap<usize, Candidate>,
    /// For one that names an entity.
    for_name: FxHashMap<u32, Vec<Candidate>>,
}

impl Waiting {
    fn add(&mut self, candidate: Candidate, need: Need) {
        match need {
            Need::Name { entity, .. } => self.for_name.entry(entity).or_default().push(candidate),
            Need::Previous => {
                self.for_sentence.insert(candidate.sentence, candidate);
            }
            Need::Nothing | Need::Quotation => (),
        }
    }
}
