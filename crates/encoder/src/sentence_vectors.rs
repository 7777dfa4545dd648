//! One vector a sentence.

use newsdesk_document::Document;

use crate::encoding::{Encoding, Mean, Part};
use crate::error::EncodeError;

/// The mean vector of each sentence, gathered part by part.
#[derive(Debug)]
pub struct SentenceVectors {
    hidden: usize,
    /// Of the sentences that are complete; none of those without a piece.
    means: Vec<Option<Vec<f32>>>,
    /// Of the sentence with index `means.len()`, as far as it was read.
    open: Mean,
}

impl SentenceVectors {
    /// Reads all parts of an encoding.
    ///
    /// # Errors
    ///
    /// As [`Encoding::parts`].
    pub fn of(encoding: &Encoding<'_>) -> Result<Self, EncodeError> {
        let mut vectors = Self::new(encoding.hidden_size());
        for part in encoding.parts() {
            vectors.read(encoding, &*part?);
        }
        Ok(vectors)
    }

    /// Has read nothing yet. Vectors have `hidden` numbers.
    pub fn new(hidden: usize) -> Self {
        Self { hidden, means: Vec::new(), open: Mean::new(hidden) }
    }

    /// Reads the next part.
    pub fn read(&mut self, encoding: &Encoding<'_>, part: &Part) {
        let pieces = encoding.pieces().get(part.pieces()).unwrap_or_default();
        for (piece, vector) in pieces.iter().zip(part.vectors().chunks_exact(self.hidden.max(1))) {
            self.close_before(piece.sentence as usize);
            self.open.add(vector);
        }
    }

    /// Completes all sentences before this one.
    fn close_before(&mut self, sentence: usize) {
        while self.means.len() < sentence {
            let mean = std::mem::replace(&mut self.open, Mean::new(self.hidden));
            self.means.push(mean.vector());
        }
    }

    /// Length of a vector.
    pub fn hidden_size(&self) -> usize {
        self.hidden
    }

    /// The mean vector of the pieces of each sentence of the document, in text order; none of a
    /// sentence without a piece. All parts were read.
    pub fn into_means(mut self, document: &Document) -> Vec<Option<Vec<f32>>> {
        self.close_before(document.sentences().len());
        self.means
    }
}
