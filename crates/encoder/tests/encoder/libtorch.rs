//! The same models on libtorch.

use newsdesk_document::Document;
use newsdesk_encoder::libtorch::LibtorchBackend;
use newsdesk_encoder::{Backend, Encoder, ModelFiles, Precision, Sequence};
use newsdesk_tokenization::segment;
use rayon::prelude::*;

use crate::parity::agreement;
use crate::{CONFIG, Reference, WEIGHTS, files, references, tiny};

const ROBERTA: &[u8] = include_bytes!("tiny-roberta/model.safetensors");
const ROBERTA_CONFIG: &[u8] = include_bytes!("tiny-roberta/config.json");
const ROBERTA_REFERENCE: &str = include_str!("tiny-roberta/reference.json");

fn bert() -> LibtorchBackend {
    LibtorchBackend::new(CONFIG, WEIGHTS).unwrap()
}

#[test]
fn bert_is_equal_to_transformers() {
    let (difference, _) = agreement(&bert(), &references());
    assert!(difference <= 1e-4, "{difference}");
}

#[test]
fn roberta_is_equal_to_transformers() {
    let backend = LibtorchBackend::new(ROBERTA_CONFIG, ROBERTA).unwrap();
    assert_eq!(backend.max_length(), 48);
    let references: Vec<Reference> = serde_json::from_str(ROBERTA_REFERENCE).unwrap();
    let (difference, _) = agreement(&backend, &references);
    assert!(difference <= 1e-4, "{difference}");
}

/// More sequences than a batch holds, of different lengths, from several threads at once.
#[test]
fn what_is_encoded_together_makes_no_difference() {
    let (backend, references) = (bert(), references());
    let sequences: Vec<Sequence<'_>> = references
        .iter()
        .cycle()
        .take(700)
        .map(|reference| Sequence { pieces: &reference.pieces, types: &reference.types })
        .collect();
    let alone: Vec<Vec<f32>> =
        sequences[..references.len()].iter().map(|one| backend.encode(&[*one]).unwrap()).collect();
    for size in [1, 2, 7, 64, 700] {
        let found: Vec<f32> = sequences
            .par_chunks(size)
            .flat_map_iter(|chunk| backend.encode(chunk).unwrap())
            .collect();
        let expected = alone.iter().cycle().take(700).flatten();
        assert_eq!(found.len(), expected.clone().count());
        let difference = found.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(difference <= 1e-5, "{size}: {difference}");
    }
    assert!(backend.encode(&[]).unwrap().is_empty());
}

#[test]
fn inputs_are_checked_as_by_the_native_backend() {
    let (libtorch, native) = (bert(), tiny(Precision::Float32));
    for (pieces, types) in [
        (vec![1; 49], vec![0; 49]),
        (vec![1, 9_999], vec![0, 0]),
        (vec![1, 2], vec![0, 8]),
        (vec![1, 2], vec![0]),
    ] {
        let sequence = Sequence { pieces: &pieces, types: &types };
        let message = |backend: &dyn Backend| backend.encode(&[sequence]).unwrap_err().to_string();
        assert_eq!(message(&libtorch), message(&native));
    }
}

#[test]
fn weights_that_do_not_fit_are_named() {
    let message = LibtorchBackend::new(CONFIG, ROBERTA).err().unwrap().to_string();
    assert!(message.starts_with("tensor `"), "{message}");
}

#[test]
fn documents_have_the_vectors_of_the_native_backend() {
    let text = "Kim and Putin signed the treaty. ".repeat(40);
    let mut document = Document::new("note", text.as_str()).unwrap();
    document.attach_segmentation(segment(&text).unwrap()).unwrap();
    check(&files(), &document, 0.9999);
}

/// Our own model, with its weights in eight bits, on both backends.
#[cfg(feature = "embedded-model")]
#[test]
fn newsdesk_en_has_the_vectors_of_the_native_backend() {
    let text = include_str!("../../../../benches/samples/summit.txt");
    let mut document = Document::new("summit", text).unwrap();
    document.attach_segmentation(segment(text).unwrap()).unwrap();
    check(&ModelFiles::embedded(), &document, 0.999);
}

/// Each vector of libtorch has at least this cosine with that of the native backend in single
/// precision.
fn check(files: &ModelFiles<'_>, document: &Document, least: f32) {
    let native = Encoder::from_files(files, Precision::Float32).unwrap();
    let libtorch = Encoder::on_libtorch(files).unwrap();
    let (native, libtorch) = (native.encode(document).unwrap(), libtorch.encode(document).unwrap());
    assert_eq!(native.pieces(), libtorch.pieces());
    let hidden = native.hidden_size();
    let (native, libtorch) = (native.vectors().unwrap(), libtorch.vectors().unwrap());
    for (a, b) in native.chunks(hidden).zip(libtorch.chunks(hidden)) {
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        let cosine = dot(a, b) / (dot(a, a) * dot(b, b)).sqrt();
        assert!(cosine >= least, "{cosine}");
    }
}
