//! `cargo xtask bench`: comparisons with the engines of others, which `cargo bench` cannot make.
//!
//! ```console
//! cargo xtask bench encoder --peers   # one core for each engine
//! cargo xtask bench --peers           # also on two threads; writes benches/RESULTS.md
//! ```
//!
//! The programs that measure are examples of `newsdesk-benches`, so that the peers are no
//! dependencies of this crate. They print one JSON object a line. libtorch takes part where
//! `cargo xtask libtorch` has brought it.

mod results;

use std::env;
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};
use clap::{Args, Subcommand};
use serde::{Deserialize, Serialize};

use crate::libtorch;
use crate::report::{Line, Report, percent};

/// Arguments of `cargo xtask bench`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct BenchArguments {
    /// What to measure; all of it if nothing is named, and then benches/RESULTS.md is written
    #[command(subcommand)]
    subject: Option<Subject>,
    /// Measure candle and rten as well, which takes a few minutes to build
    #[arg(long)]
    peers: bool,
}

/// What is measured.
#[derive(Subcommand, Debug)]
enum Subject {
    /// Pieces a second of the encoder on one core, and the share of what the machine could do
    Encoder {
        /// Measure candle and rten as well, which takes a few minutes to build
        #[arg(long)]
        peers: bool,
        /// Write one JSON object a line instead of a table
        #[arg(long)]
        json: bool,
    },
}

/// One engine on one shape, as `benches/engines` writes it.
#[derive(Deserialize, Serialize)]
struct EncoderSpeed {
    engine: String,
    threads: usize,
    shape: String,
    pieces_per_second: f64,
    share_of_limit: f64,
}

impl Line for EncoderSpeed {
    const COLUMNS: &'static [&'static str] = &["engine", "shape", "pieces/s", "% of the limit"];

    fn cells(&self) -> Vec<String> {
        let speed = format!("{:.0}", self.pieces_per_second);
        vec![self.engine.clone(), self.shape.clone(), speed, percent(100.0 * self.share_of_limit)]
    }
}

/// Measures, and prints the result to the standard output.
///
/// # Errors
///
/// If the program that measures cannot be built or fails.
pub fn run(arguments: &BenchArguments) -> anyhow::Result<()> {
    let Some(Subject::Encoder { peers, json }) = arguments.subject else {
        let mut speeds = encoder(arguments.peers, 1)?;
        speeds.extend(encoder(arguments.peers, 2)?);
        return results::write(&speeds);
    };
    let mut report = Report::new(json);
    for speed in encoder(peers, 1)? {
        report.add(&speed)?;
    }
    report.print()
}

/// What `benches/engines` measures on so many threads.
fn encoder(peers: bool, threads: usize) -> anyhow::Result<Vec<EncoderSpeed>> {
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
