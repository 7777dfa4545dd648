//! What the salience head of `newsdesk-en` learns from.
//!
//! `cargo run --release -p newsdesk-recipe-salience -- MODEL OUTPUT FILE…` reads articles, one JSON
//! object with a `text` a line, and writes for each file two tables: `NAME.safetensors` of the
//! articles, and `NAME-cut.safetensors` of every other one without its first three sentences. The
//! numbers come from the crate itself, so training sees what the program will see.

mod table;

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use newsdesk_document::Document;
use newsdesk_encoder::{Encoder, ModelFiles, Precision};
use newsdesk_ner::Recognizer;
use newsdesk_stance::Attributor;
use newsdesk_summarization::training::inputs;
use newsdesk_tokenization::segment;
use rayon::prelude::*;
use serde::Deserialize;

use table::{Rows, write};

/// So many sentences are cut off.
const CUT: usize = 3;

/// A line of a file.
#[derive(Deserialize)]
struct Article {
    text: String,
}

/// What reads an article.
struct Stages {
    encoder: Encoder,
    recognizer: Recognizer,
    attributor: Attributor,
}

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let mut next = || arguments.next().context("usage: MODEL OUTPUT FILE…");
    let (files, output) = (ModelFiles::read(&next()?)?, next()?);
    let stages = Stages {
        encoder: Encoder::from_files(&files, Precision::Int8)?,
        recognizer: Recognizer::from_files(&files)?,
        attributor: Attributor::from_files(&files)?,
    };
    std::fs::create_dir_all(&output)?;
    for path in arguments {
        let name = path.file_name().and_then(OsStr::to_str).context("a file has a name")?;
        let name = name.split('.').next().unwrap_or_default();
        let articles = articles(&path)?;
        let whole = articles.par_iter().map(|article| stages.read(&article.text, 0));
        write(&output.join(format!("{name}.safetensors")), &whole.collect::<Result<Vec<_>>>()?)?;
        let cut = articles.par_iter().enumerate().map(|(number, article)| {
            let start = if number % 2 == 0 { end_of_lead(&article.text)? } else { None };
            start.map_or_else(|| Ok(Rows::default()), |start| stages.read(&article.text, start))
        });
        write(&output.join(format!("{name}-cut.safetensors")), &cut.collect::<Result<Vec<_>>>()?)?;
        println!("{name}: {} articles", articles.len());
    }
    Ok(())
}

impl Stages {
    /// Reads the text from a byte on; offsets are those of the whole text.
    fn read(&self, text: &str, start: usize) -> Result<Rows> {
        let (text, start) = (text.get(start..).unwrap_or_default(), u32::try_from(start)?);
        let mut document = Document::new("", text)?;
        document.attach_segmentation(segment(text)?)?;
        let encoding = self.encoder.encode(&document)?;
        document.attach_entities(self.recognizer.recognize(&document, &encoding)?)?;
        document.attach_attributions(self.attributor.attribute(&document, &encoding)?)?;
        let (candidates, inputs) = inputs(&document, &encoding)?;
        let is_candidate = |index: usize| u8::from(candidates.binary_search(&index).is_ok());
        Ok(Rows {
            inputs,
            spans: document
                .sentences()
                .map(|sentence| [start + sentence.span().start(), start + sentence.span().end()])
                .collect(),
            candidates: (0..document.sentences().len()).map(is_candidate).collect(),
        })
    }
}

/// Where the fourth sentence begins; none if there are no more than three.
fn end_of_lead(text: &str) -> Result<Option<usize>> {
    let segmentation = segment(text)?;
    Ok(segmentation.sentences().get(CUT).map(|sentence| sentence.span().range().start))
}

/// Reads JSON Lines, packed or not.
fn articles(path: &Path) -> Result<Vec<Article>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let is_packed = path.extension().is_some_and(|extension| extension == "gz");
    let reader: Box<dyn Read> =
        if is_packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    let lines = BufReader::new(reader).lines().enumerate();
    let article = |(number, line): (usize, std::io::Result<String>)| {
        let place = || format!("{}, line {}", path.display(), number + 1);
        serde_json::from_str(&line.with_context(place)?).with_context(place)
    };
    lines.map(article).collect()
}
