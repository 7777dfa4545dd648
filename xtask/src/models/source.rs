//! Where a model comes from: a repository at a revision.

use anyhow::{bail, ensure};

use super::manifest::{Entry, Manifest};

/// Files of these types hold data and nothing that runs.
const SAFE_TYPES: [&str; 3] = [".safetensors", ".json", ".txt"];

/// A repository at a revision.
#[derive(Clone, Debug)]
pub struct Source {
    /// `organisation/name`
    pub repository: String,
    /// A branch, tag, reference or commit.
    pub revision: String,
    /// What the manifest says of it, if it is there.
    pub entry: Option<Entry>,
}

impl Source {
    /// The source that somebody means by a name of the manifest or by `org/name@revision`.
    ///
    /// # Errors
    ///
    /// A name that is neither.
    pub fn find(text: &str, manifest: &Manifest) -> anyhow::Result<Self> {
        if let Some(entry) = manifest.find(text) {
            return Ok(Self {
                repository: entry.repository.clone(),
                revision: entry.revision.clone(),
                entry: Some(entry.clone()),
            });
        }
        let Some((repository, revision)) = text.split_once('@') else {
            let names: Vec<_> = manifest.models.iter().map(|entry| entry.name.as_str()).collect();
            bail!("no model `{text}`: there are {}, or name org/name@revision", names.join(", "));
        };
        let parts: Vec<_> = repository.split('/').collect();
        let are_safe = parts.len() == 2 && parts.iter().all(|part| is_safe(part));
        ensure!(are_safe, "`{repository}` is no repository: expected org/name");
        ensure!(revision.split('/').all(is_safe), "`{revision}` is no revision");
        Ok(Self { repository: repository.to_owned(), revision: revision.to_owned(), entry: None })
    }

    /// What to call it in messages.
    pub fn title(&self) -> String {
        match &self.entry {
            Some(entry) => entry.name.clone(),
            None => format!("{}@{}", self.repository, self.revision),
        }
    }
}

/// Whether a part of a path is a plain name.
fn is_safe(part: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    !part.is_empty() && !part.starts_with('.') && part.chars().all(is_plain)
}

/// Whether a file of a repository is of a type that we fetch, at the top of the repository.
pub fn is_safe_file(name: &str) -> bool {
    is_safe(name) && SAFE_TYPES.iter().any(|kind| name.ends_with(kind))
}

/// Refuses a file name that leads elsewhere, or whose type may hold code.
///
/// # Errors
///
/// The name and the types that are allowed.
pub fn check_file_name(name: &str) -> anyhow::Result<()> {
    ensure!(
        is_safe_file(name),
        "`{name}` is not fetched: only plain names that end in {}",
        SAFE_TYPES.join(", ")
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_of_safe_types_are_files() {
        for name in ["model.safetensors", "config.json", "vocab.txt"] {
            check_file_name(name).unwrap();
        }
        for name in [
            "pytorch_model.bin", "rust_model.ot", "../config.json", "/etc/x.json", ".json",
            "a/b.json",
        ] {
            let message = check_file_name(name).unwrap_err().to_string();
            assert!(message.starts_with(&format!("`{name}` is not fetched")), "{message}");
        }
    }

    #[test]
    fn a_source_is_a_name_or_a_repository_at_a_revision() {
        let manifest = Manifest { models: Vec::new() };
        let source = Source::find("org/name@refs/pr/2", &manifest).unwrap();
        assert_eq!((&*source.repository, &*source.revision), ("org/name", "refs/pr/2"));
        assert_eq!(source.title(), "org/name@refs/pr/2");
        for text in
            ["name", "name@main", "a/b/c@main", "../x@main", "org/name@../main", "org/name@"]
        {
            assert!(Source::find(text, &manifest).is_err(), "{text}");
        }
    }
}
