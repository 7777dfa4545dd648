//! What is wrong with a file, where, and the exit status.

use crate::{RAIN, folder, gzip, printed, summarize};

/// Runs on one faulty file, and on it between two good ones.
fn check(bytes: &[u8], message: &str) {
    let folder = folder(&[("bad", bytes), ("good", RAIN.as_bytes())]);
    let mut command = summarize();
    command.current_dir(&folder).arg("bad");
    assert_eq!(printed(&mut command, 2), (String::new(), format!("error: bad: {message}\n")));
    let mut command = summarize();
    command.current_dir(&folder).args(["good", "bad", "good"]);
    let (output, error) = printed(&mut command, 1);
    assert_eq!(error, format!("error: bad: {message}\n"));
    assert_eq!(output.matches("It rained in the north on Monday.").count(), 2);
}

#[test]
fn text_that_is_none() {
    check(b"", "no text");
    check(b" \n\t\n", "no text");
    check(b"\xEF\xBB\xBF", "no text");
    check(&gzip(b""), "no text");
    check(b"It rained.\0\x01", "binary data: NUL at byte 10");
    check(b"It \xFF rained.", "invalid UTF-8 at byte 3");
    check(b"\xEF\xBB\xBFIt \xFF rained.", "invalid UTF-8 at byte 6");
    check(b"\xFF\xFEI\0t\0", "UTF-16, not UTF-8\nhint: `iconv -f UTF-16 -t UTF-8` converts it");
}

#[test]
fn an_empty_standard_input() {
    let mut command = summarize();
    command.write_stdin("");
    assert_eq!(printed(&mut command, 2).1, "error: standard input: no text\n");
}

#[test]
fn a_file_that_is_not_there() {
    let folder = folder(&[]);
    let mut command = summarize();
    command.current_dir(&folder).arg("missing.txt");
    let (_, error) = printed(&mut command, 2);
    assert!(error.starts_with("error: missing.txt: cannot read: "), "{error}");
}

#[test]
fn a_directory() {
    let folder = folder(&[("news/a.txt", RAIN.as_bytes())]);
    let mut command = summarize();
    command.current_dir(&folder).arg("news");
    let expected = "error: news: is a directory\nhint: --recursive reads the files in it\n";
    assert_eq!(printed(&mut command, 2).1, expected);
}

#[test]
fn a_line_of_100_megabytes() {
    let hint = "hint: split it, or use --jsonl if it holds one document a line";
    let message = "file of 100000000 bytes exceeds the limit of 33554432 bytes";
    let packed = gzip(&vec![b'a'; 100_000_000]);
    let folder = folder(&[("long.gz", &packed)]);
    let mut command = summarize();
    command.current_dir(&folder).arg("long.gz");
    assert_eq!(printed(&mut command, 2).1, format!("error: long.gz: {message}\n{hint}\n"));
    let mut command = summarize();
    command.write_stdin(vec![b'a'; 100_000_000]);
    assert_eq!(printed(&mut command, 2).1, format!("error: standard input: {message}\n{hint}\n"));
}

#[test]
fn failures_have_objects_in_json() {
    let folder = folder(&[("good", RAIN.as_bytes())]);
    let mut command = summarize();
    command.current_dir(&folder).args(["--format", "json", "missing", "good"]);
    let (output, _) = printed(&mut command, 1);
    let values: Vec<serde_json::Value> = serde_json::from_str(&output).unwrap();
    assert_eq!(values[0]["id"], "missing");
    assert!(values[0]["error"].as_str().unwrap().starts_with("cannot read: "));
    assert_eq!(values[1]["sentences"].as_array().unwrap().len(), 3);
}
