//! `newsdesk stance`.

use serde_json::Value;

use crate::{newsdesk, printed};

const TEXT: &str = "Prime Minister Ada Brandt condemned Russia on Friday.\n\n\
    “We reject the sanctions,” Bo Lee, the foreign minister, said. “They are a disgrace.”\n";

#[test]
fn an_edge_a_line_with_what_shows_it() {
    let mut command = newsdesk("stance");
    let (output, _) = printed(command.write_stdin(TEXT), 0);
    let line = output.lines().find(|line| line.starts_with("Ada Brandt → Russia: against (0."));
    assert!(line.is_some_and(|line| line.ends_with("condemned Russia on Friday.")), "{output}");
}

#[test]
fn targets_that_are_asked_for_have_an_answer() {
    let mut command = newsdesk("stance");
    command.args(["--jsonl", "--target", "sanction", "--target", "whale hunting=whaling"]);
    let line = serde_json::json!({"id": 7, "text": TEXT, "desk": "world"});
    let (output, _) = printed(command.write_stdin(format!("{line}\n")), 0);
    let value: Value = serde_json::from_str(&output).unwrap();
    assert_eq!((&value["id"], &value["desk"]), (&7.into(), &"world".into()));
    assert_eq!(value["not_mentioned"], serde_json::json!(["whale hunting"]));
    let stances = value["stances"].as_array().unwrap();
    let stance = stances.iter().find(|stance| {
        stance["target"]["name"] == "sanction" && stance["holder"]["name"] == "Bo Lee"
    });
    let stance = stance.unwrap_or_else(|| panic!("{output}"));
    assert_eq!(stance["polarity"], "against");
    assert_eq!(stance["evidence"][0]["said"][0], "“We reject the sanctions,”");
}

#[test]
fn a_table_has_one_line_of_headings() {
    let mut command = newsdesk("stance");
    command.args(["--jsonl", "--format", "csv"]);
    let line = serde_json::json!({"text": TEXT});
    let (output, _) = printed(command.write_stdin(format!("{line}\n{line}\n")), 0);
    assert!(output.starts_with("document,holder,target,polarity,"), "{output}");
    assert_eq!(output.matches("document,").count(), 1, "{output}");
    assert_eq!(output.matches("Ada Brandt,Russia,against").count(), 2, "{output}");
}

#[test]
fn a_target_without_a_word_is_refused() {
    let mut command = newsdesk("stance");
    command.args(["--target", " =x"]).write_stdin(TEXT);
    let (_, error) = printed(&mut command, 2);
    assert!(error.contains("a target needs a word"), "{error}");
}

#[test]
fn a_model_without_heads_is_refused() {
    let tiny = concat!(env!("CARGO_MANIFEST_DIR"), "/../ner/tests/ner/tiny");
    let mut command = newsdesk("stance");
    command.args(["--model", tiny]).write_stdin(TEXT);
    let (_, error) = printed(&mut command, 2);
    assert!(error.contains("the model has no heads for stances"), "{error}");
}

#[test]
fn one_graph_over_all_documents() {
    let mut command = newsdesk("stance");
    command.args(["--jsonl", "--aggregate", "--format", "csv"]);
    let line =
        |source: &str| serde_json::json!({"text": TEXT, "source": source, "date": "2024-06-19"});
    let lines = format!("{}\n{}\n{{}}\n{}\n", line("Post"), line("Post"), line("Times"));
    let (output, error) = printed(command.write_stdin(lines), 1);
    let rows: Vec<&str> =
        output.lines().filter(|row| row.starts_with("Ada Brandt,Russia,")).collect();
    assert_eq!(
        rows,
        ["Ada Brandt,Russia,Post,2024-06-19,0,2", "Ada Brandt,Russia,Times,2024-06-19,0,1"]
    );
    assert!(error.contains("standard input:3"), "{error}");
}

#[test]
fn a_speaker_who_is_not_named_is_nobody() {
    let mut command = newsdesk("stance");
    command.args(["--target", "tax"]).write_stdin("“We hate the tax,” a man said.\n");
    let (output, _) = printed(&mut command, 0);
    assert_eq!(output, "→ tax: mentioned, but by nobody who is known\n");
}
