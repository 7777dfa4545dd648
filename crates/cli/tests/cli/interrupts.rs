//! Ctrl-C and SIGTERM.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

use crate::folder;

/// Longer than a program needs to stop, on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

fn newsdesk(arguments: &[&str], directory: &Path) -> Child {
    Command::new(cargo_bin("newsdesk"))
        .args(arguments)
        .current_dir(directory)
        .env_remove("NEWSDESK_THREADS")
        .env_remove("NEWSDESK_MODEL")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn send(signal: &str, child: &Child) {
    let command = format!("kill -s {signal} {}", child.id());
    assert!(Command::new("sh").args(["-c", &command]).status().unwrap().success());
}

/// Waits until something is so.
fn wait_until<Found>(mut look: impl FnMut() -> Option<Found>) -> Found {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < PATIENCE, "nothing has happened");
        thread::sleep(Duration::from_millis(20));
    }
}

fn ended(child: &mut Child) -> ExitStatus {
    wait_until(|| child.try_wait().unwrap())
}

/// Waits for the temporary file of `--output`: from then on the program looks out for signals.
fn wait_for_file(directory: &Path, files: usize) {
    wait_until(|| (fs::read_dir(directory).unwrap().count() > files).then_some(()));
}

/// Gives a program articles until it reads no more.
fn feed(child: &mut Child) -> thread::JoinHandle<()> {
    let mut input = child.stdin.take().unwrap();
    thread::spawn(move || {
        let line = |number| {
            format!(
                "{{\"id\":{number},\"text\":\"It rained in the north. Trains stood still.\"}}\n"
            )
        };
        for number in 0_u64.. {
            if input.write_all(line(number).as_bytes()).is_err() {
                return;
            }
        }
    })
}

#[test]
fn what_was_printed_is_whole_lines_in_order() {
    for (signal, status) in [("INT", 130), ("TERM", 143)] {
        let folder = folder(&[]);
        let mut child = newsdesk(&["tokens", "--jsonl", "--threads", "3"], folder.path());
        let feeder = feed(&mut child);
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut printed = String::new();
        output.read_line(&mut printed).unwrap();
        send(signal, &child);
        output.read_to_string(&mut printed).unwrap();
        assert_eq!(ended(&mut child).code(), Some(status));
        feeder.join().unwrap();

        assert!(printed.ends_with('\n'));
        for (line, number) in printed.lines().zip(0_u64..) {
            let value: Value = serde_json::from_str(line).unwrap();
            assert_eq!(value["id"], number);
        }
        let mut error = String::new();
        child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
        assert_eq!(error, "");
    }
}

#[test]
fn an_array_is_closed_behind_the_last_document() {
    let folder = folder(&[]);
    let arguments = ["tokens", "--jsonl", "--format", "json"];
    let mut child = newsdesk(&arguments, folder.path());
    let feeder = feed(&mut child);
    let mut output = child.stdout.take().unwrap();
    let mut printed = vec![0];
    output.read_exact(&mut printed).unwrap();
    send("INT", &child);
    output.read_to_end(&mut printed).unwrap();
    assert_eq!(ended(&mut child).code(), Some(130));
    feeder.join().unwrap();
    let values: Vec<Value> = serde_json::from_slice(&printed).unwrap();
    assert_eq!(values[0]["id"], 0);
}

#[test]
fn a_program_that_waits_for_input_stops_and_leaves_no_file() {
    for (signal, status) in [("INT", 130), ("TERM", 143)] {
        let folder = folder(&[("out.jsonl", b"old")]);
        let arguments = ["tokens", "--jsonl", "--output", "out.jsonl"];
        let mut child = newsdesk(&arguments, folder.path());
        let mut input = child.stdin.take().unwrap();
        input.write_all(b"{\"text\":\"It rained.\"}\n{\"text\":").unwrap();
        wait_for_file(folder.path(), 1);
        send(signal, &child);
        assert_eq!(ended(&mut child).code(), Some(status));
        drop(input);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(fs::read_to_string(folder.path().join("out.jsonl")).unwrap(), "old");
    }
}

#[test]
fn a_long_document_is_dropped() {
    let long =
        "The minister, who had resigned on Monday, met Angela Merkel in Bonn. ".repeat(60_000);
    let folder = folder(&[("long.txt", long.as_bytes())]);
    let arguments = ["entities", "--output", "out.txt", "long.txt"];
    let mut child = newsdesk(&arguments, folder.path());
    wait_for_file(folder.path(), 1);
    send("INT", &child);
    assert_eq!(ended(&mut child).code(), Some(130));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_second_signal_ends_a_program_that_cannot_write() {
    let folder = folder(&[]);
    let mut child = newsdesk(&["tokens", "--jsonl"], folder.path());
    let feeder = feed(&mut child);
    // From the first byte on, it looks out for signals; then the pipe fills, as nobody reads on.
    let mut output = child.stdout.take().unwrap();
    output.read_exact(&mut [0]).unwrap();
    let status = wait_until(|| {
        send("TERM", &child);
        child.try_wait().unwrap()
    });
    assert_eq!(status.code(), Some(143));
    feeder.join().unwrap();
    drop(output);
}
