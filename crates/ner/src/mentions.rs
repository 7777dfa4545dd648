//! From the tags of a sentence to mentions.

use std::ops::Range;

use newsdesk_document::{EntityKind, Mention, SentenceRef, Span, TokenRef};

use crate::marginals::Marginals;
use crate::transitions::Transitions;
use crate::viterbi::best_path;

/// Marks that never belong to a name that they stand at the edge of.
const QUOTES: [char; 12] = ['"', '“', '”', '„', '‟', '«', '»', '\'', '‘', '’', '`', '´'];

/// The mentions of a sentence, in text order, without overlap.
///
/// `probabilities` is row-major `[words, tags]`, all above 0.
pub fn mentions<'d>(
    transitions: &'d Transitions,
    sentence: SentenceRef<'d>,
    probabilities: &[f64],
) -> Vec<Mention> {
    let path = best_path(transitions, probabilities);
    let chunks = chunks(transitions, &path);
    if chunks.is_empty() {
        return Vec::new();
    }
    let marginals = Marginals::new(transitions, probabilities);
    let words: Vec<Span> = sentence.tokens().map(TokenRef::span).collect();
    let mention = |(range, kind): (Range<usize>, EntityKind)| {
        let (first, last) = (words.get(range.start)?, words.get(range.end.checked_sub(1)?)?);
        let span = trimmed(sentence, Span::new(first.start(), last.end()).ok()?, kind)?;
        let tags = path.get(range.clone())?;
        #[expect(clippy::cast_possible_truncation, reason = "a probability loses digits, no more")]
        let probability = marginals.probability(range, tags) as f32;
        Some(Mention { span, kind, probability })
    };
    chunks.into_iter().filter_map(mention).collect()
}

/// The words of each mention of a path, and its kind.
pub fn chunks(transitions: &Transitions, path: &[usize]) -> Vec<(Range<usize>, EntityKind)> {
    let mut chunks: Vec<(Range<usize>, EntityKind)> = Vec::new();
    let mut previous = None;
    for (word, &tag) in path.iter().enumerate() {
        let kind = transitions.tags().get(tag).and_then(|tag| tag.kind());
        let continues = previous.is_some_and(|previous| transitions.continues(tag, previous));
        match (kind, chunks.last_mut()) {
            (Some(_), Some((range, _))) if continues => range.end = word + 1,
            (Some(kind), _) => chunks.push((word..word + 1, kind)),
            (None, _) => {}
        }
        previous = Some(tag);
    }
    chunks
}

/// The span without quotation marks, commas and a possessive at its edges; none if that is all.
fn trimmed(sentence: SentenceRef<'_>, span: Span, kind: EntityKind) -> Option<Span> {
    let base = sentence.span().start();
    let text = Span::new(span.start() - base, span.end() - base).ok()?.of(sentence.text())?;
    let text = trim_end(text, kind);
    let start = text.len() - text.trim_start_matches(is_edge).len();
    let offset = |offset: usize| span.start() + u32::try_from(offset).unwrap_or(u32::MAX);
    let trimmed = Span::new(offset(start), offset(text.len())).ok()?;
    (!trimmed.is_empty()).then_some(trimmed)
}

/// Takes marks and possessives away until there are none.
///
/// The names of companies, places and things may end like a possessive ("Moody's", "St. James's"),
/// so there the tags decide.
fn trim_end(text: &str, kind: EntityKind) -> &str {
    let may_be_name = matches!(
        kind,
        EntityKind::Organization | EntityKind::Facility | EntityKind::Product | EntityKind::Misc
    );
    let mut text = text.trim_end_matches(is_edge);
    while let Some(rest) = without_possessive(text).filter(|rest| !may_be_name || rest.is_empty()) {
        text = rest.trim_end_matches(is_edge);
    }
    text
}

fn without_possessive(text: &str) -> Option<&str> {
    ["'s", "’s", "'S", "’S"].iter().find_map(|end| text.strip_suffix(end))
}

fn is_edge(character: char) -> bool {
    character.is_whitespace() || character == ',' || QUOTES.contains(&character)
}

#[cfg(test)]
mod tests {
    use newsdesk_document::Document;
    use newsdesk_tokenization::segment;

    use super::*;

    fn check(text: &str, kind: EntityKind, expected: Option<&str>) {
        let whole = format!("— {text} said.");
        let mut document = Document::new("test", whole.as_str()).unwrap();
        document.attach_segmentation(segment(&whole).unwrap()).unwrap();
        let start = u32::try_from(whole.find(text).unwrap()).unwrap();
        let span = Span::new(start, start + u32::try_from(text.len()).unwrap()).unwrap();
        let trimmed = trimmed(document.sentence(0).unwrap(), span, kind);
        assert_eq!(trimmed.map(|span| span.of(&whole).unwrap()), expected, "{text}");
    }

    #[test]
    fn edges_lose_quotes_commas_and_possessives() {
        check("“Kim”", EntityKind::Person, Some("Kim"));
        check("\"Kim's\"", EntityKind::Person, Some("Kim"));
        check("Kim’s", EntityKind::Person, Some("Kim"));
        check("Koreans'", EntityKind::Norp, Some("Koreans"));
        check("Moody's", EntityKind::Organization, Some("Moody's"));
        check("Kim, \"", EntityKind::Person, Some("Kim"));
        check("O'Neill", EntityKind::Person, Some("O'Neill"));
        check("U.S.", EntityKind::Location, Some("U.S."));
        check("''", EntityKind::Misc, None);
        check("'s", EntityKind::Misc, None);
    }
}
