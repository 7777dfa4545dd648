//! The pieces of a document, and their vectors part by part.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use newsdesk_document::{Document, Segmentation, Span};

use crate::cancellation::Cancellation;
use crate::encoder::Encoder;
use crate::error::EncodeError;
use crate::pieces::Piece;
use crate::windows::Window;

/// Number of windows in a part.
const PART: usize = 4;

/// Largest number of bytes of the vectors that are kept: about 5,000 pieces, or 4,000 words, with
/// vectors of 384 numbers.
const KEPT_BYTES: usize = 8 << 20;

/// The pieces of a document with one vector each.
///
/// Vectors are computed part by part, when they are asked for, and the parts that were computed last
/// are kept, up to 8 MiB. So a document of ordinary length is computed once, however often it is
/// read, and a longer one needs no more memory for vectors. Read the [`parts`](Self::parts) of a long
/// document in order, or spans in text order: a part that is no longer kept is computed again.
pub struct Encoding<'e> {
    encoder: &'e Encoder,
    pieces: Vec<Piece>,
    windows: Vec<Window>,
    /// The tokens of each part.
    words: Vec<Range<usize>>,
    cancellation: Cancellation,
    kept: RefCell<VecDeque<Arc<Part>>>,
}

/// Consecutive pieces of a document with one vector each.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    index: usize,
    pieces: Range<usize>,
    words: Range<usize>,
    /// Row-major `[pieces, hidden]`.
    vectors: Vec<f32>,
}

impl Part {
    /// Indexes of its pieces in the document.
    pub fn pieces(&self) -> Range<usize> {
        self.pieces.clone()
    }

    /// Indexes of the tokens of the document that have their vectors from this part.
    pub fn words(&self) -> Range<usize> {
        self.words.clone()
    }

    /// The vectors of its pieces, row-major `[pieces, hidden]`.
    pub fn vectors(&self) -> &[f32] {
        &self.vectors
    }
}

impl<'e> Encoding<'e> {
    pub(crate) fn new(
        encoder: &'e Encoder,
        document: &Document,
        pieces: Vec<Piece>,
        windows: Vec<Window>,
        cancellation: Cancellation,
    ) -> Self {
        let words = Vec::with_capacity(windows.len().div_ceil(PART));
        let kept = RefCell::default();
        let mut encoding = Self { encoder, pieces, windows, words, cancellation, kept };
        encoding.words = encoding.words_of_parts(document);
        encoding
    }

    /// The tokens whose first piece each part has. A token without a piece belongs to the part of
    /// the token before.
    fn words_of_parts(&self, document: &Document) -> Vec<Range<usize>> {
        let mut words: Vec<Range<usize>> = vec![0..0; self.part_count()];
        let mut part = 0;
        for (index, token) in document.tokens().enumerate() {
            if let Some(piece) = self.first_piece(token.span()) {
                while self.pieces_of_part(part).end <= piece {
                    part += 1;
                    if let Some(words) = words.get_mut(part) {
                        *words = index..index;
                    }
                }
            }
            if let Some(words) = words.get_mut(part) {
                words.end = index + 1;
            }
        }
        words
    }

    /// The pieces, in text order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Length of a vector.
    pub fn hidden_size(&self) -> usize {
        self.encoder.hidden_size()
    }

    /// Number of parts.
    pub fn part_count(&self) -> usize {
        self.windows.len().div_ceil(PART)
    }

    /// The parts, in text order. Each piece, and each token with a piece, belongs to exactly one.
    ///
    /// # Errors
    ///
    /// What the backend reports, or [`EncodeError::Cancelled`].
    pub fn parts(&self) -> impl Iterator<Item = Result<Arc<Part>, EncodeError>> {
        (0..self.part_count()).map(|index| self.part(index))
    }

    /// The vectors of all pieces, row-major `[pieces, hidden]`.
    ///
    /// # Errors
    ///
    /// As [`Encoding::parts`].
    pub fn vectors(&self) -> Result<Vec<f32>, EncodeError> {
        let mut vectors = Vec::with_capacity(self.pieces.len() * self.hidden_size());
        for part in self.parts() {
            vectors.extend_from_slice(&part?.vectors);
        }
        Ok(vectors)
    }

    /// Indexes of the pieces that share a byte with the span; may be empty.
    pub fn pieces_of(&self, span: Span) -> Range<usize> {
        let first = self.pieces.partition_point(|piece| piece.span.end() <= span.start());
        let end = self.pieces.partition_point(|piece| piece.span.start() < span.end());
        first..end.max(first)
    }

    /// The vectors of the pieces that share a byte with the span, row-major `[pieces, hidden]`.
    ///
    /// # Errors
    ///
    /// As [`Encoding::parts`].
    pub fn vectors_of(&self, span: Span) -> Result<Vec<f32>, EncodeError> {
        let (pieces, hidden) = (self.pieces_of(span), self.hidden_size());
        let mut vectors = Vec::with_capacity(pieces.len() * hidden);
        if pieces.is_empty() {
            return Ok(vectors);
        }
        for index in self.part_of(pieces.start)..=self.part_of(pieces.end - 1) {
            let part = self.part(index)?;
            let first = pieces.start.max(part.pieces.start) - part.pieces.start;
            let end = pieces.end.min(part.pieces.end) - part.pieces.start;
            let rows = part.vectors.get(first * hidden..end * hidden);
            vectors.extend_from_slice(rows.unwrap_or_default());
        }
        Ok(vectors)
    }

    /// A vector for each token of a part, `[words, hidden]`: of the first piece that begins in it,
    /// or else of the one that reaches into it; zeros for a token without a piece.
    pub fn vectors_of_words(&self, document: &Document, part: &Part) -> Vec<f32> {
        let hidden = self.hidden_size();
        let mut vectors = Vec::with_capacity(part.words.len() * hidden);
        let tokens = document.segmentation().map_or(&[][..], Segmentation::tokens);
        for word in tokens.get(part.words()).unwrap_or_default() {
            let piece = self.first_piece(word.span());
            let row = piece.and_then(|piece| piece.checked_sub(part.pieces.start));
            match row.and_then(|row| part.vectors.get(row * hidden..(row + 1) * hidden)) {
                Some(vector) => vectors.extend_from_slice(vector),
                None => vectors.resize(vectors.len() + hidden, 0.0),
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

    /// The mean vector of the pieces that share a byte with the span, a mention for example; none
    /// if there are none.
    ///
    /// # Errors
    ///
    /// As [`Encoding::parts`].
    pub fn mean(&self, span: Span) -> Result<Option<Vec<f32>>, EncodeError> {
        let mut mean = Mean::new(self.hidden_size());
        mean.add(&self.vectors_of(span)?);
        Ok(mean.vector())
    }

    /// The part that has a piece.
    fn part_of(&self, piece: usize) -> usize {
        let windows = self.windows.partition_point(|window| window.kept.end <= piece);
        windows / PART
    }

    fn windows_of_part(&self, index: usize) -> &[Window] {
        let end = ((index + 1) * PART).min(self.windows.len());
        self.windows.get(index * PART..end).unwrap_or_default()
    }

    fn pieces_of_part(&self, index: usize) -> Range<usize> {
        match self.windows_of_part(index) {
            [] => self.pieces.len()..usize::MAX,
            [only] => only.kept.clone(),
            [first, .., last] => first.kept.start..last.kept.end,
        }
    }

    fn part(&self, index: usize) -> Result<Arc<Part>, EncodeError> {
        let mut kept = self.kept.borrow_mut();
        if let Some(part) = kept.iter().find(|part| part.index == index) {
            return Ok(Arc::clone(part));
        }
        self.cancellation.check()?;
        let (pieces, words) = (self.pieces_of_part(index), self.words.get(index).cloned());
        let vectors = self.encoder.vectors(&self.pieces, self.windows_of_part(index))?;
        let part = Part { index, pieces, words: words.unwrap_or_default(), vectors };
        let part = Arc::new(part);
        kept.push_back(Arc::clone(&part));
        let bytes = |part: &Arc<Part>| part.vectors.len() * size_of::<f32>();
        while kept.len() > 1 && kept.iter().map(bytes).sum::<usize>() > KEPT_BYTES {
            kept.pop_front();
        }
        Ok(part)
    }
}

/// The mean of vectors that come one after another.
#[derive(Clone, Debug)]
pub struct Mean {
    sum: Vec<f32>,
    count: usize,
}

impl Mean {
    /// The mean of no vector yet, each of which has `hidden` numbers.
    pub fn new(hidden: usize) -> Self {
        Self { sum: vec![0.0; hidden], count: 0 }
    }

    /// Adds vectors, row-major `[vectors, hidden]`.
    pub fn add(&mut self, vectors: &[f32]) {
        for vector in vectors.chunks_exact(self.sum.len().max(1)) {
            self.count += 1;
            for (sum, value) in self.sum.iter_mut().zip(vector) {
                *sum += value;
            }
        }
    }

    /// The mean; none of no vector.
    pub fn vector(mut self) -> Option<Vec<f32>> {
        #[expect(clippy::cast_precision_loss, reason = "beyond 2^24 pieces it makes no difference")]
        let share = 1.0 / self.count as f32;
        for sum in &mut self.sum {
            *sum *= share;
        }
        (self.count > 0).then_some(self.sum)
    }
}
