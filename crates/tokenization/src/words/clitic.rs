//! Clitics: where a contraction or a possessive parts from its word.

use newsdesk_document::Span;

/// Apostrophes that English contractions are written with.
pub(super) const APOSTROPHES: [char; 2] = ['\'', '’'];

/// What follows the apostrophe of a clitic.
const AFTER_APOSTROPHE: [&str; 6] = ["s", "m", "re", "ve", "ll", "d"];

/// Contractions without an apostrophe, and the length of their first part.
const FUSED: [(&str, usize); 8] = [
    ("cannot", 3),
    ("gimme", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("lemme", 3),
    ("wanna", 3),
    ("dunno", 2),
    ("gotcha", 3),
];

/// Length in bytes of the clitic at the end of `word`; none if there is none.
///
/// "don't" → 3 (`n't`), "Putin's" → 2 (`'s`), "parties'" → 1 (`'`), "O'Brien" → none.
pub(super) fn enclitic_length(word: &str) -> Option<usize> {
    let at = word.rfind(APOSTROPHES)?;
    let (host, clitic) = (word.get(..at)?, word.get(at..)?);
    let after = clitic.trim_start_matches(APOSTROPHES);
    if after.eq_ignore_ascii_case("t") {
        let negated = host.len() > 1 && host.ends_with(['n', 'N']);
        return negated.then_some(clitic.len() + 1);
    }
    let is_clitic = AFTER_APOSTROPHE.iter().any(|entry| after.eq_ignore_ascii_case(entry));
    (is_clitic && !host.is_empty()).then_some(clitic.len())
}

/// Length in bytes of the first part of "cannot", "gonna" and the like.
pub(super) fn fused_length(word: &str) -> Option<usize> {
    if !(5..=6).contains(&word.len()) {
        return None;
    }
    FUSED.iter().find(|(entry, _)| word.eq_ignore_ascii_case(entry)).map(|&(_, length)| length)
}

/// Joins the parts of contractions and possessives again: the *tokens* of Universal Dependencies,
/// as apart from its *syntactic words*.
///
/// Takes the tokens of `text` in text order and gives spans in text order. A treebank in CoNLL-U
/// form lists "don't" as one token that holds two words; this gives the former from the latter.
///
/// ```
/// use newsdesk_tokenization::{segment, surface_tokens};
///
/// let text = "They don't trust Kim's word.";
/// let segmentation = segment(text)?;
/// let words: Vec<_> = segmentation.tokens().iter().map(|token| token.span()).collect();
/// assert_eq!(words.len(), 8);
/// let tokens: Vec<_> =
///     surface_tokens(text, &words).into_iter().filter_map(|span| span.of(text)).collect();
/// assert_eq!(tokens, ["They", "don't", "trust", "Kim's", "word", "."]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn surface_tokens(text: &str, tokens: &[Span]) -> Vec<Span> {
    let mut surface: Vec<Span> = Vec::with_capacity(tokens.len());
    let mut in_single_quotes = false;
    for &token in tokens {
        let is_apostrophe = matches!(token.of(text), Some("'" | "’" | "‘"));
        if let Some(host) = surface.last_mut().filter(|host| host.end() == token.start()) {
            let closes_quotation = is_apostrophe && in_single_quotes;
            let whole = Span::new(host.start(), token.end()).ok();
            let whole =
                whole.filter(|whole| !closes_quotation && is_contraction(text, *host, *whole));
            if let Some(whole) = whole {
                *host = whole;
                continue;
            }
        }
        if is_apostrophe {
            in_single_quotes = !in_single_quotes;
        }
        surface.push(token);
    }
    surface
}

/// Whether `host` and what follows it up to the end of `whole` are the parts of one contraction.
fn is_contraction(text: &str, host: Span, whole: Span) -> bool {
    let Some(written) = whole.of(text) else { return false };
    let host_length = host.range().len();
    let ends_in_letter = host
        .of(text)
        .and_then(|host| host.chars().next_back())
        .is_some_and(|character| character.is_alphanumeric() || character == '.');
    fused_length(written) == Some(host_length)
        || ends_in_letter
            && (enclitic_length(written)
                .is_some_and(|length| written.len() - length == host_length)
                || is_bare_possessive(written, host_length))
}

/// Whether `written` is a plural and the apostrophe of its possessive: "parties'".
pub(super) fn is_bare_possessive(written: &str, host_length: usize) -> bool {
    let (Some(host), Some(rest)) = (written.get(..host_length), written.get(host_length..)) else {
        return false;
    };
    host.ends_with(['s', 'S', 'x', 'z']) && (rest == "'" || rest == "’")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enclitics() {
        let cases = [
            ("don't", Some(3)),
            ("DON’T", Some(5)),
            ("Putin's", Some(2)),
            ("they've", Some(3)),
            ("I'm", Some(2)),
            ("O'Brien", None),
            ("Shi'ite", None),
            ("o'clock", None),
            ("can't", Some(3)),
            ("'s", None),
            ("plain", None),
        ];
        for (word, expected) in cases {
            assert_eq!(enclitic_length(word), expected, "{word}");
        }
    }
}
