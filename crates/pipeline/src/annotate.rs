//! The stages in their order, for one document and for many.

use std::sync::Arc;

use newsdesk_document::Document;
use newsdesk_stance::Topic;
use newsdesk_summarization::{Budget, Summarizer};
use newsdesk_tokenization::segment;
use rayon::prelude::*;

use crate::error::{AnnotateError, AnnotateErrorKind, LoadError};
use crate::model::{LoadedModel, Model};
use crate::ordered_map::ordered_map;
use crate::panic::catch_panic;

/// What the stages do.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The model that reads documents; none if sentences, words and a summary are enough, which is
    /// much faster.
    pub model: Option<Model>,
    /// Whether it also finds who says what and who is for or against whom; none if that is not
    /// wanted. Models without the heads of `newsdesk-en` find entities only, see
    /// [`Newsdesk::finds_stances`].
    pub stances: Option<Targets>,
    /// How long summaries may be; none if no summary is wanted.
    pub summary: Option<Budget>,
}

/// Towards what stances are found, besides the entities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Targets {
    /// Topics that the caller names.
    pub topics: Vec<Topic>,
    /// So many topics at most that a document speaks of most, see [`Topic::offered`].
    pub offered: usize,
}

impl Default for Settings {
    /// Everything that the embedded model finds, and summaries of three sentences.
    fn default() -> Self {
        Self {
            model: Some(Model::Embedded),
            stances: Some(Targets::default()),
            summary: Some(Budget::default()),
        }
    }
}

/// All stages, ready to read documents from any number of threads.
#[derive(Clone)]
pub struct Newsdesk {
    model: Option<Arc<LoadedModel>>,
    summarizer: Option<Summarizer>,
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
    /// A [`LoadError`] if the model could not be loaded.
    pub fn with_settings(settings: &Settings) -> Result<Self, LoadError> {
        let load = |model| LoadedModel::new(model, settings.stances.as_ref());
        let model = settings.model.as_ref().map(load).transpose()?;
        let summarizer = settings.summary.map(Summarizer::new);
        Ok(Self { model: model.map(Arc::new), summarizer })
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
    pub fn annotate_document(&self, mut document: Document) -> Result<Document, AnnotateError> {
        match self.attach_layers(&mut document) {
            Ok(()) => Ok(document),
            Err(kind) => Err(AnnotateError::new(document.id(), kind)),
        }
    }

    /// Reads documents on the rayon pool of the caller; one result for each, in their order.
    pub fn annotate_batch(&self, documents: Vec<Document>) -> Vec<Result<Document, AnnotateError>> {
        documents.into_par_iter().map(|document| self.annotate_alone(document)).collect()
    }

    /// Reads documents from an iterator of any length on the rayon pool of the caller; one result
    /// for each, in their order.
    ///
    /// Memory is bounded as [`ordered_map()`] says, by the size of the texts.
    pub fn annotate_stream(
        &self,
        documents: impl Iterator<Item = Document>,
    ) -> impl Iterator<Item = Result<Document, AnnotateError>> {
        let size = |document: &Document| document.text().len();
        ordered_map(documents, size, |document| self.annotate_alone(document))
    }

    /// As [`Newsdesk::annotate_document`], but a panic becomes an error.
    fn annotate_alone(&self, document: Document) -> Result<Document, AnnotateError> {
        let id = document.id().to_owned();
        catch_panic(|| self.annotate_document(document))
            .unwrap_or_else(|panicked| Err(AnnotateError::new(id, panicked)))
    }

    fn attach_layers(&self, document: &mut Document) -> Result<(), AnnotateErrorKind> {
        document.attach_segmentation(segment(document.text())?)?;
        if let Some(model) = &self.model {
            let encoding = model.encode(document)?;
            document.attach_entities(model.entities(document, &encoding)?)?;
            if let Some(attributions) = model.attributions(document, &encoding)? {
                document.attach_attributions(attributions)?;
            }
            if let Some(stances) = model.stances(document, &encoding)? {
                document.attach_stances(stances)?;
            }
        }
        if let Some(summarizer) = &self.summarizer {
            document.attach_summary(summarizer.summarize(document)?)?;
        }
        Ok(())
    }
}
