//! Where the files of models lie: in the layout of the hub's own clients.

use std::env;
use std::fs;
use std::io::ErrorKind;
#[cfg(unix)]
use std::os::unix::fs::symlink;
#[cfg(windows)]
use std::os::windows::fs::symlink_dir as symlink;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::digest::{Digest, check_file};
use super::lock::{LockedFile, LockedModel};

/// A folder of models: `models--ORG--NAME/snapshots/COMMIT/FILE`, with `refs/REVISION` beside
/// `snapshots`. What Python's client has fetched to it is found, and the other way round.
#[derive(Clone, Debug)]
pub struct Cache {
    root: PathBuf,
}

/// How a file in the cache compares with the lock.
#[derive(Debug)]
pub enum State {
    Good,
    Missing,
    /// What is wrong with it.
    Damaged(anyhow::Error),
}

impl Cache {
    /// `HF_HUB_CACHE`, or `hub` in `HF_HOME`, or else the folder that is given.
    pub fn from_environment(default: &Path) -> Self {
        let folder = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let home = || folder("HF_HOME").map(|home| home.join("hub"));
        Self::new(folder("HF_HUB_CACHE").or_else(home).unwrap_or_else(|| default.to_owned()))
    }

    /// The cache in a folder, which need not exist.
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    fn repository(&self, repository: &str) -> PathBuf {
        self.root.join(format!("models--{}", repository.replace('/', "--")))
    }

    /// The folder of a repository's files at a commit.
    pub fn snapshot(&self, repository: &str, commit: &str) -> PathBuf {
        self.repository(repository).join("snapshots").join(commit)
    }

    /// Compares a file with the lock.
    pub fn state(&self, model: &LockedModel, file: &LockedFile) -> State {
        let path = self.snapshot(&model.repository, &model.commit).join(&file.name);
        if !path.exists() {
            return State::Missing;
        }
        match check_file(&path, Some(file.bytes), &Digest::Sha256(file.sha256.clone())) {
            Ok(_) => State::Good,
            Err(error) => State::Damaged(error),
        }
    }

    /// Whether all files are there; their content is not read.
    pub fn has(&self, model: &LockedModel) -> bool {
        let folder = self.snapshot(&model.repository, &model.commit);
        model.files.iter().all(|file| folder.join(&file.name).exists())
    }

    /// Notes which commit a revision meant, for the hub's own clients.
    ///
    /// # Errors
    ///
    /// A file that cannot be written.
    pub fn note_revision(&self, model: &LockedModel) -> anyhow::Result<()> {
        let file = self.repository(&model.repository).join("refs").join(&model.revision);
        let context = || file.display().to_string();
        fs::create_dir_all(file.parent().unwrap_or(&self.root)).with_context(context)?;
        fs::write(&file, &model.commit).with_context(context)
    }

    /// Lets a name in a folder lead to the files of a model, so that programs find them by it.
    ///
    /// # Errors
    ///
    /// A link that cannot be made.
    pub fn link(&self, model: &LockedModel, folder: &Path, name: &str) -> anyhow::Result<()> {
        let link = folder.join(name);
        let context = || link.display().to_string();
        fs::create_dir_all(folder).with_context(context)?;
        if link.is_symlink() {
            fs::remove_file(&link).with_context(context)?;
        }
        let target = self.snapshot(&model.repository, &model.commit);
        let target = fs::canonicalize(&target).with_context(context)?;
        symlink(&target, &link).with_context(context)
    }

    /// Deletes the files of a model; says whether there were any.
    ///
    /// # Errors
    ///
    /// A folder that cannot be deleted.
    pub fn remove(&self, model: &LockedModel) -> anyhow::Result<bool> {
        let folder = self.snapshot(&model.repository, &model.commit);
        match fs::remove_dir_all(&folder) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error).with_context(|| folder.display().to_string()),
        }
    }
}
