//! libtorch, through `rust-bert` and our own backend for it.

use newsdesk::encoder::libtorch::LibtorchBackend;
use newsdesk::encoder::{Backend, Sequence};

use crate::batch::Batch;
use crate::engine::Engine;

/// libtorch in single precision, with as many threads as `OMP_NUM_THREADS` says.
pub struct Libtorch(LibtorchBackend);

impl Libtorch {
    pub fn new(config: &str, weights: &[u8]) -> anyhow::Result<Self> {
        Ok(Self(LibtorchBackend::new(config.as_bytes(), weights)?))
    }
}

impl Engine for Libtorch {
    fn name(&self) -> &'static str {
        "libtorch-f32"
    }

    fn least_cosine(&self) -> f64 {
        0.999_99
    }

    fn encode(&self, batch: &Batch) -> anyhow::Result<Vec<f32>> {
        let types = vec![0; batch.length];
        let sequence = |pieces| Sequence { pieces, types: &types };
        let sequences: Vec<_> = batch.ids.chunks(batch.length).map(sequence).collect();
        Ok(self.0.encode(&sequences)?)
    }
}
