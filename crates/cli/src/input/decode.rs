//! Compression and byte order marks, recognised by content.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

const GZIP: &[u8] = &[0x1F, 0x8B];
const UTF8_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];
const UTF16_MARKS: [&[u8]; 2] = [&[0xFE, 0xFF], &[0xFF, 0xFE]];

/// Uncompressed bytes without a byte order mark.
pub struct Decoded {
    pub reader: Box<dyn BufRead + Send>,
    /// Bytes of the mark that was left out.
    pub offset: u64,
    /// Whether there is the mark of UTF-16.
    pub is_utf16: bool,
}

impl Decoded {
    /// Looks at the first bytes.
    pub fn new(reader: Box<dyn Read + Send>) -> io::Result<Self> {
        let (start, reader) = peek(reader)?;
        let (start, reader) = if start.starts_with(GZIP) {
            peek(Box::new(MultiGzDecoder::new(reader)))?
        } else {
            (start, reader)
        };
        let is_utf16 = UTF16_MARKS.iter().any(|mark| start.starts_with(mark));
        let mut decoded = Self { reader, offset: 0, is_utf16 };
        if start.starts_with(UTF8_MARK) {
            decoded.reader.consume(UTF8_MARK.len());
            decoded.offset = UTF8_MARK.len() as u64;
        }
        Ok(decoded)
    }
}

/// The first three bytes, or fewer if there are no more, and a reader that still has them.
fn peek(mut reader: Box<dyn Read + Send>) -> io::Result<(Vec<u8>, Box<dyn BufRead + Send>)> {
    let mut start = Vec::new();
    reader.by_ref().take(UTF8_MARK.len() as u64).read_to_end(&mut start)?;
    let whole = Cursor::new(start.clone()).chain(BufReader::with_capacity(1 << 16, reader));
    Ok((start, Box::new(whole)))
}
