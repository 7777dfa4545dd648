//! How well each sentence tells the story, as a model learned it.

mod features;
mod names;
mod speech;

use newsdesk_document::Document;
use newsdesk_encoder::{
    Config, Dense, Encoding, LoadError, ModelFiles, SentenceVectors, Weights, gelu,
};

use crate::SummarizationError;
use crate::terms::Terms;
use features::{FEATURES, features};

const NAME: &str = "heads.salience";

/// Length of the layer between.
const WIDTH: usize = 192;

/// Number of sentences that are scored together, which bounds memory.
const TOGETHER: usize = 256;

/// Scores sentences by their vectors, places, names, neighbours and what is said in them.
///
/// One hidden layer, trained to tell the sentences that a greedy oracle takes: Nallapati et al.,
/// "`SummaRuNNer`" (AAAI 2017), section 3.
pub struct SalienceHead {
    hidden: Dense,
    output: Dense,
    /// Numbers of a vector of the encoder.
    vector: usize,
}

/// Whether a model can score sentences; models for token classification of others cannot.
///
/// # Errors
///
/// A [`LoadError`] if its weights are not a file of tensors.
pub fn has_salience_head(files: &ModelFiles<'_>) -> Result<bool, LoadError> {
    Ok(Weights::new(&files.weights)?.contains(&format!("{NAME}.hidden.weight")))
}

impl SalienceHead {
    /// Reads the head of a model, which must have it: `newsdesk-en`, or one of its form.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] that names the tensor that is missing or does not fit.
    pub fn from_files(files: &ModelFiles<'_>) -> Result<Self, LoadError> {
        let vector = Config::from_json(&files.config)?.hidden_size;
        Self::from_weights(&Weights::new(&files.weights)?, vector)
    }

    /// Reads the head from tensors of its own, for an encoder whose vectors have `vector` numbers.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] that names the tensor that is missing or does not fit.
    pub fn from_weights(weights: &Weights<'_>, vector: usize) -> Result<Self, LoadError> {
        let inputs = 2 * FEATURES + vector;
        Ok(Self {
            hidden: Dense::new(weights, &format!("{NAME}.hidden"), WIDTH, inputs)?,
            output: Dense::new(weights, &format!("{NAME}.output"), 1, WIDTH)?,
            vector,
        })
    }

    /// One score a sentence, in `0..=2`: twice the probability that a summary takes it.
    ///
    /// The document should have its entities and attributions, as those that the head was trained
    /// on had.
    ///
    /// # Errors
    ///
    /// [`SummarizationError::NotSegmented`] if the document has no sentences and tokens,
    /// [`SummarizationError::HiddenSize`] if the encoding comes from another model, or
    /// [`SummarizationError::Encode`] if it fails.
    pub fn scores(
        &self,
        document: &Document,
        encoding: &Encoding<'_>,
    ) -> Result<Vec<f32>, SummarizationError> {
        self.scores_of(document, SentenceVectors::of(document, encoding)?)
    }

    /// As [`SalienceHead::scores`], from vectors that were gathered while the document was encoded.
    ///
    /// # Errors
    ///
    /// As [`SalienceHead::scores`].
    pub fn scores_of(
        &self,
        document: &Document,
        vectors: SentenceVectors,
    ) -> Result<Vec<f32>, SummarizationError> {
        let (expected, found) = (self.vector, vectors.hidden_size());
        if expected != found {
            return Err(SummarizationError::HiddenSize { expected, found });
        }
        let terms = Terms::new(document)?;
        let inputs = Inputs::new(document, &terms, vectors);
        let mut scores = Vec::with_capacity(document.sentences().len());
        let mut rows = inputs.rows().peekable();
        while rows.peek().is_some() {
            let odds = self.odds(&rows.by_ref().take(TOGETHER).flatten().collect::<Vec<_>>());
            scores.extend(odds.into_iter().map(|odds| 2.0 / (1.0 + (-odds).exp())));
        }
        Ok(scores)
    }

    fn odds(&self, inputs: &[f32]) -> Vec<f32> {
        let mut hidden = self.hidden.forward(inputs);
        gelu(&mut hidden);
        self.output.forward(&hidden)
    }
}

/// What the head reads: of each sentence its features, the means of those of all candidates, and
/// its vector, made a length of 1.
pub(crate) struct Inputs {
    features: Vec<[f32; FEATURES]>,
    means: [f32; FEATURES],
    /// Row-major `[sentences, hidden]`.
    vectors: Vec<f32>,
    hidden: usize,
}

impl Inputs {
    pub(crate) fn new(document: &Document, terms: &Terms, vectors: SentenceVectors) -> Self {
        let features = features(document, terms);
        let means = means(&features, terms.candidates());
        let hidden = vectors.hidden_size();
        Self { features, means, vectors: vectors.into_means(), hidden }
    }

    /// One row a sentence.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Vec<f32>> {
        let vectors = self.vectors.chunks_exact(self.hidden);
        self.features.iter().zip(vectors).map(|(features, vector)| {
            let mut row = Vec::with_capacity(2 * FEATURES + self.hidden);
            row.extend_from_slice(features);
            row.extend_from_slice(&self.means);
            let squares = vector.iter().map(|value| value * value);
            let length = squares.sum::<f32>().sqrt().max(1e-6);
            row.extend(vector.iter().map(|value| value / length));
            row
        })
    }
}

/// What the candidates of a document have on average, which tells what kind of text it is.
fn means(features: &[[f32; FEATURES]], candidates: &[usize]) -> [f32; FEATURES] {
    let mut means = [0.0; FEATURES];
    for row in candidates.iter().filter_map(|&index| features.get(index)) {
        for (mean, value) in means.iter_mut().zip(row) {
            *mean += value / crate::number::number(candidates.len());
        }
    }
    means
}
