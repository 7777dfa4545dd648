//! References in square brackets, which belong to the sentence before them: `in 1805. [19] Later`.

use crate::words::Word;
use crate::words::shape::Shape;

/// The most words that a reference has, brackets included.
const LONGEST: usize = 6;

/// Number of words of the reference that `words` begin with; none if they do not.
///
/// A reference is a number, numbers with commas between them, or a remark that ends in "needed",
/// in square brackets.
pub(super) fn length(text: &str, words: &[Word]) -> Option<usize> {
    let (first, rest) = words.split_first()?;
    if first.shape != Shape::OpenBracket || first.text(text) != "[" {
        return None;
    }
    let inside = rest.iter().take(LONGEST).position(|word| word.shape == Shape::CloseBracket)?;
    let content = rest.get(..inside)?;
    let is_numeric = !content.is_empty()
        && content
            .iter()
            .all(|word| matches!(word.shape, Shape::Number | Shape::Comma | Shape::Dash));
    let is_remark = content.last().is_some_and(|word| word.text(text) == "needed");
    (is_numeric || is_remark).then_some(inside + 2)
}
