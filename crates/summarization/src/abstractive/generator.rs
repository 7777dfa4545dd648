//! Pieces in, pieces out: the models of `rust-bert` behind one door.

use std::fmt::Display;
use std::fs;
use std::io::Write;
use std::path::Path;

use newsdesk_encoder::LoadError;
use newsdesk_encoder::libtorch::completed_configuration;
use rust_bert::RustBertError;
use rust_bert::bart::BartGenerator;
use rust_bert::pegasus::PegasusConditionalGenerator;
use rust_bert::pipelines::common::{ModelResource, ModelType, TokenizerOption};
use rust_bert::pipelines::generation_utils::{
    GenerateConfig, GenerateOptions, GeneratedIndicesOutput, LanguageGenerator,
};
use rust_bert::resources::LocalResource;
use rust_bert::t5::T5Generator;
use serde_json::{Map, Value};
use tch::{Device, Tensor};
use tempfile::NamedTempFile;

use super::error::{GenerationError, GeneratorError};
use crate::generation::GenerationSettings;

/// What T5 was taught to expect before a text that it is to summarize.
const T5_PREFIX: &str = "summarize: ";

/// Positions of T5 as it was trained; its own kind of positions has no limit.
const T5_LENGTH: u64 = 512;

const MAX_BEAMS: i64 = 16;

/// The families of models that write summaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Bart,
    Pegasus,
    T5,
}

/// What `config.json` and the settings say of a model.
#[derive(Clone, Debug)]
pub struct Shape {
    family: Family,
    /// `config.json`, completed by `generation_config.json`, which `rust-bert` does not read.
    config: Map<String, Value>,
    start: i64,
    end: i64,
    padding: i64,
    decoder_start: i64,
    length: usize,
    vocab_size: usize,
    beams: i64,
    min_length: i64,
    max_length: i64,
    length_penalty: f64,
    no_repeat: i64,
    early_stopping: bool,
}

/// A model on its thread.
pub struct Generator {
    shape: Shape,
    model: Model,
}

enum Model {
    Bart(BartGenerator),
    Pegasus(PegasusConditionalGenerator),
    T5(T5Generator),
}

impl Shape {
    /// Reads and checks the configuration of a folder.
    ///
    /// # Errors
    ///
    /// A [`GeneratorError`] that names the file, field or setting.
    pub fn read(folder: &Path, settings: GenerationSettings) -> Result<Self, GeneratorError> {
        let mut config = object(folder, "config.json")?;
        if folder.join("generation_config.json").exists() {
            for (name, value) in object(folder, "generation_config.json")? {
                config.entry(name).or_insert(value);
            }
        }
        let text = config.get("model_type").and_then(Value::as_str).unwrap_or_default();
        let family = match text {
            "bart" => Family::Bart,
            "pegasus" => Family::Pegasus,
            "t5" => Family::T5,
            found => {
                return Err(setting("model_type", found, "bart, pegasus or t5"));
            }
        };
        let number = |name: &str| config.get(name).and_then(Value::as_i64);
        let required =
            |name: &'static str| number(name).ok_or_else(|| setting(name, "missing", "a number"));
        let end = required("eos_token_id")?;
        let length = match family {
            Family::T5 => config.get("n_positions").and_then(Value::as_u64).unwrap_or(T5_LENGTH),
            _ => required("max_position_embeddings")?.unsigned_abs(),
        };
        let choice = |given: Option<i64>, name: &str, default| {
            given.or_else(|| number(name)).unwrap_or(default)
        };
        let penalty = config.get("length_penalty").and_then(Value::as_f64);
        let shape = Self {
            family,
            start: number("bos_token_id").unwrap_or_default(),
            end,
            padding: required("pad_token_id")?,
            decoder_start: number("decoder_start_token_id").unwrap_or(end),
            length: usize::try_from(length).unwrap_or(usize::MAX),
            vocab_size: usize::try_from(required("vocab_size")?).unwrap_or_default(),
            beams: choice(settings.beams.map(i64::from), "num_beams", 4),
            min_length: choice(settings.min_length.map(i64::from), "min_length", 56),
            max_length: choice(settings.max_length.map(i64::from), "max_length", 142),
            length_penalty: settings.length_penalty.or(penalty).unwrap_or(1.0),
            no_repeat: choice(settings.no_repeat.map(i64::from), "no_repeat_ngram_size", 3),
            early_stopping: config.get("early_stopping").and_then(Value::as_bool).unwrap_or(true),
            config,
        };
        shape.check()
    }

    fn check(self) -> Result<Self, GeneratorError> {
        let beams = self.beams;
        if !(1..=MAX_BEAMS).contains(&beams) {
            return Err(setting("beams", beams, "a number from 1 to 16"));
        }
        if self.min_length < 0 || self.min_length > self.max_length {
            let expected = format!("a number from 0 to max_length, which is {}", self.max_length);
            return Err(setting("min_length", self.min_length, expected));
        }
        let half = i64::try_from(self.room() / 2).unwrap_or(i64::MAX);
        if !(2..=half).contains(&self.max_length) {
            let expected = format!("a number from 2 to {half}, half of what the model reads");
            return Err(setting("max_length", self.max_length, expected));
        }
        if !(self.length_penalty.is_finite() && self.length_penalty >= 0.0) {
            return Err(setting("length_penalty", self.length_penalty, "a number from 0 on"));
        }
        Ok(self)
    }

    /// What stands before a text.
    pub fn prefix(&self) -> &'static str {
        if self.family == Family::T5 { T5_PREFIX } else { "" }
    }

    /// How many pieces the model knows.
    pub fn vocab_size(&self) -> usize {
        self.vocab_size
    }

    /// How many pieces of a text the model reads at once.
    pub fn room(&self) -> usize {
        self.length.saturating_sub(2)
    }

    /// Pieces with the special ones around them.
    pub fn framed(&self, pieces: &[i64]) -> Vec<i64> {
        let start = (self.family == Family::Bart).then_some(self.start);
        start.into_iter().chain(pieces.iter().copied()).chain([self.end]).collect()
    }

    /// Whether a piece is no part of what is written.
    pub fn is_special(&self, id: u32) -> bool {
        let id = i64::from(id);
        let start = (self.family == Family::Bart).then_some(self.start);
        [Some(self.end), Some(self.padding), Some(self.decoder_start), start].contains(&Some(id))
    }
}

impl Generator {
    /// Loads the weights of a folder.
    ///
    /// # Errors
    ///
    /// [`GeneratorError::Library`] for weights that do not fit.
    pub fn load(folder: &Path, shape: Shape) -> Result<Self, GeneratorError> {
        let mut config = NamedTempFile::new().map_err(|source| unwritten(folder, source))?;
        let json = Value::Object(shape.config.clone()).to_string();
        config.write_all(json.as_bytes()).map_err(|source| unwritten(folder, source))?;
        let local = |path: &Path| Box::new(LocalResource { local_path: path.to_owned() });
        let generation = GenerateConfig {
            model_type: match shape.family {
                Family::Bart => ModelType::Bart,
                Family::Pegasus => ModelType::Pegasus,
                Family::T5 => ModelType::T5,
            },
            model_resource: ModelResource::Torch(local(&folder.join("model.safetensors"))),
            config_resource: local(config.path()),
            vocab_resource: local(folder),
            merges_resource: None,
            min_length: shape.min_length,
            max_length: Some(shape.max_length),
            do_sample: false,
            early_stopping: shape.early_stopping,
            num_beams: shape.beams,
            temperature: 1.0,
            top_k: 0,
            top_p: 1.0,
            repetition_penalty: 1.0,
            length_penalty: shape.length_penalty,
            no_repeat_ngram_size: shape.no_repeat,
            num_return_sequences: 1,
            num_beam_groups: None,
            diversity_penalty: None,
            device: Device::Cpu,
            kind: None,
        };
        let failed = |error: RustBertError| GeneratorError::Library(error.to_string());
        let tokenizer = no_tokenizer().map_err(failed)?;
        let model = match shape.family {
            Family::Bart => {
                BartGenerator::new_with_tokenizer(generation, tokenizer).map(Model::Bart)
            }
            Family::Pegasus => {
                PegasusConditionalGenerator::new_with_tokenizer(generation, tokenizer)
                    .map(Model::Pegasus)
            }
            Family::T5 => T5Generator::new_with_tokenizer(generation, tokenizer).map(Model::T5),
        };
        Ok(Self { shape, model: model.map_err(failed)? })
    }

    /// Writes what follows from framed pieces. A text that is short has a short summary: no more
    /// than half as many pieces are asked for as it has.
    pub fn generate(&self, pieces: &[i64]) -> Result<Vec<i64>, GenerationError> {
        let half = i64::try_from(pieces.len() / 2).unwrap_or(i64::MAX);
        let options = GenerateOptions {
            min_length: Some(self.shape.min_length.min(half)),
            ..GenerateOptions::default()
        };
        let input = Tensor::from_slice(pieces).unsqueeze(0);
        let output = match &self.model {
            Model::Bart(model) => model.generate_from_ids_and_past(input, None, Some(options)),
            Model::Pegasus(model) => model.generate_from_ids_and_past(input, None, Some(options)),
            Model::T5(model) => model.generate_from_ids_and_past(input, None, Some(options)),
        };
        let failed = |error: RustBertError| GenerationError::Library(error.to_string());
        let best = output.map_err(failed)?.into_iter().next();
        Ok(best.map(|GeneratedIndicesOutput { indices, .. }| indices).unwrap_or_default())
    }
}

/// `rust-bert` wants a tokenizer of its own, which is never asked: pieces go in, pieces come out.
fn no_tokenizer() -> Result<TokenizerOption, RustBertError> {
    let mut vocabulary = NamedTempFile::new()?;
    vocabulary.write_all(b"[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n")?;
    let path = vocabulary.path().to_string_lossy();
    TokenizerOption::from_file(ModelType::Bert, &path, None, false, None, None)
}

fn object(folder: &Path, name: &str) -> Result<Map<String, Value>, LoadError> {
    let path = folder.join(name);
    let json = fs::read(&path).map_err(|source| LoadError::Read { path, source })?;
    completed_configuration(&json)
}

fn unwritten(folder: &Path, source: std::io::Error) -> GeneratorError {
    LoadError::Read { path: folder.join("config.json"), source }.into()
}

fn setting(
    setting: &'static str,
    found: impl Display,
    expected: impl Into<String>,
) -> GeneratorError {
    GeneratorError::Setting { setting, found: found.to_string(), expected: expected.into() }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use serde::Deserialize;

    use super::*;

    /// What `make_tiny_writers.py` has `transformers` write.
    #[derive(Deserialize)]
    struct Reference {
        num_beams: u8,
        min_length: u16,
        max_length: u16,
        no_repeat_ngram_size: u8,
        length_penalty: f64,
        pieces: Vec<i64>,
        written: Vec<i64>,
    }

    /// Greedy and with beams, with and without limits: the same pieces.
    #[test]
    fn equal_to_transformers_piece_by_piece() {
        for family in ["bart", "t5", "pegasus"] {
            let folder: PathBuf =
                [env!("CARGO_MANIFEST_DIR"), "tests/summarization/tiny-writers", family]
                    .iter()
                    .collect();
            let json = fs::read(folder.join("reference.json")).unwrap();
            let references: Vec<Reference> = serde_json::from_slice(&json).unwrap();
            assert_eq!(references.len(), 9);
            for reference in references {
                let settings = GenerationSettings {
                    beams: Some(reference.num_beams),
                    min_length: Some(reference.min_length),
                    max_length: Some(reference.max_length),
                    length_penalty: Some(reference.length_penalty),
                    no_repeat: Some(reference.no_repeat_ngram_size),
                };
                let mut shape = Shape::read(&folder, settings).unwrap();
                shape.early_stopping = reference.num_beams > 1;
                let generator = Generator::load(&folder, shape).unwrap();
                let mut found = tch::no_grad(|| generator.generate(&reference.pieces)).unwrap();
                // rust-bert fills up to the greatest length; transformers ends where the text does.
                found.truncate(reference.written.len());
                assert_eq!(found, reference.written, "{family}, {} beams", reference.num_beams);
            }
        }
    }
}
