//! A model of the size of MiniLM-L6-H384 with random weights.

use std::collections::BTreeMap;

use newsdesk::encoder::Precision;
use safetensors::tensor::{Dtype, TensorView};
use safetensors::{SafeTensorError, serialize};

/// The configuration of MiniLM-L6-H384.
pub const CONFIG: &str = r#"{
    "model_type": "bert",
    "vocab_size": 30522, "hidden_size": 384, "num_hidden_layers": 6, "num_attention_heads": 12,
    "intermediate_size": 1536, "max_position_embeddings": 512, "type_vocab_size": 8
}"#;

/// Its weights as a file in the format of safetensors: in single precision, or with the matrices of
/// pieces and linear layers in eight bits.
///
/// # Errors
///
/// None that is known: what `safetensors` reports.
pub fn random_weights(precision: Precision) -> Result<Vec<u8>, SafeTensorError> {
    let mut shapes = BTreeMap::new();
    let mut add = |name: String, shape: &[usize]| shapes.insert(name, shape.to_vec());
    add("embeddings.word_embeddings.weight".into(), &[30522, 384]);
    add("embeddings.position_embeddings.weight".into(), &[512, 384]);
    add("embeddings.token_type_embeddings.weight".into(), &[8, 384]);
    let mut norms = vec!["embeddings.LayerNorm".to_owned()];
    for layer in 0..6 {
        let prefix = format!("encoder.layer.{layer}");
        for (part, outputs, inputs) in [
            ("attention.self.query", 384, 384),
            ("attention.self.key", 384, 384),
            ("attention.self.value", 384, 384),
            ("attention.output.dense", 384, 384),
            ("intermediate.dense", 1536, 384),
            ("output.dense", 384, 1536),
        ] {
            add(format!("{prefix}.{part}.weight"), &[outputs, inputs]);
            add(format!("{prefix}.{part}.bias"), &[outputs]);
        }
        norms.extend(
            ["attention.output", "output"].map(|part| format!("{prefix}.{part}.LayerNorm")),
        );
    }
    for norm in norms {
        add(format!("{norm}.weight"), &[384]);
        add(format!("{norm}.bias"), &[384]);
    }
    let mut random = Random(0x5EED);
    let mut tensors: Vec<(String, Dtype, Vec<usize>, Vec<u8>)> = Vec::new();
    for (name, shape) in shapes {
        let count: usize = shape.iter().product();
        let is_small = ["position", "token_type"].iter().any(|part| name.contains(part));
        if let (Precision::Int8, false, [rows, _]) = (precision, is_small, shape.as_slice()) {
            let scales = std::iter::repeat_n((0.1_f32 / 127.0).to_le_bytes(), *rows).flatten();
            tensors.push((format!("{name}_scale"), Dtype::F32, vec![*rows], scales.collect()));
            let values = (0..count).map(|_| random.byte());
            tensors.push((name, Dtype::I8, shape, values.collect()));
        } else {
            let values = (0..count).flat_map(|_| random.number().to_le_bytes());
            tensors.push((name, Dtype::F32, shape, values.collect()));
        }
    }
    let views = tensors.iter().map(|(name, dtype, shape, bytes)| {
        Ok((name.as_str(), TensorView::new(*dtype, shape.clone(), bytes)?))
    });
    serialize(views.collect::<Result<Vec<_>, SafeTensorError>>()?, None)
}

/// Random bits: Marsaglia, "Xorshift RNGs" (2003).
struct Random(u32);

impl Random {
    fn bits(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }

    fn byte(&mut self) -> u8 {
        let [_, byte, ..] = self.bits().to_le_bytes();
        byte
    }

    /// Between -0.1 and 0.1.
    #[expect(clippy::cast_precision_loss, reason = "any number will do")]
    fn number(&mut self) -> f32 {
        (self.bits() as f32 / u32::MAX as f32 - 0.5) * 0.2
    }
}
