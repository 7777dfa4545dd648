//! Questions and exclamations in quotation marks that the sentence goes on behind: "Why?" he asked.

use crate::reporting::reports_speech;
use crate::words::Word;
use crate::words::shape::Shape;

/// The most words that a speaker's name has before the verb.
const LONGEST_SPEAKER: usize = 4;

/// Whether the sentence goes on behind a quotation that ends in "?" or "!" with the closing mark
/// at `left`: with a word in lower case, or with a speaker and a verb of speech.
pub(super) fn goes_on(text: &str, words: &[Word], left: usize, right: usize) -> bool {
    let is = |index: Option<usize>, shape| {
        index.and_then(|index| words.get(index)).is_some_and(|word| word.shape == shape)
    };
    if !is(Some(left), Shape::CloseQuote) || !is(left.checked_sub(1), Shape::Mark) {
        return false;
    }
    let following = words.get(right..).unwrap_or_default();
    if following.first().is_some_and(|word| word.shape == Shape::Lower) {
        return true;
    }
    let speaker = following
        .iter()
        .take(LONGEST_SPEAKER)
        .take_while(|word| {
            let in_name =
                [Shape::Title, Shape::Upper, Shape::Capital, Shape::Initial, Shape::Abbreviation];
            in_name.contains(&word.shape)
        })
        .count();
    speaker > 0 && following.get(speaker).is_some_and(|verb| reports_speech(verb.text(text)))
}
