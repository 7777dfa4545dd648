//! The sentences of a news article that tell its story, within a budget.
//!
//! ```
//! use newsdesk_document::{Document, Summary};
//! use newsdesk_summarization::{Budget, Summarizer};
//! use newsdesk_tokenization::segment;
//!
//! let mut document = Document::new(
//!     "flood",
//!     "River floods old town\n\nBy Jane Doe\n\n\
//!      The river Elbe flooded the old town on Monday. The mayor asked people to leave. \
//!      It had rained for a week. Photo: Jane Doe",
//! )?;
//! document.attach_segmentation(segment(document.text())?)?;
//! let summary = Summarizer::new(Budget::sentences(1)?).summarize(&document)?;
//! document.attach_summary(summary)?;
//!
//! let Some(Summary::Extractive(selected)) = document.summary() else { unreachable!() };
//! let best = document.sentence(selected[0].sentence as usize).unwrap();
//! assert_eq!(best.text(), "The river Elbe flooded the old town on Monday.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A model tells better which sentences are good; then the document should have its entities and
//! attributions too, which the crate `newsdesk` adds:
//!
//! ```
//! use newsdesk_document::{Document, Summary};
//! use newsdesk_encoder::{Encoder, ModelFiles, Precision};
//! use newsdesk_summarization::{SalienceHead, Summarizer};
//! use newsdesk_tokenization::segment;
//!
//! let model = ModelFiles::embedded();
//! let encoder = Encoder::from_files(&model, Precision::Int8)?;
//! let head = SalienceHead::from_files(&model)?;
//!
//! let mut document = Document::new("flood", "The river flooded the town. It had rained.")?;
//! document.attach_segmentation(segment(document.text())?)?;
//! let scores = head.scores(&document, &encoder.encode(&document)?)?;
//! let summary = Summarizer::default().select(&document, &scores, &[])?;
//! # let Summary::Extractive(selected) = summary else { unreachable!() };
//! # assert!(!selected.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A summary is made in three steps, each in a file of its own:
//!
//! 1. `roles`: headlines, bylines, captions, datelines and notices are set aside. They are never
//!    chosen, unless the text has nothing else.
//! 2. `salience`, `centrality`: each sentence gets a score, from a model ([`SalienceHead`]) or from
//!    its centrality among the others, its position, what it shares with the headline, and its
//!    length ([`centrality()`]).
//! 3. `selection`: the best sentences that fit the [`Budget`], do not repeat each other, and can be
//!    understood (`readability`), those of a quotation together (`quotations`); about one thing only
//!    if that is wanted (`focus`). If even the best is too long, it is shortened (`compression`).
//!
//! [`Event`] makes one summary of several documents. With the feature `libtorch`,
//! `AbstractiveSummarizer` has a model write summaries in its own words; [`generated_sentences`] ties
//! what any model wrote to the text.
//!
//! Nothing is random and nothing depends on hashing or threads: the same document gives the same
//! summary. Time and memory are linear in the text but for the control of redundancy, which
//! compares a sentence with at most [`MAX_COMPARED`] chosen ones.

#[cfg(feature = "libtorch")]
mod abstractive;
mod boilerplate;
mod budget;
mod candidate;
mod centrality;
mod compression;
mod dateline;
mod event;
mod faithfulness;
mod focus;
mod generation;
mod number;
mod quotations;
mod readability;
mod roles;
mod salience;
mod selection;
mod terms;
mod told;

use newsdesk_document::{Document, DocumentError, LayerError, Span, Summary};
use newsdesk_encoder::EncodeError;
use newsdesk_tokenization::SegmentationError;
use thiserror::Error;

#[cfg(feature = "libtorch")]
pub use abstractive::{AbstractiveSummarizer, GenerationError, GeneratorError};
pub use budget::{Budget, BudgetError, Ratio};
pub use event::{Event, EventError, EventSentence, Excerpt, MAX_EXCERPTED};
pub use faithfulness::generated_sentences;
pub use focus::Focus;
pub use generation::GenerationSettings;
pub use salience::{SalienceHead, has_salience_head};
pub use selection::MAX_COMPARED;

use readability::Readability;
use selection::Selection;
use terms::Terms;

/// One score a sentence, in `0..=2`, from its centrality among the others, its position, what it shares
/// with the headline, and its length; no model is needed.
///
/// # Errors
///
/// [`SummarizationError::NotSegmented`] if the document has no sentences and tokens.
pub fn centrality(document: &Document) -> Result<Vec<f32>, SummarizationError> {
    Ok(centrality::scores(&Terms::new(document)?))
}

#[doc(hidden)]
pub mod training {
    //! What the salience head learns from.

    use newsdesk_document::Document;
    use newsdesk_encoder::{Encoding, SentenceVectors};

    use crate::SummarizationError;
    use crate::terms::Terms;

    /// Indexes of the sentences that a summary may choose from, and what the head reads of all
    /// sentences, row-major.
    ///
    /// # Errors
    ///
    /// [`SummarizationError::NotSegmented`] if the document has no sentences and tokens, or
    /// [`SummarizationError::Encode`] if the encoding fails.
    pub fn inputs(
        document: &Document,
        encoding: &Encoding<'_>,
    ) -> Result<(Vec<usize>, Vec<f32>), SummarizationError> {
        let terms = Terms::new(document)?;
        let vectors = SentenceVectors::of(document, encoding)?;
        let inputs = crate::salience::Inputs::new(document, &terms, vectors);
        let inputs = inputs.rows().flatten().collect();
        Ok((terms.candidates().to_vec(), inputs))
    }
}

/// What complete redundancy costs a sentence: as much as the highest score there is.
const REDUNDANCY: f32 = 2.0;

/// Chooses the sentences that tell the story of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summarizer {
    budget: Budget,
    focus: Option<Focus>,
    resolves: bool,
}

/// Why a document could not be summarized.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SummarizationError {
    /// No stage has added sentences and tokens.
    #[error("the document has no sentences and tokens yet")]
    NotSegmented,
    /// There must be one score a sentence.
    #[error("{scores} scores for {sentences} sentences")]
    ScoreCount {
        /// How many scores were given.
        scores: usize,
        /// How many sentences the document has.
        sentences: usize,
    },
    /// The encoding comes from another model.
    #[error("the vectors of the encoding have {found} numbers, the model reads {expected}")]
    HiddenSize {
        /// What the model reads.
        expected: usize,
        /// What the encoding has.
        found: usize,
    },
    /// The document could not be encoded.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// A text that a model wrote cannot be a document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// A text that a model wrote has no sentences and words.
    #[error(transparent)]
    Segmentation(#[from] SegmentationError),
    /// The sentences of such a text do not fit it: a bug.
    #[error(transparent)]
    Layer(#[from] LayerError),
    /// A model wrote no summary.
    #[cfg(feature = "libtorch")]
    #[error(transparent)]
    Generation(#[from] GenerationError),
    /// A score that is not a finite number.
    #[error("score {value} of sentence {sentence} is not finite")]
    NotFinite {
        /// Index of the sentence.
        sentence: usize,
        /// The score that was given.
        value: f32,
    },
}

impl Summarizer {
    /// Makes summaries within the budget.
    pub fn new(budget: Budget) -> Self {
        Self { budget, focus: None, resolves: false }
    }

    /// Makes summaries about one thing: only sentences that have to do with it are chosen, with all of
    /// their quotations, and those that have most to do with it first. There may be none.
    #[must_use]
    pub fn about(self, focus: Focus) -> Self {
        Self { focus: Some(focus), ..self }
    }

    /// Puts a name in square brackets in place of a pronoun that opens a sentence, where the summary
    /// does not name whom it stands for before; such a sentence is not chosen otherwise.
    #[must_use]
    pub fn resolving_pronouns(self) -> Self {
        Self { resolves: true, ..self }
    }

    /// Chooses sentences by their centrality, position, headline and length.
    ///
    /// They come in text order, with scores in `0..=2`; none if the text has no sentence.
    ///
    /// # Errors
    ///
    /// [`SummarizationError::NotSegmented`] if the document has no sentences and tokens.
    pub fn summarize(&self, document: &Document) -> Result<Summary, SummarizationError> {
        self.select(document, &centrality(document)?, &[])
    }

    /// Chooses sentences by scores from elsewhere: one for each sentence of the document, finite,
    /// higher is better, on a scale of `0..=2`: a sentence with similarity `s` to one already chosen
    /// loses `2 s²`.
    ///
    /// `references` are pronouns with the entities that they stand for, in text order, as far as
    /// they are known. What is not the story is left out whatever its score, and so is what cannot
    /// be understood: a part of a quotation without the rest, and a sentence that opens with a
    /// pronoun, unless the sentence that names whom it stands for is chosen, or the one before if
    /// nobody knows. Sentences that share a quotation are chosen together, by their mean score.
    ///
    /// # Errors
    ///
    /// As [`Summarizer::summarize`], and [`SummarizationError::ScoreCount`] or
    /// [`SummarizationError::NotFinite`] if the scores do not fit.
    pub fn select(
        &self,
        document: &Document,
        scores: &[f32],
        references: &[(Span, u32)],
    ) -> Result<Summary, SummarizationError> {
        let query = self.focus.as_ref().map_or("", Focus::words);
        let terms = Terms::with_query(document, query)?;
        let relevance =
            self.focus.as_ref().map(|focus| focus.relevance(document, &terms, references));
        let selection = Selection {
            document,
            terms: &terms,
            readability: &Readability::new(document, terms.first(), references),
            relevance: relevance.as_deref(),
            resolves: self.resolves,
            redundancy: REDUNDANCY,
        };
        selection.select(scores, self.budget).map(Summary::Extractive)
    }
}
