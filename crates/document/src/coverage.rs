//! Sets of bytes of a text.

use crate::Span;

/// The bytes that some spans cover together, whatever they overlap.
///
/// ```
/// use newsdesk_document::{Coverage, Span};
///
/// let coverage = Coverage::new(vec![Span::new(0, 5)?, Span::new(3, 9)?]);
/// assert!(coverage.contains(Span::new(2, 8)?) && !coverage.contains(Span::new(8, 10)?));
/// # Ok::<(), newsdesk_document::SpanError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage(Vec<Span>);

impl Coverage {
    /// Joins spans that overlap or touch.
    pub fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        let mut parts: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            let joined = parts.last().filter(|last| last.end() >= span.start());
            let joined =
                joined.and_then(|last| Span::new(last.start(), last.end().max(span.end())).ok());
            match (joined, parts.last_mut()) {
                (Some(joined), Some(last)) => *last = joined,
                _ => parts.push(span),
            }
        }
        Self(parts)
    }

    /// Whether all of a span is covered; takes time that grows with the logarithm of the parts.
    pub fn contains(&self, span: Span) -> bool {
        let place = self.0.partition_point(|part| part.end() < span.end());
        self.0.get(place).is_some_and(|part| part.contains(span))
    }

    /// How many bytes of a span are covered.
    pub fn covered(&self, span: Span) -> u32 {
        let first = self.0.partition_point(|part| part.end() <= span.start());
        let parts = self.0.iter().skip(first).take_while(|part| part.start() < span.end());
        parts.map(|part| part.end().min(span.end()) - part.start().max(span.start())).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_spans_are_one() {
        let span = |start, end| Span::new(start, end).unwrap();
        let coverage = Coverage::new(vec![span(10, 20), span(0, 5), span(15, 30), span(12, 14)]);
        for (start, end, expected) in [
            (0, 5, true),
            (10, 30, true),
            (18, 22, true),
            (4, 6, false),
            (29, 31, false),
            (6, 8, false),
        ] {
            assert_eq!(coverage.contains(span(start, end)), expected, "{start}..{end}");
        }
        for (start, end, expected) in [(0, 40, 25), (3, 12, 4), (5, 10, 0), (12, 14, 2)] {
            assert_eq!(coverage.covered(span(start, end)), expected, "{start}..{end}");
        }
        assert!(!Coverage::new(Vec::new()).contains(span(0, 1)));
    }
}
