//! The model that reads documents: the encoder, which runs once, and the heads on its vectors.

use std::path::PathBuf;

use newsdesk_document::{Attribution, Document, Mention, Stance};
use newsdesk_encoder::{Cancellation, Encoder, Encoding, ModelFiles, Precision, SentenceVectors};
use newsdesk_ner::Recognizer;
#[cfg(feature = "libtorch")]
use newsdesk_stance::EntailmentClassifier;
use newsdesk_stance::{Attributor, StanceClassifier, TagReader, Tags, Topic, has_heads};
use newsdesk_summarization::{SalienceHead, has_salience_head};

use crate::annotate::{Backend, Scorer, Settings, Targets};
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
    /// Finds attributions, which stances and salience read.
    attributor: Option<Attributor>,
    classifier: Option<Classifier>,
    /// So many topics at most that it offers by itself as targets.
    offered: usize,
    salience: Option<SalienceHead>,
}

/// What finds stances.
enum Classifier {
    /// The heads of the model.
    Heads(Box<StanceClassifier>),
    /// Another model.
    #[cfg(feature = "libtorch")]
    Entailment(Box<EntailmentClassifier>),
}

impl Classifier {
    fn new(files: &ModelFiles<'_>, targets: &Targets) -> Result<Self, LoadError> {
        match &targets.entailment {
            None => Ok(Self::Heads(Box::new(StanceClassifier::from_files(files)?))),
            #[cfg(feature = "libtorch")]
            Some(folder) => {
                Ok(Self::Entailment(Box::new(EntailmentClassifier::from_folder(folder)?)))
            }
            #[cfg(not(feature = "libtorch"))]
            Some(_) => Err(LoadError::NoLibtorch),
        }
    }
}

impl LoadedModel {
    /// Loads a model with those of its heads that are wanted: for stances if there are targets, and
    /// for salience if that scores sentences.
    pub fn new(model: &Model, settings: &Settings) -> Result<Self, LoadError> {
        let files = model.files()?;
        let targets = settings.stances.as_ref();
        let targets = if has_heads(&files)? { targets } else { None };
        let summary = settings.summary.as_ref().filter(|summary| summary.author.is_none());
        let is_salient = summary.is_some_and(|summary| summary.scorer == Scorer::Salience)
            && has_salience_head(&files)?;
        let attributes = targets.is_some() || is_salient;
        Ok(Self {
            encoder: encoder(&files, settings.backend)?,
            recognizer: Recognizer::from_files(&files)?,
            attributor: attributes.then(|| Attributor::from_files(&files)).transpose()?,
            classifier: targets.map(|targets| Classifier::new(&files, targets)).transpose()?,
            offered: targets.map_or(0, |targets| targets.offered),
            salience: is_salient.then(|| SalienceHead::from_files(&files)).transpose()?,
        })
    }

    /// Whether it finds stances.
    pub fn finds_stances(&self) -> bool {
        self.classifier.is_some()
    }

    /// The encoding of a document with sentences and words; everything else reads it.
    pub fn encode(
        &self,
        document: &Document,
        cancellation: &Cancellation,
    ) -> Result<Encoding<'_>, AnnotateErrorKind> {
        Ok(self.encoder.encode_cancellable(document, cancellation)?)
    }

    /// Reads the vectors of a document once, in their order, for all heads that need nothing else.
    pub fn read(
        &self,
        document: &Document,
        encoding: &Encoding<'_>,
    ) -> Result<Read, AnnotateErrorKind> {
        let hidden = encoding.hidden_size();
        let mut mentions = self.recognizer.reader(document, hidden)?;
        let attributor = self.attributor.as_ref();
        let mut tags = attributor.map(|head| head.reader(document, hidden)).transpose()?;
        let mut sentences = self.salience.is_some().then(|| SentenceVectors::new(document, hidden));
        for part in encoding.parts() {
            let part = part?;
            let words = encoding.vectors_of_words(document, &part);
            mentions.read(&words);
            if let Some(tags) = &mut tags {
                tags.read(&words);
            }
            if let Some(sentences) = &mut sentences {
                sentences.read(encoding, &part);
            }
        }
        let mentions = mentions.finish();
        Ok(Read { mentions, tags: tags.map(TagReader::finish), sentences })
    }

    /// Who says what in a document with entities; none if that is not wanted.
    pub fn attributions(&self, document: &Document, read: &Read) -> Option<Vec<Attribution>> {
        let (attributor, tags) = (self.attributor.as_ref()?, read.tags.as_ref()?);
        Some(attributor.attribute_tagged(document, tags))
    }

    /// Who is for or against whom, and what, in a document with entities and attributions; none if
    /// that is not wanted.
    pub fn stances(
        &self,
        document: &Document,
        encoding: &Encoding<'_>,
        topics: &[Topic],
    ) -> Result<Option<Vec<Stance>>, AnnotateErrorKind> {
        let Some(classifier) = &self.classifier else { return Ok(None) };
        let mut topics = topics.to_vec();
        for topic in Topic::offered(document, self.offered) {
            if topics.iter().all(|other| other.name != topic.name) {
                topics.push(topic);
            }
        }
        Ok(Some(match classifier {
            Classifier::Heads(classifier) => classifier.stances(document, encoding, &topics)?,
            #[cfg(feature = "libtorch")]
            Classifier::Entailment(classifier) => classifier.stances(document, &topics)?,
        }))
    }

    /// How well each sentence of a document with entities and attributions tells the story; none if
    /// the model is not to tell.
    pub fn salience(
        &self,
        document: &Document,
        read: Read,
    ) -> Result<Option<Vec<f32>>, AnnotateErrorKind> {
        let Some((head, sentences)) = self.salience.as_ref().zip(read.sentences) else {
            return Ok(None);
        };
        Ok(Some(head.scores_of(document, sentences)?))
    }
}

/// What the heads found in the vectors of a document.
pub struct Read {
    /// Mentions, in text order.
    pub mentions: Vec<Mention>,
    /// Which words belong to sources, cues and contents; none if attributions are not wanted.
    tags: Option<Tags>,
    /// The vectors of sentences; none if the model is not to tell how good they are.
    sentences: Option<SentenceVectors>,
}

fn encoder(files: &ModelFiles<'_>, backend: Backend) -> Result<Encoder, LoadError> {
    match backend {
        Backend::Native => Ok(Encoder::from_files(files, Precision::Int8)?),
        #[cfg(feature = "libtorch")]
        Backend::Libtorch => Ok(Encoder::on_libtorch(files)?),
        #[cfg(not(feature = "libtorch"))]
        Backend::Libtorch => Err(LoadError::NoLibtorch),
    }
}
