//! Text to words and punctuation marks, in the style of Universal Dependencies.

mod address;
mod chunk;
mod clitic;
pub(crate) mod lexicon;
mod plain;
pub(crate) mod shape;
mod word;

use newsdesk_document::Span;

use self::chunk::OpenQuotes;
use self::shape::Shape;

pub use self::clitic::surface_tokens;

/// A token and what it looks like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// First byte of the text.
    pub start: u32,
    /// Byte after the last one.
    pub end: u32,
    /// What it looks like.
    pub shape: Shape,
}

impl Word {
    /// Offsets fit, since the text has at most `u32::MAX` bytes.
    fn new(start: usize, end: usize, shape: Shape) -> Self {
        let fit = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: fit(start), end: fit(end), shape }
    }

    /// The text under the word.
    pub fn text(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// The span of the word.
    pub fn span(self) -> Option<Span> {
        Span::new(self.start, self.end).ok()
    }
}

/// Splits a text of at most `u32::MAX` bytes: words in text order, disjoint, on character
/// boundaries, with only white space between and around them.
pub(crate) fn split(text: &str) -> Vec<Word> {
    // Running English has a word every five bytes.
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut open = OpenQuotes::default();
    let mut start = skip_white_space(text, 0);
    while start < text.len() {
        let end = if let Some((end, shape)) = plain::word(text, start) {
            words.push(Word::new(start, end, shape));
            if text.as_bytes().get(end) == Some(&b',') {
                words.push(Word::new(end, end + 1, Shape::Comma));
                end + 1
            } else {
                end
            }
        } else {
            let end = chunk_end(text, start);
            chunk::split(text, start, end, &mut open, &mut words);
            end
        };
        start = skip_white_space(text, end);
        if ends_line(text, end, start) {
            open = OpenQuotes::default();
        }
    }
    words
}

/// Whether a line ends between two offsets that have only white space between them.
fn ends_line(text: &str, start: usize, end: usize) -> bool {
    end - start > 1 && text.as_bytes().get(start..end).is_some_and(|gap| gap.contains(&b'\n'))
}

/// The first offset from `at` on that does not begin with white space.
fn skip_white_space(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            if !is_ascii_white_space(byte) {
                return at;
            }
            at += 1;
        } else {
            match shape::character_at(text, at) {
                Some(character) if character.is_whitespace() => at += character.len_utf8(),
                _ => return at,
            }
        }
    }
    at
}

/// The first offset from `at` on that begins with white space, or the end of the text.
fn chunk_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            if is_ascii_white_space(byte) {
                return at;
            }
            at += 1;
        } else {
            match shape::character_at(text, at) {
                Some(character) if !character.is_whitespace() => at += character.len_utf8(),
                _ => return at,
            }
        }
    }
    at
}

/// White space as [`char::is_whitespace`] defines it, for ASCII.
fn is_ascii_white_space(byte: u8) -> bool {
    byte == b' ' || byte.wrapping_sub(b'\t') < 5
}
