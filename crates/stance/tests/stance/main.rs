//! The heads against the recipe that trains them, and what must hold for any pair.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may panic")]

#[cfg(feature = "libtorch")]
mod entailment;

use std::sync::LazyLock;

use newsdesk_document::{Document, Span};
use newsdesk_encoder::{Encoder, Encoding, ModelFiles, Precision};
use newsdesk_stance::{DirectedStance, StanceClassifier};
use newsdesk_tokenization::segment;
use safetensors::SafeTensors;
use serde::Deserialize;

const CONFIG: &[u8] = include_bytes!("tiny/config.json");
const TOKENIZER: &[u8] = include_bytes!("tiny/tokenizer.json");
const WEIGHTS: &[u8] = include_bytes!("tiny/model.safetensors");
const REFERENCE: &str = include_str!("tiny/reference.json");

/// A sentence with what `make_tiny.py` computes; offsets in bytes.
#[derive(Deserialize)]
struct Reference {
    text: String,
    pairs: Vec<[u32; 4]>,
    targets: Vec<[u32; 2]>,
    directed: Vec<[f32; 5]>,
    target: Vec<[f32; 3]>,
}

fn references() -> Vec<Reference> {
    serde_json::from_str(REFERENCE).unwrap()
}

fn files<'f>(config: &'f [u8], weights: &'f [u8]) -> ModelFiles<'f> {
    ModelFiles { config: config.into(), tokenizer: TOKENIZER.into(), weights: weights.into() }
}

fn classifier() -> StanceClassifier {
    StanceClassifier::from_files(&files(CONFIG, WEIGHTS)).unwrap()
}

static ENCODER: LazyLock<Encoder> =
    LazyLock::new(|| Encoder::from_files(&files(CONFIG, WEIGHTS), Precision::Float32).unwrap());

/// The encoding of a text, and the span of all of it.
fn encode(text: &str) -> (Encoding<'static>, Span) {
    let mut document = Document::new("test", text).unwrap();
    document.attach_segmentation(segment(text).unwrap()).unwrap();
    (ENCODER.encode(&document).unwrap(), span(0, u32::try_from(text.len()).unwrap()))
}

fn span(start: u32, end: u32) -> Span {
    Span::new(start, end).unwrap()
}

fn close(found: &[f32], expected: &[f32]) -> bool {
    found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-4)
}

#[test]
fn equal_to_the_recipe() {
    for reference in references() {
        let (encoding, sentence) = encode(&reference.text);
        let pairs: Vec<_> =
            reference.pairs.iter().map(|&[a, b, c, d]| (span(a, b), span(c, d))).collect();
        let found = classifier().directed(&encoding, sentence, &pairs).unwrap();
        for (found, expected) in found.iter().zip(&reference.directed) {
            let found = found.unwrap().to_array();
            assert!(close(&found, expected), "{found:?} is not {expected:?}");
        }
        let targets: Vec<_> = reference.targets.iter().map(|&[a, b]| span(a, b)).collect();
        let found = classifier().target(&encoding, sentence, &targets).unwrap();
        for (found, expected) in found.iter().zip(&reference.target) {
            let found = found.unwrap().to_array();
            assert!(close(&found, expected), "{found:?} is not {expected:?}");
        }
    }
}

#[test]
fn swapping_two_mentions_swaps_the_answer() {
    let (encoding, sentence) = encode("Kim signed the treaty with Putin.");
    let (kim, putin) = (span(0, 3), span(27, 32));
    let pairs = [(kim, putin), (putin, kim)];
    let found = classifier().directed(&encoding, sentence, &pairs).unwrap();
    let (there, back) = (found[0].unwrap(), found[1].unwrap());
    let swapped = DirectedStance {
        neutral: back.neutral,
        p_for_q: back.q_for_p,
        q_for_p: back.p_for_q,
        p_against_q: back.q_against_p,
        q_against_p: back.p_against_q,
    };
    assert!(close(&there.to_array(), &swapped.to_array()), "{there:?} {back:?}");
}

#[test]
fn many_pairs_equal_one_at_a_time() {
    let (encoding, sentence) = encode("Kim signed the treaty with Putin, and Kim left the summit.");
    let mentions = [span(0, 3), span(11, 21), span(27, 32), span(38, 41), span(51, 57)];
    let pairs: Vec<_> =
        mentions.iter().flat_map(|&p| mentions.iter().map(move |&q| (p, q))).collect();
    let classifier = classifier();
    let together = classifier.directed(&encoding, sentence, &pairs).unwrap();
    let alone: Vec<_> = pairs
        .iter()
        .flat_map(|&pair| classifier.directed(&encoding, sentence, &[pair]).unwrap())
        .collect();
    assert_eq!(together, alone);
    let together = classifier.target(&encoding, sentence, &mentions).unwrap();
    let alone: Vec<_> = mentions
        .iter()
        .flat_map(|&mention| classifier.target(&encoding, sentence, &[mention]).unwrap())
        .collect();
    assert_eq!(together, alone);
}

#[test]
fn a_span_without_pieces_has_no_answer_and_harms_no_other() {
    let (encoding, sentence) = encode("Kim signed it.");
    let (kim, space, it) = (span(0, 3), span(3, 4), span(11, 13));
    let classifier = classifier();
    let found = classifier.directed(&encoding, sentence, &[(kim, space), (kim, it)]).unwrap();
    assert_eq!(found[0], None);
    assert_eq!(found[1], classifier.directed(&encoding, sentence, &[(kim, it)]).unwrap()[0]);
    let found = classifier.target(&encoding, sentence, &[space, it]).unwrap();
    assert!(found[0].is_none() && found[1].is_some());
    assert!(classifier.directed(&encoding, sentence, &[]).unwrap().is_empty());
}

#[test]
fn models_without_the_heads_are_named_errors() {
    let message = |config: &[u8], weights: &[u8]| {
        StanceClassifier::from_files(&files(config, weights)).err().unwrap().to_string()
    };
    let tensors = SafeTensors::deserialize(WEIGHTS).unwrap();
    let others = tensors.tensors().into_iter().filter(|(name, _)| !name.starts_with("heads."));
    let without = safetensors::serialize(others.collect::<Vec<_>>(), None).unwrap();
    assert_eq!(message(CONFIG, &without), "tensor `heads.directed_stance.query.bias` is missing");
    let config = String::from_utf8(CONFIG.to_vec()).unwrap();
    assert_eq!(
        message(config.replace("\"newsdesk\"", "\"other\"").as_bytes(), WEIGHTS),
        "config.json: newsdesk is missing, expected the section of a model with heads"
    );
    assert_eq!(
        message(config.replace("1.5", "0.0").as_bytes(), WEIGHTS),
        "config.json: newsdesk.temperatures.directed_stance is 0, expected a number above 0"
    );
}
