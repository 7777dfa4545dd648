//! The recognizer: from a document and its encoding to entities.

use newsdesk_document::{Document, Entity, Mention};
use newsdesk_encoder::{Encoder, Encoding, ModelFiles};
use newsdesk_tokenization::segment;

use crate::error::{LoadError, RecognizeError};
use crate::grouping::group;
use crate::head::TagHead;
use crate::reader::MentionReader;
use crate::transitions::Transitions;

/// Finds what a text names. One value serves any number of threads.
pub struct Recognizer {
    head: TagHead,
    transitions: Transitions,
}

impl Recognizer {
    /// Reads the labels and the classifier of a model: of `newsdesk-en`, or of any BERT for token
    /// classification.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] that names the field, label or tensor.
    pub fn from_files(files: &ModelFiles<'_>) -> Result<Self, LoadError> {
        let head = TagHead::new(files)?;
        let transitions = Transitions::new(head.labels().tags());
        Ok(Self { head, transitions })
    }

    /// The entities of a document, in the order of their first mentions.
    ///
    /// # Errors
    ///
    /// [`RecognizeError::NotSegmented`] if the document has no sentences and tokens, or
    /// [`RecognizeError::HiddenSize`] if the encoding comes from another model.
    pub fn recognize(
        &self,
        document: &Document,
        encoding: &Encoding<'_>,
    ) -> Result<Vec<Entity>, RecognizeError> {
        Ok(group(document, &self.mentions(document, encoding)?))
    }

    /// The mentions of a document, in text order, without overlap, each inside of one sentence.
    ///
    /// # Errors
    ///
    /// As [`Recognizer::recognize`].
    pub fn mentions(
        &self,
        document: &Document,
        encoding: &Encoding<'_>,
    ) -> Result<Vec<Mention>, RecognizeError> {
        let mut reader = self.reader(document, encoding.hidden_size())?;
        for part in encoding.parts() {
            reader.read(&encoding.vectors_of_words(document, &*part?));
        }
        Ok(reader.finish())
    }

    /// Finds the mentions of a document while its vectors, of `hidden` numbers each, are computed.
    ///
    /// # Errors
    ///
    /// As [`Recognizer::recognize`].
    pub fn reader<'r>(
        &'r self,
        document: &'r Document,
        hidden: usize,
    ) -> Result<MentionReader<'r>, RecognizeError> {
        if document.segmentation().is_none() {
            return Err(RecognizeError::NotSegmented);
        }
        let expected = self.head.hidden_size();
        if expected != hidden {
            return Err(RecognizeError::HiddenSize { expected, found: hidden });
        }
        Ok(MentionReader::new(self, document))
    }

    pub(crate) fn head(&self) -> &TagHead {
        &self.head
    }

    pub(crate) fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// The entities of a text; their spans are bytes of it. The encoder must be that of the same
    /// model.
    ///
    /// # Errors
    ///
    /// What splitting, encoding or [`Recognizer::recognize`] reports.
    pub fn recognize_text(
        &self,
        encoder: &Encoder,
        text: &str,
    ) -> Result<Vec<Entity>, RecognizeError> {
        let mut document = Document::new("", text)?;
        document.attach_segmentation(segment(text)?)?;
        self.recognize(&document, &encoder.encode(&document)?)
    }
}
