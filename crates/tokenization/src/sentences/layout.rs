//! What stands between two words: nothing, a space, a line that goes on, or a break.

use memchr::{memchr, memchr2};

use crate::words::{Word, shape::Shape};

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// White space within a line, or the end of a line that was wrapped to a width.
    Space,
    /// The end of a line that was not wrapped, but may go on.
    Line,
    /// A blank line, or the end of a line that does not go on: always the end of a sentence.
    Break,
}

/// Widths that people wrap lines to, in bytes.
const WRAPPED_WIDTHS: std::ops::RangeInclusive<usize> = 40..=130;

/// The lines of a text, read once from start to end.
pub(super) struct Layout<'t> {
    text: &'t str,
    /// End of the block of lines that was judged last.
    block_end: usize,
    /// Whether that block was wrapped to a width.
    block_is_wrapped: bool,
}

impl<'t> Layout<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, block_end: 0, block_is_wrapped: false }
    }

    /// What stands between two words that follow each other.
    pub fn gap(&mut self, left: Word, right: Word) -> Gap {
        let (start, end) = (left.end as usize, right.start as usize);
        if start == end {
            return Gap::None;
        }
        let between = self.text.as_bytes().get(start..end).unwrap_or_default();
        if between == b" " {
            return Gap::Space;
        }
        match count_line_ends(between) {
            0 => Gap::Space,
            1 => self.line_end(left, right),
            _ => Gap::Break,
        }
    }

    /// Judges a single line end.
    fn line_end(&mut self, left: Word, right: Word) -> Gap {
        if right.shape == Shape::Bullet || right.shape == Shape::Dash {
            return Gap::Break;
        }
        let at = left.end as usize;
        if at >= self.block_end {
            let block = block_around(self.text, at);
            self.block_end = block.end;
            self.block_is_wrapped = is_wrapped(self.text.get(block).unwrap_or_default());
        }
        if self.block_is_wrapped {
            return Gap::Space;
        }
        let goes_on = matches!(right.shape, Shape::Lower | Shape::Clitic | Shape::Comma)
            && (left.shape.is_word() || matches!(left.shape, Shape::Comma | Shape::Dash));
        if goes_on { Gap::Line } else { Gap::Break }
    }
}

/// Counts line ends: "\n", "\r\n", "\r", and the line and paragraph separators of Unicode.
fn count_line_ends(between: &[u8]) -> usize {
    let mut count = 0;
    let mut rest = between;
    while let Some(at) = memchr2(b'\n', b'\r', rest) {
        count += 1;
        let length = if rest.get(at..at + 2) == Some(b"\r\n") { 2 } else { 1 };
        rest = rest.get(at + length..).unwrap_or_default();
    }
    let separators = between.windows(3).filter(|bytes| matches!(bytes, [0xE2, 0x80, 0xA8 | 0xA9]));
    count + 2 * separators.count()
}

/// The lines around byte `at` up to the nearest blank lines.
fn block_around(text: &str, at: usize) -> std::ops::Range<usize> {
    let bytes = text.as_bytes();
    let mut start = at;
    while let Some(&byte) = start.checked_sub(1).and_then(|before| bytes.get(before)) {
        if byte == b'\n' {
            break;
        }
        start -= 1;
    }
    let mut end = at;
    while let Some(length) = bytes.get(end..).and_then(|rest| memchr(b'\n', rest)) {
        end += length + 1;
        let next = bytes.get(end..).unwrap_or_default();
        let next_line = next.get(..memchr(b'\n', next).unwrap_or(next.len())).unwrap_or_default();
        if next_line.iter().all(u8::is_ascii_whitespace) {
            return start..end;
        }
    }
    start..text.len()
}

/// Whether a block of lines was wrapped to a width: no line but the last had room for the first
/// word of the next, and either there are three lines or the second begins in lower case.
fn is_wrapped(block: &str) -> bool {
    let lines: Vec<&str> = block.lines().map(str::trim_end).collect();
    let width = lines.iter().map(|line| line.len()).max().unwrap_or_default();
    let continues = |line: &str| line.trim_start().starts_with(|first: char| first.is_lowercase());
    let plausible = match lines.as_slice() {
        [] | [_] => false,
        [_, second] => continues(second),
        [_, rest @ ..] => rest.iter().any(|line| continues(line)),
    };
    plausible
        && WRAPPED_WIDTHS.contains(&width)
        && lines.windows(2).all(|pair| match pair {
            [line, next] => {
                let word = next.split_whitespace().next().map_or(0, str::len);
                line.len() + 1 + word > width
            }
            _ => true,
        })
}
