//! Reading of data sets: JSON Lines, plain or gzip, with offsets in Unicode code points.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use flate2::read::MultiGzDecoder;
use newsdesk_document::Span;
use serde::de::DeserializeOwned;

/// Calls `visit` with every row of `data/folder/set.jsonl` or `.jsonl.gz`, in order, and returns
/// how many there were. Blank lines are skipped.
///
/// # Errors
///
/// A file that is missing or cannot be read; a row that is not a `Row`, or at which `visit` fails,
/// with file and line.
pub fn visit<Row: DeserializeOwned>(
    data: &Path,
    folder: &str,
    set: &str,
    mut visit: impl FnMut(Row) -> anyhow::Result<()>,
) -> anyhow::Result<usize> {
    let (path, reader) = open(&data.join(folder), set)?;
    let mut rows = 0;
    for (number, line) in (1..).zip(reader.lines()) {
        let place = || format!("{}:{number}", path.display());
        let line = line.with_context(place)?;
        if line.trim().is_empty() {
            continue;
        }
        let row = serde_json::from_str(&line).with_context(place)?;
        visit(row).with_context(place)?;
        rows += 1;
    }
    Ok(rows)
}

/// Opens the set, and tells which of the two files it is.
fn open(folder: &Path, set: &str) -> anyhow::Result<(PathBuf, Box<dyn BufRead>)> {
    let plain = folder.join(format!("{set}.jsonl"));
    let packed = folder.join(format!("{set}.jsonl.gz"));
    let (path, is_packed) = match (plain.exists(), packed.exists()) {
        (true, false) => (plain, false),
        (false, true) => (packed, true),
        (true, true) => bail!("both {} and {} exist", plain.display(), packed.display()),
        (false, false) => bail!("neither {} nor {} exists", plain.display(), packed.display()),
    };
    let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
    let reader: Box<dyn Read> =
        if is_packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    Ok((path, Box::new(BufReader::new(reader))))
}

/// Translates offsets of a text from Unicode code points to UTF-8 bytes.
pub struct CodePoints {
    /// Byte of each code point and the end of the text; none if they are all the same (ASCII).
    bytes: Option<Vec<u32>>,
    length: usize,
}

impl CodePoints {
    /// Reads the text once.
    pub fn new(text: &str) -> anyhow::Result<Self> {
        let end = u32::try_from(text.len())
            .with_context(|| format!("text of {} bytes is too long", text.len()))?;
        if text.is_ascii() {
            return Ok(Self { bytes: None, length: text.len() });
        }
        let starts = (0..end).zip(text.bytes());
        let starts = starts.filter(|(_, byte)| byte & 0xC0 != 0x80).map(|(offset, _)| offset);
        let bytes: Vec<u32> = starts.chain([end]).collect();
        Ok(Self { length: bytes.len().saturating_sub(1), bytes: Some(bytes) })
    }

    /// The span in bytes of code points `start..end`, which must hold at least one.
    pub fn span(&self, [start, end]: [u32; 2]) -> anyhow::Result<Span> {
        ensure!(start < end, "span {start}..{end} of code points is empty or reversed");
        Ok(Span::new(self.byte(start)?, self.byte(end)?)?)
    }

    /// The spans in bytes, in the order given.
    pub fn spans(&self, offsets: &[[u32; 2]]) -> anyhow::Result<Vec<Span>> {
        offsets.iter().map(|&span| self.span(span)).collect()
    }

    fn byte(&self, offset: u32) -> anyhow::Result<u32> {
        let length = self.length;
        let outside =
            || format!("offset {offset} lies outside of the text of {length} code points");
        match &self.bytes {
            Some(bytes) => bytes.get(offset as usize).copied().with_context(outside),
            None => Some(offset).filter(|&offset| offset as usize <= length).with_context(outside),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    #[test]
    fn code_points_become_bytes() {
        let text = "Kö€😀n";
        let points = CodePoints::new(text).unwrap();
        let slice = |span| points.span(span).unwrap().of(text).unwrap();
        assert_eq!([slice([0, 1]), slice([1, 3]), slice([3, 5])], ["K", "ö€", "😀n"]);
        assert_eq!(
            points.span([4, 6]).unwrap_err().to_string(),
            "offset 6 lies outside of the text of 5 code points"
        );
        assert!(points.span([2, 2]).is_err());
    }

    #[test]
    fn ascii_needs_no_table() {
        let points = CodePoints::new("news").unwrap();
        assert_eq!(points.span([1, 4]).unwrap(), Span::new(1, 4).unwrap());
        assert!(points.span([1, 5]).is_err());
    }

    #[test]
    fn plain_and_packed_sets_are_read_and_faults_are_placed() {
        let data = tempfile::tempdir().unwrap();
        fs::create_dir(data.path().join("ner")).unwrap();
        fs::write(data.path().join("ner/plain.jsonl"), "1\n\n2\n").unwrap();
        fs::write(data.path().join("ner/faulty.jsonl"), "1\n\"two\"\n").unwrap();
        let mut packed = GzEncoder::new(
            fs::File::create(data.path().join("ner/packed.jsonl.gz")).unwrap(),
            Compression::fast(),
        );
        packed.write_all(b"3\n").unwrap();
        packed.finish().unwrap();

        let mut seen: Vec<u32> = Vec::new();
        for set in ["plain", "packed"] {
            visit(data.path(), "ner", set, |row| {
                seen.push(row);
                Ok(())
            })
            .unwrap();
        }
        assert_eq!(seen, [1, 2, 3]);
        let error = visit::<u32>(data.path(), "ner", "faulty", |_| Ok(())).unwrap_err();
        assert!(error.to_string().ends_with("faulty.jsonl:2"), "{error}");
        let error = visit::<u32>(data.path(), "ner", "plain", |row| {
            ensure!(row == 1, "not one");
            Ok(())
        });
        assert!(format!("{:#}", error.unwrap_err()).ends_with("plain.jsonl:3: not one"));
        let error = visit::<u32>(data.path(), "ner", "none", |_| Ok(())).unwrap_err();
        assert!(error.to_string().starts_with("neither "), "{error}");
    }
}
