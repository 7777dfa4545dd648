//! Equal to `transformers`.

use std::env;
use std::fs;
use std::path::PathBuf;

use newsdesk_encoder::{Backend, Config, NativeBackend, Precision, Sequence};

use crate::{Reference, references, tiny};

/// The largest difference of a number, and the mean cosine of the vectors.
pub fn agreement(backend: &dyn Backend, references: &[Reference]) -> (f32, f32) {
    let (mut difference, mut cosines, mut count) = (0.0_f32, 0.0, 0.0);
    for Reference { pieces, types, vectors } in references {
        let found = backend.encode(&[Sequence { pieces, types }]).unwrap();
        assert_eq!(found.len(), vectors.len());
        let hidden = backend.hidden_size();
        for (found, expected) in found.chunks(hidden).zip(vectors.chunks(hidden)) {
            let pairs = || found.iter().zip(expected);
            difference = pairs().map(|(a, b)| (a - b).abs()).fold(difference, f32::max);
            let dot: f32 = pairs().map(|(a, b)| a * b).sum();
            let norm = |vector: &[f32]| vector.iter().map(|a| a * a).sum::<f32>().sqrt();
            cosines += dot / (norm(found) * norm(expected));
            count += 1.0;
        }
    }
    (difference, cosines / count)
}

#[test]
fn single_precision_is_equal_to_transformers() {
    let (difference, _) = agreement(&tiny(Precision::Float32), &references());
    assert!(difference <= 1e-4, "{difference}");
}

/// The tiny model has huge weights and few dimensions, so that errors do not average out as they
/// do in a real one.
#[test]
fn eight_bits_are_close_to_transformers() {
    let (_, cosine) = agreement(&tiny(Precision::Int8), &references());
    assert!(cosine >= 0.995, "{cosine}");
}

/// `NEWSDESK_BASE_MODEL` is a folder with a model and the `reference.json` that
/// `make_reference.py` makes of it.
#[test]
fn a_real_model_is_equal_to_transformers() {
    let Some(folder) = env::var_os("NEWSDESK_BASE_MODEL").map(PathBuf::from) else {
        println!("skipped: NEWSDESK_BASE_MODEL names no model");
        return;
    };
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    let references: Vec<Reference> = serde_json::from_slice(&read("reference.json")).unwrap();
    let (config, weights) =
        (Config::from_json(&read("config.json")).unwrap(), read("model.safetensors"));
    let model = |precision| NativeBackend::new(config.clone(), &weights, precision).unwrap();
    let (difference, _) = agreement(&model(Precision::Float32), &references);
    assert!(difference <= 1e-4, "{difference}");
    let (_, cosine) = agreement(&model(Precision::Int8), &references);
    assert!(cosine >= 0.998, "{cosine}");
    println!("largest difference {difference}, mean cosine in eight bits {cosine}");
}
