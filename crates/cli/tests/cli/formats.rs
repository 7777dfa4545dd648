//! How documents are printed.

use crate::{RAIN, newsdesk, printed, summarize};

const LINES: &str = concat!(
    r#"{"id":7,"title":"Rain","text":"It rained in\nthe north. It didn't stop.","tags":["a", 1.50]}"#,
    "\n",
    r#"{"text":"Bread got cheaper.","summary":"Bread"}"#,
    "\n",
);

#[test]
fn summaries_of_a_text() {
    for format in ["text", "json", "jsonl", "markdown"] {
        let mut command = summarize();
        command.args(["--format", format, "--sentences", "2"]).write_stdin(RAIN);
        insta::assert_snapshot!(format!("summary_of_text_as_{format}"), printed(&mut command, 0).0);
    }
}

#[test]
fn summaries_of_lines() {
    for format in ["text", "json", "jsonl", "markdown"] {
        let mut command = summarize();
        command.args(["--jsonl", "--format", format]).write_stdin(LINES);
        insta::assert_snapshot!(
            format!("summary_of_lines_as_{format}"),
            printed(&mut command, 0).0
        );
    }
}

#[test]
fn tokens() {
    for format in ["text", "json", "jsonl"] {
        let mut command = newsdesk("tokens");
        command.args(["--format", format]).write_stdin("It didn't stop. 🙂 Bye!");
        insta::assert_snapshot!(format!("tokens_as_{format}"), printed(&mut command, 0).0);
    }
}

#[test]
fn documents() {
    // A model that finds nothing here, so that training ours again changes nothing.
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/../ner/tests/ner/tiny");
    let mut command = newsdesk("annotate");
    command.args(["--jsonl", "--model", model]).write_stdin(LINES);
    insta::assert_snapshot!(printed(&mut command, 0).0);
}

#[test]
fn annotated_documents_can_be_read_again() {
    let mut command = newsdesk("annotate");
    command.write_stdin(RAIN);
    let (json, _) = printed(&mut command, 0);
    let document = newsdesk::document::json::from_str(&json).unwrap();
    assert_eq!((document.text(), document.sentences().len()), (RAIN, 3));
    let expected = newsdesk::Newsdesk::new().unwrap().annotate(RAIN).unwrap();
    assert_eq!(document.summary(), expected.summary());
}
