//! The layer of the summary.

use crate::layer::{LayerError, LayerErrorKind, LayerName};
use crate::{Document, Span};

/// A summary of the document.
#[derive(Clone, Debug, PartialEq)]
pub enum Summary {
    /// Sentences of the text, in text order, each at most once.
    Extractive(Vec<SelectedSentence>),
    /// Sentences that a model wrote.
    Abstractive(Vec<GeneratedSentence>),
}

/// A sentence of the text that was chosen for the summary.
#[derive(Clone, Debug, PartialEq)]
pub struct SelectedSentence {
    /// Index of the sentence.
    pub sentence: u32,
    /// How well it tells the story; finite, higher is better, comparable within one document.
    pub score: f32,
    /// Parts of the sentence that the summary leaves out, in text order, without overlap.
    pub dropped: Vec<Span>,
    /// The pronoun that opens the sentence, where the summary has a name instead.
    pub resolved: Option<Resolved>,
}

/// A pronoun with the name that a reader needs in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The pronoun; it lies in the sentence.
    pub pronoun: Span,
    /// Index of the entity that it stands for.
    pub entity: u32,
}

impl SelectedSentence {
    /// A sentence as it stands.
    pub fn verbatim(sentence: u32, score: f32) -> Self {
        Self { sentence, score, dropped: Vec::new(), resolved: None }
    }
}

/// A sentence that a model wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GeneratedSentence {
    /// Its text.
    pub text: String,
    /// Indexes of the sentences that it leans on, the best first.
    pub sources: Vec<u32>,
    /// Names and numbers in it that the text does not have, in their order.
    pub unsupported: Vec<String>,
}

/// Checks the layer against the sentences and entities of its document.
pub(crate) fn check(summary: &Summary, document: &Document) -> Result<(), LayerError> {
    let layer = LayerName::Summary;
    let sentences = document.sentences().len();
    let refer = |index, sentence: u32| {
        LayerError::check_reference(
            layer,
            index,
            LayerName::Sentences,
            sentence as usize,
            sentences,
        )
    };
    match summary {
        Summary::Extractive(selected) => {
            let mut next = 0;
            for (index, selected) in selected.iter().enumerate() {
                let &SelectedSentence { sentence, score, .. } = selected;
                refer(index, sentence)?;
                check_changes(document, index, selected)?;
                if !score.is_finite() {
                    let kind = LayerErrorKind::NotFinite { value: score };
                    return Err(LayerError::new(layer, index, kind));
                }
                if sentence < next {
                    let kind = LayerErrorKind::SentenceOutOfOrder { sentence };
                    return Err(LayerError::new(layer, index, kind));
                }
                next = sentence.saturating_add(1);
            }
        }
        Summary::Abstractive(generated) => {
            for (index, sentence) in generated.iter().enumerate() {
                for &source in &sentence.sources {
                    refer(index, source)?;
                }
            }
        }
    }
    Ok(())
}

/// Checks that what a summary changes lies in its sentence, and that names are there.
fn check_changes(
    document: &Document,
    index: usize,
    selected: &SelectedSentence,
) -> Result<(), LayerError> {
    let layer = LayerName::Summary;
    let Some(sentence) = document.sentence(selected.sentence as usize) else { return Ok(()) };
    let pronoun = selected.resolved.map(|resolved| resolved.pronoun);
    for &span in selected.dropped.iter().chain(&pronoun) {
        LayerError::check_span(layer, index, span, document.text())?;
        if !sentence.span().contains(span) {
            let kind = LayerErrorKind::OutsideOfSentence { sentence: sentence.span(), span };
            return Err(LayerError::new(layer, index, kind));
        }
    }
    for (&previous, &span) in selected.dropped.iter().zip(selected.dropped.iter().skip(1)) {
        if previous.end() > span.start() {
            let kind = LayerErrorKind::OutOfOrder { previous, span };
            return Err(LayerError::new(layer, index, kind));
        }
    }
    let entities = document.entities().len();
    let entity = selected.resolved.map(|resolved| resolved.entity as usize);
    entity.map_or(Ok(()), |entity| {
        LayerError::check_reference(layer, index, LayerName::Entities, entity, entities)
    })
}
