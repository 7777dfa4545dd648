//! A model from a hub to the cache, as the lock wants it.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use backon::{BlockingRetryable, ExponentialBuilder};
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use rayon::prelude::*;

use super::cache::{Cache, State};
use super::digest::Digest;
use super::hub::{Hub, Remote, RequestError};
use super::lock::{Lock, LockedFile, LockedModel};
use super::source::{Source, is_safe_file};
use super::transfer::{self, Wanted};

/// So many files are fetched at once.
const CONNECTIONS: usize = 4;

/// What the lock means for a fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// What is locked must come.
    Locked,
    /// What the revision means now comes, and is locked.
    Moved,
}

/// Fetches models to a cache and writes the lock.
pub struct Fetcher {
    hub: Hub,
    cache: Cache,
    lock_file: PathBuf,
}

impl Fetcher {
    pub fn new(hub: Hub, cache: Cache, lock_file: &Path) -> Self {
        Self { hub, cache, lock_file: lock_file.to_owned() }
    }

    /// Fetches what is not there yet; returns what is locked.
    ///
    /// # Errors
    ///
    /// Which file could not be fetched and why. Files that were fetched stay, and the lock is as it
    /// was.
    pub fn fetch(&self, source: &Source, hold: Hold) -> anyhow::Result<LockedModel> {
        let lock = Lock::read(&self.lock_file)?;
        let model = match lock.find(source) {
            Some(model) if hold == Hold::Locked => self.fetch_locked(model)?,
            _ => self.fetch_first(source)?,
        };
        // Read again, since another run may have locked something meanwhile.
        let mut lock = Lock::read(&self.lock_file)?;
        if lock.find(source) != Some(&model) {
            lock.put(model.clone());
            lock.write(&self.lock_file)?;
        }
        self.cache.note_revision(&model)?;
        Ok(model)
    }

    /// Fetches what the lock names.
    fn fetch_locked(&self, model: &LockedModel) -> anyhow::Result<LockedModel> {
        let mut wanted = Vec::new();
        for file in &model.files {
            if !matches!(self.cache.state(model, file), State::Good) {
                let digest = Digest::Sha256(file.sha256.clone());
                wanted.push(self.wanted(model, &file.name, Some(file.bytes), digest)?);
            }
        }
        self.transfer(&wanted)?;
        Ok(model.clone())
    }

    /// Fetches what a revision means now, compared with what the hub says of it.
    fn fetch_first(&self, source: &Source) -> anyhow::Result<LockedModel> {
        let names = match &source.entry {
            Some(entry) => entry.files.clone(),
            None => self.safe_files(source)?,
        };
        let remotes = self.describe(source, &names)?;
        let commit = remotes.first().context("no files")?.commit.clone();
        let mut model = LockedModel {
            repository: source.repository.clone(),
            revision: source.revision.clone(),
            commit,
            files: Vec::new(),
        };
        let mut wanted = Vec::new();
        for (name, remote) in names.iter().zip(&remotes) {
            ensure!(
                remote.commit == model.commit,
                "{} moved while it was read; try again",
                source.title()
            );
            wanted.push(self.wanted(&model, name, remote.bytes, remote.digest.clone())?);
        }
        let found = self.transfer(&wanted)?;
        let files = names.into_iter().zip(found);
        model.files =
            files.map(|(name, (bytes, sha256))| LockedFile { name, bytes, sha256 }).collect();
        Ok(model)
    }

    /// The files of a repository that hold data and nothing that runs.
    fn safe_files(&self, source: &Source) -> anyhow::Result<Vec<String>> {
        let mut names = self.hub.files(source)?;
        names.retain(|name| is_safe_file(name));
        if !names.iter().any(|name| name.ends_with(".safetensors")) {
            bail!("{} has no .safetensors file, and others are not fetched", source.title());
        }
        Ok(names)
    }

    /// What the hub says of the files.
    fn describe(&self, source: &Source, names: &[String]) -> anyhow::Result<Vec<Remote>> {
        let patience = self.hub.patience();
        let backoff = ExponentialBuilder::default()
            .with_min_delay(patience.first_delay)
            .with_max_times(patience.tries.saturating_sub(1));
        let describe = |name: &String| {
            (|| self.hub.describe(source, name))
                .retry(backoff)
                .when(|error| matches!(error, RequestError::Transient(_)))
                .call()
                .map_err(RequestError::into_inner)
        };
        names.iter().map(describe).collect()
    }

    fn wanted(
        &self,
        model: &LockedModel,
        name: &str,
        bytes: Option<u64>,
        digest: Digest,
    ) -> anyhow::Result<Wanted> {
        let url = self.hub.file_url(&model.repository, &model.commit, name);
        Ok(Wanted {
            url: url.map_err(RequestError::into_inner)?,
            target: self.cache.snapshot(&model.repository, &model.commit).join(name),
            bytes,
            digest,
        })
    }

    /// Fetches files, some at once; their bytes and SHA-256, in their order.
    fn transfer(&self, wanted: &[Wanted]) -> anyhow::Result<Vec<(u64, String)>> {
        let bars = MultiProgress::new();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(CONNECTIONS).build()?;
        let fetch = |wanted: &Wanted| transfer::fetch(&self.hub, wanted, &bars.add(bar(wanted)));
        let found: Vec<_> = pool.install(|| wanted.par_iter().map(fetch).collect());
        found.into_iter().collect()
    }
}

fn bar(wanted: &Wanted) -> ProgressBar {
    let template = "{msg:24} {bytes:>10} / {total_bytes:10} {bytes_per_sec:>12} {wide_bar} {eta}";
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let name = wanted.target.file_name().unwrap_or_default().to_string_lossy().into_owned();
    ProgressBar::new(wanted.bytes.unwrap_or_default()).with_style(style).with_message(name)
}
