//! Documents one by one: from files, directories and the standard input.

mod decode;
mod lines;
mod readers;
mod sources;

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::vec;

use indicatif::ProgressBar;
use newsdesk::encoder::Cancellation;

use crate::failure::{Failure, FailureKind, Place};
use decode::Decoded;
use lines::{Line, Lines};

pub use sources::{Source, expand, size};

/// The longest text file or line of JSON that is read; an article has some thousand bytes.
pub const MAX_DOCUMENT_BYTES: usize = 32 << 20;

/// A document that was found: where, and its bytes.
#[derive(Debug)]
pub struct Found {
    pub place: Place,
    pub bytes: Vec<u8>,
}

/// The documents of all sources, in order, or why one cannot be read; no more once cancelled.
pub struct Documents {
    sources: vec::IntoIter<Source>,
    is_lines: bool,
    progress: ProgressBar,
    cancellation: Cancellation,
    /// The file that is being read line by line.
    open: Option<(Arc<str>, Lines)>,
}

impl Documents {
    /// Reads each source as one document or, with `is_lines`, one document a line.
    pub fn new(
        sources: Vec<Source>,
        is_lines: bool,
        progress: ProgressBar,
        cancellation: Cancellation,
    ) -> Self {
        Self { sources: sources.into_iter(), is_lines, progress, cancellation, open: None }
    }

    /// The next line that is not blank of the open file; none at its end.
    fn next_line(&mut self) -> Option<Result<Found, Failure>> {
        let (name, lines) = self.open.as_mut()?;
        let (result, line, offset) = loop {
            let (line, offset) = (lines.number(), lines.offset());
            match lines.next() {
                Some(Ok(Line::Whole(bytes))) if bytes.trim_ascii().is_empty() => {}
                Some(result) => break (result, line, offset),
                None => {
                    self.open = None;
                    return None;
                }
            }
        };
        let place = Place { source: Arc::clone(name), line: Some(line), offset };
        Some(match result {
            Ok(Line::Whole(bytes)) => Ok(Found { place, bytes }),
            Ok(Line::TooLong { length }) => {
                Err(Failure { place, kind: FailureKind::TooLong { unit: "line", length } })
            }
            Err(error) => {
                self.open = None;
                Err(Failure { place, kind: FailureKind::Read(error) })
            }
        })
    }

    /// Opens a source: its only document, or none if it is to be read line by line.
    fn open(&mut self, source: &Source) -> Option<Result<Found, Failure>> {
        let name = source.name();
        let place = Place { source: Arc::clone(&name), line: None, offset: 0 };
        let decoded = source
            .open(&self.progress, &self.cancellation)
            .and_then(|reader| Decoded::new(reader).map_err(FailureKind::Read));
        match decoded {
            Err(kind) => Some(Err(Failure { place, kind })),
            Ok(decoded) if decoded.is_utf16 => {
                Some(Err(Failure { place, kind: FailureKind::Utf16 }))
            }
            Ok(Decoded { reader, offset, .. }) if self.is_lines => {
                self.open = Some((name, Lines::new(reader, offset, MAX_DOCUMENT_BYTES)));
                None
            }
            Ok(Decoded { reader, offset, .. }) => {
                let place = Place { offset, ..place };
                Some(match read_whole(reader) {
                    Ok(bytes) => Ok(Found { place, bytes }),
                    Err(kind) => Err(Failure { place, kind }),
                })
            }
        }
    }
}

impl Iterator for Documents {
    type Item = Result<Found, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.cancellation.is_cancelled() {
                return None;
            }
            if let Some(document) = self.next_line() {
                return Some(document);
            }
            let source = self.sources.next()?;
            if let Some(document) = self.open(&source) {
                return Some(document);
            }
        }
    }
}

/// Reads a whole text. Of one that is too long only the length is learnt.
fn read_whole(mut reader: Box<dyn BufRead + Send>) -> Result<Vec<u8>, FailureKind> {
    let mut bytes = Vec::new();
    let limit = MAX_DOCUMENT_BYTES as u64;
    reader.by_ref().take(limit + 1).read_to_end(&mut bytes).map_err(FailureKind::Read)?;
    if bytes.len() <= MAX_DOCUMENT_BYTES {
        return Ok(bytes);
    }
    let rest = io::copy(&mut reader, &mut io::sink()).map_err(FailureKind::Read)?;
    Err(FailureKind::TooLong { unit: "file", length: limit + 1 + rest })
}
