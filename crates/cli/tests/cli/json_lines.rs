//! One line in, one line out.

use std::fmt::Write;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::Value;

use crate::{folder, printed, summarize};

fn lines(count: usize) -> String {
    (0..count).fold(String::new(), |mut lines, number| {
        let text = "It rained. ".repeat(number % 40 + 1);
        writeln!(lines, r#"{{"id":{number},"text":"{text}","n":{number}.0}}"#).unwrap();
        lines
    })
}

fn values(output: &str) -> Vec<Value> {
    output.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn order_and_bytes_are_the_same_for_any_number_of_threads() {
    for (scorer, count) in [("salience", 300), ("centrality", 1000)] {
        let lines = lines(count);
        let output = |threads: &str| {
            let mut command = summarize();
            command.args(["--jsonl", "--scorer", scorer, "--threads", threads]);
            printed(command.write_stdin(lines.clone()), 0).0
        };
        let one = output("1");
        assert_eq!(one, output("4"));
        let ids: Vec<_> = values(&one).iter().map(|value| value["id"].as_u64().unwrap()).collect();
        assert!(ids.into_iter().eq(0..count as u64));
    }
}

#[test]
fn the_environment_may_say_how_many_threads() {
    let mut command = summarize();
    command.env("NEWSDESK_THREADS", "none").arg("--jsonl").write_stdin("");
    let (_, error) = printed(&mut command, 2);
    assert!(error.contains("'none'"), "{error}");
}

#[test]
fn bad_lines_do_not_harm_the_others() {
    let input: &[u8] = b"{\"id\":\"a\",\"text\":\"It rained.\"}\n\
        {\"id\":\"b\",\"text\":\"It \xFF rained.\"}\n\
        {\"id\":\"c\",\"text\":\n\
        {\"id\":\"d\",\"body\":\"It rained.\"}\n\
        {\"id\":\"e\",\"text\":[\"It rained.\"]}\n\
        {\"id\":\"f\",\"text\":\" \\n\"}\n\
        \n\
        {\"id\":\"g\",\"text\":\"It stopped.\"}";
    let mut command = summarize();
    command.args(["--jsonl", "-"]).write_stdin(input);
    let (output, error) = printed(&mut command, 1);
    insta::assert_snapshot!("bad_lines_output", output);
    insta::assert_snapshot!("bad_lines_error", error);
}

#[test]
fn other_fields_can_hold_text_and_identifier() {
    let mut command = summarize();
    command.args(["--jsonl", "--text-field", "body", "--id-field", "url"]);
    command.write_stdin(r#"{"url":"x/1","body":"It rained.","text":"other","id":3}"#);
    let value: Value = serde_json::from_str(&printed(&mut command, 0).0).unwrap();
    assert_eq!(value["id"], "x/1");
    assert_eq!(value["summary"], "It rained.");
    assert_eq!((&value["input_text"], &value["input_id"]), (&"other".into(), &3.into()));
}

#[test]
fn a_line_over_the_limit_fails_alone() {
    let long = format!(r#"{{"text":"{}"}}"#, "a".repeat(33 << 20));
    let input = format!("{{\"text\":\"It rained.\"}}\n{long}\n{{\"text\":\"It stopped.\"}}\n");
    let mut command = summarize();
    command.args(["--jsonl"]).write_stdin(input);
    let (output, error) = printed(&mut command, 1);
    let values = values(&output);
    assert_eq!(
        (&values[0]["summary"], &values[2]["summary"]),
        (&"It rained.".into(), &"It stopped.".into())
    );
    assert_eq!(values[1]["error"], "line of 34603019 bytes exceeds the limit of 33554432 bytes");
    assert!(
        error.starts_with("error: standard input:2: line of 34603019 bytes exceeds"),
        "{error}"
    );
}

#[test]
fn an_empty_stream_is_no_failure() {
    let mut command = summarize();
    command.arg("--jsonl").write_stdin("\n\n");
    assert_eq!(
        printed(&mut command, 0),
        (String::new(), "warning: no documents found\n".to_owned())
    );
    let mut command = summarize();
    command.args(["--jsonl", "--format", "json", "--quiet"]).write_stdin("");
    assert_eq!(printed(&mut command, 0), ("[]\n".to_owned(), String::new()));
}

#[test]
fn a_truncated_file_gives_what_it_had() {
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::none());
    encoder.write_all(lines(20_000).as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
    let folder =
        folder(&[("cut.jsonl.gz", &packed[..packed.len() / 2]), ("b.jsonl", b"{\"text\":\"B.\"}")]);
    let mut command = summarize();
    command
        .current_dir(&folder)
        .args(["--jsonl", "--scorer", "centrality", "cut.jsonl.gz", "b.jsonl"]);
    let (output, error) = printed(&mut command, 1);
    let values = values(&output);
    assert!(values.len() > 1000);
    assert_eq!(values.last().unwrap()["id"], "b.jsonl:1");
    assert!(error.contains("cannot read: ") && error.lines().count() == 1, "{error}");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let folder = folder(&[("many.jsonl", lines(20_000).as_bytes())]);
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("summarize"))
        .args(["--jsonl", "many.jsonl"])
        .current_dir(&folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    let mut output = BufReader::with_capacity(64, child.stdout.take().unwrap());
    output.read_line(&mut first).unwrap();
    drop(output);
    let ended = child.wait_with_output().unwrap();
    assert!(first.starts_with('{'));
    assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(0), &b""[..]));
}
