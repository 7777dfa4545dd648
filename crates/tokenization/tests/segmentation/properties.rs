//! What holds for any text.

use newsdesk_document::{Segmentation, Span};
use newsdesk_tokenization::{segment, surface_tokens};
use proptest::prelude::*;

/// Words cover everything but white space, in order, on character boundaries; sentences begin and
/// end with words.
fn check(text: &str) -> Segmentation {
    let segmentation = segment(text).unwrap();
    let mut covered = 0;
    for token in segmentation.tokens() {
        let span = token.span();
        assert!(text[covered..span.range().start].chars().all(char::is_whitespace), "{text:?}");
        let word = span.of(text).unwrap();
        assert!(!word.is_empty() && !word.contains(char::is_whitespace), "{word:?} in {text:?}");
        covered = span.range().end;
    }
    assert!(text[covered..].chars().all(char::is_whitespace), "{text:?}");
    for sentence in segmentation.sentences() {
        let tokens = &segmentation.tokens()[sentence.tokens()];
        assert_eq!(tokens[0].span().start(), sentence.span().start());
        assert_eq!(tokens[tokens.len() - 1].span().end(), sentence.span().end());
    }
    segmentation
}

/// Surface tokens cover the same bytes, and each is made of whole words.
fn check_surface(text: &str, segmentation: &Segmentation) {
    let words: Vec<Span> = segmentation.tokens().iter().map(|token| token.span()).collect();
    let mut rest = words.iter();
    for surface in surface_tokens(text, &words) {
        let first = rest.next().unwrap();
        assert_eq!(first.start(), surface.start());
        let mut end = first.end();
        while end < surface.end() {
            end = rest.next().unwrap().end();
        }
        assert_eq!(end, surface.end());
    }
    assert!(rest.next().is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text(text in any::<String>()) {
        check_surface(&text, &check(&text));
    }

    #[test]
    fn text_like_news(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "Gen.", "U.S.", "p.m.", "No.", "J.", "said", "The", "\"", "”", "“", "'", "’", "‘s",
                "n't", "don't", "Kim's", "parties'", "…", "...", ".", "!", "?", "?!", ",", ":", ";",
                "—", "--", "-", "(", ")", "[", "]", "[6]", "$1.13bn", "7pm", "3.5%", "co-founder",
                "https://a.org/b?c=d", "x@y.org", "@", "://", "www.", "#tag", "é", "日本", "🇰🇷",
                "👩‍👩‍👧", "e\u{301}", "\u{200B}", "\u{FEFF}", "1.", "•", "*", "\n", "\r\n", "\n\n", " ", "\t",
                "\u{A0}", "\u{2028}", "a", "B", "9",
            ]),
            0..40,
        ),
    ) {
        let text = pieces.concat();
        check_surface(&text, &check(&text));
    }

    #[test]
    fn blank_lines_part_independent_texts(
        first in "[A-Za-z .,?!\"]{0,40}[A-Za-z.]",
        second in "[A-Za-z][A-Za-z .,?!\"]{0,40}",
    ) {
        let whole = format!("{first}\n\n{second}");
        let alone = segment(&first).unwrap().tokens().len() + segment(&second).unwrap().tokens().len();
        prop_assert_eq!(check(&whole).tokens().len(), alone);
    }
}

#[test]
fn long_texts_of_one_kind() {
    for (unit, count) in
        [("\"", 100_000), ("a", 100_000), ("a ", 50_000), ("a.", 50_000), ("a@", 50_000)]
    {
        check(&unit.repeat(count));
    }
    for (unit, count) in
        [("a-", 50_000), ("1,", 50_000), ("'", 50_000), (".", 50_000), ("a\n", 50_000)]
    {
        check(&unit.repeat(count));
    }
}
