//! Where documents come from.

use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

use crate::{RAIN, folder, gzip, printed, summarize};

#[test]
fn nothing_and_a_dash_are_the_standard_input() {
    for arguments in [&[][..], &["-"]] {
        let mut command = summarize();
        command.args(arguments).write_stdin(RAIN).assert().success().stdout(contains("Trains"));
    }
}

#[test]
fn several_files_have_headers_in_their_order() {
    let folder = folder(&[("b.txt", RAIN.as_bytes()), ("a.txt", b"A minister resigned.")]);
    let mut command = summarize();
    command.current_dir(&folder).args(["b.txt", "a.txt"]);
    assert_eq!(
        printed(&mut command, 0).0,
        "==> b.txt <==\nIt rained in the north on Monday.\nTrains stood still.\n\
         Bread got cheaper.\n\n\
         ==> a.txt <==\nA minister resigned.\n"
    );
}

#[test]
fn gzip_is_recognised_by_content() {
    let two_members = [gzip(b"It rained. "), gzip(b"It stopped.")].concat();
    let line = gzip(br#"{"id":"a","text":"It rained."}"#);
    let folder = folder(&[("packed", &two_members), ("lines", &line)]);
    let mut command = summarize();
    command.current_dir(&folder).arg("packed");
    command.assert().success().stdout("It rained.\nIt stopped.\n");
    let mut command = summarize();
    command.current_dir(&folder).args(["--jsonl", "lines"]);
    command.assert().success().stdout(contains(r#""id":"a""#));
}

#[test]
fn directories_are_read_in_order_of_names() {
    let folder = folder(&[
        ("news/b.txt", b"B fell."),
        ("news/a/deep.txt.gz", &gzip(b"A rose.")),
        ("news/.hidden.txt", b"Hidden."),
        ("news/picture.png", b"\x89PNG\0"),
        ("news/lines.jsonl", br#"{"text":"L stood."}"#),
    ]);
    let mut command = summarize();
    command.current_dir(&folder).args(["--recursive", "news"]);
    let separator = std::path::MAIN_SEPARATOR;
    assert_eq!(
        printed(&mut command, 0).0.replace(separator, "/"),
        "==> news/a/deep.txt.gz <==\nA rose.\n\n==> news/b.txt <==\nB fell.\n"
    );
    let mut command = summarize();
    command.current_dir(&folder).args(["--recursive", "--jsonl", "--format", "text", "news"]);
    command.assert().success().stdout(contains("L stood.").and(contains("B fell.").not()));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let mut command = summarize();
    command.args(["--format", "json"]).write_stdin("\u{FEFF}It rained.");
    command.assert().success().stdout(contains("\"start\": 0"));
}

#[test]
fn line_ends_of_windows_are_white_space() {
    let lines = "{\"text\":\"It rained.\"}\r\n\r\n{\"text\":\"It stopped.\"}\r\n";
    let mut command = summarize();
    command.args(["--jsonl", "--format", "text"]).write_stdin(lines);
    command.assert().success().stdout("==> -:1 <==\nIt rained.\n\n==> -:3 <==\nIt stopped.\n");
}
