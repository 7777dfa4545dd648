//! One vector a sentence.

use newsdesk_document::Document;

use crate::encoding::{Encoding, Mean, Part};
use crate::error::EncodeError;

/// The mean vector of each sentence of a document, gathered part by part.
#[derive(Debug)]
pub struct SentenceVectors {
    hidden: usize,
    sentences: usize,
    /// Of the sentences that are complete, row-major `[sentences, hidden]`.
    means: Vec<f32>,
    /// Of the sentence that is read, as far as it was read.
    open: Mean,
}

impl SentenceVectors {
    /// Reads all parts of the encoding of a document.
    ///
    /// # Errors
    ///
    /// As [`Encoding::parts`].
    pub fn of(document: &Document, encoding: &Encoding<'_>) -> Result<Self, EncodeError> {
        let mut vectors = Self::new(document, encoding.hidden_size());
        for part in encoding.parts() {
            vectors.read(encoding, &*part?);
        }
        Ok(vectors)
    }

    /// Has read nothing of a document yet, whose vectors have `hidden` numbers.
    pub fn new(document: &Document, hidden: usize) -> Self {
        let sentences = document.sentences().len();
        let means = Vec::with_capacity(sentences * hidden);
        Self { hidden, sentences, means, open: Mean::new(hidden) }
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
        while self.means.len() < sentence * self.hidden {
            let mean = std::mem::replace(&mut self.open, Mean::new(self.hidden));
            match mean.vector() {
                Some(mean) => self.means.extend_from_slice(&mean),
                None => self.means.resize(self.means.len() + self.hidden, 0.0),
            }
        }
    }

    /// Length of a vector.
    pub fn hidden_size(&self) -> usize {
        self.hidden
    }

    /// The mean vector of the pieces of each sentence, row-major `[sentences, hidden]`; zeros for a
    /// sentence without a piece. All parts were read.
    pub fn into_means(mut self) -> Vec<f32> {
        self.close_before(self.sentences);
        self.means
    }
}
