//! Help and wrong arguments.

use predicates::str::contains;

use crate::{newsdesk, printed, program, summarize};

#[test]
fn help_is_what_we_mean() {
    insta::assert_snapshot!(printed(summarize().arg("--help"), 0).0);
}

#[test]
fn every_command_has_help() {
    for command in ["tokens", "summarize", "annotate", "encode"] {
        newsdesk(command).arg("--help").assert().success().stdout(contains("Usage: newsdesk"));
    }
    program("newsdesk").assert().code(2).stderr(contains("tokens"));
}

#[test]
fn wrong_arguments_are_named() {
    for (arguments, message) in [
        (&["--sentences", "0"][..], "a budget of 0 leaves no room for a summary"),
        (&["--ratio", "1.5"], "a ratio of 1.5 is not above 0 and up to 1"),
        (&["--words", "many"], "invalid digit"),
        (&["--words", "9", "--chars", "9"], "cannot be used with"),
        (&["--threads", "0"], "--threads"),
        (&["--text-field", "body"], "--jsonl"),
        (&["--format", "xml"], "possible values: text, json, jsonl, markdown"),
    ] {
        summarize().args(arguments).assert().code(2).stdout("").stderr(contains(message));
    }
}
