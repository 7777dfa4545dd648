//! From linked runs of words to attributions.

use newsdesk_document::{Attribution, AttributionKind, Document, Span};

use super::links::Linked;
use super::words::Words;

/// The attributions of linked parts, without speakers, in the order of their contents.
///
/// A quoted content without a cue goes on with the quoted attribution before it, in its paragraph
/// ("No," he said. "Never."). One that has neither source nor cue, and no quotation marks, is none.
pub fn assemble(
    document: &Document,
    words: &Words,
    quotations: &[Span],
    linked: &[Linked],
) -> Vec<Attribution> {
    let text = document.text();
    let marked = Marked::new(text, quotations);
    let mut attributions: Vec<Attribution> = Vec::new();
    // Where the last of them ends.
    let mut end = 0;
    for Linked { source, cue, content } in linked {
        let content: Vec<Span> = content.iter().filter_map(|run| words.span(*run)).collect();
        let kind = marked.kind(&content);
        let is_quoted = kind != AttributionKind::Indirect;
        if !content.iter().any(|span| span.of(text).is_some_and(has_word)) {
            continue;
        }
        if cue.is_none() {
            let before = attributions.last_mut().filter(|before| {
                is_quoted
                    && before.cue.is_some()
                    && before.kind != AttributionKind::Indirect
                    && goes_on(text, end, &content)
            });
            if let Some(before) = before {
                if before.kind != kind {
                    before.kind = AttributionKind::Mixed;
                }
                end = content.iter().map(|span| span.end()).fold(end, u32::max);
                before.content.extend(content);
                continue;
            }
            if !is_quoted && source.is_none() {
                continue;
            }
        }
        let source = source.and_then(|run| words.span(run));
        let cue = cue.and_then(|run| words.span(run));
        let spans = content.iter().chain(&source).chain(&cue);
        end = spans.map(|span| span.end()).max().unwrap_or_default();
        attributions.push(Attribution { source, speaker: None, cue, content, kind });
    }
    attributions
}

/// Whether a content stands in the same paragraph as the attribution before it, which ends at `end`,
/// and behind all of it.
fn goes_on(text: &str, end: u32, content: &[Span]) -> bool {
    let start = content.first().map_or(0, |span| span.start());
    let between = Span::new(end, start).ok().and_then(|between| between.of(text));
    between.is_some_and(|between| !between.contains('\n'))
}

/// A text with its quotations.
struct Marked<'d> {
    text: &'d str,
    quotations: &'d [Span],
    /// The first letters and digits behind quotations, before the next one.
    first_words: Vec<u32>,
}

impl<'d> Marked<'d> {
    fn new(text: &'d str, quotations: &'d [Span]) -> Self {
        let ends = quotations.iter().skip(1).map(|next| next.start()).chain([u32::MAX]);
        let first_word = |(quotation, end): (&Span, u32)| {
            let range = quotation.range().end..(end as usize).min(text.len());
            let place = text.get(range)?.find(char::is_alphanumeric)?;
            quotation.end().checked_add(u32::try_from(place).ok()?)
        };
        let first_words = quotations.iter().zip(ends).filter_map(first_word).collect();
        Self { text, quotations, first_words }
    }

    /// In quotation marks, or partly, or not; marks and the punctuation around them do not count.
    fn kind(&self, content: &[Span]) -> AttributionKind {
        let inside = content
            .iter()
            .any(|span| self.next_quotation(*span).is_some_and(|next| next.start() < span.end()));
        match (inside, content.iter().any(|span| self.has_word_outside(*span))) {
            (true, false) => AttributionKind::Direct,
            (true, true) => AttributionKind::Mixed,
            (false, _) => AttributionKind::Indirect,
        }
    }

    /// Whether a span has a word outside of quotations: before the first of them, or behind one.
    fn has_word_outside(&self, span: Span) -> bool {
        let end = self.next_quotation(span).map_or(span.end(), |next| next.start().min(span.end()));
        let before = Span::new(span.start(), end).ok().and_then(|before| before.of(self.text));
        let next = self.first_words.partition_point(|word| *word < span.start());
        before.is_some_and(has_word)
            || self.first_words.get(next).is_some_and(|word| *word < span.end())
    }

    /// The first quotation that ends behind the start of a span.
    fn next_quotation(&self, span: Span) -> Option<Span> {
        let next = self.quotations.partition_point(|quotation| quotation.end() <= span.start());
        self.quotations.get(next).copied()
    }
}

fn has_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::quotations;
    use super::*;

    /// The kind of a content, read from its start to its end.
    fn kind(text: &str, quotations: &[Span], content: &[Span]) -> AttributionKind {
        let (mut inside, mut outside) = (false, false);
        for &span in content {
            for (place, character) in text.char_indices() {
                let place = u32::try_from(place).unwrap();
                let character_span = Span::new(place, place + 1).unwrap();
                if span.overlaps(character_span) {
                    let is_quoted = quotations.iter().any(|other| other.overlaps(character_span));
                    inside |= is_quoted;
                    outside |= !is_quoted && character.is_alphanumeric();
                }
            }
        }
        match (inside, outside) {
            (true, false) => AttributionKind::Direct,
            (true, true) => AttributionKind::Mixed,
            (false, _) => AttributionKind::Indirect,
        }
    }

    proptest! {
        #[test]
        fn kinds_are_those_of_a_plain_reading(
            parts in prop::collection::vec(
                prop::sample::select(vec!["a", "é ", " ", "\"", " \"", ", ", "\n", "…", "b. "]), 0..30,
            ),
            spans in prop::collection::vec((0..30_usize, 1..12_usize), 1..3),
        ) {
            let text = parts.concat();
            let places: Vec<usize> =
                text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
            let content: Vec<Span> = spans.into_iter().filter_map(|(start, length)| {
                let place = |index: usize| u32::try_from(*places.get(index)?).ok();
                Span::new(place(start)?, place(start + length)?).ok()
            }).collect();
            let quotations = quotations(&text);
            let found = Marked::new(&text, &quotations).kind(&content);
            prop_assert_eq!(found, kind(&text, &quotations, &content));
        }
    }
}
