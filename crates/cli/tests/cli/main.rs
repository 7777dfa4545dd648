//! The programs, as their users run them.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may panic")]

mod encode;
mod entities;
mod failures;
mod formats;
mod inputs;
#[cfg(unix)]
mod interrupts;
mod json_lines;
mod libtorch;
mod output_file;
mod stance;
mod summary;
mod usage;

use assert_cmd::Command;

/// Three sentences that need no choice.
const RAIN: &str = "It rained in the north on Monday. Trains stood still. Bread got cheaper.\n";

fn summarize() -> Command {
    program("summarize")
}

fn newsdesk(command: &str) -> Command {
    let mut program = program("newsdesk");
    program.arg(command);
    program
}

fn program(name: &str) -> Command {
    let mut command = Command::cargo_bin(name).unwrap();
    command.env_remove("NEWSDESK_THREADS").env_remove("NEWSDESK_MODEL");
    command
}

/// A folder with files for one test.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What a command prints, if it ends with this status.
fn printed(command: &mut Command, status: i32) -> (String, String) {
    let output = command.assert().code(status).get_output().clone();
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}
