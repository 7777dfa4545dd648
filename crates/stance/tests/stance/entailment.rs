//! Stances by entailment, with tiny models of random weights.

use std::path::PathBuf;

use newsdesk_document::{
    Attribution, AttributionKind, Document, Entity, EntityKind, Holder, Mention, Polarity, Span,
    Target,
};
use newsdesk_stance::{EntailmentClassifier, Topic};
use newsdesk_tokenization::segment;
use serde::Deserialize;

/// A pair with the probability that `make_tiny_nli.py` computes.
#[derive(Deserialize)]
struct Reference {
    premise: String,
    hypothesis: String,
    entailment: f32,
}

fn folder(family: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/stance/tiny-nli", family].iter().collect()
}

fn classifier(family: &str) -> EntailmentClassifier {
    EntailmentClassifier::from_folder(&folder(family)).unwrap()
}

#[test]
fn equal_to_transformers_whatever_the_order_of_labels() {
    for family in ["bert", "roberta", "bart"] {
        let classifier = classifier(family);
        let json = std::fs::read_to_string(folder(family).join("reference.json")).unwrap();
        let references: Vec<Reference> = serde_json::from_str(&json).unwrap();
        assert_eq!(references.len(), 3);
        for Reference { premise, hypothesis, entailment } in references {
            let found = classifier.entailment(&premise, &[hypothesis]).unwrap();
            assert!((found[0] - entailment).abs() < 1e-5, "{family}: {found:?}, {entailment}");
        }
    }
}

#[test]
fn hypotheses_together_are_as_alone() {
    for family in ["bert", "roberta", "bart"] {
        let classifier = classifier(family);
        let hypotheses = ["Kim.", "The author opposes the treaty.", "Talks and talks."];
        let hypotheses = hypotheses.map(str::to_owned);
        let premise = "The minister praised the treaty.";
        let together = classifier.entailment(premise, &hypotheses).unwrap();
        for (hypothesis, expected) in hypotheses.iter().zip(together) {
            let alone = classifier.entailment(premise, std::slice::from_ref(hypothesis)).unwrap();
            assert!((alone[0] - expected).abs() < 1e-5, "{family}: {alone:?}, {expected}");
        }
    }
}

#[test]
fn long_premises_are_read_in_windows_and_long_hypotheses_refused() {
    let classifier = classifier("bert");
    let hypothesis = ["Kim opposes talks.".to_owned()];
    let short = classifier.entailment("Talks.", &hypothesis).unwrap()[0];
    let long = format!("Talks. {}", "The minister praised the treaty. ".repeat(30));
    let found = classifier.entailment(&long, &hypothesis).unwrap()[0];
    assert!((0.0..=1.0).contains(&found) && (found - short).abs() > 1e-6);
    let error = classifier.entailment("Talks.", &["treaty ".repeat(40)]).unwrap_err();
    assert!(error.to_string().contains("leaves the model no room"), "{error}");
}

/// Who holds what is a matter of the text; which polarity comes out, of random weights.
#[test]
fn speakers_entities_and_the_author_hold_stances_towards_what_is_mentioned() {
    let text = "Ann Lee backed the treaty. “The sanctions hurt,” said Bo Chan.";
    let mut document = Document::new("test", text).unwrap();
    document.attach_segmentation(segment(text).unwrap()).unwrap();
    let span = |part: &str| {
        let start = text.find(part).unwrap();
        let [start, end] = [start, start + part.len()].map(|byte| u32::try_from(byte).unwrap());
        Span::new(start, end).unwrap()
    };
    let person = |name| {
        let mention = Mention { span: span(name), kind: EntityKind::Person, probability: 1.0 };
        Entity { kind: EntityKind::Person, name: span(name), value: None, mentions: vec![mention] }
    };
    document.attach_entities(vec![person("Ann Lee"), person("Bo Chan")]).unwrap();
    let said = Attribution {
        source: Some(span("Bo Chan")),
        speaker: Some(1),
        cue: Some(span("said")),
        content: vec![span("The sanctions hurt")],
        kind: AttributionKind::Direct,
    };
    document.attach_attributions(vec![said]).unwrap();

    let topics = ["treaty", "sanctions", "whales"].map(Topic::new);
    let stances = classifier("bart").stances(&document, &topics).unwrap();
    let found: Vec<_> = stances
        .iter()
        .map(|stance| {
            let Target::Topic(topic) = &stance.target else { panic!("{stance:?}") };
            assert!((0.0..=1.0).contains(&stance.probability));
            assert!(stance.polarity == Polarity::Neutral || stance.probability >= 0.5);
            (stance.holder, topic.as_str(), stance.evidence.sentence, stance.attribution)
        })
        .collect();
    let expected = [
        (Holder::Author, "treaty", 0, None),
        (Holder::Entity(0), "treaty", 0, None),
        (Holder::Entity(1), "sanctions", 1, Some(0)),
    ];
    assert_eq!(found, expected);
    document.attach_stances(stances).unwrap();
}

#[test]
fn a_model_without_entailment_is_refused() {
    let files = newsdesk_encoder::ModelFiles::read(&folder("bert")).unwrap();
    let config = String::from_utf8(files.config.to_vec()).unwrap();
    let config = config.replace("entailment", "LABEL_0").into_bytes();
    let files = newsdesk_encoder::ModelFiles { config: config.into(), ..files };
    let message = EntailmentClassifier::from_files(&files).err().unwrap().to_string();
    assert!(message.contains("id2label is LABEL_0, neutral, contradiction"), "{message}");
}
