//! The encoder against the reference implementation, and what must hold for any input.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may panic")]

mod batches;
mod cancellation;
mod documents;
#[cfg(feature = "libtorch")]
mod libtorch;
mod models;
mod parity;
mod vocabularies;

use newsdesk_encoder::{Config, ModelFiles, NativeBackend, Precision};
use serde::Deserialize;

const CONFIG: &[u8] = include_bytes!("tiny/config.json");
const TOKENIZER: &[u8] = include_bytes!("tiny/tokenizer.json");
const WEIGHTS: &[u8] = include_bytes!("tiny/model.safetensors");
const REFERENCE: &str = include_str!("tiny/reference.json");

/// A sequence and the vectors that `transformers` gives it.
#[derive(Deserialize)]
struct Reference {
    pieces: Vec<u32>,
    types: Vec<u32>,
    vectors: Vec<f32>,
}

fn references() -> Vec<Reference> {
    serde_json::from_str(REFERENCE).unwrap()
}

fn files() -> ModelFiles<'static> {
    ModelFiles { config: CONFIG.into(), tokenizer: TOKENIZER.into(), weights: WEIGHTS.into() }
}

fn tiny(precision: Precision) -> NativeBackend {
    NativeBackend::new(Config::from_json(CONFIG).unwrap(), WEIGHTS, precision).unwrap()
}
