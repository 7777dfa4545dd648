//! The JSON form: the stored example, the schema, and what is refused.

use expect_test::expect_file;
use newsdesk_document::{Document, GeneratedSentence, Metadata, Summary, json};

use crate::{EXAMPLE, document, example};

/// Every later release must read this file; see the views for what is in it.
#[test]
fn the_example_of_version_1_is_read_and_written_the_same() {
    let document = example();
    assert_eq!(document.id(), "example");
    assert_eq!(document.metadata().date.as_deref(), Some("2026-06-03"));
    assert_eq!(document.tokens().len(), 33);
    let Some(Summary::Extractive(selected)) = document.summary() else { panic!() };
    let scores: Vec<_> = selected.iter().map(|chosen| (chosen.sentence, chosen.score)).collect();
    assert_eq!(scores, [(0, 1.25), (2, 0.1)]);
    assert_eq!(json::to_string(&document).unwrap(), EXAMPLE.trim_end());
}

/// `UPDATE_EXPECT=1 cargo test -p newsdesk-document` writes it anew.
#[test]
fn the_stored_schema_is_fresh() {
    let schema = serde_json::to_string_pretty(&json::schema()).unwrap() + "\n";
    expect_file!["../../schema/document-v1.schema.json"].assert_eq(&schema);
}

#[test]
fn layers_that_are_missing_or_empty_stay_so() {
    let bare = Document::new("bare", "").unwrap();
    assert_eq!(json::from_str(&json::to_string(&bare).unwrap()).unwrap(), bare);

    let mut empty = document();
    empty.attach_entities(Vec::new()).unwrap();
    let text = json::to_string(&empty).unwrap();
    assert!(text.contains(r#""entities":[]"#) && !text.contains("attributions"), "{text}");
    assert_eq!(json::from_str(&text).unwrap(), empty);
}

#[test]
fn an_abstractive_summary_and_odd_strings_survive() {
    let title = Some("\"Quoted\" \\ \u{0} \u{2028} 🙂".to_owned());
    let mut document = document().with_metadata(Metadata { title, ..Metadata::default() });
    let generated = GeneratedSentence {
        text: "Köln\nvotes.".to_owned(),
        sources: vec![1, 0],
        unsupported: vec!["\"Bonn\"".to_owned(), "7".to_owned()],
    };
    document.attach_summary(Summary::Abstractive(vec![generated])).unwrap();
    let mut bytes = Vec::new();
    json::to_writer(&mut bytes, &document).unwrap();
    assert_eq!(json::from_str(&String::from_utf8(bytes).unwrap()).unwrap(), document);
}

#[test]
fn unknown_fields_are_ignored() {
    let text = EXAMPLE.replacen('{', r#"{"future":[1,{"a":null}],"#, 1);
    assert_eq!(json::from_str(&text).unwrap(), example());
}

#[test]
fn faults_are_named() {
    for (from, to, message) in [
        (
            r#""schema_version":1"#,
            r#""schema_version":2"#,
            "schema_version 2 is not supported; this release reads 1",
        ),
        (
            "utf8-byte",
            "utf16",
            "offset_unit `utf16` is not supported; offsets must be in `utf8-byte`",
        ),
        (
            r#"{"start":7,"end":11,"sentence":0}"#,
            r#"{"start":7,"end":999,"sentence":0}"#,
            "tokens[2]: span 7..999 ends outside of the text, which has 132 bytes",
        ),
        (
            r#"{"start":7,"end":11,"sentence":0}"#,
            r#"{"start":11,"end":7,"sentence":0}"#,
            "tokens[2]: span 11..7 starts after its end",
        ),
        (
            r#"{"start":7,"end":11,"sentence":0}"#,
            r#"{"start":7,"end":11,"sentence":1}"#,
            "tokens[2]: stands in sentence 0, not in 1",
        ),
        (r#""tokens":"#, r#""words":"#, "sentences are given without tokens"),
        (r#""sentences":[{"start""#, r#""lines":[{"start""#, "tokens are given without sentences"),
        (
            r#""probability":0.75"#,
            r#""probability":7.5"#,
            "entities[1]: 7.5 is not a probability in 0..=1",
        ),
        (
            r#""speaker":0"#,
            r#""speaker":4"#,
            "attributions[0]: refers to entities[4], but there are 4",
        ),
        (
            r#""target":{"entity":2}"#,
            r#""target":{"entity":9}"#,
            "stances[0]: refers to entities[9], but there are 4",
        ),
        (
            r#""sentence":2,"score""#,
            r#""sentence":3,"score""#,
            "summary[1]: refers to sentences[3], but there are 3",
        ),
    ] {
        assert!(EXAMPLE.contains(from), "{from}");
        let error = json::from_str(&EXAMPLE.replacen(from, to, 1)).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn what_is_not_the_form_is_named_with_its_place() {
    for (text, part) in [
        ("", "EOF while parsing"),
        ("[1]", "invalid length 1"),
        ("{}", "missing field `schema_version`"),
        (r#"{"schema_version":1,"offset_unit":"utf8-byte","id":"a"}"#, "missing field `text`"),
        (&EXAMPLE.replacen("\"start\":0", "\"start\":-1", 1), "invalid value: integer `-1`"),
        (&EXAMPLE.replacen("\"person\"", "\"planet\"", 1), "unknown variant `planet`"),
        (
            &EXAMPLE.replacen("\"start\":0", "\"start\":4294967296", 1),
            "invalid value: integer `4294967296`",
        ),
    ] {
        let message = json::from_str(text).unwrap_err().to_string();
        assert!(message.contains(part) && message.contains("line 1"), "{message}");
    }
    // A later version of another form is told by its version.
    let message = json::from_str(r#"{"schema_version":7,"words":[]}"#).unwrap_err().to_string();
    assert_eq!(message, "schema_version 7 is not supported; this release reads 1");
}
