//! The engine of this project.

use newsdesk::encoder::{Backend, Config, NativeBackend, Precision, Sequence};
use rayon::prelude::*;

use crate::batch::Batch;
use crate::engine::Engine;

/// `newsdesk-encoder` in one of its precisions.
pub struct Native {
    backend: NativeBackend,
    precision: Precision,
    threads: usize,
}

impl Native {
    /// With so many callers at a time.
    pub fn new(
        config: &Config,
        weights: &[u8],
        precision: Precision,
        threads: usize,
    ) -> anyhow::Result<Self> {
        let backend = NativeBackend::new(config.clone(), weights, precision)?;
        Ok(Self { backend, precision, threads })
    }
}

impl Engine for Native {
    fn name(&self) -> &'static str {
        match self.precision {
            Precision::Float32 => "native-f32",
            Precision::Int8 => "native-int8",
        }
    }

    fn least_cosine(&self) -> f64 {
        match self.precision {
            Precision::Float32 => 0.999_99,
            Precision::Int8 => 0.998,
        }
    }

    fn encode(&self, batch: &Batch) -> anyhow::Result<Vec<f32>> {
        let types = vec![0; batch.length];
        let sequence = |pieces| Sequence { pieces, types: &types };
        let sequences: Vec<_> = batch.ids.chunks(batch.length).map(sequence).collect();
        let share = sequences.len().div_ceil(self.threads);
        let encode = |sequences: &[Sequence<'_>]| self.backend.encode(sequences);
        let vectors: Vec<_> = sequences.par_chunks(share).map(encode).collect::<Result<_, _>>()?;
        Ok(vectors.concat())
    }
}
