//! What needs libtorch, in a program that has it and in one that has not.

use crate::{RAIN, newsdesk, printed, summarize};

const WRITER: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../summarization/tests/summarization/tiny-writers/bart");

#[cfg(not(feature = "libtorch"))]
#[test]
fn a_program_without_libtorch_says_how_to_get_it() {
    let commands = [
        summarize().args(["--abstractive", "--model", WRITER]).write_stdin(RAIN).assert(),
        summarize().args(["--backend", "libtorch"]).write_stdin(RAIN).assert(),
        newsdesk("entities").args(["--backend", "libtorch"]).write_stdin(RAIN).assert(),
        newsdesk("stance")
            .args(["--method", "entailment", "--model", WRITER, "--target", "rain"])
            .write_stdin(RAIN)
            .assert(),
    ];
    for command in commands {
        let output = command.code(2).stdout("").get_output().clone();
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.contains("this program was built without libtorch"), "{message}");
        assert!(message.contains("hint: `cargo xtask libtorch`"), "{message}");
    }
}

#[test]
fn arguments_that_make_no_sense_together_are_refused() {
    for (arguments, message) in [
        (&["--abstractive"][..], "--model"),
        (&["--beams", "2"], "--abstractive"),
        (&["--abstractive", "--model", WRITER, "--sentences", "2"], "cannot be used with"),
        (
            &["--abstractive", "--model", WRITER, "--format", "html"],
            "--format html shows sentences",
        ),
    ] {
        let (_, error) = printed(summarize().args(arguments).write_stdin(RAIN), 2);
        assert!(error.contains(message), "{error}");
    }
    let arguments = ["--method", "entailment", "--model", WRITER];
    let (_, error) = printed(newsdesk("stance").args(arguments).write_stdin(RAIN), 2);
    assert!(error.contains("a --target to ask for"), "{error}");
}

#[cfg(feature = "libtorch")]
#[test]
fn a_model_writes_a_summary_that_is_tied_to_the_text() {
    let arguments = ["--abstractive", "--model", WRITER, "--min-length", "2", "--max-length", "9"];
    let (text, _) = printed(summarize().args(arguments).write_stdin(RAIN), 0);
    assert!(!text.trim().is_empty());
    let (json, _) =
        printed(summarize().args(arguments).args(["--format", "json"]).write_stdin(RAIN), 0);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let sentence = &json["sentences"][0];
    assert!(sentence["text"].is_string() && sentence["sources"].is_array(), "{json}");
    assert!(sentence["unsupported"].is_array(), "{json}");
}

#[cfg(feature = "libtorch")]
#[test]
fn entities_and_stances_are_found() {
    let text = "Angela Merkel praised the treaty. Viktor Orban opposed the treaty.\n";
    let (found, _) =
        printed(newsdesk("entities").args(["--backend", "libtorch"]).write_stdin(text), 0);
    assert!(found.contains("Angela Merkel"), "{found}");
    let nli = concat!(env!("CARGO_MANIFEST_DIR"), "/../stance/tests/stance/tiny-nli/bart");
    let arguments = ["--method", "entailment", "--model", nli, "--target", "treaty"];
    let (found, _) = printed(newsdesk("stance").args(arguments).write_stdin(text), 0);
    assert!(found.contains("treaty"), "{found}");
}
