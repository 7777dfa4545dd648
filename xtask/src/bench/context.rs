//! Where and when something was measured, and on which revision.

use std::fs;
use std::process::Command;
use std::thread::available_parallelism;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Measurements and their context.
#[derive(Debug, Deserialize, Serialize)]
pub struct Record<T> {
    /// The day, as `2026-01-31`.
    pub date: String,
    /// The commit, with `-dirty` if files were changed after it.
    pub revision: String,
    /// The processor, and what matters of its instructions.
    pub machine: String,
    pub measured: T,
}

impl<T> Record<T> {
    /// What was measured here and now.
    pub fn new(measured: T) -> anyhow::Result<Self> {
        Ok(Self { date: date()?, revision: revision()?, machine: machine(), measured })
    }
}

fn machine() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        line.split_once(':').map(|(_, value)| value.trim().to_owned())
    };
    let flags = field("flags").unwrap_or_default();
    let known = ["avx2", "avx512f", "avx512_vnni"];
    let flags: Vec<_> =
        known.into_iter().filter(|flag| flags.split(' ').any(|f| f == *flag)).collect();
    let name = field("model name").unwrap_or_else(|| "an unknown processor".to_owned());
    let family = [field("cpu family"), field("model")].map(Option::unwrap_or_default).join("/");
    let cores = available_parallelism().map_or(1, usize::from);
    format!("{cores} cores of {name} (family/model {family}; {})", flags.join(", "))
}

fn date() -> anyhow::Result<String> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let now = Timestamp::from_second(i64::try_from(seconds)?)?.to_string();
    Ok(now.chars().take_while(|letter| *letter != 'T').collect())
}

fn revision() -> anyhow::Result<String> {
    let output = Command::new("git")
        .args(["describe", "--always", "--dirty", "--abbrev=12"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .context("cannot start git")?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
