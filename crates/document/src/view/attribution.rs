//! Views of attributions.

use super::{EntityRef, resolved, slice};
use crate::{Attribution, AttributionKind, Document};

/// An attribution of a document.
#[derive(Clone, Copy, Debug)]
pub struct AttributionRef<'d> {
    pub(super) document: &'d Document,
    pub(super) attribution: &'d Attribution,
}

impl<'d> AttributionRef<'d> {
    /// The words that name the source.
    pub fn source(self) -> Option<&'d str> {
        Some(slice(self.document, self.attribution.source?))
    }

    /// The entity behind the source, if it is known.
    pub fn speaker(self) -> Option<EntityRef<'d>> {
        Some(resolved(self.document.entity(self.attribution.speaker? as usize)))
    }

    /// The words that attribute.
    pub fn cue(self) -> Option<&'d str> {
        Some(slice(self.document, self.attribution.cue?))
    }

    /// What is attributed, part by part, in text order.
    pub fn content(self) -> impl ExactSizeIterator<Item = &'d str> {
        self.attribution.content.iter().map(move |&span| slice(self.document, span))
    }

    /// How it is reported.
    pub fn kind(self) -> AttributionKind {
        self.attribution.kind
    }
}
