//! BERT in pure Rust.
//!
//! Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers for Language
//! Understanding" (NAACL 2019), as `transformers` implements `BertModel`.

mod attention;
mod dequantize;
mod embedding;
mod float_product;
mod gelu;
mod int8_product;
#[expect(unsafe_code, reason = "vector instructions; see there")]
mod kernels;
mod layer;
mod linear;
mod normalize;
mod partial_sums;
mod quantize;
mod softmax;

use std::sync::{Mutex, PoisonError};

use crate::backend::{Backend, Sequence};
use crate::config::Config;
use crate::error::{EncodeError, LoadError};
use crate::weights::Weights;

pub(crate) use linear::{FloatLinear, Then};

use embedding::Embedding;
use layer::{Layer, Scratch};

/// How exactly the native backend computes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precision {
    /// Single precision throughout: the reference.
    Float32,
    /// Weights and inputs of linear layers in eight bits: three times as fast.
    #[default]
    Int8,
}

/// Short sequences are computed together until so many pieces are there.
const GROUP: usize = 256;

/// A BERT model that runs on one core for each caller.
pub struct NativeBackend {
    config: Config,
    embedding: Embedding,
    layers: Vec<Layer>,
    /// Memory of workers that are not busy.
    scratch: Mutex<Vec<Scratch>>,
}

impl NativeBackend {
    /// Reads weights in the format of safetensors, and packs them.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] that names the first tensor that is missing or does not fit.
    pub fn new(config: Config, weights: &[u8], precision: Precision) -> Result<Self, LoadError> {
        let weights = Weights::new(weights)?;
        let embedding = Embedding::new(&config, &weights, precision)?;
        let layers = (0..config.num_hidden_layers)
            .map(|index| Layer::new(&config, &weights, index, precision))
            .collect::<Result<_, _>>()?;
        Ok(Self { config, embedding, layers, scratch: Mutex::default() })
    }

    /// Vectors of a group of sequences, into `[pieces, hidden]`.
    fn encode_group(
        &self,
        sequences: &[Sequence<'_>],
        vectors: &mut [f32],
        scratch: &mut Scratch,
    ) -> Result<(), EncodeError> {
        self.embedding.forward(sequences, vectors);
        let lengths: Vec<usize> = sequences.iter().map(|sequence| sequence.pieces.len()).collect();
        for layer in &self.layers {
            layer.forward(vectors, &lengths, scratch)?;
        }
        Ok(())
    }
}

impl Backend for NativeBackend {
    fn hidden_size(&self) -> usize {
        self.config.hidden_size
    }

    fn max_length(&self) -> usize {
        self.config.max_position_embeddings
    }

    fn type_count(&self) -> usize {
        self.config.type_vocab_size
    }

    fn encode(&self, sequences: &[Sequence<'_>]) -> Result<Vec<f32>, EncodeError> {
        let limit = self.max_length();
        sequences.iter().try_for_each(|sequence| sequence.check(&self.config, limit))?;
        let pieces: usize = sequences.iter().map(|sequence| sequence.pieces.len()).sum();
        let mut vectors = vec![0.0; pieces * self.config.hidden_size];
        let idle = self.scratch.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut scratch = idle.unwrap_or_default();

        let (mut rest, mut left) = (vectors.as_mut_slice(), sequences);
        while !left.is_empty() {
            let (group, others) = left.split_at(group_length(left));
            let pieces: usize = group.iter().map(|sequence| sequence.pieces.len()).sum();
            let (part, others_part) = rest.split_at_mut(pieces * self.config.hidden_size);
            self.encode_group(group, part, &mut scratch)?;
            (rest, left) = (others_part, others);
        }
        self.scratch.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
        Ok(vectors)
    }
}

/// How many sequences make the next group: at least one, if there are any.
fn group_length(sequences: &[Sequence<'_>]) -> usize {
    let mut pieces = 0;
    let fits = |sequence: &&Sequence<'_>| {
        let is_open = pieces < GROUP;
        pieces += sequence.pieces.len();
        is_open
    };
    sequences.iter().take_while(fits).count()
}

#[cfg(test)]
mod each_isa {
    //! Vector functions with vectors of every length that this processor has.

    use rten_simd::SimdOp;

    /// The results of an operation with the longest vectors, then with those of AVX2.
    pub fn with_each_isa<Op: SimdOp>(mut operation: impl FnMut() -> Op) -> Vec<Op::Output> {
        let mut results = vec![operation().dispatch()];
        #[cfg(target_arch = "x86_64")]
        results.extend(rten_simd::isa::Avx2Isa::new().map(|isa| operation().eval(isa)));
        results
    }
}
