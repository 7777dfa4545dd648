//! Views of entities and their mentions.

use super::slice;
use crate::{Document, Entity, EntityKind, Mention, Span};

/// An entity of a document.
#[derive(Clone, Copy, Debug)]
pub struct EntityRef<'d> {
    pub(super) document: &'d Document,
    pub(super) index: usize,
    pub(super) entity: &'d Entity,
}

impl<'d> EntityRef<'d> {
    /// Its number in the document, counted from 0.
    pub fn index(self) -> usize {
        self.index
    }

    /// What it is.
    pub fn kind(self) -> EntityKind {
        self.entity.kind
    }

    /// Its canonical name.
    pub fn name(self) -> &'d str {
        slice(self.document, self.entity.name)
    }

    /// What a date or an amount of money says, if the text tells; see [`Entity::value`].
    pub fn value(self) -> Option<&'d str> {
        self.entity.value.as_deref()
    }

    /// Its mentions, in text order.
    pub fn mentions(self) -> impl ExactSizeIterator<Item = MentionRef<'d>> {
        self.entity.mentions.iter().map(move |&mention| MentionRef { entity: self, mention })
    }
}

/// A mention of an entity.
#[derive(Clone, Copy, Debug)]
pub struct MentionRef<'d> {
    entity: EntityRef<'d>,
    mention: Mention,
}

impl<'d> MentionRef<'d> {
    /// Bytes of the text.
    pub fn span(self) -> Span {
        self.mention.span
    }

    /// Its text.
    pub fn text(self) -> &'d str {
        slice(self.entity.document, self.mention.span)
    }

    /// What it names.
    pub fn kind(self) -> EntityKind {
        self.mention.kind
    }

    /// Probability of span and kind together, in `0..=1`.
    pub fn probability(self) -> f32 {
        self.mention.probability
    }

    /// The entity that it is a mention of.
    pub fn entity(self) -> EntityRef<'d> {
        self.entity
    }
}
