//! From sentences to subword pieces with their places in the text.

use newsdesk_document::{Document, Span};
use tokenizers::Tokenizer;

use crate::cancellation::Cancellation;
use crate::error::{EncodeError, LoadError};
use crate::letter_case::LetterCase;

/// A subword piece of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its number in the vocabulary.
    pub id: u32,
    /// Bytes of the text.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// The letter case of the bytes.
    pub letter_case: LetterCase,
}

/// Reads a `tokenizer.json`. What it says of truncation and padding is ignored.
///
/// # Errors
///
/// [`LoadError::Tokenizer`].
pub fn plain_tokenizer(json: &[u8]) -> Result<Tokenizer, LoadError> {
    let mut tokenizer = Tokenizer::from_bytes(json).map_err(LoadError::Tokenizer)?;
    tokenizer.with_padding(None);
    tokenizer.with_truncation(None).map_err(LoadError::Tokenizer)?;
    Ok(tokenizer)
}

/// Splits sentences into the pieces of a vocabulary.
pub struct PieceTokenizer {
    tokenizer: Tokenizer,
    start: u32,
    end: u32,
}

impl PieceTokenizer {
    /// Reads a `tokenizer.json`. What it says of truncation and padding is ignored.
    ///
    /// # Errors
    ///
    /// [`LoadError::Tokenizer`]; [`LoadError::MissingPiece`] without `[CLS]` and `[SEP]`, or `<s>`
    /// and `</s>`; [`LoadError::TooManyPieces`] if a model of `vocab_size` pieces cannot read them.
    pub fn from_json(json: &[u8], vocab_size: usize) -> Result<Self, LoadError> {
        let tokenizer = plain_tokenizer(json)?;
        let pieces = tokenizer.get_vocab_size(true);
        if pieces > vocab_size {
            return Err(LoadError::TooManyPieces { pieces, limit: vocab_size });
        }
        let special = |piece| tokenizer.token_to_id(piece).ok_or(LoadError::MissingPiece { piece });
        let [first, last] = match special("<s>") {
            Ok(_) => ["<s>", "</s>"],
            Err(_) => ["[CLS]", "[SEP]"],
        };
        let (start, end) = (special(first)?, special(last)?);
        Ok(Self { tokenizer, start, end })
    }

    /// The piece that stands before a sequence, `[CLS]` or `<s>`.
    pub fn start(&self) -> u32 {
        self.start
    }

    /// The piece that stands behind a sequence, `[SEP]` or `</s>`.
    pub fn end(&self) -> u32 {
        self.end
    }

    /// The pieces of all sentences, in text order.
    ///
    /// Their spans are slices of the text. Together they cover every byte of a token that the
    /// vocabulary's normalisation keeps; control characters and the like have no piece.
    ///
    /// # Errors
    ///
    /// [`EncodeError::NotSegmented`], [`EncodeError::Tokenizer`], or [`EncodeError::Cancelled`],
    /// which is checked before each sentence.
    pub fn pieces(
        &self,
        document: &Document,
        cancellation: &Cancellation,
    ) -> Result<Vec<Piece>, EncodeError> {
        if document.segmentation().is_none() {
            return Err(EncodeError::NotSegmented);
        }
        let mut pieces = Vec::with_capacity(document.tokens().len() * 5 / 4);
        for (sentence, index) in document.sentences().zip(0_u32..) {
            cancellation.check()?;
            let text = sentence.text();
            let base = sentence.span().start();
            let encoding = self.tokenizer.encode(text, false).map_err(|source| {
                EncodeError::Tokenizer { start: base, end: sentence.span().end(), source }
            })?;
            for (&id, &(start, end)) in encoding.get_ids().iter().zip(encoding.get_offsets()) {
                let letter_case = LetterCase::of(text.get(start..end).unwrap_or_default());
                let offset =
                    |offset: usize| base.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
                let Ok(span) = Span::new(offset(start), offset(end)) else { continue };
                pieces.push(Piece { id, span, sentence: index, letter_case });
            }
        }
        Ok(pieces)
    }
}
