//! Byte ranges of a text.

use std::fmt;
use std::ops::Range;

use thiserror::Error;

/// A half-open range `start..end` of UTF-8 byte offsets into a document's text.
///
/// The order `start <= end` holds by construction. Whether the span lies inside a particular
/// text, on character boundaries, is checked by [`Span::check`], which every layer runs when it
/// is attached to a [`Document`](crate::Document).
///
/// ```
/// use newsdesk_document::Span;
///
/// let seoul = Span::new(0, 5)?;
/// let comma = Span::new(5, 6)?;
/// assert_eq!(seoul.of("Seoul, Monday"), Some("Seoul"));
/// assert!(!seoul.overlaps(comma), "touching is not overlapping");
/// # Ok::<(), newsdesk_document::SpanError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Makes the span `start..end`.
    ///
    /// # Errors
    ///
    /// [`SpanError::Reversed`] if `start > end`.
    pub fn new(start: u32, end: u32) -> Result<Self, SpanError> {
        if start > end {
            return Err(SpanError::Reversed { start, end });
        }
        Ok(Self { start, end })
    }

    /// The first byte of the span.
    pub fn start(self) -> u32 {
        self.start
    }

    /// The byte after the last one of the span.
    pub fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range that indexes a `str` or a slice of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies inside this span; equal spans contain each other.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte. Spans that touch do not overlap.
    pub fn overlaps(self, other: Self) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// The slice of `text` under the span; none if the span is outside of the text or cuts a
    /// character.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// Checks that the span is a non-empty slice of `text`.
    ///
    /// # Errors
    ///
    /// [`SpanError::Empty`], [`SpanError::OutOfBounds`] or [`SpanError::SplitsCharacter`].
    pub fn check(self, text: &str) -> Result<(), SpanError> {
        if self.is_empty() {
            return Err(SpanError::Empty { at: self.start });
        }
        if self.range().end > text.len() {
            return Err(SpanError::OutOfBounds { span: self, length: text.len() });
        }
        for offset in [self.start, self.end] {
            if !text.is_char_boundary(offset as usize) {
                return Err(SpanError::SplitsCharacter { span: self, offset });
            }
        }
        Ok(())
    }
}

impl fmt::Display for Span {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}..{}", self.start, self.end)
    }
}

/// Why two offsets are not a span, or why a span does not fit a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SpanError {
    /// The start lies behind the end.
    #[error("span {start}..{end} starts after its end")]
    Reversed {
        /// The start that was given, in bytes.
        start: u32,
        /// The end that was given, in bytes.
        end: u32,
    },
    /// The span holds no byte.
    #[error("span {at}..{at} is empty")]
    Empty {
        /// Both of its offsets, in bytes.
        at: u32,
    },
    /// The span ends behind the text.
    #[error("span {span} ends outside of the text, which has {length} bytes")]
    OutOfBounds {
        /// The span that was given.
        span: Span,
        /// Length of the text in bytes.
        length: usize,
    },
    /// An end of the span lies inside a character.
    #[error("span {span} cuts the character at byte {offset}")]
    SplitsCharacter {
        /// The span that was given.
        span: Span,
        /// The offset that is not a character boundary, in bytes.
        offset: u32,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span::new(start, end).unwrap()
    }

    #[test]
    fn touching_is_not_overlapping() {
        assert!(!span(0, 3).overlaps(span(3, 5)));
        assert!(span(0, 4).overlaps(span(3, 5)));
        assert!(!span(3, 3).overlaps(span(0, 5)));
    }

    #[test]
    fn reversed_offsets_are_refused() {
        assert_eq!(Span::new(4, 2), Err(SpanError::Reversed { start: 4, end: 2 }));
    }

    #[test]
    fn check_names_what_is_wrong() {
        let text = "Köln";
        assert_eq!(span(0, 5).check(text), Ok(()));
        assert_eq!(span(2, 2).check(text), Err(SpanError::Empty { at: 2 }));
        let outside = span(0, 6);
        assert_eq!(outside.check(text), Err(SpanError::OutOfBounds { span: outside, length: 5 }));
        let cut = span(2, 5);
        assert_eq!(cut.check(text), Err(SpanError::SplitsCharacter { span: cut, offset: 2 }));
    }
}
