//! From texts to entities, with a model that knows some words.

use std::path::Path;
use std::sync::LazyLock;

use newsdesk_document::{Document, EntityKind};
use newsdesk_encoder::{
    Backend, EncodeError, Encoder, Encoding, ModelFiles, PieceTokenizer, Precision, Sequence,
};
use newsdesk_ner::{RecognizeError, Recognizer};
use newsdesk_tokenization::segment;
use proptest::prelude::*;

const TEXT: &str = "SEOUL, June 19 — President Vladimir Putin's gift to “Kim Jong Un” was an Aurus \
                    Senat. Putin paid $300,000 for it in Russia, the Korean Central News Agency \
                    said. KCNA said Americans laughed.";

fn tiny() -> ModelFiles<'static> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ner/tiny");
    ModelFiles::read(Path::new(folder)).unwrap()
}

/// The tiny model with other names for its labels.
fn renamed(rename: impl Fn(&str) -> String) -> ModelFiles<'static> {
    let files = tiny();
    let mut config: serde_json::Value = serde_json::from_slice(&files.config).unwrap();
    for label in config["id2label"].as_object_mut().unwrap().values_mut() {
        *label = rename(label.as_str().unwrap()).into();
    }
    ModelFiles { config: config.to_string().into_bytes().into(), ..files }
}

fn document(text: &str) -> Document {
    let mut document = Document::new("test", text).unwrap();
    document.attach_segmentation(segment(text).unwrap()).unwrap();
    document
}

static ENCODER: LazyLock<Encoder> =
    LazyLock::new(|| Encoder::from_files(&tiny(), Precision::Int8).unwrap());

fn encode(document: &Document) -> Encoding<'static> {
    ENCODER.encode(document).unwrap()
}

/// The mentions of the text, with their kinds.
fn mentions(files: &ModelFiles<'_>) -> Vec<(&'static str, EntityKind)> {
    let document = document(TEXT);
    let recognizer = Recognizer::from_files(files).unwrap();
    let mentions = recognizer.mentions(&document, &encode(&document)).unwrap();
    mentions.iter().map(|mention| (mention.span.of(TEXT).unwrap(), mention.kind)).collect()
}

#[test]
fn mentions_are_names_without_what_stands_around_them() {
    use EntityKind::{Date, Location, Money, Norp, Organization, Person, Product};
    let expected = [
        ("SEOUL", Location),
        ("June 19", Date),
        ("Vladimir Putin", Person),
        ("Kim Jong Un", Person),
        ("Aurus Senat", Product),
        ("Putin", Person),
        ("$300,000", Money),
        ("Russia", Location),
        ("Korean Central News Agency", Organization),
        ("KCNA", Organization),
        ("Americans", Norp),
    ];
    assert_eq!(mentions(&tiny()), expected);
}

#[test]
fn entities_are_mentions_of_one_thing() {
    let recognizer = Recognizer::from_files(&tiny()).unwrap();
    let encoder = Encoder::from_files(&tiny(), Precision::Int8).unwrap();
    let entities = recognizer.recognize_text(&encoder, TEXT).unwrap();
    let found: Vec<_> = entities
        .iter()
        .map(|entity| (entity.name.of(TEXT).unwrap(), entity.mentions.len()))
        .collect();
    assert_eq!(found[2], ("Vladimir Putin", 2));
    assert_eq!(found[7], ("Korean Central News Agency", 2));
    assert_eq!(found.len(), 9);
    let probabilities =
        entities.iter().flat_map(|entity| &entity.mentions).map(|mention| mention.probability);
    assert!(probabilities.into_iter().all(|probability| probability > 0.5 && probability <= 1.0));
}

/// The words of the tiny model are tagged B and I, which other schemes call otherwise.
#[test]
fn other_schemes_and_names_of_kinds_can_be_read() {
    let expected = mentions(&tiny());
    let hub = |label: &str| {
        label.replace("Person", "PER").replace("Organization", "ORG").replace("Location", "GPE")
    };
    assert_eq!(mentions(&renamed(hub)), expected);
    let plain = |label: &str| label.trim_start_matches(['B', 'I', '-']).to_owned();
    assert_eq!(mentions(&renamed(plain)), expected);
    let four = |label: &str| match label.split_once('-') {
        Some((position, "Person")) => format!("{position}-PER"),
        Some((_, "Date" | "Money")) => "B-CARDINAL".to_owned(),
        Some((position, _)) => format!("{position}-MISC"),
        None => label.to_owned(),
    };
    let kinds: Vec<_> = mentions(&renamed(four)).iter().map(|mention| mention.1).collect();
    assert_eq!(kinds.len(), expected.len() - 2, "numbers are left out");
    assert!(kinds.iter().all(|kind| [EntityKind::Person, EntityKind::Misc].contains(kind)));
}

#[test]
fn faults_are_named() {
    let error = |files: &ModelFiles<'_>| Recognizer::from_files(files).err().unwrap().to_string();
    assert_eq!(
        error(&ModelFiles { config: b"{}".as_slice().into(), ..tiny() }),
        "config.json is not the configuration of a token classifier"
    );
    let fewer = String::from_utf8(tiny().config.to_vec())
        .unwrap()
        .replace("    \"18\": \"I-Misc\"", "    \"17\": \"B-Misc\"");
    assert_eq!(
        error(&ModelFiles { config: fewer.into_bytes().into(), ..tiny() }),
        "tensor `classifier.bias`: expected shape [18], got [19]"
    );
    let recognizer = Recognizer::from_files(&tiny()).unwrap();
    let bare = Document::new("bare", "Kim").unwrap();
    let result = recognizer.recognize(&bare, &encode(&document("Kim")));
    assert!(matches!(result, Err(RecognizeError::NotSegmented)));
}

/// A model with vectors of length 2.
struct Narrow;

impl Backend for Narrow {
    fn hidden_size(&self) -> usize {
        2
    }

    fn max_length(&self) -> usize {
        64
    }

    fn type_count(&self) -> usize {
        8
    }

    fn encode(&self, sequences: &[Sequence<'_>]) -> Result<Vec<f32>, EncodeError> {
        let pieces: usize = sequences.iter().map(|sequence| sequence.pieces.len()).sum();
        Ok(vec![0.0; 2 * pieces])
    }
}

#[test]
fn an_encoding_of_another_model_is_refused() {
    let tokenizer = PieceTokenizer::from_json(&tiny().tokenizer, 1000).unwrap();
    let document = document("Kim");
    let encoder = Encoder::new(tokenizer, Box::new(Narrow));
    let encoding = encoder.encode(&document).unwrap();
    let recognizer = Recognizer::from_files(&tiny()).unwrap();
    assert_eq!(
        recognizer.recognize(&document, &encoding).unwrap_err().to_string(),
        "vectors of length 2, but the recognizer reads 20"
    );
}

#[test]
fn types_are_send_and_sync() {
    fn check<T: Send + Sync>() {}
    check::<Recognizer>();
    check::<RecognizeError>();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Names that the model knows, amid anything.
    #[test]
    fn mentions_are_in_order_and_inside_of_sentences(
        parts in prop::collection::vec("Kim|Jong|Putin|\\$|300|June|[\"“”'’.,]|’s|\\PC{0,9}| ", 0..40),
    ) {
        let text = parts.concat();
        let mut document = document(&text);
        let encoding = encode(&document);
        let recognizer = Recognizer::from_files(&tiny()).unwrap();
        let mentions = recognizer.mentions(&document, &encoding).unwrap();
        for pair in mentions.windows(2) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start());
        }
        for mention in &mentions {
            let is_inside = |sentence: newsdesk_document::SentenceRef<'_>| {
                sentence.span().contains(mention.span)
            };
            prop_assert_eq!(document.sentences().filter(|&sentence| is_inside(sentence)).count(), 1);
        }
        document.attach_entities(recognizer.recognize(&document, &encoding).unwrap()).unwrap();
    }
}
