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
    let mut attributions: Vec<Attribution> = Vec::new();
    for Linked { source, cue, content } in linked {
        let content: Vec<Span> = content.iter().filter_map(|run| words.span(*run)).collect();
        let kind = kind(text, quotations, &content);
        let is_quoted = kind != AttributionKind::Indirect;
        if !content.iter().any(|span| span.of(text).is_some_and(has_word)) {
            continue;
        }
        if cue.is_none() {
            let before = attributions.last_mut().filter(|before| {
                is_quoted
                    && before.kind != AttributionKind::Indirect
                    && goes_on(text, before, &content)
            });
            if let Some(before) = before {
                before.content.extend(content);
                before.kind = self::kind(text, quotations, &before.content);
                continue;
            }
            if !is_quoted && source.is_none() {
                continue;
            }
        }
        attributions.push(Attribution {
            source: source.and_then(|run| words.span(run)),
            speaker: None,
            cue: cue.and_then(|run| words.span(run)),
            content,
            kind,
        });
    }
    attributions
}

/// Whether a content stands in the same paragraph as the attribution before it, behind all of it.
fn goes_on(text: &str, before: &Attribution, content: &[Span]) -> bool {
    let ends = before.content.iter().chain(&before.cue).chain(&before.source);
    let end = ends.map(|span| span.end()).max().unwrap_or_default();
    let start = content.first().map_or(0, |span| span.start());
    let between = Span::new(end, start).ok().and_then(|between| between.of(text));
    before.cue.is_some() && between.is_some_and(|between| !between.contains('\n'))
}

/// In quotation marks, or partly, or not; marks and the punctuation around them do not count.
fn kind(text: &str, quotations: &[Span], content: &[Span]) -> AttributionKind {
    let (mut inside, mut outside) = (false, false);
    let between = |start, end| Span::new(start, end).ok().and_then(|part| part.of(text));
    for &span in content {
        let mut start = span.start();
        let first = quotations.partition_point(|quotation| quotation.end() <= span.start());
        let behind = quotations.iter().skip(first);
        for quotation in behind.take_while(|quotation| quotation.start() < span.end()) {
            inside = true;
            outside |= between(start, quotation.start()).is_some_and(has_word);
            start = quotation.end();
        }
        outside |= between(start, span.end()).is_some_and(has_word);
    }
    match (inside, outside) {
        (true, false) => AttributionKind::Direct,
        (true, true) => AttributionKind::Mixed,
        (false, _) => AttributionKind::Indirect,
    }
}

fn has_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}
