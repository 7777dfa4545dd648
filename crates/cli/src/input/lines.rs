//! Lines of bounded length.

use std::io::{self, BufRead, ErrorKind};

use memchr::memchr;

/// A line without its line feed.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    Whole(Vec<u8>),
    /// A line over the limit, of which only the length in bytes is known.
    TooLong {
        length: u64,
    },
}

/// The lines of a reader; never more than the limit is in memory.
pub struct Lines {
    reader: Box<dyn BufRead + Send>,
    limit: usize,
    number: u64,
    offset: u64,
}

impl Lines {
    /// Lines of at most `limit` bytes; the reader stands at byte `offset` of its file.
    pub fn new(reader: Box<dyn BufRead + Send>, offset: u64, limit: usize) -> Self {
        Self { reader, limit, number: 1, offset }
    }

    /// Number of the next line, counted from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Byte of the file at which the next line starts.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    fn read(&mut self) -> io::Result<Option<Line>> {
        let (mut line, mut length, mut consumed) = (Vec::new(), 0_u64, 0_u64);
        let mut is_ended = false;
        while !is_ended {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if buffer.is_empty() {
                break;
            }
            let end = memchr(b'\n', buffer);
            is_ended = end.is_some();
            let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or(buffer);
            length += part.len() as u64;
            if length <= self.limit as u64 {
                line.extend_from_slice(part);
            } else {
                line = Vec::new();
            }
            let used = part.len() + usize::from(is_ended);
            consumed += used as u64;
            self.reader.consume(used);
        }
        self.offset += consumed;
        self.number += 1;
        Ok(match length {
            _ if consumed == 0 => None,
            length if length > self.limit as u64 => Some(Line::TooLong { length }),
            _ => Some(Line::Whole(line)),
        })
    }
}

impl Iterator for Lines {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor};

    use super::*;

    fn lines(text: &'static str, capacity: usize) -> Vec<(u64, u64, Line)> {
        let reader = BufReader::with_capacity(capacity, Cursor::new(text));
        let mut lines = Lines::new(Box::new(reader), 3, 4);
        let mut found = Vec::new();
        loop {
            let (number, offset) = (lines.number(), lines.offset());
            let Some(line) = lines.next() else { return found };
            found.push((number, offset, line.unwrap()));
        }
    }

    #[test]
    fn lines_have_numbers_offsets_and_a_limit() {
        let whole = |text: &str| Line::Whole(text.as_bytes().to_vec());
        let expected = [
            (1, 3, whole("ab\r")),
            (2, 7, whole("")),
            (3, 8, Line::TooLong { length: 5 }),
            (4, 14, whole("fghi")),
            (5, 19, whole("j")),
        ];
        for capacity in [1, 2, 3, 5, 100] {
            assert_eq!(lines("ab\r\n\nabcde\nfghi\nj", capacity), expected, "{capacity}");
        }
        assert!(lines("", 8).is_empty());
        assert_eq!(lines("\n", 8), [(1, 3, whole(""))]);
    }
}
