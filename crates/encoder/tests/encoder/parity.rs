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

/// All x86 processors with AVX2 compute the same bits, whatever the length of their vectors. The
/// number is the 64-bit FNV-1a hash of the bits of all vectors; where it changes, answers change.
#[test]
#[cfg(target_arch = "x86_64")]
fn every_processor_computes_the_same_bits() {
    if !(is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")) {
        println!("skipped: this processor has no AVX2");
        return;
    }
    let backend = tiny(Precision::Int8);
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for Reference { pieces, types, .. } in references() {
        let vectors = backend.encode(&[Sequence { pieces: &pieces, types: &types }]).unwrap();
        for byte in vectors.into_iter().flat_map(f32::to_le_bytes) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    assert_eq!(format!("{hash:x}"), "3c08c3599444e279");
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
