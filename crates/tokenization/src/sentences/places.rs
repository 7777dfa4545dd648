//! The places of a text where a sentence ends or may end.

use crate::words::shape::Shape;
use crate::words::{Word, lexicon};

use super::features::{Context, State};
use super::layout::{Gap, Layout};
use super::{quotation, reference, style};

/// A place behind a word.
pub(super) struct Place<'c> {
    /// Index of the word.
    pub index: usize,
    /// What the model needs to decide; none where a sentence ends in any case.
    pub context: Option<Context<'c>>,
}

/// Calls `ends` for each place, in text order; it says whether a sentence ends there.
pub(super) fn visit(text: &str, words: &[Word], mut ends: impl FnMut(Place<'_>) -> bool) {
    let mut layout = Layout::new(text);
    let mut state = State::default();
    let starts_in_lower_case = style::starts_sentences_in_lower_case(words);
    // The word before a run of references such as "[6]" behind the end of a sentence.
    let mut before_reference: Option<usize> = None;
    let mut reference_end = 0;
    for (index, pair) in words.windows(2).enumerate() {
        let &[left, right] = pair else { continue };
        state.advance(left);
        let gap = layout.gap(left, right);
        if index < reference_end && gap != Gap::Break {
            continue;
        }
        let rest = words.get(index + 1..).unwrap_or_default();
        if gap != Gap::Break
            && may_precede_reference(left, before_reference)
            && let Some(length) = reference::length(text, rest)
        {
            before_reference.get_or_insert(index);
            reference_end = index + length;
            continue;
        }
        let left_index = before_reference.take().unwrap_or(index);
        let context = match gap {
            Gap::Break => None,
            _ if !is_candidate(text, words, left_index, right, gap) => continue,
            _ if quotation::goes_on(text, words, left_index, index + 1) => continue,
            _ => Some(Context {
                text,
                words,
                left: left_index,
                right: index + 1,
                gap,
                state: &state,
                starts_in_lower_case,
            }),
        };
        if ends(Place { index, context }) {
            state = State::default();
        }
    }
}

/// Whether a reference behind `left` belongs to the sentence that ends there.
fn may_precede_reference(left: Word, before_reference: Option<usize>) -> bool {
    before_reference.is_some()
        || matches!(left.shape, Shape::Stop | Shape::Mark | Shape::Ellipsis | Shape::CloseQuote)
}

/// Whether a sentence may end between the word at `left_index` and another at all.
fn is_candidate(text: &str, words: &[Word], left_index: usize, right: Word, gap: Gap) -> bool {
    use Shape as S;
    let ends = |shape: S| matches!(shape, S::Stop | S::Mark | S::Ellipsis);
    let (before, left) = match words.get(..=left_index) {
        Some([.., before, left]) => (Some(before.shape), *left),
        Some([left]) => (None, *left),
        _ => return false,
    };
    // "It stopped.The rain", as paragraphs are joined when a page is copied.
    let is_joined = matches!(right.shape, S::Title | S::Upper | S::Capital | S::OpenQuote);
    let opens = matches!(
        right.shape,
        S::Title
            | S::Upper
            | S::Capital
            | S::Number
            | S::Mixed
            | S::Abbreviation
            | S::Initial
            | S::Acronym
            | S::Address
            | S::OpenQuote
            | S::OpenBracket
            | S::Bullet
            | S::Dash
            | S::Symbol
            | S::Ellipsis
    );
    match left.shape {
        shape if ends(shape) => gap != Gap::None || is_joined,
        S::CloseQuote => gap != Gap::None || is_joined && before.is_some_and(ends),
        S::Comma | S::OpenQuote | S::OpenBracket => gap == Gap::Line,
        S::Abbreviation | S::Acronym => {
            let word = left.text(text);
            gap != Gap::None && !lexicon::is_never_final(word.strip_suffix('.').unwrap_or(word))
        }
        S::Initial
        | S::CloseBracket
        | S::Colon
        | S::Semicolon
        | S::Dash
        | S::Symbol
        | S::Address => gap != Gap::None,
        _ => gap != Gap::None && opens,
    }
}
