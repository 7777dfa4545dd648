//! From the vectors of words, part by part, to mentions.

use newsdesk_document::{Document, Mention};

use crate::mentions::mentions;
use crate::recognizer::Recognizer;

/// Reads the vectors of the words of a document part by part, and finds mentions sentence by
/// sentence; see [`Recognizer::reader`].
pub struct MentionReader<'r> {
    recognizer: &'r Recognizer,
    document: &'r Document,
    /// Index of the sentence that is read.
    sentence: usize,
    /// Of its words, as far as they were read: `[words, tags]`.
    probabilities: Vec<f64>,
    found: Vec<Mention>,
}

impl<'r> MentionReader<'r> {
    pub(crate) fn new(recognizer: &'r Recognizer, document: &'r Document) -> Self {
        Self { recognizer, document, sentence: 0, probabilities: Vec::new(), found: Vec::new() }
    }

    /// Reads the vectors of the next words, row-major `[words, hidden]`.
    pub fn read(&mut self, vectors: &[f32]) {
        let (head, transitions) = (self.recognizer.head(), self.recognizer.transitions());
        self.probabilities.extend(head.probabilities(vectors));
        let mut used = 0;
        while let Some(sentence) = self.document.sentence(self.sentence) {
            let end = used + sentence.tokens().len() * transitions.tags().len();
            let Some(probabilities) = self.probabilities.get(used..end) else { break };
            self.found.extend(mentions(transitions, sentence, probabilities));
            self.sentence += 1;
            used = end;
        }
        self.probabilities.drain(..used);
    }

    /// The mentions of all sentences that were read, in text order, without overlap, each inside of
    /// one sentence.
    pub fn finish(self) -> Vec<Mention> {
        self.found
    }
}
