//! Pairs of pieces in, probabilities out.

use newsdesk_encoder::libtorch::{completed_configuration, load_weights, padded};
use newsdesk_encoder::{LoadError, Weights};
use rust_bert::RustBertError;
use rust_bert::bart::{BartConfig, BartForSequenceClassification};
use rust_bert::bert::{BertConfig, BertForSequenceClassification};
use rust_bert::roberta::RobertaForSequenceClassification;
use serde::Deserialize;
use tch::nn::VarStore;
use tch::{Device, Kind};
use tokenizers::Tokenizer;

use super::labels::entailment_label;

/// A batch has at most so many pieces, padding included.
const BATCH: usize = 4096;

/// RoBERTa counts positions from 2 on.
const ROBERTA_OFFSET: usize = 2;

/// The families of models, as `config.json` names them.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Family {
    Bart,
    Bert,
    Roberta,
}

/// What `config.json` says of any of them.
#[derive(Deserialize)]
pub struct Header {
    model_type: Family,
    max_position_embeddings: usize,
    pub vocab_size: usize,
}

impl Header {
    pub fn read(config: &[u8]) -> Result<Self, LoadError> {
        serde_json::from_slice(config).map_err(LoadError::ConfigSyntax)
    }
}

/// A premise and a hypothesis in one sequence.
#[derive(Clone, Debug)]
pub struct Pair {
    pieces: Vec<i64>,
    /// Where the hypothesis begins.
    second: usize,
}

/// The special pieces around premise and hypothesis.
#[derive(Clone, Debug)]
pub struct Frame {
    start: i64,
    middle: Vec<i64>,
    end: i64,
    length: usize,
}

impl Frame {
    /// The frame of a family.
    pub fn new(header: &Header, tokenizer: &Tokenizer) -> Result<Self, LoadError> {
        let &Header { model_type, max_position_embeddings: length, .. } = header;
        let piece = |piece: &'static str| {
            let id = tokenizer.token_to_id(piece).ok_or(LoadError::MissingPiece { piece })?;
            Ok::<_, LoadError>(i64::from(id))
        };
        Ok(match model_type {
            Family::Bert => {
                let end = piece("[SEP]")?;
                Self { start: piece("[CLS]")?, middle: vec![end], end, length }
            }
            Family::Roberta | Family::Bart => {
                let end = piece("</s>")?;
                let offset = if model_type == Family::Roberta { ROBERTA_OFFSET } else { 0 };
                let length = length.saturating_sub(offset);
                Self { start: piece("<s>")?, middle: vec![end, end], end, length }
            }
        })
    }

    /// How many pieces of a premise fit beside a hypothesis; none if there is no room.
    pub fn room(&self, hypothesis: usize) -> Option<usize> {
        let room = self.length.checked_sub(hypothesis + self.middle.len() + 2)?;
        (room > 0).then_some(room)
    }

    pub fn pair(&self, premise: &[i64], hypothesis: &[i64]) -> Pair {
        let mut pieces = vec![self.start];
        pieces.extend(premise);
        pieces.extend(&self.middle);
        let second = pieces.len();
        pieces.extend(hypothesis);
        pieces.push(self.end);
        Pair { pieces, second }
    }
}

/// A model on its thread.
pub struct NliModel {
    network: Network,
    entailment: i64,
    padding: i64,
    _variables: VarStore,
}

enum Network {
    Bart(BartForSequenceClassification),
    Bert(BertForSequenceClassification),
    Roberta(RobertaForSequenceClassification),
}

impl NliModel {
    /// Builds the model and fills it.
    pub fn new(config: &[u8], weights: &[u8]) -> Result<Self, LoadError> {
        let family = Header::read(config)?.model_type;
        let label = entailment_label(config)?;
        let variables = VarStore::new(Device::Cpu);
        let root = variables.root();
        let bert = || serde_json::from_slice::<BertConfig>(config).map_err(LoadError::ConfigSyntax);
        let network = match family {
            Family::Bart => {
                let config = completed_configuration(config)?.into();
                let config: BartConfig =
                    serde_json::from_value(config).map_err(LoadError::ConfigSyntax)?;
                BartForSequenceClassification::new(root, &config).map(Network::Bart)
            }
            Family::Bert => BertForSequenceClassification::new(root, &bert()?).map(Network::Bert),
            Family::Roberta => {
                RobertaForSequenceClassification::new(root, &bert()?).map(Network::Roberta)
            }
        };
        let network = network.map_err(|error: RustBertError| LoadError::Config {
            field: "id2label",
            found: error.to_string(),
            expected: "the labels of the model".to_owned(),
        })?;
        load_weights(&variables, &Weights::new(weights)?, str::to_owned)?;
        Ok(Self {
            network,
            entailment: i64::try_from(label).unwrap_or_default(),
            padding: i64::from(family != Family::Bert),
            _variables: variables,
        })
    }

    /// The probability of entailment for each pair.
    pub fn entailment(&self, pairs: &[Pair]) -> Vec<f32> {
        let longest = pairs.iter().map(|pair| pair.pieces.len()).max().unwrap_or(1);
        let batches = pairs.chunks((BATCH / longest).max(1));
        batches.flat_map(|batch| self.batch(batch)).collect()
    }

    fn batch(&self, pairs: &[Pair]) -> Vec<f32> {
        let ids = padded(pairs.iter().map(|pair| pair.pieces.clone()), self.padding);
        let mask = padded(pairs.iter().map(|pair| vec![1; pair.pieces.len()]), 0);
        let logits = match &self.network {
            Network::Bart(model) => {
                model.forward_t(&ids, Some(&mask), None, None, None, false).decoder_output
            }
            Network::Bert(model) => {
                let types = |pair: &Pair| {
                    let mut types = vec![0; pair.second];
                    types.resize(pair.pieces.len(), 1);
                    types
                };
                let types = padded(pairs.iter().map(types), 0);
                model.forward_t(Some(&ids), Some(&mask), Some(&types), None, None, false).logits
            }
            Network::Roberta(model) => {
                model.forward_t(Some(&ids), Some(&mask), None, None, None, false).logits
            }
        };
        let shares = logits.softmax(-1, Kind::Float).select(1, self.entailment).contiguous();
        #[expect(clippy::expect_used, reason = "the worker turns a panic into an error")]
        Vec::try_from(&shares).expect("a vector of single precision")
    }
}
