//! Runs a program to its end and says what it used, as one JSON object: `measure PROGRAM [ARGUMENT]…`.
//!
//! `cargo xtask bench programs` calls it. It is small, since a process never reports less memory than
//! the one that started it had.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

use anyhow::{Context, ensure};
use memchr::memchr_iter;
use serde::Serialize;
use wait4::Wait4;

/// What a process used and printed.
#[derive(Serialize)]
struct Process {
    /// Until the first byte of output.
    first_output_seconds: f64,
    /// Until the end.
    wall_seconds: f64,
    /// Of all threads.
    processor_seconds: f64,
    /// The most memory that was resident.
    peak_bytes: u64,
    /// The first line of the output.
    first_line: String,
    /// How many lines the output has.
    lines: usize,
}

fn main() -> anyhow::Result<()> {
    let mut arguments = env::args_os().skip(1);
    let program = arguments.next().context("usage: measure PROGRAM [ARGUMENT]…")?;
    let process = run(program, arguments)?;
    println!("{}", serde_json::to_string(&process)?);
    Ok(())
}

/// Runs a program and drops all but the first line of its output.
///
/// # Errors
///
/// If the program cannot be started, fails or prints nothing; the last line of its standard error is
/// part of the error.
fn run(program: OsString, arguments: impl Iterator<Item = OsString>) -> anyhow::Result<Process> {
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot start the program")?;
    let stderr = child.stderr.take().context("no standard error")?;
    let errors = thread::spawn(move || io::read_to_string(stderr));
    let mut output = BufReader::new(child.stdout.take().context("no standard output")?);
    output.fill_buf()?;
    let first_output_seconds = seconds(start.elapsed());
    let mut first_line = String::new();
    let mut lines = output.read_line(&mut first_line)?.min(1);
    lines += count_lines(&mut output)?;
    let end = child.wait4()?;
    let wall_seconds = seconds(start.elapsed());
    let errors = errors.join().ok().context("cannot read the standard error")??;
    let reason = errors.trim_end().lines().next_back().unwrap_or_default();
    ensure!(end.status.success(), "{}: {reason}", end.status);
    ensure!(lines > 0, "the program printed nothing");
    Ok(Process {
        first_output_seconds,
        wall_seconds,
        processor_seconds: seconds(end.rusage.utime + end.rusage.stime),
        peak_bytes: end.rusage.maxrss,
        first_line,
        lines,
    })
}

/// Seconds to the microsecond.
fn seconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1e6).round() / 1e6
}

fn count_lines(output: &mut impl Read) -> io::Result<usize> {
    let mut buffer = vec![0; 1 << 16];
    let mut lines = 0;
    loop {
        let length = output.read(&mut buffer)?;
        let Some(read) = buffer.get(..length).filter(|read| !read.is_empty()) else {
            return Ok(lines);
        };
        lines += memchr_iter(b'\n', read).count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> anyhow::Result<Process> {
        run("sh".into(), ["-c", script].into_iter().map(OsString::from))
    }

    #[test]
    fn output_is_counted() {
        let process = shell("echo one; sleep 0.05; echo two; echo three").unwrap();
        assert_eq!((process.first_line.as_str(), process.lines), ("one\n", 3));
        assert!(process.first_output_seconds < process.wall_seconds);
        assert!(process.peak_bytes > 100_000);
    }

    #[test]
    fn failures_say_why() {
        let error = shell("echo one; echo first >&2; echo the reason >&2; exit 3").err().unwrap();
        assert_eq!(error.to_string(), "exit status: 3: the reason");
        assert!(shell("true").is_err(), "no output is a failure");
    }
}
