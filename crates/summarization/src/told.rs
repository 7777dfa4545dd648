//! What the sentences that are chosen tell, and those that wait for it.

use std::collections::BTreeMap;

use newsdesk_document::Document;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::candidate::Candidate;
use crate::readability::{Need, Readability};

/// What the chosen sentences tell.
pub(crate) struct Told<'a> {
    document: &'a Document,
    readability: &'a Readability,
    /// Whether names are put in place of pronouns.
    resolves: bool,
    sentences: FxHashSet<usize>,
    /// The first sentence that names an entity.
    names: FxHashMap<u32, usize>,
    waiting: Waiting,
}

/// Candidates that cannot be understood yet.
#[derive(Default)]
struct Waiting {
    /// For the sentence before, by their own first.
    for_sentence: FxHashMap<usize, Candidate>,
    /// For one that names an entity, by their own first.
    for_name: FxHashMap<u32, BTreeMap<usize, Candidate>>,
}

impl<'a> Told<'a> {
    pub(crate) fn new(
        document: &'a Document,
        readability: &'a Readability,
        resolves: bool,
    ) -> Self {
        Self {
            document,
            readability,
            resolves,
            sentences: FxHashSet::default(),
            names: FxHashMap::default(),
            waiting: Waiting::default(),
        }
    }

    /// Whether a sentence before this one names an entity.
    pub(crate) fn names_before(&self, sentence: usize, entity: u32) -> bool {
        self.names.get(&entity).is_some_and(|&first| first < sentence)
    }

    /// What a reader of what is told so far lacks to understand a candidate.
    pub(crate) fn lacking(&self, candidate: &Candidate) -> Option<Need> {
        let mut sentences = candidate.sentences.clone();
        sentences.find_map(|sentence| {
            self.readability.need(sentence).filter(|need| match *need {
                Need::Name { entity, .. } => !self.resolves && !self.names_before(sentence, entity),
                Need::Previous => {
                    !self.sentences.contains(&candidate.sentences.start.wrapping_sub(1))
                }
            })
        })
    }

    /// Has a candidate wait for what it lacks.
    pub(crate) fn wait(&mut self, candidate: Candidate, need: Need) {
        match need {
            Need::Name { entity, .. } => {
                let waiting = self.waiting.for_name.entry(entity).or_default();
                waiting.insert(candidate.sentences.start, candidate);
            }
            Need::Previous => {
                self.waiting.for_sentence.insert(candidate.sentences.start, candidate);
            }
        }
    }

    /// Tells a sentence; returns those that waited for it.
    pub(crate) fn tell(&mut self, sentence: usize) -> Vec<Candidate> {
        self.sentences.insert(sentence);
        let mut released: Vec<Candidate> =
            self.waiting.for_sentence.remove(&(sentence + 1)).into_iter().collect();
        let here = self.document.sentence(sentence);
        for entity in here.into_iter().flat_map(|here| self.readability.entities(here)) {
            let first = self.names.entry(entity).or_insert(sentence);
            *first = sentence.min(*first);
            if let Some(candidates) = self.waiting.for_name.get_mut(&entity) {
                released.extend(candidates.split_off(&(sentence + 1)).into_values());
            }
        }
        released
    }
}
