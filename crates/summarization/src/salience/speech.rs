//! How much of each sentence is said by somebody.

use newsdesk_document::{Attribution, AttributionKind, Coverage, Document, SentenceRef, Span};

use crate::number::share;

/// What is said in a document.
pub(super) struct Speech {
    direct: Coverage,
    all: Coverage,
    cues: Vec<Span>,
}

impl Speech {
    pub fn new(document: &Document) -> Self {
        let attributions = document.attached_attributions().unwrap_or_default();
        let contents = |is_wanted: &dyn Fn(&Attribution) -> bool| {
            let wanted = attributions.iter().filter(|attribution| is_wanted(attribution));
            Coverage::new(wanted.flat_map(|attribution| attribution.content.clone()).collect())
        };
        let mut cues: Vec<Span> = attributions.iter().filter_map(|found| found.cue).collect();
        cues.sort_unstable();
        Self {
            direct: contents(&|attribution| attribution.kind == AttributionKind::Direct),
            all: contents(&|_| true),
            cues,
        }
    }

    /// The share of a sentence that stands in quotation marks as what somebody says, in `0..=1`.
    pub fn quoted(&self, sentence: SentenceRef<'_>) -> f32 {
        covered(&self.direct, sentence)
    }

    /// The share of a sentence that somebody says, quoted or not, in `0..=1`.
    pub fn reported(&self, sentence: SentenceRef<'_>) -> f32 {
        covered(&self.all, sentence)
    }

    /// Whether a word of it attributes something to somebody.
    pub fn attributes(&self, sentence: SentenceRef<'_>) -> bool {
        let first = self.cues.partition_point(|cue| cue.start() < sentence.span().start());
        self.cues.get(first).is_some_and(|cue| cue.start() < sentence.span().end())
    }
}

fn covered(coverage: &Coverage, sentence: SentenceRef<'_>) -> f32 {
    let bytes = coverage.covered(sentence.span());
    share(bytes as usize, sentence.span().len() as usize)
}
