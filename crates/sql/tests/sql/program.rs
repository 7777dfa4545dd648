//! The program on one machine.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::{contains, diff, is_empty, starts_with};
use tempfile::TempDir;

use crate::news::write_files;

fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsdesk-sql"));
    command.current_dir(folder).arg("query");
    command
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), 2, 3);
    folder
}

#[test]
fn json_lines_parquet_and_csv_hold_the_same_articles() {
    let folder = folder();
    let select = "SELECT id, cardinality(sentences(text)) AS n FROM news ORDER BY id";
    let lines: Vec<_> = (0..6).map(|id| format!("{{\"id\":{id},\"n\":3}}\n")).collect();
    let expected = lines.concat();
    let read = |files: &str| {
        let table = format!("news={files}");
        let mut command = program(folder.path());
        command.args([select, "--table", &table, "--format", "jsonl"]);
        command.assert().success().stderr(is_empty()).stdout(diff(expected.clone()));
    };
    read("*.jsonl");
    let all = ["SELECT * FROM news", "--table", "news=*.jsonl", "--format", "parquet"];
    let parquet = program(folder.path()).args(all).assert().success().get_output().stdout.clone();
    fs::write(folder.path().join("all.parquet"), parquet).unwrap();
    read("all.parquet");
    let copy = "COPY (SELECT * FROM news) TO 'all.csv' STORED AS CSV";
    program(folder.path()).args([copy, "--table", "news=*.jsonl"]).assert().success();
    read("all.csv");
}

#[test]
fn a_pattern_is_only_the_files_that_match() {
    let folder = folder();
    let count = "SELECT count(*) AS n FROM news";
    let name = folder.path().file_name().unwrap().to_str().unwrap();
    let roundabout = format!("../{name}/./*.jsonl");
    for (files, articles) in [("*.jsonl", 6), ("0?1.jsonl", 3), ("000.jsonl", 3), (&*roundabout, 6)]
    {
        let table = format!("news={files}");
        let counted = ["--table", &table, "--format", "jsonl", count];
        let expected = format!("{{\"n\":{articles}}}\n");
        program(folder.path()).args(counted).assert().success().stdout(diff(expected));
    }
}

#[test]
fn a_table_is_for_reading() {
    let folder = folder();
    let select = "SELECT id, summary(text, 1)[1]['text'] AS summary FROM news ORDER BY id LIMIT 2";
    let mut command = program(folder.path());
    let output = command.args([select, "--table", "news=000.jsonl", "--threads", "1"]).assert();
    insta::assert_snapshot!(String::from_utf8_lossy(&output.success().get_output().stdout));
    let none = ["SELECT id FROM news WHERE id > 99", "--table", "news=000.jsonl"];
    program(folder.path()).args(none).assert().success().stdout(contains("| id |"));
}

#[test]
fn what_is_wrong_is_named() {
    let folder = folder();
    let check = |arguments: &[&str], message: &str| {
        let mut command = program(folder.path());
        let fails = command.args(arguments).assert().code(2).stdout(is_empty());
        fails.stderr(starts_with("error: ").and(contains(message)));
    };
    check(&["SELEC 1"], "SELEC");
    check(&["SELECT entitys('x')"], "entities");
    check(&["SELECT 1", "--table", "news"], "expected NAME=FILES");
    check(&["SELECT 1", "--table", "news=*.parquet"], "*.parquet: no such file");
    check(&["SELECT 1", "--table", "news=none.jsonl"], "none.jsonl: no such file");
    check(&["SELECT 1", "--table", "news=.gz"], ".gz: cannot tell the format");
    fs::create_dir(folder.path().join("folder.jsonl")).unwrap();
    check(&["SELECT 1", "--table", "news=folder.jsonl"], "folder.jsonl: not a file");
    fs::remove_dir(folder.path().join("folder.jsonl")).unwrap();
    check(&["SELECT 1", "--table", "news=a.txt"], "a.txt: cannot tell the format");
    check(&["SELECT 1", "--table", "news=noname"], "noname: cannot tell the format");
    fs::write(folder.path().join("bad.parquet"), "no Parquet").unwrap();
    check(&["SELECT 1", "--table", "news=bad.parquet"], "bad.parquet");
    fs::write(folder.path().join("bad.jsonl"), "{\"id\": 1}\nnonsense\n").unwrap();
    check(&["SELECT * FROM news", "--table", "news=bad.jsonl"], "bad.jsonl");
}
