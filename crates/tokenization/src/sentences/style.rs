//! How a text as a whole is written.

use crate::words::Word;
use crate::words::shape::Shape;

/// Whether the author often begins sentences in lower case, as in chats and some mails: at least
/// a fifth of the words behind a full stop and a space do.
pub(super) fn starts_sentences_in_lower_case(words: &[Word]) -> bool {
    let (mut lower, mut total) = (0_usize, 0_usize);
    for pair in words.windows(2) {
        let &[left, right] = pair else { continue };
        if left.shape == Shape::Stop && left.end < right.start {
            total += 1;
            lower += usize::from(right.shape == Shape::Lower);
        }
    }
    lower > 0 && lower * 5 >= total
}
