//! English text to sentences and words, with exact byte spans.
//!
//! ```
//! use newsdesk_tokenization::segment;
//!
//! let text = "SEOUL, June 19 — Gen. Park said talks \"can't fail.\" They did.";
//! let segmentation = segment(text)?;
//!
//! let sentences: Vec<_> =
//!     segmentation.sentences().iter().filter_map(|sentence| sentence.span().of(text)).collect();
//! assert_eq!(sentences, ["SEOUL, June 19 — Gen. Park said talks \"can't fail.\"", "They did."]);
//!
//! let words: Vec<_> =
//!     segmentation.tokens().iter().filter_map(|token| token.span().of(text)).collect();
//! assert_eq!(words[5..13], ["Gen.", "Park", "said", "talks", "\"", "ca", "n't", "fail"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Words
//!
//! Words follow the syntactic words of Universal Dependencies for English, which follow the Penn
//! treebank but for hyphens: contractions and possessives part (`do|n't`, `Kim|'s`), compounds
//! part at their hyphens (`long|-|term`) unless the first part is a prefix (`co-founder`), a
//! number parts from its currency, unit and percent sign, an abbreviation keeps its full stop,
//! and web and mail addresses stay whole. They come from rules, which read each byte a bounded
//! number of times. [`surface_tokens`] joins contractions again, for those who compare with the
//! tokens of a treebank.
//!
//! # Sentences
//!
//! Blank lines always end a sentence; line breaks do unless the text was wrapped to a width. At
//! every other place that could be an end a linear model over hashed features of the words
//! around it decides, so that "Gen." before a name and "p.m." before a new sentence need no list
//! of cases. The model is 64 KiB and part of the crate; `models/recipe/segmentation` trains it.
//!
//! # What was given up
//!
//! The rules are for English: other languages get words, but sentences will suffer. A text may
//! have at most 4 GiB, as offsets are `u32`.

mod reporting;
mod sentences;
mod stop_words;
mod words;

use newsdesk_document::{DocumentError, LayerError, Segmentation, Span};
use thiserror::Error;

pub use reporting::reports_speech;
#[doc(hidden)]
pub use sentences::training;
pub use stop_words::is_stop_word;
pub use words::surface_tokens;

/// Why a text could not be segmented.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum SegmentationError {
    /// The text is longer than offsets reach.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The spans contradict each other: a bug in this crate, which a property test rules out.
    #[error("internal inconsistency in segmentation")]
    Inconsistent(#[source] LayerError),
}

/// Finds the sentences and words of a text.
///
/// Sentences and words are in text order and do not overlap; together the words cover everything
/// but white space. Time grows linearly with the text. The same text always gives the same answer.
///
/// # Errors
///
/// [`SegmentationError::Document`] if the text has more than `u32::MAX` bytes.
pub fn segment(text: &str) -> Result<Segmentation, SegmentationError> {
    if u32::try_from(text.len()).is_err() {
        return Err(DocumentError::TooLong { length: text.len() }.into());
    }
    let words = words::split(text);
    let sentences = sentences::split(text, &words);
    let tokens: Vec<Span> = words.iter().filter_map(|word| word.span()).collect();
    Segmentation::new(&sentences, &tokens).map_err(SegmentationError::Inconsistent)
}
