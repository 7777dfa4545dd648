//! The document itself.

use thiserror::Error;

use crate::layer::LayerError;
use crate::stance::Counts;
use crate::{Attribution, Entity, Segmentation, Sentence, Stance, Summary, Token};
use crate::{attribution, entity, stance, summary};

/// A text with the layers that stages have added to it.
///
/// The text never changes. A layer that is attached replaces the one before it, together with
/// every layer that refers to it, since their indexes would no longer hold; on error the document
/// is unchanged. See the [crate documentation](crate) for an example.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    id: String,
    text: String,
    metadata: Metadata,
    segmentation: Option<Segmentation>,
    entities: Option<Vec<Entity>>,
    attributions: Option<Vec<Attribution>>,
    stances: Option<Vec<Stance>>,
    summary: Option<Summary>,
}

/// What the caller knows of a text, in the caller's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// The language that it is written in.
    pub language: Option<String>,
}

/// Why a text cannot be a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The text is longer than offsets reach.
    #[error("text of {length} bytes exceeds the maximum of {} bytes", u32::MAX)]
    TooLong {
        /// Length of the text in bytes.
        length: usize,
    },
}

impl Document {
    /// Makes a document without layers.
    ///
    /// # Errors
    ///
    /// [`DocumentError::TooLong`] if the text has more than `u32::MAX` bytes.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Result<Self, DocumentError> {
        let text = text.into();
        if u32::try_from(text.len()).is_err() {
            return Err(DocumentError::TooLong { length: text.len() });
        }
        Ok(Self {
            id: id.into(),
            text,
            metadata: Metadata::default(),
            segmentation: None,
            entities: None,
            attributions: None,
            stances: None,
            summary: None,
        })
    }

    /// The same document with other metadata.
    #[must_use]
    pub fn with_metadata(mut self, metadata: Metadata) -> Self {
        self.metadata = metadata;
        self
    }

    /// What the caller calls the document.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The text, as it was given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the caller knows of the text.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Attaches sentences and tokens, and drops every other layer.
    ///
    /// # Errors
    ///
    /// A [`LayerError`] that names the first span that does not fit the text.
    pub fn attach_segmentation(&mut self, segmentation: Segmentation) -> Result<(), LayerError> {
        segmentation.check(&self.text)?;
        self.segmentation = Some(segmentation);
        self.entities = None;
        self.attributions = None;
        self.stances = None;
        self.summary = None;
        Ok(())
    }

    /// Attaches entities, and drops attributions, stances and the summary, which refer to them.
    ///
    /// # Errors
    ///
    /// A [`LayerError`] that names the first entity without mentions, with mentions out of order,
    /// or with a span or probability that does not fit.
    pub fn attach_entities(&mut self, entities: Vec<Entity>) -> Result<(), LayerError> {
        entity::check(&entities, &self.text)?;
        self.entities = Some(entities);
        self.attributions = None;
        self.stances = None;
        self.summary = None;
        Ok(())
    }

    /// Attaches attributions, and drops stances.
    ///
    /// # Errors
    ///
    /// A [`LayerError`] that names the first attribution without content, or with a span or a
    /// speaker that does not fit.
    pub fn attach_attributions(
        &mut self,
        attributions: Vec<Attribution>,
    ) -> Result<(), LayerError> {
        attribution::check(&attributions, &self.text, self.entity_layer().len())?;
        self.attributions = Some(attributions);
        self.stances = None;
        Ok(())
    }

    /// Attaches stances.
    ///
    /// # Errors
    ///
    /// A [`LayerError`] that names the first stance with a reference, span or probability that
    /// does not fit.
    pub fn attach_stances(&mut self, stances: Vec<Stance>) -> Result<(), LayerError> {
        let counts = Counts {
            sentences: self.sentence_layer().len(),
            entities: self.entity_layer().len(),
            attributions: self.attribution_layer().len(),
        };
        stance::check(&stances, &self.text, &counts)?;
        self.stances = Some(stances);
        Ok(())
    }

    /// Attaches a summary.
    ///
    /// # Errors
    ///
    /// A [`LayerError`] that names the first sentence that is not there, is repeated or out of
    /// order, has a score that is not finite, or changes that do not fit it.
    pub fn attach_summary(&mut self, summary: Summary) -> Result<(), LayerError> {
        summary::check(&summary, self)?;
        self.summary = Some(summary);
        Ok(())
    }

    /// Sentences and tokens as they were attached; none if no stage has added them.
    pub fn segmentation(&self) -> Option<&Segmentation> {
        self.segmentation.as_ref()
    }

    /// The summary; none if no stage has added it.
    pub fn summary(&self) -> Option<&Summary> {
        self.summary.as_ref()
    }

    /// Entities as they were attached; none if no stage has added them.
    pub fn attached_entities(&self) -> Option<&[Entity]> {
        self.entities.as_deref()
    }

    /// Attributions as they were attached; none if no stage has added them.
    pub fn attached_attributions(&self) -> Option<&[Attribution]> {
        self.attributions.as_deref()
    }

    /// Stances as they were attached; none if no stage has added them.
    pub fn attached_stances(&self) -> Option<&[Stance]> {
        self.stances.as_deref()
    }

    pub(crate) fn sentence_layer(&self) -> &[Sentence] {
        self.segmentation.as_ref().map_or(&[], Segmentation::sentences)
    }

    pub(crate) fn token_layer(&self) -> &[Token] {
        self.segmentation.as_ref().map_or(&[], Segmentation::tokens)
    }

    pub(crate) fn entity_layer(&self) -> &[Entity] {
        self.attached_entities().unwrap_or_default()
    }

    pub(crate) fn attribution_layer(&self) -> &[Attribution] {
        self.attached_attributions().unwrap_or_default()
    }

    pub(crate) fn stance_layer(&self) -> &[Stance] {
        self.attached_stances().unwrap_or_default()
    }
}
