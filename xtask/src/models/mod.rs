//! `cargo xtask models`: the models of others, from a hub to a folder.
//!
//! ```console
//! cargo xtask models list                      # what `models/manifest.toml` names
//! cargo xtask models fetch bert-base-NER       # downloads, checks and locks it
//! cargo xtask models fetch org/name@revision   # any other repository
//! cargo xtask models path bert-base-NER        # its folder, for `--model`
//! ```
//!
//! The manifest says which files of which repository a model has. What cannot be known before a
//! download, that is the commit and the bytes and SHA-256 of every file, stands in
//! `models/manifest.lock`: the first fetch writes it, after the files were compared with what the
//! hub says of them; every later fetch and `verify` hold to it, and only `update` moves it.
//!
//! Programs find a model of the manifest by its name, through a link in `models/cache`:
//! `newsdesk entities --model bert-base-NER` in this folder, or with `NEWSDESK_MODELS` elsewhere.
//!
//! Environment: `HF_ENDPOINT` (a mirror), `HF_TOKEN` (sent to the endpoint alone), `HF_HUB_OFFLINE`,
//! `HF_HUB_CACHE` and `HF_HOME` (where files lie; `models/cache` without them), `HTTPS_PROXY` and its
//! kin.

mod cache;
mod digest;
mod fetch;
mod hub;
mod lock;
mod manifest;
mod report;
mod source;
mod transfer;

#[cfg(test)]
mod tests;

use std::path::Path;

use clap::{Args, Subcommand};

use cache::Cache;
use fetch::{Fetcher, Hold};
use hub::{Hub, HubSettings};
use lock::Lock;
use manifest::Manifest;
use source::Source;

/// Arguments of `cargo xtask models`.
#[derive(Args, Debug)]
pub struct ModelsArguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand, Debug)]
enum Action {
    /// Lists the models of the manifest, and which of them are here
    List,
    /// Prints all that is known of a model
    Show {
        #[arg(value_name = "MODEL")]
        model: String,
    },
    /// Downloads models; what is here already is checked and kept
    Fetch {
        /// A name of the manifest, or `org/name@revision` for any other repository
        #[arg(value_name = "MODEL", required = true)]
        models: Vec<String>,
    },
    /// Resolves the revision of models anew, downloads them and moves the lock
    Update {
        #[arg(value_name = "MODEL", required = true)]
        models: Vec<String>,
    },
    /// Compares the files that are here with the lock; uses no network
    Verify {
        /// All locked models if none is named
        #[arg(value_name = "MODEL")]
        models: Vec<String>,
    },
    /// Deletes the files of models; the lock stays
    Remove {
        #[arg(value_name = "MODEL", required = true)]
        models: Vec<String>,
    },
    /// Prints the folder of a model
    Path {
        #[arg(value_name = "MODEL")]
        model: String,
    },
}

/// Runs the subcommand.
///
/// # Errors
///
/// A model that nobody knows, a download that failed, a file that differs from the lock.
pub fn run(arguments: &ModelsArguments) -> anyhow::Result<()> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../models"));
    let manifest = Manifest::read(&folder.join("manifest.toml"))?;
    let lock_file = folder.join("manifest.lock");
    let cache = Cache::from_environment(&folder.join("cache"));
    let source = |name: &String| Source::find(name, &manifest);
    let sources = |names: &[String]| names.iter().map(source).collect::<anyhow::Result<Vec<_>>>();

    match &arguments.action {
        Action::List => report::list(&manifest, &Lock::read(&lock_file)?, &cache),
        Action::Show { model } => report::show(&source(model)?, &Lock::read(&lock_file)?, &cache),
        Action::Fetch { models } => fetch(&sources(models)?, Hold::Locked, &lock_file, &cache),
        Action::Update { models } => fetch(&sources(models)?, Hold::Moved, &lock_file, &cache),
        Action::Verify { models } => {
            report::verify(&sources(models)?, &Lock::read(&lock_file)?, &cache)
        }
        Action::Remove { models } => {
            report::remove(&sources(models)?, &Lock::read(&lock_file)?, &cache)
        }
        Action::Path { model } => report::path(&source(model)?, &Lock::read(&lock_file)?, &cache),
    }
}

/// Fetches one model after another; each is locked as soon as it is complete.
fn fetch(sources: &[Source], hold: Hold, lock_file: &Path, cache: &Cache) -> anyhow::Result<()> {
    let hub = Hub::new(HubSettings::from_environment()?);
    let fetcher = Fetcher::new(hub, cache.clone(), lock_file);
    let links = lock_file.with_file_name("cache");
    for source in sources {
        let model = fetcher.fetch(source, hold)?;
        if let Some(entry) = &source.entry {
            cache.link(&model, &links, &entry.name)?;
        }
        let folder = cache.snapshot(&model.repository, &model.commit);
        println!("{}: {}", source.title(), folder.display());
    }
    Ok(())
}
