//! The model that reads documents: the encoder, which runs once, and the heads on its vectors.

use std::path::PathBuf;

use newsdesk_document::{Attribution, Document, Entity, Stance};
use newsdesk_encoder::{Encoder, Encoding, ModelFiles, Precision};
use newsdesk_ner::Recognizer;
use newsdesk_stance::{Attributor, StanceClassifier, Topic, has_heads};

use crate::annotate::Targets;
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
    stances: Option<StanceHeads>,
}

/// What finds attributions and stances.
struct StanceHeads {
    attributor: Attributor,
    classifier: StanceClassifier,
    targets: Targets,
}

impl LoadedModel {
    /// Loads a model; its heads for stances only if it has them and there are targets.
    pub fn new(model: &Model, targets: Option<&Targets>) -> Result<Self, LoadError> {
        let files = model.files()?;
        let targets = if has_heads(&files)? { targets } else { None };
        let heads = |targets: &Targets| -> Result<StanceHeads, LoadError> {
            Ok(StanceHeads {
                attributor: Attributor::from_files(&files)?,
                classifier: StanceClassifier::from_files(&files)?,
                targets: targets.clone(),
            })
        };
        Ok(Self {
            encoder: Encoder::from_files(&files, Precision::Int8)?,
            recognizer: Recognizer::from_files(&files)?,
            stances: targets.map(heads).transpose()?,
        })
    }

    /// Whether it finds attributions and stances.
    pub fn finds_stances(&self) -> bool {
        self.stances.is_some()
    }

    /// The encoding of a document with sentences and words; everything else reads it.
    pub fn encode(&self, document: &Document) -> Result<Encoding, AnnotateErrorKind> {
        Ok(self.encoder.encode(document)?)
    }

    /// What a document names.
    pub fn entities(
        &self,
        document: &Document,
        encoding: &Encoding,
    ) -> Result<Vec<Entity>, AnnotateErrorKind> {
        Ok(self.recognizer.recognize(document, encoding)?)
    }

    /// Who says what in a document with entities; none if that is not wanted.
    pub fn attributions(
        &self,
        document: &Document,
        encoding: &Encoding,
    ) -> Result<Option<Vec<Attribution>>, AnnotateErrorKind> {
        let found = self.stances.as_ref();
        Ok(found.map(|heads| heads.attributor.attribute(document, encoding)).transpose()?)
    }

    /// Who is for or against whom in a document with entities and attributions; none if that is not
    /// wanted.
    pub fn stances(
        &self,
        document: &Document,
        encoding: &Encoding,
    ) -> Result<Option<Vec<Stance>>, AnnotateErrorKind> {
        let stances = |heads: &StanceHeads| {
            let mut topics = heads.targets.topics.clone();
            for topic in Topic::offered(document, heads.targets.offered) {
                if topics.iter().all(|other| other.name != topic.name) {
                    topics.push(topic);
                }
            }
            heads.classifier.stances(document, encoding, &topics)
        };
        Ok(self.stances.as_ref().map(stances).transpose()?)
    }
}
