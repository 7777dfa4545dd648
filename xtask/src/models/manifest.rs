//! `models/manifest.toml`: the models that we know, and what for.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use serde::Deserialize;

use super::source::check_file_name;

/// The models of the manifest, in its order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    #[serde(rename = "model")]
    pub models: Vec<Entry>,
}

/// A model that we know.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What users call it.
    pub name: String,
    /// `organisation/name` on the hub.
    pub repository: String,
    /// A branch, tag, reference or commit of the repository.
    pub revision: String,
    /// Names of the files that it needs.
    pub files: Vec<String>,
    /// SPDX expression of the licence, or "unknown" where the repository states none.
    pub licence: String,
    /// What it does.
    pub task: String,
    /// What it is good for.
    pub purpose: String,
    /// A score that somebody published.
    pub score: Option<Score>,
}

/// A published score and who published it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// Metric, set and value.
    pub value: String,
    /// Where it was published.
    pub source: String,
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    ///
    /// The file and line that are wrong; a name that two models have; a file name that is not safe.
    pub fn read(file: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
        let manifest: Self = toml::from_str(&text).with_context(|| file.display().to_string())?;
        for (index, entry) in manifest.models.iter().enumerate() {
            let is_new = manifest.models.iter().take(index).all(|other| other.name != entry.name);
            ensure!(is_new, "{}: two models are called `{}`", file.display(), entry.name);
            for name in &entry.files {
                check_file_name(name).with_context(|| file.display().to_string())?;
            }
        }
        Ok(manifest)
    }

    /// The model of a name, without regard to case.
    pub fn find(&self, name: &str) -> Option<&Entry> {
        self.models.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }
}
