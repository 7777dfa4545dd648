//! The layer of the summary.

use crate::layer::{LayerError, LayerErrorKind, LayerName};

/// A summary of the document.
#[derive(Clone, Debug, PartialEq)]
pub enum Summary {
    /// Sentences of the text, in text order, each at most once.
    Extractive(Vec<SelectedSentence>),
    /// Sentences that a model wrote.
    Abstractive(Vec<GeneratedSentence>),
}

/// A sentence of the text that was chosen for the summary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SelectedSentence {
    /// Index of the sentence.
    pub sentence: u32,
    /// How well it tells the story; finite, higher is better, comparable within one document.
    pub score: f32,
}

/// A sentence that a model wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedSentence {
    /// Its text.
    pub text: String,
    /// Indexes of the sentences that it leans on.
    pub sources: Vec<u32>,
}

/// Checks the layer against the number of sentences.
pub(crate) fn check(summary: &Summary, sentences: usize) -> Result<(), LayerError> {
    let layer = LayerName::Summary;
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
            for (index, &SelectedSentence { sentence, score }) in selected.iter().enumerate() {
                refer(index, sentence)?;
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
