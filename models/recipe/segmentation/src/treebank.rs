//! Documents of a treebank with their sentences.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use serde::Deserialize;

/// A text and where its sentences start.
pub struct Document {
    /// The text.
    pub text: String,
    /// UTF-8 byte offsets, in text order.
    pub starts: Vec<usize>,
}

/// A line of the file; offsets are code points.
#[derive(Deserialize)]
struct Row {
    text: String,
    sentences: Vec<(usize, usize)>,
}

/// Reads gzipped JSON Lines.
pub fn read(path: &Path) -> Result<Vec<Document>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let lines = BufReader::new(GzDecoder::new(file)).lines();
    let mut documents = Vec::new();
    for (number, line) in lines.enumerate() {
        let row: Row = serde_json::from_str(&line?)
            .with_context(|| format!("{}, line {}", path.display(), number + 1))?;
        let bytes: Vec<usize> = row.text.char_indices().map(|(byte, _)| byte).collect();
        let starts = row.sentences.iter().filter_map(|&(start, _)| bytes.get(start).copied());
        documents.push(Document { starts: starts.collect(), text: row.text });
    }
    Ok(documents)
}

/// The same document with straight quotation marks and apostrophes made curly, as newspapers
/// print them; the treebank has few of those.
pub fn with_curly_quotes(document: &Document) -> Document {
    let mut text = String::with_capacity(document.text.len());
    let mut starts = Vec::with_capacity(document.starts.len());
    let mut pending = document.starts.iter().copied().peekable();
    let mut previous = ' ';
    for (byte, character) in document.text.char_indices() {
        if pending.next_if_eq(&byte).is_some() {
            starts.push(text.len());
        }
        let opens = previous.is_whitespace() || "([{-–—\"'".contains(previous);
        text.push(match character {
            '"' if opens => '“',
            '"' => '”',
            '\'' if opens => '‘',
            '\'' => '’',
            other => other,
        });
        previous = character;
    }
    Document { text, starts }
}
