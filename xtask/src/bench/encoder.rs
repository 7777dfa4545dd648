//! `cargo xtask bench encoder`: the encoder beside the engines of others.
//!
//! The program that measures is an example of `newsdesk-benches`, so that the peers are no
//! dependencies of this crate. It prints one JSON object a line. libtorch takes part where
//! `cargo xtask libtorch` has brought it.

use std::env;
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::libtorch;

/// Which engines take part.
#[derive(Args, Debug)]
pub struct EncoderOptions {
    /// Measure candle and rten as well, which takes a few minutes to build
    #[arg(long)]
    peers: bool,
}

/// One engine on one shape, as `benches/engines` writes it.
#[derive(Debug, Deserialize, Serialize)]
pub struct EncoderSpeed {
    pub engine: String,
    pub threads: usize,
    /// Sequences × pieces of each.
    pub shape: String,
    pub pieces_per_second: f64,
    /// Of what the cores could do at best, in 0..=1; absent where it was not recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_of_limit: Option<f64>,
}

/// The engines on one core and on two threads.
pub fn measure(options: &EncoderOptions) -> anyhow::Result<Vec<EncoderSpeed>> {
    let mut speeds = speeds(options.peers, 1)?;
    speeds.extend(self::speeds(options.peers, 2)?);
    Ok(speeds)
}

/// Prints one JSON object a line.
pub fn print_lines(speeds: &[EncoderSpeed]) -> anyhow::Result<()> {
    for speed in speeds {
        println!("{}", serde_json::to_string(speed)?);
    }
    Ok(())
}

/// What `benches/engines` measures on so many threads.
fn speeds(peers: bool, threads: usize) -> anyhow::Result<Vec<EncoderSpeed>> {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let threads = threads.to_string();
    let output = Command::new(program)
        .args(["run", "--release", "--package", "newsdesk-benches", "--example", "engines"])
        .args(peers.then_some("--features=peers"))
        .args(libtorch::is_here().then_some("--features=libtorch"))
        .env("RAYON_NUM_THREADS", &threads)
        .env("OMP_NUM_THREADS", &threads)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    ensure!(output.status.success(), "the benchmark ended with {}", output.status);
    let text = String::from_utf8(output.stdout).context("the benchmark printed no text")?;
    let speed = |line| {
        serde_json::from_str(line).with_context(|| format!("the benchmark printed `{line}`"))
    };
    text.lines().map(speed).collect()
}
