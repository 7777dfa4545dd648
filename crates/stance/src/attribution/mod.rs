//! Who says what.

mod assemble;
mod contents;
mod head;
mod links;
mod people;
mod quotations;
mod reporting;
mod speakers;
mod spoken;
mod subjects;
mod traits;
mod viterbi;
mod words;

use newsdesk_document::{Attribution, Document};
use newsdesk_encoder::{Config, Encoding, LoadError, ModelFiles, Weights};

use crate::error::StanceError;
use head::{AttributionHead, Part};

use words::{Run, Words};

pub use head::{TagReader, Tags};
pub use quotations::quotations;
pub use speakers::pronouns;

/// Finds the statements, thoughts and documents that a text attributes to a source.
///
/// 1. `head`: a linear layer tags the words of sources, cues and contents.
/// 2. `quotations`, `contents`: contents end where their quotation marks do, and where the next
///    paragraph opens with another quotation.
/// 3. `links`, `reporting`, `subjects`, `assemble`: which source and contents belong to which cue.
/// 4. `speakers`, with `spoken`, `traits` and `people`: the entity behind a source, if it is known.
pub struct Attributor {
    head: AttributionHead,
    hidden: usize,
}

impl Attributor {
    /// Reads the head of a model, which must have it: `newsdesk-en`, or one of its form.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] that names the tensor that is missing or does not fit.
    pub fn from_files(files: &ModelFiles<'_>) -> Result<Self, LoadError> {
        let hidden = Config::from_json(&files.config)?.hidden_size;
        let weights = Weights::new(&files.weights)?;
        Ok(Self { head: AttributionHead::new(&weights, hidden)?, hidden })
    }

    /// The attributions of a document, in the order of their contents; their speakers are entities
    /// of the document, so it should have them.
    ///
    /// # Errors
    ///
    /// [`StanceError::NotSegmented`] if the document has no sentences and tokens, or
    /// [`StanceError::HiddenSize`] if the encoding comes from another model.
    pub fn attribute(
        &self,
        document: &Document,
        encoding: &Encoding<'_>,
    ) -> Result<Vec<Attribution>, StanceError> {
        let mut reader = self.reader(document, encoding.hidden_size())?;
        for part in encoding.parts() {
            reader.read(&encoding.vectors_of_words(document, &*part?));
        }
        Ok(self.attribute_tagged(document, &reader.finish()))
    }

    /// Tags the words of a document while its vectors, of `hidden` numbers each, are computed.
    ///
    /// # Errors
    ///
    /// As [`Attributor::attribute`].
    pub fn reader(&self, document: &Document, hidden: usize) -> Result<TagReader<'_>, StanceError> {
        StanceError::check(document, hidden, self.hidden)?;
        Ok(self.head.reader())
    }

    /// The attributions of a document whose words are tagged, in the order of their contents; their
    /// speakers are entities of the document, so it should have them.
    pub fn attribute_tagged(&self, document: &Document, tags: &Tags) -> Vec<Attribution> {
        let words = Words::new(document);
        let in_sentences = |part| -> Vec<Run> {
            tags.runs(part).into_iter().flat_map(|run| words.by_sentence(run)).collect()
        };
        let (sources, cues) = (in_sentences(Part::Source), in_sentences(Part::Cue));
        let contents = tags.runs(Part::Content);
        let mut attributions = assembled(document, &words, &sources, &cues, &contents);
        speakers::resolve(document, &mut attributions);
        attributions
    }
}

/// The attributions of tagged words, without speakers.
fn assembled(
    document: &Document,
    words: &Words,
    sources: &[Run],
    cues: &[Run],
    contents: &[Run],
) -> Vec<Attribution> {
    let quotations = quotations(document.text());
    let quoted: Vec<Run> = quotations.iter().map(|quotation| words.run(*quotation)).collect();
    let contents = contents::repaired(contents, &quoted);
    let starts = contents::fresh_starts(document.text(), words, &quotations);
    let contents = contents::cut(&contents, &starts);
    let mut linked = links::link(words, sources, cues, &contents);
    reporting::complete(document.text(), words, &quoted, cues, &mut linked);
    subjects::complete(document.text(), words, &mut linked);
    assemble::assemble(document, words, &quotations, &linked)
}

#[cfg(test)]
mod tests;
