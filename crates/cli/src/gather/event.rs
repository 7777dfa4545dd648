//! One summary of all documents.

use newsdesk::document::json::{OFFSET_UNIT, SCHEMA_VERSION};
use newsdesk::summarization::{Event, EventSentence, Excerpt, SummarizationError};
use newsdesk::{Budget, Document};
use serde::Serialize;

use crate::output::{Format, one_line};

/// What one document adds.
#[derive(Debug)]
pub struct Contribution {
    id: String,
    excerpt: Excerpt,
}

/// The documents so far.
pub struct EventReport {
    budget: Budget,
    event: Event,
    ids: Vec<String>,
}

/// The summary as an object.
#[derive(Serialize)]
struct EventObject<'e> {
    schema_version: u32,
    offset_unit: &'static str,
    documents: usize,
    summary: String,
    sentences: Vec<SentenceObject<'e>>,
}

/// A chosen sentence; offsets are bytes of the text of its document.
#[derive(Serialize)]
struct SentenceObject<'e> {
    id: &'e str,
    index: usize,
    start: u32,
    end: u32,
    score: f32,
    text: &'e str,
}

impl Contribution {
    pub fn new(document: &Document, scores: &[f32]) -> Result<Self, SummarizationError> {
        Ok(Self { id: document.id().to_owned(), excerpt: Excerpt::new(document, scores)? })
    }
}

impl EventReport {
    pub fn new(budget: Budget) -> Self {
        Self { budget, event: Event::default(), ids: Vec::new() }
    }

    pub fn add(&mut self, contribution: Contribution) {
        self.ids.push(contribution.id);
        self.event.add(contribution.excerpt);
    }

    /// The chosen sentences, each with the document that it comes from.
    pub fn render(&self, format: Format) -> anyhow::Result<Vec<u8>> {
        let sentences = self.event.summary(self.budget)?;
        let lines = |before: &str| -> String {
            let line = |found: &EventSentence| {
                format!("{before}{} [{}]\n", one_line(&found.text), one_line(self.id(found)))
            };
            sentences.iter().map(line).collect()
        };
        let mut output = match format {
            Format::Json => serde_json::to_vec_pretty(&self.object(&sentences))?,
            Format::JsonLines => serde_json::to_vec(&self.object(&sentences))?,
            Format::Markdown => return Ok(lines("- ").into_bytes()),
            _ => return Ok(lines("").into_bytes()),
        };
        output.push(b'\n');
        Ok(output)
    }

    fn object<'e>(&'e self, sentences: &'e [EventSentence]) -> EventObject<'e> {
        let texts: Vec<String> = sentences.iter().map(|found| one_line(&found.text)).collect();
        let object = |found: &'e EventSentence| SentenceObject {
            id: self.id(found),
            index: found.sentence,
            start: found.span.start(),
            end: found.span.end(),
            score: found.score,
            text: &found.text,
        };
        EventObject {
            schema_version: SCHEMA_VERSION,
            offset_unit: OFFSET_UNIT,
            documents: self.ids.len(),
            summary: texts.join(" "),
            sentences: sentences.iter().map(object).collect(),
        }
    }

    fn id(&self, found: &EventSentence) -> &str {
        self.ids.get(found.document).map_or("", String::as_str)
    }
}
