//! The layer of attributions: who said what.

use crate::Span;
use crate::layer::{LayerError, LayerErrorKind, LayerName};

/// One statement, thought or document that the text attributes to a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that name the source ("the ministry", "he"), in another sentence perhaps; none if it
    /// is left unsaid.
    pub source: Option<Span>,
    /// Index of the entity behind the source; none if unknown.
    pub speaker: Option<u32>,
    /// The words that attribute ("said", "according to"); none in a bare quotation.
    pub cue: Option<Span>,
    /// What is attributed: one span, or several if it is interrupted, in text order; at least one.
    pub content: Vec<Span>,
    /// How it is reported.
    pub kind: AttributionKind,
}

/// How speech or thought is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AttributionKind {
    /// In quotation marks.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

/// Checks the layer against the text and the number of entities.
pub(crate) fn check(
    attributions: &[Attribution],
    text: &str,
    entities: usize,
) -> Result<(), LayerError> {
    let layer = LayerName::Attributions;
    for (index, attribution) in attributions.iter().enumerate() {
        for &span in attribution.source.iter().chain(&attribution.cue).chain(&attribution.content) {
            LayerError::check_span(layer, index, span, text)?;
        }
        if let Some(speaker) = attribution.speaker {
            let speaker = speaker as usize;
            LayerError::check_reference(layer, index, LayerName::Entities, speaker, entities)?;
        }
        if attribution.content.is_empty() {
            return Err(LayerError::new(layer, index, LayerErrorKind::Missing { part: "content" }));
        }
    }
    Ok(())
}
