//! Stances towards anything that can be named, by entailment: a sentence that entails "Ann Lee
//! supports the ban" shows that she is for it.
//!
//! Yin, Hay and Roth, "Benchmarking Zero-shot Text Classification" (EMNLP 2019).

mod labels;
mod model;
mod stances;

use std::path::Path;

use newsdesk_document::{Document, Stance};
use newsdesk_encoder::libtorch::{Worker, plain_tokenizer};
use newsdesk_encoder::{EncodeError, LoadError, ModelFiles};
use tokenizers::Tokenizer;

use crate::error::StanceError;
use crate::relations::Topic;
use model::{Frame, Header, NliModel, Pair};

/// The part of a window of a long premise that the next one reads again.
const OVERLAP: usize = 4;

/// A BERT, RoBERTa or BART model for natural language inference, on a thread of its own.
///
/// One value serves any number of threads.
pub struct EntailmentClassifier {
    tokenizer: Tokenizer,
    frame: Frame,
    vocab_size: usize,
    worker: Worker<Vec<Pair>, Vec<f32>>,
}

impl EntailmentClassifier {
    /// Loads a model whose labels in `config.json` say which one is entailment, in any order.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] that names the file, field or tensor.
    pub fn from_files(files: &ModelFiles<'_>) -> Result<Self, LoadError> {
        let header = Header::read(&files.config)?;
        let tokenizer = plain_tokenizer(&files.tokenizer)?;
        let frame = Frame::new(&header, &tokenizer)?;
        let (config, weights) = (files.config.to_vec(), files.weights.to_vec());
        let worker = Worker::start(
            move || NliModel::new(&config, &weights),
            |model: &NliModel, requests: &[Vec<Pair>]| {
                requests.iter().map(|pairs| model.entailment(pairs)).collect()
            },
        )?;
        Ok(Self { tokenizer, frame, vocab_size: header.vocab_size, worker })
    }

    /// As [`EntailmentClassifier::from_files`], from a folder.
    ///
    /// # Errors
    ///
    /// As [`EntailmentClassifier::from_files`].
    pub fn from_folder(folder: &Path) -> Result<Self, LoadError> {
        Self::from_files(&ModelFiles::read(folder)?)
    }

    /// The probability that a premise entails each hypothesis, in `0..=1` and in their order.
    ///
    /// A premise that the model cannot read at once is read in windows that overlap, and what most
    /// entails the hypothesis counts. None is cut off.
    ///
    /// # Errors
    ///
    /// [`StanceError::LongHypothesis`], or what the tokenizer or libtorch report.
    pub fn entailment(
        &self,
        premise: &str,
        hypotheses: &[String],
    ) -> Result<Vec<f32>, StanceError> {
        let premise = self.pieces(premise)?;
        let (mut pairs, mut counts) = (Vec::new(), Vec::new());
        for text in hypotheses {
            let claim = self.pieces(text)?;
            let Some(room) = self.frame.room(claim.len()) else {
                return Err(StanceError::LongHypothesis { pieces: claim.len() });
            };
            let windows = windows(&premise, room);
            counts.push(windows.len());
            pairs.extend(windows.into_iter().map(|window| self.frame.pair(window, &claim)));
        }
        let mut shares = self.worker.ask(pairs)?.into_iter();
        let best = |count| shares.by_ref().take(count).fold(0.0, f32::max);
        Ok(counts.into_iter().map(best).collect())
    }

    /// What speakers, entities and the author of a document hold towards topics, by sentences: one
    /// stance for each holder, topic and sentence, neutral ones too.
    ///
    /// What somebody says is the premise for the speaker, the sentence is that of the others. A topic
    /// that the document does not mention has none.
    ///
    /// # Errors
    ///
    /// [`StanceError::NotSegmented`] if the document has no sentences and tokens, or as
    /// [`EntailmentClassifier::entailment`].
    pub fn stances(
        &self,
        document: &Document,
        topics: &[Topic],
    ) -> Result<Vec<Stance>, StanceError> {
        stances::stances(self, document, topics)
    }

    fn pieces(&self, text: &str) -> Result<Vec<i64>, StanceError> {
        let encoding = self.tokenizer.encode(text, false).map_err(StanceError::Tokenizer)?;
        let limit = self.vocab_size;
        if let Some(&id) = encoding.get_ids().iter().find(|&&id| id as usize >= limit) {
            return Err(EncodeError::PieceOutOfRange { id, limit }.into());
        }
        Ok(encoding.get_ids().iter().copied().map(i64::from).collect())
    }
}

/// Windows of at most `room` pieces that share a fourth of it and cover all; at least one.
fn windows(pieces: &[i64], room: usize) -> Vec<&[i64]> {
    let step = (room - room / OVERLAP).max(1);
    let rest = pieces.len().saturating_sub(room);
    let starts = (0..=rest.div_ceil(step)).map(|index| index * step);
    starts.filter_map(|start| pieces.get(start..(start + room).min(pieces.len()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_cover_all_pieces() {
        let pieces: Vec<i64> = (0..10).collect();
        assert_eq!(windows(&pieces, 10), [&pieces[..]]);
        assert_eq!(windows(&pieces, 4), [&pieces[..4], &pieces[3..7], &pieces[6..]]);
        assert_eq!(windows(&pieces, 9), [&pieces[..9], &pieces[7..]]);
        assert_eq!(windows(&[], 4), [&[] as &[i64]]);
        assert_eq!(windows(&pieces, 1).len(), 10);
    }
}
