//! Models that are not what they should be.

use newsdesk_encoder::{
    Backend, Config, Encoder, LoadError, ModelFiles, NativeBackend, Precision, Sequence,
};
use proptest::prelude::*;
use safetensors::tensor::{Dtype, TensorView};
use safetensors::{SafeTensors, serialize};

use crate::{CONFIG, TOKENIZER, WEIGHTS, files, references, tiny};

fn load(weights: &[u8]) -> Result<NativeBackend, LoadError> {
    NativeBackend::new(Config::from_json(CONFIG).unwrap(), weights, Precision::Float32)
}

/// The weights with other names, shapes or values.
fn changed(
    change: impl Fn(&str, Dtype, Vec<usize>, Vec<u8>) -> Option<(String, Dtype, Vec<usize>, Vec<u8>)>,
) -> Vec<u8> {
    let tensors = SafeTensors::deserialize(WEIGHTS).unwrap();
    let tensors: Vec<_> = tensors
        .tensors()
        .into_iter()
        .filter_map(|(name, tensor)| {
            change(&name, tensor.dtype(), tensor.shape().to_vec(), tensor.data().to_vec())
        })
        .collect();
    let views = tensors.iter().map(|(name, dtype, shape, bytes)| {
        (name.as_str(), TensorView::new(*dtype, shape.clone(), bytes).unwrap())
    });
    serialize(views.collect::<Vec<_>>(), None).unwrap()
}

fn message(weights: &[u8]) -> String {
    load(weights).err().unwrap().to_string()
}

#[test]
fn names_may_have_a_prefix() {
    let prefixed =
        changed(|name, dtype, shape, bytes| Some((format!("bert.{name}"), dtype, shape, bytes)));
    let (a, b) = (load(&prefixed).unwrap(), tiny(Precision::Float32));
    let reference = &references()[3];
    let sequence = Sequence { pieces: &reference.pieces, types: &reference.types };
    assert_eq!(a.encode(&[sequence]).unwrap(), b.encode(&[sequence]).unwrap());
}

#[test]
fn tensors_that_do_not_fit_are_named() {
    let query = "encoder.layer.1.attention.self.query.weight";
    let without = changed(|name, dtype, shape, bytes| {
        (name != query).then(|| (name.into(), dtype, shape, bytes))
    });
    assert_eq!(message(&without), format!("tensor `{query}` is missing"));

    let reshaped = changed(|name, dtype, shape, bytes| {
        let shape = if name == query { vec![10, 40] } else { shape };
        Some((name.into(), dtype, shape, bytes))
    });
    assert_eq!(
        message(&reshaped),
        format!("tensor `{query}`: expected shape [20, 20], got [10, 40]")
    );

    let retyped = changed(|name, dtype, shape, bytes| {
        let dtype = if name == query { Dtype::I32 } else { dtype };
        Some((name.into(), dtype, shape, bytes))
    });
    assert_eq!(
        message(&retyped),
        format!("tensor `{query}`: expected F32, F16, BF16 or I8 with scales, got I32")
    );

    let infinite = changed(|name, dtype, shape, mut bytes| {
        if name == query {
            bytes[8..12].copy_from_slice(&f32::INFINITY.to_le_bytes());
        }
        Some((name.into(), dtype, shape, bytes))
    });
    assert_eq!(message(&infinite), format!("tensor `{query}`: element 2 is not finite"));
}

#[test]
fn files_that_are_no_models_are_errors() {
    assert_eq!(message(b""), "the weights are not a safetensors file");
    assert_eq!(message(&[0xFF; 64]), "the weights are not a safetensors file");
    assert_eq!(message(&WEIGHTS[..WEIGHTS.len() - 1]), "the weights are not a safetensors file");
    let load = |config: &[u8], tokenizer: &[u8]| {
        let (config, tokenizer) = (config.to_vec().into(), tokenizer.to_vec().into());
        let files = ModelFiles { config, tokenizer, ..files() };
        Encoder::from_files(&files, Precision::Int8).err().unwrap().to_string()
    };
    assert_eq!(load(CONFIG, b"{}"), "tokenizer.json is not a tokenizer");
    assert_eq!(load(b"[]", TOKENIZER), "config.json is not the configuration of a BERT model");
    let small = String::from_utf8(CONFIG.to_vec())
        .unwrap()
        .replace("\"vocab_size\": 90", "\"vocab_size\": 80");
    assert_eq!(
        load(small.as_bytes(), TOKENIZER),
        "tokenizer.json has 90 pieces, but the model has 80"
    );
    let missing = ModelFiles::read(std::path::Path::new("no/such/model"));
    assert!(missing.err().unwrap().to_string().contains("config.json: cannot read"));
}

proptest! {
    /// Damage in the header or in the data is an error or another model, never a panic.
    #[test]
    fn damaged_weights_do_no_harm(place in 0..3000_usize, byte in any::<u8>()) {
        let mut weights = WEIGHTS.to_vec();
        weights[place] = byte;
        drop(load(&weights));
    }
}
