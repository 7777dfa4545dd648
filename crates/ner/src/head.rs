//! From the vectors of words to the probabilities of the tags of its words.

use newsdesk_encoder::{Config, Dense, ModelFiles, Weights};

use crate::error::LoadError;
use crate::labels::Labels;

/// No probability is lower, so that every path has a finite logarithm.
const LEAST: f64 = 1e-30;

/// The linear layer `classifier` of a token classifier, applied to the first piece of each word.
pub struct TagHead {
    labels: Labels,
    classifier: Dense,
}

impl TagHead {
    pub fn new(files: &ModelFiles<'_>) -> Result<Self, LoadError> {
        let labels = Labels::from_json(&files.config)?;
        let inputs = Config::from_json(&files.config)?.hidden_size;
        let weights = Weights::new(&files.weights)?;
        let outputs = labels.tag_of_label().len();
        let classifier = Dense::new(&weights, "classifier", outputs, inputs)?;
        Ok(Self { labels, classifier })
    }

    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// Length of a vector that it reads.
    pub fn hidden_size(&self) -> usize {
        self.classifier.inputs()
    }

    /// The probability of each tag for each word, row-major `[words, tags]`, all above 0, from
    /// vectors `[words, hidden]`.
    ///
    /// A word without a piece, such as a control character, is outside of mentions, as far as
    /// the bias of the classifier says so.
    pub fn probabilities(&self, vectors: &[f32]) -> Vec<f64> {
        let logits = self.classifier.forward(vectors);
        let rows = logits.chunks_exact(self.classifier.outputs());
        rows.flat_map(|logits| self.softmax(logits)).collect()
    }

    /// The probability of each tag: those of its labels added up.
    fn softmax(&self, logits: &[f32]) -> Vec<f64> {
        let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut tags = vec![0.0; self.labels.tags().len()];
        let mut total = 0.0;
        for (&logit, &tag) in logits.iter().zip(self.labels.tag_of_label()) {
            let weight = f64::from(logit - largest).exp();
            total += weight;
            if let Some(sum) = tags.get_mut(tag) {
                *sum += weight;
            }
        }
        tags.iter().map(|tag| (tag / total).max(LEAST)).collect()
    }
}

#[cfg(test)]
mod tests {
    use safetensors::serialize;
    use safetensors::tensor::{Dtype, TensorView};

    use super::*;

    /// A model with two labels for one tag, and vectors of length 1.
    fn head() -> TagHead {
        let config = br#"{"id2label": {"0": "O", "1": "B-GPE", "2": "B-LOC"}}"#;
        let view = |shape, bytes| TensorView::new(Dtype::F32, shape, bytes).unwrap();
        let zeros = [0; 12];
        let tensors = [
            ("classifier.weight", view(vec![3, 1], &zeros)),
            ("classifier.bias", view(vec![3], &zeros)),
        ];
        let file = serialize(tensors, None).unwrap();
        let classifier = Dense::new(&Weights::new(&file).unwrap(), "classifier", 3, 1).unwrap();
        TagHead { labels: Labels::from_json(config).unwrap(), classifier }
    }

    #[test]
    fn labels_of_one_tag_add_up() {
        let tags = head().softmax(&[0.0, 2.0_f32.ln(), 0.0]);
        assert!((tags[0] - 0.25).abs() < 1e-7 && (tags[1] - 0.75).abs() < 1e-7, "{tags:?}");
    }

    #[test]
    fn no_probability_is_zero() {
        assert_eq!(head().softmax(&[3e38, -3e38, -3e38]), [1.0, LEAST]);
    }
}
