//! Whom and what each sentence names.

use newsdesk_document::{Document, EntityKind, SentenceRef};
use rustc_hash::FxHashSet;

use crate::number::share;

/// The mentions of a document, in text order.
pub(super) struct Names {
    mentions: Vec<Mention>,
    /// How often each entity is named; dates and money do not count.
    counts: Vec<usize>,
    /// The sum of the counts.
    total: usize,
}

struct Mention {
    start: u32,
    entity: usize,
    kind: EntityKind,
    is_first: bool,
}

/// What a sentence names.
#[derive(Default)]
pub(super) struct Named {
    /// How many entities, dates and money left out.
    pub entities: usize,
    /// How many of them for the first time.
    pub new: usize,
    /// The share of all mentions that are of one of them, in `0..=1`.
    pub weight: f32,
    pub has_date: bool,
    pub has_money: bool,
}

impl Names {
    pub fn new(document: &Document) -> Self {
        let mut mentions: Vec<Mention> = document
            .entities()
            .flat_map(|entity| {
                entity.mentions().enumerate().map(move |(number, mention)| Mention {
                    start: mention.span().start(),
                    entity: entity.index(),
                    kind: entity.kind(),
                    is_first: number == 0,
                })
            })
            .collect();
        mentions.sort_unstable_by_key(|mention| mention.start);
        let counts = document
            .entities()
            .map(|entity| if is_value(entity.kind()) { 0 } else { entity.mentions().len() });
        let counts: Vec<usize> = counts.collect();
        Self { mentions, total: counts.iter().sum(), counts }
    }

    pub fn of(&self, sentence: SentenceRef<'_>) -> Named {
        let span = sentence.span();
        let first = self.mentions.partition_point(|mention| mention.start < span.start());
        let end = self.mentions.partition_point(|mention| mention.start < span.end());
        let mut named = Named::default();
        let (mut seen, mut weight) = (FxHashSet::default(), 0);
        for mention in self.mentions.get(first..end).unwrap_or_default() {
            named.has_date |= mention.kind == EntityKind::Date;
            named.has_money |= mention.kind == EntityKind::Money;
            if is_value(mention.kind) || !seen.insert(mention.entity) {
                continue;
            }
            named.new += usize::from(mention.is_first);
            weight += self.counts.get(mention.entity).copied().unwrap_or(0);
        }
        named.entities = seen.len();
        named.weight = share(weight, self.total);
        named
    }
}

fn is_value(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Date | EntityKind::Money)
}
