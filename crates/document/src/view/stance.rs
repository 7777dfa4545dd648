//! Views of stances.

use std::fmt;

use super::{AttributionRef, EntityRef, SentenceRef, resolved, slice};
use crate::{Document, Holder, Polarity, Stance, Target};

/// A stance of a document.
#[derive(Clone, Copy, Debug)]
pub struct StanceRef<'d> {
    pub(super) document: &'d Document,
    pub(super) stance: &'d Stance,
}

impl<'d> StanceRef<'d> {
    /// Who holds it.
    pub fn holder(self) -> HolderRef<'d> {
        match self.stance.holder {
            Holder::Entity(entity) => HolderRef::Entity(self.entity(entity)),
            Holder::Author => HolderRef::Author,
        }
    }

    /// Whom or what it is about.
    pub fn target(self) -> TargetRef<'d> {
        match &self.stance.target {
            Target::Entity(entity) => TargetRef::Entity(self.entity(*entity)),
            Target::Topic(topic) => TargetRef::Topic(topic),
        }
    }

    /// For, against or neither.
    pub fn polarity(self) -> Polarity {
        self.stance.polarity
    }

    /// Calibrated probability of the polarity, in `0..=1`.
    pub fn probability(self) -> f32 {
        self.stance.probability
    }

    /// The sentence that shows it.
    pub fn sentence(self) -> SentenceRef<'d> {
        resolved(self.document.sentence(self.stance.evidence.sentence as usize))
    }

    /// The parts of the text that show it best, in text order.
    pub fn evidence(self) -> impl ExactSizeIterator<Item = &'d str> {
        self.stance.evidence.spans.iter().map(move |&span| slice(self.document, span))
    }

    /// The attribution that it was read from, if any.
    pub fn attribution(self) -> Option<AttributionRef<'d>> {
        Some(resolved(self.document.attribution(self.stance.attribution? as usize)))
    }

    fn entity(self, index: u32) -> EntityRef<'d> {
        resolved(self.document.entity(index as usize))
    }
}

/// Who holds a stance.
#[derive(Clone, Copy, Debug)]
pub enum HolderRef<'d> {
    /// An entity.
    Entity(EntityRef<'d>),
    /// The author of the text.
    Author,
}

impl fmt::Display for HolderRef<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Entity(entity) => entity.name(),
            Self::Author => "the author",
        })
    }
}

/// Whom or what a stance is about.
#[derive(Clone, Copy, Debug)]
pub enum TargetRef<'d> {
    /// An entity.
    Entity(EntityRef<'d>),
    /// A topic that the caller named.
    Topic(&'d str),
}

impl fmt::Display for TargetRef<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Entity(entity) => entity.name(),
            Self::Topic(topic) => topic,
        })
    }
}
