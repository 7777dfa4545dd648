//! Which files are read.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indicatif::ProgressBar;
use newsdesk::encoder::Cancellation;
use walkdir::{DirEntry, WalkDir};

use crate::failure::FailureKind;
use crate::input::readers::{BackgroundReader, CancellableReader};

/// Endings of text files that are read from directories, with or without `.gz`.
const TEXT_ENDINGS: [&str; 3] = ["txt", "text", "md"];

/// Endings of files with JSON Lines that are read from directories, with or without `.gz`.
const LINES_ENDINGS: [&str; 2] = ["jsonl", "ndjson"];

/// Something that can be read, or that was looked for in vain.
#[derive(Debug)]
pub enum Source {
    StandardInput,
    File(PathBuf),
    /// A directory that was not to be read.
    Directory(PathBuf),
    /// A part of a directory that could not be listed.
    Unlisted(PathBuf, io::Error),
}

impl Source {
    /// What messages and documents call it.
    pub fn name(&self) -> Arc<str> {
        match self {
            Self::StandardInput => "-".into(),
            Self::File(path) | Self::Directory(path) | Self::Unlisted(path, _) => {
                path.to_string_lossy().into()
            }
        }
    }

    /// Opens it; what is read moves the progress. Reading fails once cancelled.
    pub fn open(
        &self,
        progress: &ProgressBar,
        cancellation: &Cancellation,
    ) -> Result<Box<dyn Read + Send>, FailureKind> {
        let cancellation = cancellation.clone();
        match self {
            Self::StandardInput => {
                let input = BackgroundReader::new(|| Ok(io::stdin()), cancellation);
                Ok(Box::new(input.map_err(FailureKind::Read)?))
            }
            Self::File(path) if may_wait(path) => {
                let path = path.clone();
                let input = BackgroundReader::new(|| File::open(path), cancellation);
                Ok(Box::new(progress.wrap_read(input.map_err(FailureKind::Read)?)))
            }
            Self::File(path) => {
                let file = File::open(path).map_err(FailureKind::Read)?;
                Ok(Box::new(CancellableReader::new(progress.wrap_read(file), cancellation)))
            }
            Self::Directory(_) => Err(FailureKind::Directory),
            Self::Unlisted(_, error) => {
                Err(FailureKind::Read(io::Error::new(error.kind(), error.to_string())))
            }
        }
    }
}

/// Whether reading may wait for somebody who writes, as from a pipe.
fn may_wait(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file())
}

/// The sources that the paths of the command line stand for, in their order; the files of a
/// directory in the order of their names.
pub fn expand(paths: &[PathBuf], is_recursive: bool, is_lines: bool) -> Vec<Source> {
    if paths.is_empty() {
        return vec![Source::StandardInput];
    }
    let mut sources = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            sources.push(Source::StandardInput);
        } else if !path.is_dir() {
            sources.push(Source::File(path.clone()));
        } else if is_recursive {
            sources.extend(files_below(path, is_lines));
        } else {
            sources.push(Source::Directory(path.clone()));
        }
    }
    sources
}

/// Bytes of all sources together; none if one of them has no known size.
pub fn size(sources: &[Source]) -> Option<u64> {
    let size = |source: &Source| match source {
        Source::StandardInput => None,
        Source::File(path) => {
            let metadata = fs::metadata(path).ok();
            metadata.map_or(Some(0), |metadata| metadata.is_file().then_some(metadata.len()))
        }
        Source::Directory(_) | Source::Unlisted(..) => Some(0),
    };
    sources.iter().map(size).sum()
}

/// The files of a directory that are ours to read; hidden ones are not.
fn files_below(directory: &Path, is_lines: bool) -> impl Iterator<Item = Source> {
    let is_shown = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let entries = WalkDir::new(directory).follow_links(true).sort_by_file_name();
    let directory = directory.to_owned();
    entries.into_iter().filter_entry(is_shown).filter_map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_file() && is_wanted(entry.path(), is_lines) => {
            Some(Source::File(entry.into_path()))
        }
        Ok(_) => None,
        Err(error) => {
            let path = error.path().map_or_else(|| directory.clone(), Path::to_owned);
            Some(Source::Unlisted(path, error.into()))
        }
    })
}

/// Whether a file of a directory has one of the endings.
fn is_wanted(path: &Path, is_lines: bool) -> bool {
    let is = |path: &Path, ending: &str| {
        path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
    };
    let path = if is(path, "gz") { &path.with_extension("") } else { path };
    let endings = if is_lines { LINES_ENDINGS.as_slice() } else { TEXT_ENDINGS.as_slice() };
    endings.iter().any(|ending| is(path, ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_decide_what_is_read_from_directories() {
        for (name, is_text, is_lines) in [
            ("a.txt", true, false),
            ("a.TXT.gz", true, false),
            ("a.b.md", true, false),
            ("a.jsonl", false, true),
            ("a.ndjson.gz", false, true),
            ("a.gz", false, false),
            ("a.json", false, false),
            ("txt", false, false),
        ] {
            assert_eq!(is_wanted(Path::new(name), false), is_text, "{name}");
            assert_eq!(is_wanted(Path::new(name), true), is_lines, "{name}");
        }
    }
}
