//! What can be wrong with a layer.

use std::fmt;

use thiserror::Error;

use crate::{Span, SpanError};

/// The layers of a document, as errors name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LayerName {
    /// Sentences.
    Sentences,
    /// Tokens.
    Tokens,
    /// Entities and their mentions.
    Entities,
    /// Who said what.
    Attributions,
    /// Who is for or against whom.
    Stances,
    /// The summary.
    Summary,
}

impl fmt::Display for LayerName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Sentences => "sentences",
            Self::Tokens => "tokens",
            Self::Entities => "entities",
            Self::Attributions => "attributions",
            Self::Stances => "stances",
            Self::Summary => "summary",
        })
    }
}

/// A layer that does not fit its document: which layer, which element, and why.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("{layer}[{index}]: {kind}")]
pub struct LayerError {
    layer: LayerName,
    index: usize,
    #[source]
    kind: LayerErrorKind,
}

impl LayerError {
    pub(crate) fn new(layer: LayerName, index: usize, kind: LayerErrorKind) -> Self {
        Self { layer, index, kind }
    }

    /// Checks that `span`, part of element `index`, is a slice of `text`.
    pub(crate) fn check_span(
        layer: LayerName,
        index: usize,
        span: Span,
        text: &str,
    ) -> Result<(), Self> {
        span.check(text).map_err(|error| Self::new(layer, index, error.into()))
    }

    /// Checks that element `index` refers to something that exists.
    pub(crate) fn check_reference(
        layer: LayerName,
        index: usize,
        target: LayerName,
        reference: usize,
        count: usize,
    ) -> Result<(), Self> {
        if reference < count {
            return Ok(());
        }
        Err(Self::new(layer, index, LayerErrorKind::DanglingReference { target, reference, count }))
    }

    /// Checks that `value` is a probability.
    pub(crate) fn check_probability(
        layer: LayerName,
        index: usize,
        value: f32,
    ) -> Result<(), Self> {
        if (0.0..=1.0).contains(&value) {
            return Ok(());
        }
        Err(Self::new(layer, index, LayerErrorKind::NotAProbability { value }))
    }

    /// The layer that is at fault.
    pub fn layer(&self) -> LayerName {
        self.layer
    }

    /// Index of the element that is at fault.
    pub fn index(&self) -> usize {
        self.index
    }

    /// What is wrong with it.
    pub fn kind(&self) -> &LayerErrorKind {
        &self.kind
    }
}

/// What is wrong with an element of a layer.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum LayerErrorKind {
    /// A span does not fit the text.
    #[error(transparent)]
    Span(#[from] SpanError),
    /// Elements are out of order or overlap.
    #[error("span {span} overlaps or precedes {previous}")]
    OutOfOrder {
        /// The element before.
        previous: Span,
        /// The element at fault.
        span: Span,
    },
    /// A sentence holds no token.
    #[error("sentence {span} has no token")]
    SentenceWithoutToken {
        /// The sentence.
        span: Span,
    },
    /// Something lies outside of the sentence that it belongs to.
    #[error("{span} lies outside of its sentence {sentence}")]
    OutsideOfSentence {
        /// The sentence.
        sentence: Span,
        /// What lies outside of it.
        span: Span,
    },
    /// A token lies in no sentence.
    #[error("token {span} is in no sentence")]
    TokenOutsideSentence {
        /// The token.
        span: Span,
    },
    /// An element refers to something that is not there.
    #[error("refers to {target}[{reference}], but there are {count}")]
    DanglingReference {
        /// The layer that is referred to.
        target: LayerName,
        /// The index that was given.
        reference: usize,
        /// How many elements that layer has.
        count: usize,
    },
    /// A number that should be a probability is none.
    #[error("{value} is not a probability in 0..=1")]
    NotAProbability {
        /// The number that was given.
        value: f32,
    },
    /// A score that is not a finite number.
    #[error("score {value} is not finite")]
    NotFinite {
        /// The number that was given.
        value: f32,
    },
    /// A summary names its sentences twice or out of text order.
    #[error("sentence {sentence} is repeated or out of order")]
    SentenceOutOfOrder {
        /// Index of the sentence at fault.
        sentence: u32,
    },
    /// An element that must have parts has none.
    #[error("has no {part}")]
    Missing {
        /// What is missing.
        part: &'static str,
    },
}
