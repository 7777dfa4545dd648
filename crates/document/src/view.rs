//! Views: a layer's elements together with the document that they belong to.

use std::fmt;

use crate::{
    Attribution, AttributionKind, Document, Entity, EntityKind, Holder, Mention, Polarity,
};
use crate::{Sentence, Span, Stance, Target, Token};

/// The slice under a span that was checked when its layer was attached.
fn slice(document: &Document, span: Span) -> &str {
    span.of(document.text()).unwrap_or_default()
}

impl Document {
    /// The sentences in text order; none before segmentation.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = SentenceRef<'_>> {
        let sentences = self.sentence_layer().iter().enumerate();
        sentences.map(|(index, &sentence)| SentenceRef { document: self, index, sentence })
    }

    /// The tokens in text order; none before segmentation.
    pub fn tokens(&self) -> impl ExactSizeIterator<Item = TokenRef<'_>> {
        self.token_layer().iter().map(|&token| TokenRef { document: self, token })
    }

    /// The entities, as the stage that found them ordered them.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = EntityRef<'_>> {
        let entities = self.entity_layer().iter().enumerate();
        entities.map(|(index, entity)| EntityRef { document: self, index, entity })
    }

    /// All mentions of all entities, entity by entity.
    pub fn mentions(&self) -> impl Iterator<Item = MentionRef<'_>> {
        self.entities().flat_map(EntityRef::mentions)
    }

    /// Who said what.
    pub fn attributions(&self) -> impl ExactSizeIterator<Item = AttributionRef<'_>> {
        let attributions = self.attribution_layer().iter();
        attributions.map(|attribution| AttributionRef { document: self, attribution })
    }

    /// Who is for or against whom.
    pub fn stances(&self) -> impl ExactSizeIterator<Item = StanceRef<'_>> {
        self.stance_layer().iter().map(|stance| StanceRef { document: self, stance })
    }

    /// Sentence number `index`, counted from 0.
    pub fn sentence(&self, index: usize) -> Option<SentenceRef<'_>> {
        let &sentence = self.sentence_layer().get(index)?;
        Some(SentenceRef { document: self, index, sentence })
    }

    /// Entity number `index`, counted from 0.
    pub fn entity(&self, index: usize) -> Option<EntityRef<'_>> {
        let entity = self.entity_layer().get(index)?;
        Some(EntityRef { document: self, index, entity })
    }

    /// Attribution number `index`, counted from 0.
    pub fn attribution(&self, index: usize) -> Option<AttributionRef<'_>> {
        let attribution = self.attribution_layer().get(index)?;
        Some(AttributionRef { document: self, attribution })
    }
}

/// A sentence of a document.
#[derive(Clone, Copy, Debug)]
pub struct SentenceRef<'d> {
    document: &'d Document,
    index: usize,
    sentence: Sentence,
}

impl<'d> SentenceRef<'d> {
    /// Its number in the document, counted from 0.
    pub fn index(self) -> usize {
        self.index
    }

    /// Bytes of the text.
    pub fn span(self) -> Span {
        self.sentence.span()
    }

    /// Its text.
    pub fn text(self) -> &'d str {
        slice(self.document, self.span())
    }

    /// Its tokens, in text order.
    pub fn tokens(self) -> impl ExactSizeIterator<Item = TokenRef<'d>> {
        let document = self.document;
        let tokens = document.token_layer().get(self.sentence.tokens()).unwrap_or_default();
        tokens.iter().map(move |&token| TokenRef { document, token })
    }
}

/// A token of a document.
#[derive(Clone, Copy, Debug)]
pub struct TokenRef<'d> {
    document: &'d Document,
    token: Token,
}

impl<'d> TokenRef<'d> {
    /// Bytes of the text.
    pub fn span(self) -> Span {
        self.token.span()
    }

    /// Its text.
    pub fn text(self) -> &'d str {
        slice(self.document, self.span())
    }

    /// The sentence that it stands in.
    pub fn sentence(self) -> Option<SentenceRef<'d>> {
        self.document.sentence(self.token.sentence())
    }
}

/// An entity of a document.
#[derive(Clone, Copy, Debug)]
pub struct EntityRef<'d> {
    document: &'d Document,
    index: usize,
    entity: &'d Entity,
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

    /// Its mentions, in text order.
    pub fn mentions(self) -> impl ExactSizeIterator<Item = MentionRef<'d>> {
        let Self { document, index, entity } = self;
        entity.mentions.iter().map(move |&mention| MentionRef { document, entity: index, mention })
    }
}

/// A mention of an entity.
#[derive(Clone, Copy, Debug)]
pub struct MentionRef<'d> {
    document: &'d Document,
    entity: usize,
    mention: Mention,
}

impl<'d> MentionRef<'d> {
    /// Bytes of the text.
    pub fn span(self) -> Span {
        self.mention.span
    }

    /// Its text.
    pub fn text(self) -> &'d str {
        slice(self.document, self.mention.span)
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
    pub fn entity(self) -> Option<EntityRef<'d>> {
        self.document.entity(self.entity)
    }
}

/// An attribution of a document.
#[derive(Clone, Copy, Debug)]
pub struct AttributionRef<'d> {
    document: &'d Document,
    attribution: &'d Attribution,
}

impl<'d> AttributionRef<'d> {
    /// The words that name the source.
    pub fn source(self) -> Option<&'d str> {
        Some(slice(self.document, self.attribution.source?))
    }

    /// The entity behind the source, if it is known.
    pub fn speaker(self) -> Option<EntityRef<'d>> {
        self.document.entity(self.attribution.speaker? as usize)
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

/// A stance of a document.
#[derive(Clone, Copy, Debug)]
pub struct StanceRef<'d> {
    document: &'d Document,
    stance: &'d Stance,
}

impl<'d> StanceRef<'d> {
    /// Who holds it.
    pub fn holder(self) -> HolderRef<'d> {
        let entity = match self.stance.holder {
            Holder::Entity(entity) => self.document.entity(entity as usize),
            Holder::Author => None,
        };
        entity.map_or(HolderRef::Author, HolderRef::Entity)
    }

    /// Whom or what it is about.
    pub fn target(self) -> TargetRef<'d> {
        match &self.stance.target {
            Target::Entity(entity) => {
                let entity = self.document.entity(*entity as usize);
                entity.map_or(TargetRef::Topic(""), TargetRef::Entity)
            }
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
    pub fn sentence(self) -> Option<SentenceRef<'d>> {
        self.document.sentence(self.stance.evidence.sentence as usize)
    }

    /// The parts of the text that show it best, in text order.
    pub fn evidence(self) -> impl ExactSizeIterator<Item = &'d str> {
        self.stance.evidence.spans.iter().map(move |&span| slice(self.document, span))
    }

    /// The attribution that it was read from, if any.
    pub fn attribution(self) -> Option<AttributionRef<'d>> {
        self.document.attribution(self.stance.attribution? as usize)
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
