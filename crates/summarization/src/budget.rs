//! How long a summary may be.

use std::num::NonZeroUsize;

use newsdesk_document::{SentenceRef, Span};
use thiserror::Error;

/// The upper limit for the length of a summary.
///
/// If no sentence of the text is short enough, the best that stays a sentence without what brackets,
/// dashes and commas set off is given without it. The limit is never exceeded but in one case: if
/// that does not help either, a good sentence is given all the same, the shortest, since whoever
/// asks for a summary would rather have a long sentence than none.
///
/// ```
/// use newsdesk_summarization::{Budget, BudgetError};
///
/// assert_eq!(Budget::sentences(0), Err(BudgetError::Zero));
/// assert_eq!(Budget::default(), Budget::sentences(3)?);
/// # Ok::<(), BudgetError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Budget {
    /// At most so many sentences.
    Sentences(NonZeroUsize),
    /// At most so many words: tokens that hold a letter or a digit.
    Words(NonZeroUsize),
    /// At most so many characters: Unicode scalar values of the sentences, with one between
    /// neighbours.
    Characters(NonZeroUsize),
    /// At most this share of the sentences that tell the story, rounded down, at least one.
    Ratio(Ratio),
}

/// A share above 0 and up to 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Ratio(f64);

/// Why a number is not a budget.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum BudgetError {
    /// Nothing fits into nothing.
    #[error("a budget of 0 leaves no room for a summary")]
    Zero,
    /// Not a share of the text.
    #[error("a ratio of {value} is not above 0 and up to 1")]
    Ratio {
        /// The number that was given.
        value: f64,
    },
}

impl Budget {
    /// At most `count` sentences.
    ///
    /// # Errors
    ///
    /// [`BudgetError::Zero`] if `count` is 0.
    pub fn sentences(count: usize) -> Result<Self, BudgetError> {
        NonZeroUsize::new(count).map(Self::Sentences).ok_or(BudgetError::Zero)
    }

    /// At most `count` words.
    ///
    /// # Errors
    ///
    /// [`BudgetError::Zero`] if `count` is 0.
    pub fn words(count: usize) -> Result<Self, BudgetError> {
        NonZeroUsize::new(count).map(Self::Words).ok_or(BudgetError::Zero)
    }

    /// At most `count` characters.
    ///
    /// # Errors
    ///
    /// [`BudgetError::Zero`] if `count` is 0.
    pub fn characters(count: usize) -> Result<Self, BudgetError> {
        NonZeroUsize::new(count).map(Self::Characters).ok_or(BudgetError::Zero)
    }

    /// At most the share `value` of the sentences.
    ///
    /// # Errors
    ///
    /// [`BudgetError::Ratio`] unless `value` is above 0 and up to 1.
    pub fn ratio(value: f64) -> Result<Self, BudgetError> {
        Ratio::new(value).map(Self::Ratio)
    }

    /// The limit for a text in which `sentences` sentences can be chosen, in the unit of
    /// [`Budget::cost`].
    pub fn limit(self, sentences: usize) -> usize {
        match self {
            Self::Sentences(limit) | Self::Words(limit) => limit.get(),
            // Every sentence costs one more for the gap behind it; the last has none.
            Self::Characters(limit) => limit.get().saturating_add(1),
            Self::Ratio(ratio) => ratio.of(sentences).max(1),
        }
    }

    /// What a sentence takes from the limit.
    pub fn cost(self, sentence: SentenceRef<'_>) -> usize {
        match self {
            Self::Sentences(_) | Self::Ratio(_) => 1,
            Self::Words(_) => sentence.tokens().filter(|token| is_word(token.text())).count(),
            Self::Characters(_) => sentence.text().chars().count() + 1,
        }
    }

    /// What a sentence takes less from the limit if a part is left out; `words` are those of the
    /// sentence.
    pub(crate) fn saved(self, sentence: SentenceRef<'_>, words: &[Span], part: Span) -> usize {
        match self {
            Self::Sentences(_) | Self::Ratio(_) => 0,
            Self::Words(_) => {
                let first = words.partition_point(|word| word.start() < part.start());
                words.iter().skip(first).take_while(|word| part.contains(**word)).count()
            }
            Self::Characters(_) => {
                let start = sentence.span().start();
                let range = (part.start() - start) as usize..(part.end() - start) as usize;
                sentence.text().get(range).map_or(0, |text| text.chars().count())
            }
        }
    }
}

impl Default for Budget {
    /// Three sentences: what a reader of news expects, and what most data sets have.
    fn default() -> Self {
        Self::Sentences(NonZeroUsize::MIN.saturating_add(2))
    }
}

impl Ratio {
    /// Checks a share.
    ///
    /// # Errors
    ///
    /// [`BudgetError::Ratio`] unless `value` is above 0 and up to 1.
    pub fn new(value: f64) -> Result<Self, BudgetError> {
        if value > 0.0 && value <= 1.0 {
            Ok(Self(value))
        } else {
            Err(BudgetError::Ratio { value })
        }
    }

    /// The share as a number, above 0 and up to 1.
    pub fn get(self) -> f64 {
        self.0
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a share of a count of sentences, which is below 2^32, lies within that count"
    )]
    fn of(self, count: usize) -> usize {
        // The tolerance makes 0.1 of 30 three, not two, whatever the rounding of 0.1.
        (self.0 * count as f64 + 1e-9).floor() as usize
    }
}

/// Whether a token is a word rather than a punctuation mark.
pub(crate) fn is_word(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_and_more_than_all_are_refused() {
        for budget in [Budget::sentences(0), Budget::words(0), Budget::characters(0)] {
            assert_eq!(budget, Err(BudgetError::Zero));
        }
        for value in [0.0, -0.1, 1.000_001, f64::INFINITY] {
            assert_eq!(Budget::ratio(value), Err(BudgetError::Ratio { value }));
        }
        assert!(Budget::ratio(f64::NAN).is_err());
        assert!(Budget::ratio(1.0).is_ok());
    }

    #[test]
    fn a_ratio_is_rounded_down_to_at_least_one() {
        for (ratio, sentences, limit) in
            [(0.2, 30, 6), (0.1, 30, 3), (0.3, 10, 3), (0.5, 5, 2), (0.01, 5, 1), (1.0, 7, 7)]
        {
            assert_eq!(
                Budget::ratio(ratio).unwrap().limit(sentences),
                limit,
                "{ratio} of {sentences}"
            );
        }
    }

    #[test]
    fn words_hold_a_letter_or_digit() {
        assert!(["Seoul", "n't", "3", "é", "漢"].into_iter().all(is_word));
        assert!(!["—", "...", "\"", "$"].into_iter().any(is_word));
    }
}
