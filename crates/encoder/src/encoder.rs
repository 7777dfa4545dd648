//! From a document to its encoding.

use newsdesk_document::Document;

use crate::backend::{Backend, Sequence};
use crate::cancellation::Cancellation;
use crate::config::Config;
use crate::encoding::Encoding;
use crate::error::{EncodeError, LoadError};
use crate::letter_case::LetterCase;
use crate::model_files::ModelFiles;
use crate::native::{NativeBackend, Precision};
use crate::pieces::{Piece, PieceTokenizer};
use crate::windows::{Window, windows};

/// Windows have at most so many pieces, special ones included, even if the model takes more:
/// attention grows with the square, and news seldom needs more context.
const WINDOW: usize = 256;

/// About so many pieces are read twice, for context.
const OVERLAP: usize = 16;

/// `[CLS]` before a window and `[SEP]` behind it.
const SPECIAL_PIECES: usize = 2;

/// A model with its vocabulary. One value serves any number of threads.
pub struct Encoder {
    tokenizer: PieceTokenizer,
    backend: Box<dyn Backend>,
}

impl Encoder {
    /// Loads the encoder of a model; heads that are in the files are left alone.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] that names the file, field or tensor.
    pub fn from_files(files: &ModelFiles<'_>, precision: Precision) -> Result<Self, LoadError> {
        let config = Config::from_json(&files.config)?;
        let tokenizer = PieceTokenizer::from_json(&files.tokenizer, config.vocab_size)?;
        let backend = NativeBackend::new(config, &files.weights, precision)?;
        Ok(Self::new(tokenizer, Box::new(backend)))
    }

    /// Loads the encoder of a BERT or RoBERTa model on libtorch, in single precision.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] that names the file, field or tensor.
    #[cfg(feature = "libtorch")]
    pub fn on_libtorch(files: &ModelFiles<'_>) -> Result<Self, LoadError> {
        let config = Config::from_json(&files.config)?;
        let tokenizer = PieceTokenizer::from_json(&files.tokenizer, config.vocab_size)?;
        let backend = crate::libtorch::LibtorchBackend::new(&files.config, &files.weights)?;
        Ok(Self::new(tokenizer, Box::new(backend)))
    }

    /// A vocabulary with any backend that reads it.
    pub fn new(tokenizer: PieceTokenizer, backend: Box<dyn Backend>) -> Self {
        Self { tokenizer, backend }
    }

    /// Splits the sentences of a document into pieces, whose vectors the encoding computes when
    /// they are asked for.
    ///
    /// Long documents are read in windows that overlap; each piece takes the window in which it
    /// has most context, and none is cut off.
    ///
    /// # Errors
    ///
    /// [`EncodeError::NotSegmented`] if the document has no sentences and tokens, or what the
    /// tokenizer reports.
    pub fn encode(&self, document: &Document) -> Result<Encoding<'_>, EncodeError> {
        self.encode_cancellable(document, &Cancellation::default())
    }

    /// As [`Encoder::encode`], but both this and the encoding stop within about a second when they
    /// are cancelled.
    ///
    /// # Errors
    ///
    /// As [`Encoder::encode`], and [`EncodeError::Cancelled`].
    pub fn encode_cancellable(
        &self,
        document: &Document,
        cancellation: &Cancellation,
    ) -> Result<Encoding<'_>, EncodeError> {
        let pieces = self.tokenizer.pieces(document, cancellation)?;
        let size = self.backend.max_length().min(WINDOW).saturating_sub(SPECIAL_PIECES);
        let windows = windows(pieces.len(), &sentence_starts(&pieces), size, OVERLAP);
        Ok(Encoding::new(self, document, pieces, windows, cancellation.clone()))
    }

    /// Length of a vector.
    pub fn hidden_size(&self) -> usize {
        self.backend.hidden_size()
    }

    /// The vectors of the pieces that windows keep, row-major `[pieces, hidden]`.
    pub(crate) fn vectors(
        &self,
        pieces: &[Piece],
        windows: &[Window],
    ) -> Result<Vec<f32>, EncodeError> {
        let inputs: Vec<_> = windows.iter().map(|window| self.input(pieces, window)).collect();
        let sequences: Vec<_> =
            inputs.iter().map(|(pieces, types)| Sequence { pieces, types }).collect();
        let vectors = self.backend.encode(&sequences)?;
        let hidden = self.backend.hidden_size();
        let mut kept = Vec::new();
        let mut first = 0;
        for window in windows {
            // The vector of `[CLS]` comes before those of the pieces.
            let start = first + 1 + (window.kept.start - window.pieces.start);
            let rows = start * hidden..(start + window.kept.len()) * hidden;
            kept.extend_from_slice(vectors.get(rows).unwrap_or_default());
            first += window.pieces.len() + SPECIAL_PIECES;
        }
        Ok(kept)
    }

    /// Identifiers and segment types of a window with its special pieces.
    fn input(&self, pieces: &[Piece], window: &Window) -> (Vec<u32>, Vec<u32>) {
        let pieces = pieces.get(window.pieces.clone()).unwrap_or_default();
        let has_cases = self.backend.type_count() == 8;
        let kind = |case: LetterCase| if has_cases { case.segment_type() } else { 0 };
        let mut ids = Vec::with_capacity(pieces.len() + SPECIAL_PIECES);
        ids.push(self.tokenizer.start());
        ids.extend(pieces.iter().map(|piece| piece.id));
        ids.push(self.tokenizer.end());
        let mut types = Vec::with_capacity(ids.len());
        types.push(kind(LetterCase::None));
        types.extend(pieces.iter().map(|piece| kind(piece.letter_case)));
        types.push(kind(LetterCase::None));
        (ids, types)
    }
}

/// Indexes of the first pieces of sentences.
fn sentence_starts(pieces: &[Piece]) -> Vec<usize> {
    let is_start = |index: usize| {
        let sentence = |index: usize| pieces.get(index).map(|piece| piece.sentence);
        index == 0 || sentence(index) != sentence(index - 1)
    };
    (0..pieces.len()).filter(|&index| is_start(index)).collect()
}
