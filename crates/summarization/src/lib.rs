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
//! A summary is made in three steps, each in a file of its own:
//!
//! 1. `roles`: headlines, bylines, captions, datelines and notices are set aside. They are never
//!    chosen, unless the text has nothing else.
//! 2. `salience`: each sentence gets a score from its centrality among the others, its position,
//!    what it shares with the headline, and its length. [`Summarizer::select`] takes scores from
//!    elsewhere instead, for example from a model.
//! 3. `selection`: the best sentences that fit the [`Budget`] and do not repeat each other.
//!
//! Nothing is random and nothing depends on hashing or threads: the same document gives the same
//! summary. Time and memory are linear in the text but for the control of redundancy, which
//! compares a sentence with at most [`MAX_COMPARED`] chosen ones.

mod boilerplate;
mod budget;
mod centrality;
mod dateline;
mod roles;
mod salience;
mod selection;
mod terms;

use newsdesk_document::{Document, Summary};
use thiserror::Error;

pub use budget::{Budget, BudgetError, Ratio};
pub use selection::MAX_COMPARED;

use terms::Terms;

/// Chooses the sentences that tell the story of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summarizer {
    budget: Budget,
}

/// Why a document could not be summarized.
#[derive(Clone, Debug, PartialEq, Error)]
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
        Self { budget }
    }

    /// Chooses sentences by their centrality, position, headline and length.
    ///
    /// They come in text order, with scores in `0..=2`; none if the text has no sentence.
    ///
    /// # Errors
    ///
    /// [`SummarizationError::NotSegmented`] if the document has no sentences and tokens.
    pub fn summarize(&self, document: &Document) -> Result<Summary, SummarizationError> {
        let terms = Terms::new(document)?;
        let scores = salience::scores(&terms);
        selection::select(document, &terms, &scores, self.budget).map(Summary::Extractive)
    }

    /// Chooses sentences by scores from elsewhere: one for each sentence of the document, finite,
    /// higher is better, on a scale of `0..=2`: a sentence with similarity `s` to one already chosen
    /// loses `2 s²`.
    ///
    /// What is not the story is left out whatever its score.
    ///
    /// # Errors
    ///
    /// As [`Summarizer::summarize`], and [`SummarizationError::ScoreCount`] or
    /// [`SummarizationError::NotFinite`] if the scores do not fit.
    pub fn select(
        &self,
        document: &Document,
        scores: &[f32],
    ) -> Result<Summary, SummarizationError> {
        let terms = Terms::new(document)?;
        selection::select(document, &terms, scores, self.budget).map(Summary::Extractive)
    }
}
