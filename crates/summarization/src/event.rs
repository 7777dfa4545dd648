//! One summary of several documents on one event.

use newsdesk_document::{Document, DocumentError, LayerError, Segmentation, SentenceRef, Span};
use thiserror::Error;

use crate::centrality::degrees;
use crate::readability::Readability;
use crate::selection::Selection;
use crate::terms::Terms;
use crate::{Budget, SummarizationError};

/// So many sentences of a document are kept at most, the best.
const OF_A_DOCUMENT: usize = 20;

/// So many sentences of all documents are compared at most, the best; of equal ones the first.
pub const MAX_EXCERPTED: usize = 1000;

/// What a sentence's own score counts for beside what it shares with those of all documents.
const OWN_SCORE: f32 = 0.5;

/// What complete redundancy costs a sentence: more than in one document, since documents on one event
/// share most of their words anyway, which makes those count less.
const REDUNDANCY: f32 = 4.0;

/// The best sentences of a document that can be understood alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Excerpt {
    sentences: Vec<Excerpted>,
}

#[derive(Clone, Debug, PartialEq)]
struct Excerpted {
    /// Number of its document.
    document: usize,
    index: usize,
    span: Span,
    text: String,
    /// Bytes of `text`.
    tokens: Vec<Span>,
    score: f32,
}

/// Documents on one event, of which one summary is made.
#[derive(Clone, Debug, Default)]
pub struct Event {
    sentences: Vec<Excerpted>,
    documents: usize,
}

/// A sentence of the summary of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventSentence {
    /// Number of its document, from 0, in the order in which they were added.
    pub document: usize,
    /// Index of the sentence in its document.
    pub sentence: usize,
    /// Bytes of its document.
    pub span: Span,
    /// Its text.
    pub text: String,
    /// How well it tells the story, in `0..=2`.
    pub score: f32,
}

/// Why no summary could be made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum EventError {
    /// All sentences together are too long.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The sentences do not fit together: a bug.
    #[error(transparent)]
    Layer(#[from] LayerError),
    /// Their words could not be compared: a bug.
    #[error(transparent)]
    Summarization(#[from] SummarizationError),
}

impl Excerpt {
    /// Takes the sentences with the highest scores, one score a sentence as
    /// [`Summarizer::select`](crate::Summarizer::select) has them.
    ///
    /// # Errors
    ///
    /// [`SummarizationError::NotSegmented`] if the document has no sentences and tokens, or
    /// [`SummarizationError::ScoreCount`] if there is not one score a sentence.
    pub fn new(document: &Document, scores: &[f32]) -> Result<Self, SummarizationError> {
        let terms = Terms::new(document)?;
        if scores.len() != terms.sentences() {
            let (scores, sentences) = (scores.len(), terms.sentences());
            return Err(SummarizationError::ScoreCount { scores, sentences });
        }
        let readability = Readability::new(document, terms.first(), &[]);
        let understood = terms.candidates().iter().filter_map(|&index| {
            let sentence = document.sentence(index)?;
            let score = *scores.get(index)?;
            readability.stands_alone(index).then(|| excerpted(sentence, score))
        });
        Ok(Self { sentences: best(understood.collect(), OF_A_DOCUMENT) })
    }
}

fn excerpted(sentence: SentenceRef<'_>, score: f32) -> Excerpted {
    let start = sentence.span().start();
    let relative = |span: Span| Span::new(span.start() - start, span.end() - start).ok();
    Excerpted {
        document: 0,
        index: sentence.index(),
        span: sentence.span(),
        text: sentence.text().to_owned(),
        tokens: sentence.tokens().filter_map(|token| relative(token.span())).collect(),
        score,
    }
}

impl Event {
    /// Adds a document. Memory stays bounded: only the best [`MAX_EXCERPTED`] sentences of all
    /// documents are kept.
    pub fn add(&mut self, excerpt: Excerpt) {
        let document = self.documents;
        self.documents += 1;
        let sentences = excerpt.sentences.into_iter();
        self.sentences.extend(sentences.map(|sentence| Excerpted { document, ..sentence }));
        if self.sentences.len() > 2 * MAX_EXCERPTED {
            self.sentences = best(std::mem::take(&mut self.sentences), MAX_EXCERPTED);
        }
    }

    /// How many documents were added.
    pub fn documents(&self) -> usize {
        self.documents
    }

    /// The sentences that tell the event within the budget and do not repeat each other, in the
    /// order of the documents and of their texts.
    ///
    /// What many documents tell is what happened: a sentence counts by its own score and by how much
    /// it shares with those of all documents.
    ///
    /// # Errors
    ///
    /// An [`EventError`] if the sentences are too long together.
    pub fn summary(&self, budget: Budget) -> Result<Vec<EventSentence>, EventError> {
        let sentences = best(self.sentences.clone(), MAX_EXCERPTED);
        let document = joined(&sentences)?;
        let terms = Terms::new(&document)?;
        let shared = degrees(&terms);
        let scores: Vec<f32> = sentences
            .iter()
            .zip(shared)
            .map(|(sentence, shared)| OWN_SCORE * sentence.score + shared)
            .collect();
        let selection = Selection {
            document: &document,
            terms: &terms,
            readability: &Readability::new(&document, terms.first(), &[]),
            relevance: None,
            resolves: false,
            redundancy: REDUNDANCY,
        };
        let selected = selection.select(&scores, budget)?;
        let told = selected.into_iter().filter_map(|selected| {
            let sentence = sentences.get(selected.sentence as usize)?;
            Some(EventSentence {
                document: sentence.document,
                sentence: sentence.index,
                span: sentence.span,
                text: sentence.text.clone(),
                score: selected.score,
            })
        });
        Ok(told.collect())
    }
}

/// The `count` sentences with the highest scores, in their order.
fn best(sentences: Vec<Excerpted>, count: usize) -> Vec<Excerpted> {
    let mut numbered: Vec<(usize, Excerpted)> = sentences.into_iter().enumerate().collect();
    numbered.sort_by(|(_, a), (_, b)| b.score.total_cmp(&a.score));
    numbered.truncate(count);
    numbered.sort_by_key(|(number, _)| *number);
    numbered.into_iter().map(|(_, sentence)| sentence).collect()
}

/// The sentences as one document, one a paragraph.
fn joined(sentences: &[Excerpted]) -> Result<Document, EventError> {
    let text = sentences.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>();
    let mut document = Document::new("", text.join("\n\n"))?;
    let (mut spans, mut tokens, mut start) = (Vec::new(), Vec::new(), 0);
    for sentence in sentences {
        let moved = |span: Span| Span::new(start + span.start(), start + span.end()).ok();
        spans.extend(Span::new(start, start + sentence.span.len()).ok());
        tokens.extend(sentence.tokens.iter().copied().filter_map(moved));
        start += sentence.span.len() + 2;
    }
    document.attach_segmentation(Segmentation::new(&spans, &tokens)?)?;
    Ok(document)
}
