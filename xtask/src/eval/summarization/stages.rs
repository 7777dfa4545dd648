//! What reads a text before its sentences are chosen: the stages of the program.

use std::fs;

use anyhow::{Context, ensure};
use newsdesk_document::{Document, Span};
use newsdesk_encoder::{Config, Encoder, Weights};
use newsdesk_ner::Recognizer;
use newsdesk_stance::{Attributor, pronouns};
use newsdesk_summarization::SalienceHead;

use super::Options;

/// The encoder, and the heads on it.
pub struct Stages {
    encoder: Encoder,
    recognizer: Recognizer,
    attributor: Attributor,
    /// One, or those of a cross-fitting.
    heads: Vec<SalienceHead>,
}

/// A text that has been read.
pub struct Read {
    pub document: Document,
    /// The score of each sentence.
    pub scores: Vec<f32>,
    /// Pronouns with the entities that they stand for.
    pub references: Vec<(Span, u32)>,
}

impl Stages {
    /// Loads the model, and its heads of a cross-fitting if there are any.
    pub fn load(options: &Options) -> anyhow::Result<Self> {
        let files = options.model.files()?;
        let heads = match &options.folds {
            None => vec![SalienceHead::from_files(&files)?],
            Some(folder) => {
                let hidden = Config::from_json(&files.config)?.hidden_size;
                let paths = (0..).map(|fold| folder.join(format!("fold-{fold}.safetensors")));
                let read = |path| -> anyhow::Result<_> {
                    Ok(SalienceHead::from_weights(&Weights::new(&fs::read(&path)?)?, hidden)?)
                };
                let heads: Vec<_> =
                    paths.take_while(|path| path.exists()).map(read).collect::<Result<_, _>>()?;
                ensure!(!heads.is_empty(), "{} has no fold-0.safetensors", folder.display());
                heads
            }
        };
        Ok(Self {
            encoder: Encoder::from_files(&files, options.model.precision())?,
            recognizer: Recognizer::from_files(&files)?,
            attributor: Attributor::from_files(&files)?,
            heads,
        })
    }

    /// Reads a segmented text that stands in line `number` of its set.
    pub fn read(&self, number: usize, mut document: Document) -> anyhow::Result<Read> {
        let encoding = self.encoder.encode(&document)?;
        document.attach_entities(self.recognizer.recognize(&document, &encoding)?)?;
        document.attach_attributions(self.attributor.attribute(&document, &encoding)?)?;
        let head = self.heads.get(number % self.heads.len()).context("there is a head")?;
        let scores = head.scores(&document, &encoding)?;
        let references = pronouns(&document);
        Ok(Read { document, scores, references })
    }
}
