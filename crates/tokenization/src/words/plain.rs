//! The short way for what most of running text is: ASCII letters between spaces.

use super::shape::Shape;
use super::{clitic, is_ascii_white_space};

/// End and shape of the word at `start`, if it is made of ASCII letters alone, white space, a
/// comma or the end of the text follows, and no rule parts it. None sends it the long way, which
/// would give the same answer.
pub(super) fn word(text: &str, start: usize) -> Option<(usize, Shape)> {
    let bytes = text.as_bytes();
    let mut end = start;
    let mut capitals = 0;
    while let Some(byte) = bytes.get(end).filter(|byte| byte.is_ascii_alphabetic()) {
        capitals += usize::from(byte.is_ascii_uppercase());
        end += 1;
    }
    let length = end - start;
    let followed = match bytes.get(end) {
        None => true,
        Some(b',') => bytes.get(end + 1).is_none_or(|&next| is_ascii_white_space(next)),
        Some(&next) => is_ascii_white_space(next),
    };
    if length == 0 || !followed || clitic::fused_length(text.get(start..end)?).is_some() {
        return None;
    }
    let starts_upper = bytes.get(start)?.is_ascii_uppercase();
    let shape = if capitals == 0 {
        Shape::Lower
    } else if capitals == length {
        if length == 1 { Shape::Capital } else { Shape::Upper }
    } else if starts_upper {
        Shape::Title
    } else {
        Shape::Lower
    };
    Some((end, shape))
}

#[cfg(test)]
mod tests {
    use super::super::shape;
    use super::*;

    #[test]
    fn agrees_with_the_long_way() {
        for written in ["a", "A", "word", "Word", "WORD", "iPhone", "McDonald", "USA"] {
            assert_eq!(
                word(written, 0),
                Some((written.len(), shape::of_word(written))),
                "{written}"
            );
        }
    }

    #[test]
    fn leaves_the_rest_to_the_long_way() {
        for written in ["cannot", "don't", "end.", "a-b", "7", "", "naïve", "one,two"] {
            assert_eq!(word(written, 0), None, "{written}");
        }
    }
}
