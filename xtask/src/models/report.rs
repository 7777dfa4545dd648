//! What is here, and what is known of it.

use std::io::{self, Write};

use anyhow::{Context, bail};

use super::cache::{Cache, State};
use super::lock::{Lock, LockedModel};
use super::manifest::Manifest;
use super::source::Source;

/// Prints the models of the manifest and any others that are locked.
pub fn list(manifest: &Manifest, lock: &Lock, cache: &Cache) -> anyhow::Result<()> {
    let mut output = io::stdout().lock();
    let state = |locked: Option<&LockedModel>| match locked {
        Some(model) if cache.has(model) => format!("{} MB here", model.bytes() / 1_000_000),
        Some(model) => format!("{} MB", model.bytes() / 1_000_000),
        None => "not fetched yet".to_owned(),
    };
    for entry in &manifest.models {
        let source = Source::find(&entry.name, manifest)?;
        let state = state(lock.find(&source));
        writeln!(output, "{:38} {:16} {:18} {state}", entry.name, entry.task, entry.licence)?;
    }
    for model in &lock.models {
        let is_known = manifest.models.iter().any(|entry| {
            (&entry.repository, &entry.revision) == (&model.repository, &model.revision)
        });
        if !is_known {
            let name = format!("{}@{}", model.repository, model.revision);
            writeln!(output, "{name:74} {}", state(Some(model)))?;
        }
    }
    Ok(())
}

/// Prints all that the manifest and the lock say of a model.
pub fn show(source: &Source, lock: &Lock, cache: &Cache) -> anyhow::Result<()> {
    let mut output = io::stdout().lock();
    let mut line = |name: &str, value: &str| writeln!(output, "{name:12} {value}");
    line("repository", &source.repository)?;
    line("revision", &source.revision)?;
    if let Some(entry) = &source.entry {
        line("task", &entry.task)?;
        line("good for", &entry.purpose)?;
        line("licence", &entry.licence)?;
        if let Some(score) = &entry.score {
            line("score", &format!("{} ({})", score.value, score.source))?;
        }
    }
    let Some(model) = lock.find(source) else {
        line("state", "not fetched yet, so its commit and hashes are unknown")?;
        return Ok(());
    };
    line("commit", &model.commit)?;
    for file in &model.files {
        line("file", &format!("{} {:>12} {}", file.sha256, file.bytes, file.name))?;
    }
    let folder = cache.snapshot(&model.repository, &model.commit);
    line("folder", &format!("{}", folder.display()))?;
    line("state", if cache.has(model) { "here" } else { "not here" })?;
    Ok(())
}

/// Compares files with the lock and prints what each is; all locked models if none is named.
///
/// # Errors
///
/// If a file of a model that is named is missing, or any file is damaged.
pub fn verify(sources: &[Source], lock: &Lock, cache: &Cache) -> anyhow::Result<()> {
    let is_here = |model: &&LockedModel| cache.snapshot(&model.repository, &model.commit).exists();
    let mut models: Vec<&LockedModel> = lock.models.iter().filter(is_here).collect();
    if !sources.is_empty() {
        models =
            sources.iter().map(|source| locked(source, lock)).collect::<anyhow::Result<_>>()?;
    }
    let mut bad = 0;
    for model in models {
        for file in &model.files {
            let state = match cache.state(model, file) {
                State::Good => "good".to_owned(),
                State::Missing => "MISSING".to_owned(),
                State::Damaged(error) => format!("DAMAGED: {error:#}"),
            };
            bad += usize::from(state != "good");
            println!("{}/{}: {state}", model.repository, file.name);
        }
    }
    if bad > 0 {
        bail!("{bad} files are not what the lock says; `fetch` mends them");
    }
    Ok(())
}

/// Deletes the files of models.
pub fn remove(sources: &[Source], lock: &Lock, cache: &Cache) -> anyhow::Result<()> {
    for source in sources {
        let was_here = cache.remove(locked(source, lock)?)?;
        println!("{}: {}", source.title(), if was_here { "removed" } else { "was not here" });
    }
    Ok(())
}

/// Prints the folder of a model that is here.
pub fn path(source: &Source, lock: &Lock, cache: &Cache) -> anyhow::Result<()> {
    let model = locked(source, lock)?;
    if !cache.has(model) {
        bail!("{} is not here: `cargo xtask models fetch {0}`", source.title());
    }
    println!("{}", cache.snapshot(&model.repository, &model.commit).display());
    Ok(())
}

fn locked<'l>(source: &Source, lock: &'l Lock) -> anyhow::Result<&'l LockedModel> {
    let title = source.title();
    lock.find(source)
        .with_context(|| format!("{title} was never fetched: `cargo xtask models fetch {title}`"))
}
