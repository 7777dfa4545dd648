//! `models/manifest.lock`: what was fetched first, and must be fetched ever after.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::source::Source;

const HEADER: &str =
    "# Written by `cargo xtask models fetch` and `update`; not to be edited by hand.\n";

/// The models that have been fetched, in the order of their repositories.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    #[serde(rename = "model", default)]
    pub models: Vec<LockedModel>,
}

/// A model as it was fetched.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LockedModel {
    pub repository: String,
    /// The revision that was asked for.
    pub revision: String,
    /// The commit, 40 hexadecimal digits, that it meant.
    pub commit: String,
    #[serde(rename = "file")]
    pub files: Vec<LockedFile>,
}

/// A file as it was fetched.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LockedFile {
    pub name: String,
    pub bytes: u64,
    /// 64 hexadecimal digits in lower case.
    pub sha256: String,
}

impl Lock {
    /// Reads a lock; one that does not exist is empty.
    ///
    /// # Errors
    ///
    /// The file and line that are wrong.
    pub fn read(file: &Path) -> anyhow::Result<Self> {
        let text = match fs::read_to_string(file) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            text => text.with_context(|| file.display().to_string())?,
        };
        toml::from_str(&text).with_context(|| file.display().to_string())
    }

    /// Writes a lock in one step, so that there is never half of it.
    ///
    /// # Errors
    ///
    /// A folder that cannot be written to.
    pub fn write(&self, file: &Path) -> anyhow::Result<()> {
        let folder = file.parent().unwrap_or_else(|| Path::new("."));
        let text = format!("{HEADER}\n{}", toml::to_string(self)?);
        let mut part = NamedTempFile::new_in(folder)?;
        part.write_all(text.as_bytes())?;
        part.persist(file).with_context(|| file.display().to_string())?;
        Ok(())
    }

    /// What is locked of a source.
    pub fn find(&self, source: &Source) -> Option<&LockedModel> {
        self.models.iter().find(|model| model.is_of(source))
    }

    /// Puts a model in the place of what was locked of its source.
    pub fn put(&mut self, model: LockedModel) {
        let is_other = |other: &LockedModel| {
            (&other.repository, &other.revision) != (&model.repository, &model.revision)
        };
        self.models.retain(is_other);
        self.models.push(model);
        self.models.sort_by(|a, b| (&a.repository, &a.revision).cmp(&(&b.repository, &b.revision)));
    }
}

impl LockedModel {
    fn is_of(&self, source: &Source) -> bool {
        self.repository == source.repository && self.revision == source.revision
    }

    /// All its files together.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }
}
