//! What the encoder gives for a document.

use std::ops::Range;

use newsdesk_document::Span;

use crate::pieces::Piece;

/// The pieces of a document with one vector each.
#[derive(Clone, Debug, PartialEq)]
pub struct Encoding {
    pieces: Vec<Piece>,
    /// Row-major `[pieces, hidden]`.
    vectors: Vec<f32>,
    hidden: usize,
}

impl Encoding {
    pub(crate) fn new(pieces: Vec<Piece>, vectors: Vec<f32>, hidden: usize) -> Self {
        debug_assert_eq!(pieces.len() * hidden, vectors.len());
        Self { pieces, vectors, hidden }
    }

    /// The pieces, in text order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Length of a vector.
    pub fn hidden_size(&self) -> usize {
        self.hidden
    }

    /// All vectors, row-major `[pieces, hidden]`.
    pub fn vectors(&self) -> &[f32] {
        &self.vectors
    }

    /// The vector of piece number `index`, counted from 0.
    pub fn vector(&self, index: usize) -> Option<&[f32]> {
        let first = index.checked_mul(self.hidden)?;
        self.vectors.get(first..first.checked_add(self.hidden)?)
    }

    /// Indexes of the pieces that share a byte with the span; may be empty.
    pub fn pieces_of(&self, span: Span) -> Range<usize> {
        let first = self.pieces.partition_point(|piece| piece.span.end() <= span.start());
        let end = self.pieces.partition_point(|piece| piece.span.start() < span.end());
        first..end.max(first)
    }

    /// The vectors of the pieces that share a byte with the span, row-major `[pieces, hidden]`.
    pub fn vectors_of(&self, span: Span) -> &[f32] {
        let pieces = self.pieces_of(span);
        self.vectors.get(pieces.start * self.hidden..pieces.end * self.hidden).unwrap_or_default()
    }

    /// A vector for each word, `[words, hidden]`: of the first piece that begins in it, or else of
    /// the one that reaches into it; zeros for a word without a piece.
    pub fn vectors_of_words(&self, words: impl Iterator<Item = Span>) -> Vec<f32> {
        let mut vectors = Vec::new();
        for word in words {
            match self.first_piece(word).and_then(|piece| self.vector(piece)) {
                Some(vector) => vectors.extend_from_slice(vector),
                None => vectors.resize(vectors.len() + self.hidden, 0.0),
            }
        }
        vectors
    }

    fn first_piece(&self, word: Span) -> Option<usize> {
        let pieces = self.pieces_of(word);
        let begins = |index: &usize| {
            self.pieces.get(*index).is_some_and(|piece| piece.span.start() >= word.start())
        };
        pieces.clone().find(begins).or(pieces.clone().next())
    }

    /// The mean vector of the pieces that share a byte with the span, a sentence for example; none
    /// if there are none.
    pub fn mean(&self, span: Span) -> Option<Vec<f32>> {
        let rows = self.vectors_of(span);
        let count = rows.len() / self.hidden.max(1);
        let mut mean = vec![0.0; self.hidden];
        for row in rows.chunks_exact(self.hidden) {
            for (sum, value) in mean.iter_mut().zip(row) {
                *sum += value;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "beyond 2^24 pieces it makes no difference")]
        let share = 1.0 / count as f32;
        for sum in &mut mean {
            *sum *= share;
        }
        (count > 0).then_some(mean)
    }
}
