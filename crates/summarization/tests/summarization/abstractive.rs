//! Summaries that tiny models of random weights write.

use std::path::PathBuf;

use newsdesk_document::Summary;
use newsdesk_summarization::{AbstractiveSummarizer, GenerationSettings};

use crate::document;

const SETTINGS: GenerationSettings = GenerationSettings {
    beams: Some(2),
    min_length: Some(3),
    max_length: Some(12),
    length_penalty: None,
    no_repeat: Some(2),
};

fn folder(family: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/summarization/tiny-writers", family].iter().collect()
}

fn summarizer(family: &str) -> AbstractiveSummarizer {
    AbstractiveSummarizer::from_folder(&folder(family), SETTINGS).unwrap()
}

/// From a word to a text that takes several passes, the same from any number of threads.
#[test]
fn texts_of_any_length_are_summarized() {
    for family in ["bart", "t5", "pegasus"] {
        let summarizer = summarizer(family);
        for times in [1, 3, 90] {
            let text = "The river Elbe flooded the old town. People had to leave. ".repeat(times);
            let mut document = document(&text);
            let summary = summarizer.summarize(&document).unwrap();
            let Summary::Abstractive(sentences) = &summary else { panic!("{summary:?}") };
            assert!(!sentences.is_empty(), "{family}");
            let again = std::thread::scope(|scope| {
                let again = |_| scope.spawn(|| summarizer.summarize(&document).unwrap());
                let threads: Vec<_> = (0..3).map(again).collect();
                threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
            });
            assert!(again.iter().all(|again| *again == summary), "{family}");
            document.attach_summary(summary).unwrap();
        }
    }
}

#[test]
fn a_text_without_sentences_has_no_summary() {
    let summary = summarizer("bart").summarize(&document("")).unwrap();
    assert_eq!(summary, Summary::Abstractive(Vec::new()));
}

#[test]
fn settings_that_cannot_be_followed_are_named() {
    for (settings, message) in [
        (
            GenerationSettings { beams: Some(0), ..SETTINGS },
            "beams is 0, expected a number from 1 to 16",
        ),
        (
            GenerationSettings { max_length: Some(60), ..SETTINGS },
            "max_length is 60, expected a number from 2 to 49, half of what the model reads",
        ),
        (
            GenerationSettings { min_length: Some(13), ..SETTINGS },
            "min_length is 13, expected a number from 0 to max_length, which is 12",
        ),
        (
            GenerationSettings { length_penalty: Some(f64::NAN), ..SETTINGS },
            "length_penalty is NaN, expected a number from 0 on",
        ),
    ] {
        let error = AbstractiveSummarizer::from_folder(&folder("bart"), settings).err().unwrap();
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn weights_that_do_not_fit_are_an_error() {
    let other = tempfile::tempdir().unwrap();
    for name in ["config.json", "vocab.json", "merges.txt"] {
        std::fs::copy(folder("bart").join(name), other.path().join(name)).unwrap();
    }
    let weights = folder("t5").join("model.safetensors");
    std::fs::copy(weights, other.path().join("model.safetensors")).unwrap();
    let error = AbstractiveSummarizer::from_folder(other.path(), SETTINGS).err().unwrap();
    let message = error.to_string();
    assert!(message.starts_with("the weights do not fit the configuration"), "{message}");
}
