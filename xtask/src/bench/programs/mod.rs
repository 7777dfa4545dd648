//! `cargo xtask bench programs`: the whole job, from texts to answers, beside tools of others.
//!
//! Every turn is a process of its own. In each round all engines have their turns on one core, then on
//! all cores, and then with one line of text, so that whatever else the machine does harms all of them
//! alike. At last, each reads texts that become longer and longer.

mod commands;
mod engines;
mod lengths;
mod peers;
mod process;
mod rounds;
mod texts;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::available_parallelism;

use anyhow::{Context, ensure};
use cargo_metadata::MetadataCommand;
use clap::Args;
use serde::{Deserialize, Serialize};

pub use engines::{Origin, Task};
pub use lengths::{Length, Outcome};
pub use rounds::{EngineTurns, Turn};
pub use texts::Size;

use engines::engines;
use process::Measure;
use texts::Texts;

/// What takes part, and on which texts.
#[derive(Args, Debug)]
pub struct ProgramOptions {
    /// The Python that has the packages of benches/peers/requirements.txt [default: the one in
    /// benches/peers/.venv]
    #[arg(long, value_name = "FILE")]
    python: Option<PathBuf>,
    /// Another `newsdesk` program, such as one of an earlier revision, which annotates the same texts;
    /// may be repeated
    #[arg(long, value_name = "NAME=FILE", value_parser = commands::parse_beside)]
    beside: Vec<(String, PathBuf)>,
    /// JSON Lines with a field `text`, in place of the sample articles
    #[arg(long, value_name = "FILE")]
    texts: Option<PathBuf>,
    /// How often each engine has its turn
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..))]
    rounds: u8,
    /// The longest single text, in MiB; 31, the most that fits a line of JSON, takes many minutes more
    #[arg(long, value_name = "MIB", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=31))]
    longest: u8,
}

/// All that was measured of the programs.
#[derive(Debug, Deserialize, Serialize)]
pub struct Programs {
    /// The texts of the turns.
    pub texts: Size,
    /// How many cores "all cores" are.
    pub cores: usize,
    pub engines: Vec<EngineTurns>,
    /// Single texts, by engine and from short to long.
    pub lengths: Vec<Length>,
}

/// Builds the programs and measures all engines.
pub fn measure(options: &ProgramOptions) -> anyhow::Result<Programs> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    build(&root, &["--package", "newsdesk-cli"])?;
    build(&root, &["--package", "newsdesk-benches", "--example", "measure"])?;
    let metadata = MetadataCommand::new().current_dir(&root).no_deps().exec()?;
    let release = metadata.target_directory.into_std_path_buf().join("release");
    let measure = Measure { program: release.join("examples/measure") };
    let engines = engines(&root, &release.join("newsdesk"), options)?;
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    let texts = Texts::write(folder.path(), options.texts.as_deref())?;
    let cores = available_parallelism()?.get();
    let turns = rounds::measure(&measure, &engines, &texts, options.rounds, cores)?;
    let longest = usize::from(options.longest) << 20;
    let lengths = lengths::measure(&measure, &engines, folder.path(), longest, cores)?;
    Ok(Programs { texts: texts.once.size, cores, engines: turns, lengths })
}

/// Builds programs as they are released.
fn build(root: &Path, what: &[&str]) -> anyhow::Result<()> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--release"])
        .args(what)
        .current_dir(root)
        .status()
        .context("cannot start cargo")?;
    ensure!(status.success(), "`cargo build` ended with {status}");
    Ok(())
}
