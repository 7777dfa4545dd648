//! The heads of a model together.

use newsdesk_document::{Document, Span, Stance};
use newsdesk_encoder::{Config, EncodeError, Encoding, LoadError, ModelFiles, Weights};
use serde::Deserialize;

use crate::error::StanceError;
use crate::heads::{DirectedHead, DirectedStance, TargetHead, TargetStance};
use crate::relations::{self, Topic};

/// Who is for or against whom, from the vectors of a document.
pub struct StanceClassifier {
    directed: DirectedHead,
    target: TargetHead,
    hidden: usize,
}

/// What `config.json` says of the heads.
#[derive(Deserialize)]
struct HeadConfig {
    newsdesk: Option<Section>,
}

#[derive(Deserialize)]
struct Section {
    temperatures: Temperatures,
}

/// What the log odds of each head are divided by, so that probabilities are honest: Guo et al.,
/// "On Calibration of Modern Neural Networks" (ICML 2017).
#[derive(Clone, Copy, Deserialize)]
struct Temperatures {
    directed_stance: f32,
    target_stance: f32,
}

/// Whether `config.json` says that a model has heads for attributions and stances; other models for
/// token classification find entities only.
///
/// # Errors
///
/// [`LoadError::ConfigSyntax`] if it is not JSON of a model.
pub fn has_heads(files: &ModelFiles<'_>) -> Result<bool, LoadError> {
    Ok(head_config(&files.config)?.newsdesk.is_some())
}

fn head_config(config: &[u8]) -> Result<HeadConfig, LoadError> {
    serde_json::from_slice(config).map_err(LoadError::ConfigSyntax)
}

impl StanceClassifier {
    /// Reads the heads of a model, which must have them: `newsdesk-en`, or one of its form.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] that names the field or tensor that is missing or does not fit.
    pub fn from_files(files: &ModelFiles<'_>) -> Result<Self, LoadError> {
        let hidden = Config::from_json(&files.config)?.hidden_size;
        let Temperatures { directed_stance, target_stance } = temperatures(&files.config)?;
        let weights = Weights::new(&files.weights)?;
        Ok(Self {
            directed: DirectedHead::new(&weights, hidden, directed_stance)?,
            target: TargetHead::new(&weights, hidden, target_stance)?,
            hidden,
        })
    }

    /// The stances of a document, by sentences: between its entities, of its speakers towards what
    /// they speak of, of its author, and of all of them towards the topics that are asked for.
    ///
    /// There is one stance for each holder, target and sentence. Neutral ones are told of topics
    /// only. Speakers are those of the attributions that the document has. Of a sentence with more
    /// than [`MAX_ENTITIES`](crate::MAX_ENTITIES) entities, the first ones are compared, and at most
    /// [`MAX_ATTRIBUTIONS`](crate::MAX_ATTRIBUTIONS) attributions are read.
    ///
    /// # Errors
    ///
    /// [`StanceError::NotSegmented`] if the document has no sentences and tokens, or
    /// [`StanceError::HiddenSize`] if the encoding comes from another model.
    pub fn stances(
        &self,
        document: &Document,
        encoding: &Encoding<'_>,
        topics: &[Topic],
    ) -> Result<Vec<Stance>, StanceError> {
        StanceError::check(document, encoding.hidden_size(), self.hidden)?;
        relations::stances(self, document, encoding, topics)
    }

    /// What the two mentions of each pair hold towards each other, in the order of the pairs; none
    /// for a pair with a span that has no piece.
    ///
    /// All mentions lie in `sentence`, the only context that is read. An answer depends on its own
    /// pair alone.
    ///
    /// # Errors
    ///
    /// None that is known: [`EncodeError::Product`] would be a bug.
    pub fn directed(
        &self,
        encoding: &Encoding<'_>,
        sentence: Span,
        pairs: &[(Span, Span)],
    ) -> Result<Vec<Option<DirectedStance>>, EncodeError> {
        self.directed.classify(encoding, sentence, pairs)
    }

    /// How a sentence stands to each mention in it, in the order of the mentions; none for a span
    /// that has no piece.
    ///
    /// # Errors
    ///
    /// None that is known: [`EncodeError::Product`] would be a bug.
    pub fn target(
        &self,
        encoding: &Encoding<'_>,
        sentence: Span,
        mentions: &[Span],
    ) -> Result<Vec<Option<TargetStance>>, EncodeError> {
        self.target.classify(encoding, sentence, mentions)
    }
}

/// The temperatures of a model, which must be above 0.
fn temperatures(config: &[u8]) -> Result<Temperatures, LoadError> {
    let config = head_config(config)?;
    let fail = |field, found: String, expected: &str| LoadError::Config {
        field,
        found,
        expected: expected.to_owned(),
    };
    let Some(Section { temperatures }) = config.newsdesk else {
        return Err(fail("newsdesk", "missing".to_owned(), "the section of a model with heads"));
    };
    for (field, value) in [
        ("newsdesk.temperatures.directed_stance", temperatures.directed_stance),
        ("newsdesk.temperatures.target_stance", temperatures.target_stance),
    ] {
        if !(value > 0.0 && value.is_finite()) {
            return Err(fail(field, value.to_string(), "a number above 0"));
        }
    }
    Ok(temperatures)
}
