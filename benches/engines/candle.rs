//! Candle, a library for models in Rust, with its own BERT.

use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;
use candle_transformers::models::bert::{BertModel, Config, HiddenAct};

use crate::batch::Batch;
use crate::engine::Engine;

/// Candle in single precision.
pub struct Candle {
    model: BertModel,
}

impl Candle {
    /// With `weights` in the format of safetensors, of the size of MiniLM-L6-H384.
    pub fn new(weights: &[u8]) -> anyhow::Result<Self> {
        let config = Config {
            hidden_size: 384,
            num_hidden_layers: 6,
            num_attention_heads: 12,
            intermediate_size: 1536,
            type_vocab_size: 8,
            hidden_act: HiddenAct::Gelu,
            ..Config::default()
        };
        let weights =
            VarBuilder::from_buffered_safetensors(weights.to_vec(), DType::F32, &Device::Cpu)?;
        Ok(Self { model: BertModel::load(weights, &config)? })
    }
}

impl Engine for Candle {
    fn name(&self) -> &'static str {
        "candle-f32"
    }

    fn least_cosine(&self) -> f64 {
        0.999_99
    }

    fn encode(&self, batch: &Batch) -> anyhow::Result<Vec<f32>> {
        let shape = (batch.sequences, batch.length);
        let ids = Tensor::from_slice(&batch.ids, shape, &Device::Cpu)?;
        let vectors = self.model.forward(&ids, &ids.zeros_like()?, None)?;
        Ok(vectors.flatten_all()?.to_vec1()?)
    }
}
