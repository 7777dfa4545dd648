//! The model that reads documents: the encoder, which runs once, and the heads on its vectors.

use std::path::PathBuf;

use newsdesk_document::{Document, Entity};
use newsdesk_encoder::{Encoder, ModelFiles, Precision};
use newsdesk_ner::Recognizer;

use crate::error::{AnnotateErrorKind, LoadError};

/// Which model reads documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Model {
    /// `newsdesk-en`, which is part of the program.
    Embedded,
    /// A folder with `config.json`, `tokenizer.json` and `model.safetensors`: a copy of
    /// `newsdesk-en`, or any BERT for token classification.
    Folder(PathBuf),
}

impl Model {
    fn files(&self) -> Result<ModelFiles<'static>, LoadError> {
        match self {
            #[cfg(feature = "embedded-model")]
            Self::Embedded => Ok(ModelFiles::embedded()),
            #[cfg(not(feature = "embedded-model"))]
            Self::Embedded => Err(LoadError::NotEmbedded),
            Self::Folder(folder) => Ok(ModelFiles::read(folder)?),
        }
    }
}

/// A model that has been loaded.
pub struct LoadedModel {
    encoder: Encoder,
    recognizer: Recognizer,
}

impl LoadedModel {
    pub fn new(model: &Model) -> Result<Self, LoadError> {
        let files = model.files()?;
        Ok(Self {
            encoder: Encoder::from_files(&files, Precision::Int8)?,
            recognizer: Recognizer::from_files(&files)?,
        })
    }

    /// What a document with sentences and words names.
    pub fn entities(&self, document: &Document) -> Result<Vec<Entity>, AnnotateErrorKind> {
        let encoding = self.encoder.encode(document)?;
        Ok(self.recognizer.recognize(document, &encoding)?)
    }
}
