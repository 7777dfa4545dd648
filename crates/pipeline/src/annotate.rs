//! The stages in their order, for one document and for many.

use std::iter;
use std::path::PathBuf;
use std::sync::Arc;

use newsdesk_document::Document;
use newsdesk_encoder::Cancellation;
use newsdesk_ner::group;
use newsdesk_stance::{Topic, pronouns};
#[cfg(feature = "libtorch")]
use newsdesk_summarization::AbstractiveSummarizer;
use newsdesk_summarization::{Budget, Focus, GenerationSettings, Summarizer, centrality};
use newsdesk_tokenization::segment;
use rayon::prelude::*;

use crate::error::{AnnotateError, AnnotateErrorKind, LoadError};
use crate::model::{LoadedModel, Model};
use crate::ordered_for_each::ordered_for_each;
use crate::panic::catch_panic;

/// What the stages do.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The model that reads documents; none if sentences, words and a summary are enough, which is
    /// much faster.
    pub model: Option<Model>,
    /// What runs that model.
    pub backend: Backend,
    /// Whether it also finds who says what and who is for or against whom; none if that is not
    /// wanted. Models without the heads of `newsdesk-en` find entities only, see
    /// [`Newsdesk::finds_stances`].
    pub stances: Option<Targets>,
    /// Which summary is made; none if none is wanted.
    pub summary: Option<SummarySettings>,
}

/// What runs the encoder of a model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Backend {
    /// Pure Rust, in eight bits.
    #[default]
    Native,
    /// libtorch, in single precision; also runs RoBERTa. Needs the feature `libtorch`.
    Libtorch,
}

/// Which sentences a summary takes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SummarySettings {
    /// The model that writes it in its own words; none if it is made of sentences of the text, to
    /// which everything else here applies.
    pub author: Option<Author>,
    /// How long it may be.
    pub budget: Budget,
    /// What tells which sentences are good.
    pub scorer: Scorer,
    /// What it is about; none if it is about the story.
    pub focus: Option<Focus>,
    /// Whether names in square brackets take the place of pronouns that nobody could understand.
    pub resolves_pronouns: bool,
}

/// A model that writes summaries: BART, T5 or Pegasus. Needs the feature `libtorch`.
#[derive(Clone, Debug, PartialEq)]
pub struct Author {
    /// Its folder.
    pub folder: PathBuf,
    /// How it writes.
    pub generation: GenerationSettings,
}

/// What tells which sentences are good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scorer {
    /// What the model learned from summaries that people wrote. Without a model, or with one that
    /// has no head for it, it is [`Scorer::Centrality`].
    #[default]
    Salience,
    /// What a sentence shares with the others and with the headline, its place and its length.
    Centrality,
}

/// Towards what stances are found, besides the entities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Targets {
    /// Topics that the caller names.
    pub topics: Vec<Topic>,
    /// So many topics at most that a document speaks of most, see [`Topic::offered`].
    pub offered: usize,
    /// The folder of a model for natural language inference that tells what is held towards topics,
    /// instead of the heads of the model; stances between entities are then not found. Needs the
    /// feature `libtorch`.
    pub entailment: Option<PathBuf>,
}

impl Default for Settings {
    /// Everything that the embedded model finds, and summaries of three sentences.
    fn default() -> Self {
        Self {
            model: Some(Model::Embedded),
            backend: Backend::default(),
            stances: Some(Targets::default()),
            summary: Some(SummarySettings::default()),
        }
    }
}

/// All stages, ready to read documents from any number of threads.
#[derive(Clone)]
pub struct Newsdesk {
    model: Option<Arc<LoadedModel>>,
    topics: Vec<Topic>,
    summarizer: Option<Summarizer>,
    #[cfg(feature = "libtorch")]
    author: Option<Arc<AbstractiveSummarizer>>,
    cancellation: Cancellation,
}

impl Newsdesk {
    /// Sets up the stages with default [`Settings`].
    ///
    /// # Errors
    ///
    /// [`LoadError::NotEmbedded`] if the feature `embedded-model` is off.
    pub fn new() -> Result<Self, LoadError> {
        Self::with_settings(&Settings::default())
    }

    /// Sets up the stages.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] if a model could not be loaded; [`LoadError::NoLibtorch`] if the settings ask
    /// for libtorch and the feature is off.
    pub fn with_settings(settings: &Settings) -> Result<Self, LoadError> {
        let model =
            settings.model.as_ref().map(|model| LoadedModel::new(model, settings)).transpose()?;
        let author = settings.summary.as_ref().and_then(|summary| summary.author.as_ref());
        let is_extractive = author.is_none();
        let summary = settings.summary.as_ref().filter(|_| is_extractive);
        #[cfg(not(feature = "libtorch"))]
        if author.is_some() {
            return Err(LoadError::NoLibtorch);
        }
        #[cfg(feature = "libtorch")]
        let author = author
            .map(|author| AbstractiveSummarizer::from_folder(&author.folder, author.generation))
            .transpose()?;
        let topics = settings.stances.as_ref().map(|targets| targets.topics.clone());
        Ok(Self {
            model: model.map(Arc::new),
            topics: topics.unwrap_or_default(),
            summarizer: summary.map(SummarySettings::summarizer),
            #[cfg(feature = "libtorch")]
            author: author.map(Arc::new),
            cancellation: Cancellation::default(),
        })
    }

    /// The same stages, with the same model in memory, but with these topics as targets.
    #[must_use]
    pub fn with_topics(&self, topics: Vec<Topic>) -> Self {
        Self { topics, ..self.clone() }
    }

    /// The same stages, with the same model in memory, but stopping when this is cancelled.
    ///
    /// Every document then fails with [`AnnotateErrorKind::Cancelled`], also one in work: before its
    /// next stage, or, in the encoder, which takes by far the longest, within about a second.
    ///
    /// ```
    /// use newsdesk::{AnnotateErrorKind, Newsdesk, encoder::Cancellation};
    ///
    /// let cancellation = Cancellation::default();
    /// let newsdesk = Newsdesk::new()?.with_cancellation(cancellation.clone());
    /// assert!(newsdesk.annotate("It rained.").is_ok());
    /// cancellation.cancel();
    /// let error = newsdesk.annotate("It rained.").unwrap_err();
    /// assert!(matches!(error.kind(), AnnotateErrorKind::Cancelled(_)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_cancellation(&self, cancellation: Cancellation) -> Self {
        Self { cancellation, ..self.clone() }
    }

    /// Whether it finds who says what and who is for or against whom: that was wanted, and the model
    /// has the heads for it.
    pub fn finds_stances(&self) -> bool {
        self.model.as_ref().is_some_and(|model| model.finds_stances())
    }

    /// Reads a text without a name.
    ///
    /// # Errors
    ///
    /// As [`Newsdesk::annotate_document`], and if the text has more than `u32::MAX` bytes.
    pub fn annotate(&self, text: &str) -> Result<Document, AnnotateError> {
        let document = Document::new("", text).map_err(|error| AnnotateError::new("", error))?;
        self.annotate_document(document)
    }

    /// Reads a document and adds its layers; layers that it has already are replaced.
    ///
    /// # Errors
    ///
    /// An [`AnnotateError`] that names the document, if a stage fails.
    pub fn annotate_document(&self, document: Document) -> Result<Document, AnnotateError> {
        self.annotate_scored(document).map(|(document, _)| document)
    }

    /// As [`Newsdesk::annotate_document`]; also gives the score of each sentence from which the
    /// summary was chosen, in `0..=2`, none if there is no summary.
    ///
    /// # Errors
    ///
    /// As [`Newsdesk::annotate_document`].
    pub fn annotate_scored(
        &self,
        mut document: Document,
    ) -> Result<(Document, Vec<f32>), AnnotateError> {
        match self.attach_layers(&mut document) {
            Ok(scores) => Ok((document, scores)),
            Err(kind) => Err(AnnotateError::new(document.id(), kind)),
        }
    }

    /// Reads documents on the rayon pool of the caller; one result for each, in their order.
    pub fn annotate_batch(&self, documents: Vec<Document>) -> Vec<Result<Document, AnnotateError>> {
        // One document a task, so that none waits behind a long one.
        let documents = documents.into_par_iter().with_max_len(1);
        documents.map(|document| self.annotate_alone(document)).collect()
    }

    /// Reads documents from an iterator of any length on the rayon pool of the caller, and hands
    /// one result for each to `sink`, in their order.
    ///
    /// Memory is bounded as [`ordered_for_each()`] says, by [`Document::heap_size`]. No more documents
    /// are read once the stages are cancelled, see [`Newsdesk::with_cancellation`].
    ///
    /// ```
    /// use newsdesk::{AnnotateError, Document, Newsdesk};
    ///
    /// let newsdesk = Newsdesk::new()?;
    /// let documents = [Document::new("a", "It rained.")?, Document::new("b", "It stopped.")?];
    /// let mut ids = Vec::new();
    /// newsdesk.annotate_stream(documents.into_iter(), |result| {
    ///     ids.push(result?.id().to_owned());
    ///     Ok::<(), AnnotateError>(())
    /// })?;
    /// assert_eq!(ids, ["a", "b"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The first error of `sink`, which ends the stream.
    pub fn annotate_stream<Error: Send>(
        &self,
        mut documents: impl Iterator<Item = Document> + Send,
        sink: impl FnMut(Result<Document, AnnotateError>) -> Result<(), Error> + Send,
    ) -> Result<(), Error> {
        let documents =
            iter::from_fn(
                || {
                    if self.cancellation.is_cancelled() { None } else { documents.next() }
                },
            );
        let size = |result: &Result<Document, AnnotateError>| {
            result.as_ref().map_or(0, Document::heap_size)
        };
        ordered_for_each(documents, |document| self.annotate_alone(document), size, sink)
    }

    /// As [`Newsdesk::annotate_document`], but a panic becomes an error.
    fn annotate_alone(&self, document: Document) -> Result<Document, AnnotateError> {
        let id = document.id().to_owned();
        catch_panic(|| self.annotate_document(document))
            .unwrap_or_else(|panicked| Err(AnnotateError::new(id, panicked)))
    }

    /// Attaches all layers; returns the scores of the sentences.
    fn attach_layers(&self, document: &mut Document) -> Result<Vec<f32>, AnnotateErrorKind> {
        self.cancellation.check()?;
        document.attach_segmentation(segment(document.text())?)?;
        let mut scores = None;
        if let Some(model) = &self.model {
            let encoding = model.encode(document, &self.cancellation)?;
            let read = model.read(document, &encoding)?;
            document.attach_entities(group(document, &read.mentions))?;
            self.cancellation.check()?;
            if let Some(attributions) = model.attributions(document, &read) {
                document.attach_attributions(attributions)?;
            }
            self.cancellation.check()?;
            if let Some(stances) = model.stances(document, &encoding, &self.topics)? {
                document.attach_stances(stances)?;
            }
            // Its memory is free for what follows.
            drop(encoding);
            scores = model.salience(document, read)?;
        }
        self.cancellation.check()?;
        #[cfg(feature = "libtorch")]
        if let Some(author) = &self.author {
            document.attach_summary(author.summarize(document)?)?;
        }
        let Some(summarizer) = &self.summarizer else { return Ok(Vec::new()) };
        let scores = scores.map_or_else(|| centrality(document), Ok)?;
        let summary = summarizer.select(document, &scores, &pronouns(document))?;
        document.attach_summary(summary)?;
        Ok(scores)
    }
}

impl SummarySettings {
    fn summarizer(&self) -> Summarizer {
        let mut summarizer = Summarizer::new(self.budget);
        if let Some(focus) = &self.focus {
            summarizer = summarizer.about(focus.clone());
        }
        if self.resolves_pronouns { summarizer.resolving_pronouns() } else { summarizer }
    }
}
