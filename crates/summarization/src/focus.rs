//! Summaries about one thing.

use newsdesk_document::{Document, SentenceRef, Span};
use rustc_hash::FxHashSet;

use crate::terms::Terms;

/// What a summary is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Focus {
    /// Words; those that say nothing are ignored, and inflections are the same.
    Query(String),
    /// An entity of the document by one of its names or a part of it, in any letter case.
    Entity(String),
}

/// What a sentence is worth in which only a pronoun stands for the entity.
const PRONOUN: f32 = 0.8;

impl Focus {
    /// How much each sentence has to do with it, in `0..=1`.
    pub(crate) fn relevance(
        &self,
        document: &Document,
        terms: &Terms,
        references: &[(Span, u32)],
    ) -> Vec<f32> {
        match self {
            Self::Query(_) => document.sentences().map(|s| terms.query_share(s.index())).collect(),
            Self::Entity(name) => of_entities(document, name, references),
        }
    }

    /// The words that it asks for.
    pub(crate) fn words(&self) -> &str {
        match self {
            Self::Query(words) | Self::Entity(words) => words,
        }
    }
}

/// 1 for sentences that name an entity of that name, less for those with a pronoun for it.
fn of_entities(document: &Document, name: &str, references: &[(Span, u32)]) -> Vec<f32> {
    let wanted = words(name);
    let is_wanted = |other: &str| {
        let other = words(other);
        !wanted.is_empty() && other.windows(wanted.len()).any(|part| part == wanted)
    };
    let (mut named, mut entities) = (Vec::new(), FxHashSet::default());
    for (entity, index) in document.entities().zip(0_u32..) {
        if entity.mentions().any(|mention| is_wanted(mention.text())) {
            named.extend(entity.mentions().map(|mention| mention.span().start()));
            entities.insert(index);
        }
    }
    let meant = references.iter().filter(|(_, entity)| entities.contains(entity));
    let mut meant: Vec<u32> = meant.map(|(span, _)| span.start()).collect();
    named.sort_unstable();
    meant.sort_unstable();
    let has = |starts: &[u32], sentence: SentenceRef<'_>| {
        let first = starts.partition_point(|&start| start < sentence.span().start());
        starts.get(first).is_some_and(|&start| start < sentence.span().end())
    };
    let relevance = |sentence| match (has(&named, sentence), has(&meant, sentence)) {
        (true, _) => 1.0,
        (false, true) => PRONOUN,
        (false, false) => 0.0,
    };
    document.sentences().map(relevance).collect()
}

/// The words of a name in lower case.
fn words(name: &str) -> Vec<String> {
    let words = name.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
