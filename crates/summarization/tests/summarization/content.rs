//! Which sentences are chosen.

use newsdesk_summarization::{Budget, SummarizationError, Summarizer};

use crate::{ARTICLE, document, summarize};

#[test]
fn three_sentences_tell_the_story() {
    let document = document(ARTICLE);
    insta::assert_snapshot!(summarize(&document, Budget::default()).join("\n"));
}

#[test]
fn what_is_not_the_story_is_never_chosen() {
    let document = document(ARTICLE);
    let all = summarize(&document, Budget::ratio(1.0).unwrap());
    assert_eq!(all.len(), 11);
    for part in ["Harbour city", "Ines Calder", "Photo", "What happens", "Read more", "Copyright"] {
        assert!(!all.iter().any(|sentence| sentence.contains(part)), "{part}");
    }
}

#[test]
fn repetition_is_avoided() {
    let text = "The river flooded the old town on Monday evening. \
                The river flooded the old town on Monday evening. \
                Soldiers carried the patients of the hospital to safety. \
                It had rained for a week.";
    let document = document(text);
    let summary = summarize(&document, Budget::sentences(2).unwrap());
    assert_eq!(summary.iter().filter(|sentence| sentence.contains("flooded")).count(), 1);
}

#[test]
fn the_title_of_the_metadata_counts_as_headline() {
    use newsdesk_document::Metadata;

    let text = "The council met on Tuesday in the town hall. \
                The members spoke about roads and about schools. \
                A wolf was seen near the kindergarten. \
                The next meeting of the council is in May.";
    let plain = document(text);
    let wolf = |document| {
        let selected = crate::selected(Summarizer::default().summarize(document).unwrap());
        selected.iter().find(|selected| selected.sentence == 2).map(|selected| selected.score)
    };
    let title = Some("Wolf near kindergarten".to_owned());
    let titled = plain.clone().with_metadata(Metadata { title, ..Metadata::default() });
    assert!(wolf(&titled) > wolf(&plain));
}

#[test]
fn short_inputs_give_what_there_is() {
    for (text, expected) in [
        ("", vec![]),
        (" \n\n ", vec![]),
        ("It rained.", vec!["It rained."]),
        ("Rain in the north", vec!["Rain in the north"]),
        ("It rained. It stopped.", vec!["It rained.", "It stopped."]),
        ("Copyright 2026 Meridian News.", vec!["Copyright 2026 Meridian News."]),
        ("…", vec!["…"]),
    ] {
        assert_eq!(summarize(&document(text), Budget::default()), expected, "{text:?}");
    }
}

#[test]
fn a_document_without_sentences_is_refused() {
    let bare = newsdesk_document::Document::new("bare", "It rained.").unwrap();
    let error = Summarizer::default().summarize(&bare).unwrap_err();
    assert!(matches!(error, SummarizationError::NotSegmented));
}
