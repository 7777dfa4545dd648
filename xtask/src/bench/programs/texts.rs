//! The texts that all engines read.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use newsdesk_benches::{ARTICLES, running_text};
use serde::{Deserialize, Serialize};

/// How often the sample articles are repeated, so that a turn takes seconds.
const SAMPLE_REPEATS: usize = 10;

/// How often all texts are repeated for engines that need no model.
const FAST_REPEATS: usize = 40;

/// How much text there is.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Size {
    /// What the texts are.
    pub source: String,
    pub articles: usize,
    /// Parts between white space.
    pub words: usize,
    pub bytes: usize,
}

/// A file with texts.
pub struct Corpus {
    pub file: PathBuf,
    pub size: Size,
}

/// The files that are read in turns.
pub struct Texts {
    pub once: Corpus,
    /// The same, [`FAST_REPEATS`] times.
    pub repeated: Corpus,
    /// One line of text.
    pub line: PathBuf,
}

#[derive(Deserialize, Serialize)]
struct Article {
    text: String,
}

impl Texts {
    /// Writes the files into a folder: the sample articles, or those of a file.
    pub fn write(folder: &Path, articles: Option<&Path>) -> anyhow::Result<Self> {
        let [once, repeated, line] = ["once", "repeated", "line"].map(|name| folder.join(name));
        let size = write_once(&once, articles)?;
        let mut output = File::create(&repeated)?;
        for _ in 0..FAST_REPEATS {
            io::copy(&mut File::open(&once)?, &mut output)?;
        }
        write_article(
            &mut File::create(&line)?,
            "The minister praised the mayor of Paris on Monday.",
        )?;
        let repeated = Corpus { file: repeated, size: size.repeat(FAST_REPEATS) };
        Ok(Self { once: Corpus { file: once, size }, repeated, line })
    }

    /// What an engine reads in a turn, by whether it is fast.
    pub fn corpus(&self, is_fast: bool) -> &Corpus {
        if is_fast { &self.repeated } else { &self.once }
    }
}

impl Size {
    fn repeat(&self, count: usize) -> Self {
        Self {
            source: self.source.clone(),
            articles: self.articles * count,
            words: self.words * count,
            bytes: self.bytes * count,
        }
    }
}

fn write_once(path: &Path, articles: Option<&Path>) -> anyhow::Result<Size> {
    let mut output = BufWriter::new(File::create(path)?);
    let source = articles.map_or("the sample articles", |_| "other articles");
    let mut size = Size { source: source.to_owned(), articles: 0, words: 0, bytes: 0 };
    let mut add = |text: &str| {
        size.articles += 1;
        size.words += text.split_whitespace().count();
        size.bytes += text.len();
        write_article(&mut output, text)
    };
    if let Some(file) = articles {
        let name = || file.display().to_string();
        for line in BufReader::new(File::open(file).with_context(name)?).lines() {
            add(&serde_json::from_str::<Article>(&line?).with_context(name)?.text)?;
        }
    } else {
        for _ in 0..SAMPLE_REPEATS {
            ARTICLES.iter().try_for_each(|(_, text)| add(text))?;
        }
    }
    output.flush()?;
    ensure!(size.words > 0, "there is no word in the texts");
    Ok(size)
}

fn write_article(output: &mut impl Write, text: &str) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *output, &serde_json::json!({ "text": text }))?;
    Ok(writeln!(output)?)
}

/// Writes one running text of at least so many bytes, up to the end of a paragraph, and says how many
/// it has.
pub fn write_running_text(path: &Path, least: usize) -> anyhow::Result<usize> {
    let text = running_text(least);
    write_article(&mut BufWriter::new(File::create(path)?), &text)?;
    Ok(text.len())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn sizes_are_those_of_the_files() {
        let folder = tempfile::tempdir().unwrap();
        let other = folder.path().join("other.jsonl");
        fs::write(&other, "{\"id\":1,\"text\":\"Two words.\"}\n{\"text\":\"One\"}\n").unwrap();
        let texts = Texts::write(folder.path(), Some(&other)).unwrap();
        let Size { articles, words, bytes, .. } = texts.once.size;
        assert_eq!((articles, words, bytes), (2, 3, 13));
        let lines = |path| fs::read_to_string(path).unwrap().lines().count();
        assert_eq!(lines(&texts.once.file), 2);
        assert_eq!(lines(&texts.repeated.file), texts.repeated.size.articles);
        assert_eq!(lines(&texts.line), 1);
    }
}
