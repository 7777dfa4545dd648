//! BERT and RoBERTa as a backend of the encoder.

use rust_bert::bert::{BertConfig, BertEmbeddings, BertModel};
use rust_bert::roberta::RobertaEmbeddings;
use serde::Deserialize;
use tch::Device;
use tch::nn::VarStore;

use crate::backend::{Backend, Sequence};
use crate::config::Config;
use crate::error::{EncodeError, LoadError};
use crate::libtorch::batch::padded;
use crate::libtorch::weights::load_weights;
use crate::libtorch::worker::Worker;
use crate::weights::Weights;

/// A batch has at most so many pieces, padding included.
const BATCH: usize = 4096;

/// RoBERTa counts positions from 2 on: 0 and 1 are those of what is no piece.
const ROBERTA_OFFSET: usize = 2;

/// A BERT or RoBERTa model that runs on libtorch, in single precision.
///
/// Vectors agree with those of the native backend in single precision within 1e-4 for models with
/// an epsilon of 1e-12 in their norms, which `rust-bert` assumes: BERT's and our own. RoBERTa has
/// 1e-5, so that its vectors are not quite those of `transformers`. What is encoded together moves a
/// vector by rounding only.
pub struct LibtorchBackend {
    config: Config,
    max_length: usize,
    worker: Worker<Vec<Owned>, Vec<f32>>,
}

/// A sequence that can wait in a queue.
struct Owned {
    pieces: Vec<i64>,
    types: Vec<i64>,
}

/// Which family of models `config.json` names.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Family {
    Bert,
    Roberta,
}

#[derive(Deserialize)]
struct Header {
    model_type: Family,
}

/// A model of either family and its variables.
struct Model {
    network: Network,
    hidden: usize,
    _variables: VarStore,
}

enum Network {
    Bert(BertModel<BertEmbeddings>),
    Roberta(BertModel<RobertaEmbeddings>),
}

impl LibtorchBackend {
    /// Reads `config.json` and weights in the format of safetensors, and starts a thread for them.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] that names the field or tensor that is missing or does not fit.
    pub fn new(config_json: &[u8], weights: &[u8]) -> Result<Self, LoadError> {
        let config = Config::from_json(config_json)?;
        let header: Header =
            serde_json::from_slice(config_json).map_err(LoadError::ConfigSyntax)?;
        let offset = match header.model_type {
            Family::Bert => 0,
            Family::Roberta => ROBERTA_OFFSET,
        };
        let max_length = config.max_position_embeddings.saturating_sub(offset);
        let (shape, weights) = (config.clone(), weights.to_vec());
        let worker = Worker::start(
            move || Model::new(&header.model_type, &shape, &Weights::new(&weights)?),
            |model: &Model, requests| model.answer(requests),
        )?;
        Ok(Self { config, max_length, worker })
    }
}

impl Backend for LibtorchBackend {
    fn hidden_size(&self) -> usize {
        self.config.hidden_size
    }

    fn max_length(&self) -> usize {
        self.max_length
    }

    fn type_count(&self) -> usize {
        self.config.type_vocab_size
    }

    fn encode(&self, sequences: &[Sequence<'_>]) -> Result<Vec<f32>, EncodeError> {
        let limit = self.max_length();
        sequences.iter().try_for_each(|sequence| sequence.check(&self.config, limit))?;
        let owned = |numbers: &[u32]| numbers.iter().copied().map(i64::from).collect();
        let request = sequences
            .iter()
            .map(|sequence| Owned { pieces: owned(sequence.pieces), types: owned(sequence.types) })
            .collect();
        Ok(self.worker.ask(request)?)
    }
}

impl Model {
    fn new(family: &Family, config: &Config, weights: &Weights<'_>) -> Result<Self, LoadError> {
        let variables = VarStore::new(Device::Cpu);
        let (root, shape) = (variables.root(), bert_config(config));
        let network = match family {
            Family::Bert => Network::Bert(BertModel::new_with_optional_pooler(root, &shape, false)),
            Family::Roberta => {
                Network::Roberta(BertModel::new_with_optional_pooler(root, &shape, false))
            }
        };
        load_weights(&variables, weights, str::to_owned)?;
        Ok(Self { network, hidden: config.hidden_size, _variables: variables })
    }

    /// The vectors of each request, row-major `[pieces, hidden]`.
    fn answer(&self, requests: &[Vec<Owned>]) -> Vec<Vec<f32>> {
        let mut sequences: Vec<(usize, &Owned)> = requests.iter().flatten().enumerate().collect();
        let mut vectors = vec![Vec::new(); sequences.len()];
        // Sequences of like lengths together need little padding.
        sequences.sort_by_key(|(_, sequence)| sequence.pieces.len());
        let mut rest = sequences.as_slice();
        while !rest.is_empty() {
            let fits = |count: usize| {
                rest.get(count).is_some_and(|(_, last)| (count + 1) * last.pieces.len() <= BATCH)
            };
            let count = (1..rest.len()).take_while(|&count| fits(count)).count() + 1;
            let (batch, others) = rest.split_at(count);
            rest = others;
            for ((index, _), found) in batch.iter().zip(self.forward(batch)) {
                if let Some(place) = vectors.get_mut(*index) {
                    *place = found;
                }
            }
        }
        let mut vectors = vectors.into_iter();
        let of_request =
            |request: &Vec<Owned>| vectors.by_ref().take(request.len()).flatten().collect();
        requests.iter().map(of_request).collect()
    }

    /// The vectors of each sequence of a batch.
    fn forward(&self, batch: &[(usize, &Owned)]) -> Vec<Vec<f32>> {
        let padding = i64::from(matches!(self.network, Network::Roberta(_)));
        let sequences = || batch.iter().map(|(_, sequence)| sequence);
        let ids = padded(sequences().map(|sequence| sequence.pieces.clone()), padding);
        let types = padded(sequences().map(|sequence| sequence.types.clone()), 0);
        let mask = padded(sequences().map(|sequence| vec![1; sequence.pieces.len()]), 0);
        let (ids, mask, types) = (Some(&ids), Some(&mask), Some(&types));
        let output = match &self.network {
            Network::Bert(model) => {
                model.forward_t(ids, mask, types, None, None, None, None, false)
            }
            Network::Roberta(model) => {
                model.forward_t(ids, mask, types, None, None, None, None, false)
            }
        };
        #[expect(clippy::expect_used, reason = "the worker turns a panic into an error")]
        let hidden = output.expect("the model reads its own ids").hidden_state;
        #[expect(clippy::expect_used, reason = "the worker turns a panic into an error")]
        let vectors: Vec<f32> =
            Vec::try_from(hidden.contiguous().view(-1)).expect("vectors of single precision");
        let rows = vectors.chunks((vectors.len() / batch.len()).max(1));
        let kept = sequences().zip(rows).map(|(sequence, row)| {
            let size = sequence.pieces.len() * self.hidden;
            row.get(..size).unwrap_or_default().to_vec()
        });
        kept.collect()
    }
}

/// The shape of a model in the words of `rust-bert`; without dropout, since nothing is trained.
fn bert_config(config: &Config) -> BertConfig {
    let size = |value: usize| i64::try_from(value).unwrap_or(i64::MAX);
    BertConfig {
        attention_probs_dropout_prob: 0.0,
        hidden_dropout_prob: 0.0,
        hidden_size: size(config.hidden_size),
        intermediate_size: size(config.intermediate_size),
        max_position_embeddings: size(config.max_position_embeddings),
        num_attention_heads: size(config.num_attention_heads),
        num_hidden_layers: size(config.num_hidden_layers),
        type_vocab_size: size(config.type_vocab_size),
        vocab_size: size(config.vocab_size),
        ..BertConfig::default()
    }
}
