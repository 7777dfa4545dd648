//! What ties the sentences of a model to the text.

use newsdesk_document::GeneratedSentence;
use newsdesk_summarization::generated_sentences;

use crate::document;

const TEXT: &str = "River floods old town. The river Elbe flooded the old town of Pirna on 3 June. \
    Mayor Ann Lee-Smith asked 1,200 people to leave. It had rained for a week. \
    “Nobody expected this,” she told the BBC.";

fn generated(summary: &str) -> Vec<GeneratedSentence> {
    generated_sentences(&document(TEXT), summary).unwrap()
}

#[track_caller]
fn check_unsupported(summary: &str, expected: &[&str]) {
    let found: Vec<String> =
        generated(summary).into_iter().flat_map(|sentence| sentence.unsupported).collect();
    assert_eq!(found, expected, "{summary}");
}

#[test]
fn sentences_lean_on_those_that_share_most_words() {
    let found = generated(
        "The Elbe flooded Pirna. Ann Lee-Smith asked people to leave after a week of rain.",
    );
    let sources: Vec<&[u32]> = found.iter().map(|sentence| &*sentence.sources).collect();
    assert_eq!(sources, [&[1][..], &[2, 3][..]]);
    assert_eq!(found[0].text, "The Elbe flooded Pirna.");
}

#[test]
fn what_has_nothing_of_the_text_leans_on_nothing() {
    assert_eq!(generated("Stocks fell sharply yesterday.")[0].sources, [] as [u32; 0]);
    assert_eq!(generated(""), []);
}

#[test]
fn names_and_numbers_of_the_text_are_supported_in_any_form() {
    check_unsupported("Mayor Lee asked 1200 people, the BBC says.", &[]);
    check_unsupported("Ann Lee-Smith's town was flooded on June 3.", &[]);
    check_unsupported("Flooding hit the old town. People left.", &[]);
}

#[test]
fn invented_names_and_numbers_are_told() {
    check_unsupported("The Elbe flooded Dresden on 4 June.", &["Dresden", "4"]);
    check_unsupported(
        "Mayor Ann Baker asked 2,200 people to leave.",
        &["Mayor Ann Baker", "2,200"],
    );
    check_unsupported("Germany's mayor told CNN that 12 left.", &["CNN", "12"]);
}
