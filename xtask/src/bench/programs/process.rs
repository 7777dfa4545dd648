//! One process, from its start to its end: seconds and memory.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, ensure};
use serde::Deserialize;

/// What a process used and printed, as `benches/measure.rs` writes it.
#[derive(Deserialize)]
pub struct Process {
    /// Until the first byte of output.
    pub first_output_seconds: f64,
    /// Until the end.
    pub wall_seconds: f64,
    /// Of all threads.
    pub processor_seconds: f64,
    /// The most memory that was resident.
    pub peak_bytes: u64,
    /// The first line of the output.
    pub first_line: String,
    /// How many lines the output has.
    pub lines: usize,
}

/// The program that runs others: `benches/measure.rs`.
pub struct Measure {
    pub program: PathBuf,
}

impl Measure {
    /// Runs a program with its arguments to its end.
    ///
    /// # Errors
    ///
    /// If the program cannot be started, fails or prints nothing; the error has the last line of its
    /// standard error.
    pub fn run(&self, command: &[String]) -> anyhow::Result<Process> {
        let output = Command::new(&self.program)
            .args(command)
            .output()
            .with_context(|| format!("cannot start {}", self.program.display()))?;
        let errors = String::from_utf8_lossy(&output.stderr);
        let reason = errors.lines().next().unwrap_or_default();
        ensure!(output.status.success(), "{}", reason.trim_start_matches("Error: "));
        serde_json::from_slice(&output.stdout).with_context(|| command.join(" "))
    }
}

/// The number of the first core that we may use.
pub fn first_core() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let cores = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:"));
    cores.and_then(|cores| cores.trim().split([',', '-']).next()).unwrap_or("0").to_owned()
}
