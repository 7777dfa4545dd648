//! Words of a document by their numbers, and runs of them.

use newsdesk_document::{Document, Span};

/// The words of a document, with their sentences.
pub struct Words {
    spans: Vec<Span>,
    sentences: Vec<usize>,
}

/// Words `start..end`; not empty unless it is what lies between two runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub start: usize,
    pub end: usize,
}

impl Words {
    pub fn new(document: &Document) -> Self {
        let words = document.sentences().flat_map(|sentence| {
            sentence.tokens().map(move |token| (token.span(), sentence.index()))
        });
        let (spans, sentences) = words.unzip();
        Self { spans, sentences }
    }

    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The bytes of a run.
    pub fn span(&self, run: Run) -> Option<Span> {
        let last = self.spans.get(run.end.checked_sub(1)?)?;
        Span::new(self.spans.get(run.start)?.start(), last.end()).ok()
    }

    /// The words that share a byte with a span.
    pub fn run(&self, span: Span) -> Run {
        let start = self.spans.partition_point(|word| word.end() <= span.start());
        let end = self.spans.partition_point(|word| word.start() < span.end());
        Run { start, end: end.max(start) }
    }

    /// Whether a sentence has words of both.
    pub fn share_sentence(&self, a: Run, b: Run) -> bool {
        let sentence = |word: usize| self.sentences.get(word).copied();
        let last = |run: Run| sentence(run.end.saturating_sub(1));
        sentence(a.start) <= last(b) && sentence(b.start) <= last(a)
    }

    /// The parts of a run that lie in one sentence each.
    pub fn by_sentence(&self, run: Run) -> Vec<Run> {
        let mut parts: Vec<Run> = Vec::new();
        let sentence = |word: usize| self.sentences.get(word);
        for word in run.start..run.end {
            match parts.last_mut() {
                Some(part) if sentence(part.start) == sentence(word) => part.end = word + 1,
                _ => parts.push(Run { start: word, end: word + 1 }),
            }
        }
        parts
    }
}

/// Those of some runs, which are in text order without overlap, that share a word with another.
pub fn overlapping(runs: &[Run], with: Run) -> &[Run] {
    let start = runs.partition_point(|run| run.end <= with.start);
    let end = runs.partition_point(|run| run.start < with.end);
    runs.get(start..end.max(start)).unwrap_or_default()
}

impl Run {
    /// The run with so many words more on both sides.
    pub fn widened(self, words: usize) -> Self {
        Self { start: self.start.saturating_sub(words), end: self.end.saturating_add(words) }
    }

    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether all of another run lies in this one.
    pub fn contains(self, other: Run) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// How many words both have.
    pub fn overlap(self, other: Run) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }

    /// The words between two runs; none if they overlap.
    pub fn between(self, other: Run) -> Run {
        let start = self.end.min(other.end);
        Run { start, end: self.start.max(other.start).max(start) }
    }
}
