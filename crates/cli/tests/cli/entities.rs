//! `newsdesk entities`.

use serde_json::Value;

use crate::{folder, newsdesk, printed};

/// A model that knows a few names.
const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ner/tests/ner/tiny");

const TEXT: &str = "Vladimir Putin left Russia. Putin said no more.\n";

#[test]
fn one_entity_a_line() {
    let mut command = newsdesk("entities");
    command.args(["--model", MODEL]).write_stdin(TEXT);
    let (output, _) = printed(&mut command, 0);
    assert_eq!(output, "Person\tVladimir Putin\t2\tPutin\t\nLocation\tRussia\t1\t\t\n");
}

#[test]
fn objects_have_bytes_of_the_text_and_keep_other_fields() {
    let mut command = newsdesk("entities");
    let line = serde_json::json!({"id": 7, "text": format!("🙂 {TEXT}"), "desk": "world"});
    command.args(["--jsonl", "--model", MODEL]).write_stdin(format!("{line}\n"));
    let value: Value = serde_json::from_str(&printed(&mut command, 0).0).unwrap();
    assert_eq!((&value["id"], &value["desk"]), (&7.into(), &"world".into()));
    let putin = &value["entities"][0];
    assert_eq!((&putin["kind"], &putin["name"]), (&"person".into(), &"Vladimir Putin".into()));
    assert_eq!(
        (&putin["mentions"][0]["start"], &putin["mentions"][0]["end"]),
        (&5.into(), &19.into())
    );
    assert_eq!(putin["mentions"][1]["text"], "Putin");
    let probability = putin["mentions"][1]["probability"].as_f64().unwrap();
    assert!((0.5..=1.0).contains(&probability), "{probability}");
}

/// What a newcomer sees: the model that is part of the program, on a text that nobody trained on.
#[test]
fn the_embedded_model_finds_people_and_places() {
    let mut command = newsdesk("entities");
    command.write_stdin(
        "Angela Merkel met Emmanuel Macron in Berlin on June 19, 2024. Merkel smiled.\n",
    );
    let (output, _) = printed(&mut command, 0);
    for line in [
        "Person\tAngela Merkel\t2\tMerkel\t",
        "Person\tEmmanuel Macron\t1\t\t",
        "Location\tBerlin\t1\t\t",
        "Date\tJune 19, 2024\t1\t\t2024-06-19",
    ] {
        assert!(output.lines().any(|found| found == line), "{line}: {output}");
    }
}

#[test]
fn a_file_of_brat_belongs_to_one_text() {
    let folder = folder(&[("a.txt", b"Putin."), ("b.txt", b"Putin.")]);
    let mut command = newsdesk("entities");
    command.current_dir(&folder).args(["--format", "brat", "a.txt", "b.txt"]);
    let (output, error) = printed(&mut command, 2);
    assert!(output.is_empty() && error.contains("--format brat is for one document"), "{error}");
}

#[test]
fn a_model_without_entity_tags_is_named() {
    let encoder = concat!(env!("CARGO_MANIFEST_DIR"), "/../encoder/tests/encoder/tiny");
    let mut command = newsdesk("entities");
    command.args(["--model", encoder]).write_stdin(TEXT);
    let (_, error) = printed(&mut command, 2);
    assert!(error.contains("encoder/tiny: cannot load the model: config.json"), "{error}");
}

#[test]
fn a_model_may_be_named() {
    let models = concat!(env!("CARGO_MANIFEST_DIR"), "/../ner/tests/ner");
    let mut command = newsdesk("entities");
    command.args(["--model", "tiny"]).env("NEWSDESK_MODELS", models).write_stdin(crate::RAIN);
    printed(&mut command, 0);
    let (_, error) =
        printed(newsdesk("entities").args(["--model", "none"]).write_stdin(crate::RAIN), 2);
    assert!(error.contains("none: cannot load the model"), "{error}");
}
