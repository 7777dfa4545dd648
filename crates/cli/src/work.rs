//! One document: from its bytes to what is printed of it. Runs on the workers.

use memchr::memchr;
use newsdesk::Document;
use newsdesk::encoder::Encoding;

use crate::failure::{Failure, FailureKind, Place};
use crate::gather::Contribution;
use crate::input::Found;
use crate::isolation::isolated;
use crate::job::Job;
use crate::output::{Shown, render, render_failure};
use crate::record::Record;

/// What became of a document.
#[derive(Debug)]
pub struct Outcome {
    /// What is printed; none for a failure in a format that has no place for it.
    pub output: Option<Output>,
    pub failure: Option<Failure>,
    /// What a reader should know of the output.
    pub warning: Option<String>,
}

/// What a document gives.
#[derive(Debug)]
pub enum Output {
    /// What is printed of it.
    Rendered(Vec<u8>),
    /// What it adds to what all documents make together, and the bytes of the document, which it
    /// has not more of.
    Contribution { contribution: Contribution, bytes: usize },
}

impl Outcome {
    /// Bytes that it takes, about.
    pub fn size(&self) -> usize {
        match &self.output {
            Some(Output::Rendered(rendered)) => rendered.len(),
            Some(Output::Contribution { bytes, .. }) => *bytes,
            None => 0,
        }
    }
}

/// Reads a document and renders it.
pub fn work(job: &Job, found: Result<Found, Failure>) -> Outcome {
    let Found { place, bytes } = match found {
        Ok(found) => found,
        Err(failure) => return failed(job, None, failure),
    };
    let mut record = None;
    match isolated(|| output(job, &place, bytes, &mut record)) {
        Ok(Ok((output, warning))) => {
            let warning = warning.map(|warning| format!("{place}: {warning}"));
            Outcome { output: Some(output), failure: None, warning }
        }
        Ok(Err(kind)) => failed(job, record.as_ref(), Failure { place, kind }),
        Err(panicked) => failed(job, record.as_ref(), Failure { place, kind: panicked.into() }),
    }
}

fn failed(job: &Job, record: Option<&Record>, failure: Failure) -> Outcome {
    let rendered =
        if job.whole.is_some() { None } else { render_failure(job.format, record, &failure) };
    Outcome { output: rendered.map(Output::Rendered), failure: Some(failure), warning: None }
}

/// What is printed of a document, and a warning. The record stays behind, since a failure shows its
/// identifier.
fn output(
    job: &Job,
    place: &Place,
    bytes: Vec<u8>,
    record: &mut Option<Record>,
) -> Result<(Output, Option<String>), FailureKind> {
    let text = match &job.fields {
        Some(names) => {
            let (read, value) = Record::from_line(&line(place, bytes)?, names)?;
            record.insert(read).text(value, names)?
        }
        None => text(place, bytes)?,
    };
    if text.trim().is_empty() {
        return Err(FailureKind::NoText);
    }
    let record = record.get_or_insert_default();
    let id = record.id_text().unwrap_or_else(|| place.id());
    let document = Document::new(id, text)
        .map_err(newsdesk::AnnotateErrorKind::from)?
        .with_metadata(std::mem::take(&mut record.metadata));
    let (document, scores) = job
        .newsdesk
        .annotate_scored(document)
        .map_err(|error| FailureKind::Annotate(error.into_kind()))?;
    if let Some(whole) = job.whole {
        let contribution = whole.contribution(&document, &scores);
        let contribution = contribution.map_err(newsdesk::AnnotateErrorKind::from)?;
        return Ok((Output::Contribution { contribution, bytes: document.heap_size() }, None));
    }
    let encoding = match &job.encoder {
        Some(encoder) => Some(encoder.encode_cancellable(&document, &job.cancellation)?),
        None => None,
    };
    let vectors = encoding.as_ref().map(Encoding::vectors).transpose()?;
    let shown = Shown {
        document: &document,
        encoding: encoding.as_ref().zip(vectors.as_deref()),
        scores: &scores,
        topics: &job.topics,
        record,
        has_header: job.has_many_documents,
    };
    let rendered = render(job.view, job.format, &shown)?;
    Ok((Output::Rendered(rendered), unsupported(&document)))
}

/// Which names and numbers of a summary that a model wrote the text does not have.
fn unsupported(document: &Document) -> Option<String> {
    let names = document.generated().iter().flat_map(|sentence| &sentence.unsupported);
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    (!names.is_empty()).then(|| format!("the text does not have {}", names.join(", ")))
}

/// The text of a file.
fn text(place: &Place, bytes: Vec<u8>) -> Result<String, FailureKind> {
    let start = usize::try_from(place.offset).unwrap_or(usize::MAX);
    if let Some(byte) = memchr(0, &bytes) {
        return Err(FailureKind::Binary { byte: start.saturating_add(byte) });
    }
    String::from_utf8(bytes).map_err(|error| {
        let byte = start.saturating_add(error.utf8_error().valid_up_to());
        FailureKind::InvalidUtf8 { byte }
    })
}

/// The text of a line.
fn line(place: &Place, bytes: Vec<u8>) -> Result<String, FailureKind> {
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let in_file = place.offset.saturating_add(byte as u64);
        FailureKind::InvalidUtf8InLine { byte, in_file }
    })
}
