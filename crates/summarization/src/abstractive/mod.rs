//! Summaries in the words of a model: BART, T5 and Pegasus on libtorch.

mod error;
mod generator;
mod parts;

use std::path::Path;

use newsdesk_document::{Document, Summary};
use newsdesk_encoder::libtorch::{Worker, plain_tokenizer};
use newsdesk_encoder::{EncodeError, ModelFiles};
use tokenizers::Tokenizer;

use crate::SummarizationError;
use crate::faithfulness::generated_sentences;
use crate::generation::GenerationSettings;
use crate::terms::Terms;
use generator::{Generator, Shape};
use parts::parts;

pub use error::{GenerationError, GeneratorError};

/// A summary of a text that is much longer than the model reads is a summary of summaries. A part
/// that is full becomes at least twice as short in each pass, so this many are enough.
const MAX_PASSES: usize = 32;

/// Writes summaries in its own words, and says on which sentences each of them leans.
///
/// One value serves any number of threads; the model runs on a thread of its own, one text after
/// another, so that what it writes of a text depends on that text alone.
pub struct AbstractiveSummarizer {
    tokenizer: Tokenizer,
    shape: Shape,
    worker: Worker<Vec<i64>, Result<Vec<i64>, GenerationError>>,
}

impl AbstractiveSummarizer {
    /// Loads BART, T5 or Pegasus from a folder in the layout of Hugging Face: `config.json`,
    /// `model.safetensors`, and `tokenizer.json` or, for BART, `vocab.json` and `merges.txt`.
    ///
    /// # Errors
    ///
    /// A [`GeneratorError`] that names the file, field or setting.
    pub fn from_folder(
        folder: &Path,
        settings: GenerationSettings,
    ) -> Result<Self, GeneratorError> {
        let shape = Shape::read(folder, settings)?;
        let json = ModelFiles::tokenizer_of(folder)?;
        let tokenizer = plain_tokenizer(&json)?;
        let (folder, loaded) = (folder.to_owned(), shape.clone());
        let worker = Worker::start(
            move || Generator::load(&folder, loaded),
            |generator: &Generator, requests: &[Vec<i64>]| {
                requests.iter().map(|pieces| generator.generate(pieces)).collect()
            },
        )?;
        Ok(Self { tokenizer, shape, worker })
    }

    /// Writes a summary of the story of a document; captions, bylines and notices are not read.
    ///
    /// A text that the model cannot read at once is summarized in parts that overlap, and then the
    /// summaries are.
    ///
    /// # Errors
    ///
    /// [`SummarizationError::NotSegmented`] without sentences and tokens; what the model reports.
    pub fn summarize(&self, document: &Document) -> Result<Summary, SummarizationError> {
        let terms = Terms::new(document)?;
        let chosen = terms.candidates().iter().filter_map(|&index| document.sentence(index));
        let sentences: Vec<&str> = chosen.map(newsdesk_document::SentenceRef::text).collect();
        let summary = self.write(&sentences)?;
        Ok(Summary::Abstractive(generated_sentences(document, &summary)?))
    }

    fn write(&self, sentences: &[&str]) -> Result<String, SummarizationError> {
        if sentences.is_empty() {
            return Ok(String::new());
        }
        let mut text: Vec<String> = sentences.iter().map(|&text| text.to_owned()).collect();
        for _ in 0..MAX_PASSES {
            let pieces = self.pieces(&text)?;
            let parts = parts(&pieces, self.shape.room());
            let summaries: Vec<String> =
                parts.iter().map(|part| self.write_part(part)).collect::<Result<_, _>>()?;
            if summaries.len() <= 1 {
                return Ok(summaries.concat());
            }
            text = summaries;
        }
        Err(GenerationError::TooLong.into())
    }

    /// The pieces of each sentence; a sentence behind another begins with a space.
    fn pieces(&self, sentences: &[String]) -> Result<Vec<Vec<i64>>, SummarizationError> {
        let encode = |(index, sentence): (usize, &String)| {
            let text = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            let text = match (index, self.shape.prefix()) {
                (0, prefix) => format!("{prefix}{text}"),
                _ => format!(" {text}"),
            };
            let encoding =
                self.tokenizer.encode(text, false).map_err(GenerationError::Tokenizer)?;
            let limit = self.shape.vocab_size();
            // BART has a piece for masks that its model does not have.
            if let Some(&id) = encoding.get_ids().iter().find(|&&id| id as usize >= limit) {
                return Err(EncodeError::PieceOutOfRange { id, limit }.into());
            }
            Ok(encoding.get_ids().iter().copied().map(i64::from).collect())
        };
        sentences.iter().enumerate().map(encode).collect()
    }

    fn write_part(&self, pieces: &[i64]) -> Result<String, SummarizationError> {
        let answer = self.worker.ask(self.shape.framed(pieces)).map_err(GenerationError::from)?;
        let ids = answer?.into_iter().filter_map(|id| u32::try_from(id).ok());
        let ids: Vec<u32> = ids.filter(|&id| !self.shape.is_special(id)).collect();
        let text = self.tokenizer.decode(&ids, true).map_err(GenerationError::Tokenizer)?;
        Ok(text.trim().to_owned())
    }
}
