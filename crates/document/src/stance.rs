//! The layer of stances: who is for or against whom.

use std::fmt;

use crate::Span;
use crate::layer::{LayerError, LayerName};

/// What a holder thinks of a target, with the place in the text that shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stance {
    /// Who holds it.
    pub holder: Holder,
    /// Whom or what it is about.
    pub target: Target,
    /// For, against or neither.
    pub polarity: Polarity,
    /// Calibrated probability of the polarity, in `0..=1`.
    pub probability: f32,
    /// Where the text shows it.
    pub evidence: Evidence,
    /// Index of the attribution that it was read from, if any.
    pub attribution: Option<u32>,
}

/// Who holds a stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    /// An entity, by its index.
    Entity(u32),
    /// The author of the text.
    Author,
}

/// Whom or what a stance is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// An entity, by its index.
    Entity(u32),
    /// A topic in the words of the caller, who named it.
    Topic(String),
}

/// For, against or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Polarity {
    /// The holder favours the target.
    For,
    /// The holder opposes the target.
    Against,
    /// Neither.
    Neutral,
}

impl Polarity {
    /// "for", "against" or "neutral".
    pub fn as_str(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Neutral => "neutral",
        }
    }
}

impl fmt::Display for Polarity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// The place in the text that shows a stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Index of the sentence.
    pub sentence: u32,
    /// The spans that matter most, in text order; may be empty.
    pub spans: Vec<Span>,
}

/// How many elements there are of each layer that a stance refers to.
pub(crate) struct Counts {
    pub sentences: usize,
    pub entities: usize,
    pub attributions: usize,
}

/// Checks the layer against the text and the layers that it refers to.
pub(crate) fn check(stances: &[Stance], text: &str, counts: &Counts) -> Result<(), LayerError> {
    let layer = LayerName::Stances;
    for (index, stance) in stances.iter().enumerate() {
        LayerError::check_probability(layer, index, stance.probability)?;
        let refer = |target, reference: u32, count| {
            LayerError::check_reference(layer, index, target, reference as usize, count)
        };
        if let Holder::Entity(entity) = stance.holder {
            refer(LayerName::Entities, entity, counts.entities)?;
        }
        if let Target::Entity(entity) = stance.target {
            refer(LayerName::Entities, entity, counts.entities)?;
        }
        if let Some(attribution) = stance.attribution {
            refer(LayerName::Attributions, attribution, counts.attributions)?;
        }
        refer(LayerName::Sentences, stance.evidence.sentence, counts.sentences)?;
        for &span in &stance.evidence.spans {
            LayerError::check_span(layer, index, span, text)?;
        }
    }
    Ok(())
}
