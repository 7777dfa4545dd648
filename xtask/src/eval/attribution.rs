//! Scores of attribution: sources, cues and contents, quotations, and speakers.
//!
//! Every attribution has three parts, each a set of bytes. A part that was found is right if it is
//! the expected one (exact), or if both share at least half of the longer one (half); each expected
//! part counts once. A quotation is an attribution most of whose content is in quotation marks. Its
//! speaker is right if a found attribution has the same content by half, and the same source by
//! half.

use std::path::Path;

use anyhow::Context;
use newsdesk_document::{Attribution, Document, Span};
use newsdesk_encoder::Encoder;
use newsdesk_ner::Recognizer;
use newsdesk_stance::{Attributor, quotations};
use newsdesk_tokenization::segment;
use serde::{Deserialize, Serialize};

use super::dataset::{self, CodePoints};
use super::model::ModelOptions;
use super::score::Counts;
use crate::report::{Line, percent};

/// The scores of one set.
#[derive(Debug, Serialize)]
pub struct AttributionScore {
    task: &'static str,
    set: String,
    documents: usize,
    parts: Vec<PartScore>,
    /// Of expected quotations with a source, how many have the right one; in percent.
    speaker_accuracy: f64,
}

/// The scores of one part, or of the contents of quotations; in percent.
#[derive(Debug, Serialize)]
pub struct PartScore {
    part: &'static str,
    expected: usize,
    exact: Ratios,
    half: Ratios,
}

#[derive(Debug, Serialize)]
struct Ratios {
    precision: f64,
    recall: f64,
    f1: f64,
}

impl From<Counts> for Ratios {
    fn from(counts: Counts) -> Self {
        Self {
            precision: 100.0 * counts.precision(),
            recall: 100.0 * counts.recall(),
            f1: 100.0 * counts.f1(),
        }
    }
}

impl AttributionScore {
    /// One line a part.
    pub fn lines(&self) -> impl Iterator<Item = PartLine<'_>> {
        self.parts.iter().map(|part| PartLine { score: self, part })
    }
}

/// A line of the table.
pub struct PartLine<'s> {
    score: &'s AttributionScore,
    part: &'s PartScore,
}

impl Line for PartLine<'_> {
    const COLUMNS: &'static [&'static str] = &[
        "set", "part", "expected", "exact P", "exact R", "exact F1", "half P", "half R", "half F1",
        "speakers",
    ];

    fn cells(&self) -> Vec<String> {
        let PartScore { part, expected, exact, half } = self.part;
        let mut cells = vec![self.score.set.clone(), (*part).to_owned(), expected.to_string()];
        for ratios in [exact, half] {
            cells.extend([ratios.precision, ratios.recall, ratios.f1].map(percent));
        }
        let speakers = (*part == "quotation").then(|| percent(self.score.speaker_accuracy));
        cells.push(speakers.unwrap_or_default());
        cells
    }
}

/// A document with its attributions; offsets in code points.
#[derive(Deserialize)]
struct Row {
    text: String,
    attributions: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    source: Vec<[u32; 2]>,
    cue: Vec<[u32; 2]>,
    content: Vec<[u32; 2]>,
}

/// The three parts of an attribution, each in text order.
#[derive(Clone, Debug, Default)]
struct Parts {
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
}

/// A model with what finds attributions.
pub struct Model {
    encoder: Encoder,
    recognizer: Recognizer,
    attributor: Attributor,
}

impl Model {
    /// Loads the model that the options name.
    pub fn load(options: &ModelOptions) -> anyhow::Result<Self> {
        let (files, precision) = (options.files()?, options.precision());
        Ok(Self {
            encoder: Encoder::from_files(&files, precision)?,
            recognizer: Recognizer::from_files(&files)?,
            attributor: Attributor::from_files(&files)?,
        })
    }

    fn attributions(&self, text: &str) -> anyhow::Result<Vec<Attribution>> {
        let mut document = Document::new("example", text)?;
        document.attach_segmentation(segment(text)?)?;
        let encoding = self.encoder.encode(&document)?;
        document.attach_entities(self.recognizer.recognize(&document, &encoding)?)?;
        Ok(self.attributor.attribute(&document, &encoding)?)
    }
}

/// Scores one set.
pub fn evaluate(data: &Path, set: &str, model: &Model) -> anyhow::Result<AttributionScore> {
    let mut tally = Tally::default();
    let documents = dataset::visit(data, "attribution", set, |row: Row| {
        let points = CodePoints::new(&row.text)?;
        let expected = row.attributions.iter().map(|expected| expected.parts(&points));
        let expected = expected.collect::<anyhow::Result<Vec<_>>>()?;
        let found: Vec<Parts> =
            model.attributions(&row.text)?.into_iter().map(Parts::from).collect();
        tally.add(&expected, &found, &quotations(&row.text));
        Ok(())
    })?;
    Ok(tally.score(set, documents))
}

impl Expected {
    fn parts(&self, points: &CodePoints) -> anyhow::Result<Parts> {
        let spans = |offsets: &[[u32; 2]]| -> anyhow::Result<Vec<Span>> {
            let mut spans = points.spans(offsets).context("an attribution")?;
            spans.sort_unstable();
            Ok(spans)
        };
        Ok(Parts {
            source: spans(&self.source)?,
            cue: spans(&self.cue)?,
            content: spans(&self.content)?,
        })
    }
}

impl From<Attribution> for Parts {
    fn from(found: Attribution) -> Self {
        Self {
            source: found.source.into_iter().collect(),
            cue: found.cue.into_iter().collect(),
            content: found.content,
        }
    }
}

impl Parts {
    /// Whether at least half of the content is in quotation marks.
    fn is_quotation(&self, quotations: &[Span]) -> bool {
        !self.content.is_empty() && 2 * shared(&self.content, quotations) >= length(&self.content)
    }
}

/// Counts of all documents: exact and by half.
#[derive(Default)]
struct Tally {
    source: [Counts; 2],
    cue: [Counts; 2],
    content: [Counts; 2],
    quotation: [Counts; 2],
    speakers_expected: usize,
    speakers_right: usize,
}

impl Tally {
    fn add(&mut self, expected: &[Parts], found: &[Parts], quotations: &[Span]) {
        for (counts, part) in [
            (&mut self.source, (|parts| &parts.source) as fn(&Parts) -> &Vec<Span>),
            (&mut self.cue, |parts| &parts.cue),
            (&mut self.content, |parts| &parts.content),
        ] {
            count(counts, expected.iter().map(part), found.iter().map(part));
        }
        let quoted = |parts: &&Parts| parts.is_quotation(quotations);
        count(
            &mut self.quotation,
            expected.iter().filter(quoted).map(|parts| &parts.content),
            found.iter().filter(quoted).map(|parts| &parts.content),
        );
        for expected in expected.iter().filter(quoted).filter(|parts| !parts.source.is_empty()) {
            self.speakers_expected += 1;
            let is_right = found.iter().any(|found| {
                is_half(&expected.content, &found.content)
                    && is_half(&expected.source, &found.source)
            });
            self.speakers_right += usize::from(is_right);
        }
    }

    fn score(self, set: &str, documents: usize) -> AttributionScore {
        let parts = [
            ("source", self.source),
            ("cue", self.cue),
            ("content", self.content),
            ("quotation", self.quotation),
        ];
        let speakers = Counts {
            correct: self.speakers_right,
            predicted: self.speakers_expected,
            expected: self.speakers_expected,
        };
        AttributionScore {
            task: "attribution",
            set: set.to_owned(),
            documents,
            parts: parts
                .map(|(part, [exact, half])| PartScore {
                    part,
                    expected: exact.expected,
                    exact: exact.into(),
                    half: half.into(),
                })
                .into(),
            speaker_accuracy: 100.0 * speakers.recall(),
        }
    }
}

/// Adds exact matches and matches by half.
fn count<'p>(
    [exact, half]: &mut [Counts; 2],
    expected: impl Iterator<Item = &'p Vec<Span>>,
    found: impl Iterator<Item = &'p Vec<Span>>,
) {
    let expected: Vec<&Vec<Span>> = expected.filter(|spans| !spans.is_empty()).collect();
    let found: Vec<&Vec<Span>> = found.filter(|spans| !spans.is_empty()).collect();
    for (counts, is_same) in
        [(exact, (|a, b| a == b) as fn(&[Span], &[Span]) -> bool), (half, is_half)]
    {
        let mut is_left = vec![true; found.len()];
        for expected in &expected {
            let mut matches = found.iter().zip(&mut is_left);
            if let Some((_, is_left)) =
                matches.find(|(found, is_left)| **is_left && is_same(expected, found))
            {
                *is_left = false;
                counts.correct += 1;
            }
        }
        counts.expected += expected.len();
        counts.predicted += found.len();
    }
}

/// Whether both share at least half of the longer one.
fn is_half(a: &[Span], b: &[Span]) -> bool {
    let longer = length(a).max(length(b));
    longer > 0 && 2 * shared(a, b) >= longer
}

/// How many bytes two lists of spans share, each without overlap.
fn shared(a: &[Span], b: &[Span]) -> u32 {
    let overlap =
        |a: &Span, b: &Span| a.end().min(b.end()).saturating_sub(a.start().max(b.start()));
    a.iter().flat_map(|a| b.iter().map(move |b| overlap(a, b))).sum()
}

fn length(spans: &[Span]) -> u32 {
    spans.iter().map(|span| span.end() - span.start()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(spans: &[(u32, u32)]) -> Vec<Span> {
        spans.iter().map(|&(start, end)| Span::new(start, end).unwrap()).collect()
    }

    fn parts(source: (u32, u32), content: &[(u32, u32)]) -> Parts {
        Parts { source: spans(&[source]), cue: Vec::new(), content: spans(content) }
    }

    #[test]
    fn halves_are_of_the_longer_part() {
        for (a, b, expected) in [
            (&[(0, 10)][..], &[(5, 15)][..], true),
            (&[(0, 10)], &[(6, 16)], false),
            (&[(0, 4)], &[(0, 10)], false),
            (&[(0, 4), (6, 10)], &[(0, 10)], true),
            (&[], &[], false),
        ] {
            assert_eq!(is_half(&spans(a), &spans(b)), expected, "{a:?} {b:?}");
        }
    }

    #[test]
    fn a_document_counted_by_hand() {
        // Two quotations and a paraphrase; one quotation has the right source.
        let expected = [
            parts((0, 5), &[(10, 20), (30, 40)]),
            parts((50, 55), &[(60, 80)]),
            parts((90, 95), &[(100, 120)]),
        ];
        let found = [
            parts((0, 5), &[(10, 20), (30, 38)]),
            parts((0, 5), &[(60, 80)]),
            parts((90, 95), &[(200, 220)]),
            parts((1, 5), &[(10, 20)]),
        ];
        let mut tally = Tally::default();
        tally.add(&expected, &found, &spans(&[(10, 20), (30, 40), (60, 80)]));
        assert_eq!(tally.source[0], Counts { correct: 2, predicted: 4, expected: 3 });
        assert_eq!(tally.source[1], Counts { correct: 2, predicted: 4, expected: 3 });
        assert_eq!(tally.content[0], Counts { correct: 1, predicted: 4, expected: 3 });
        assert_eq!(tally.content[1], Counts { correct: 2, predicted: 4, expected: 3 });
        assert_eq!(tally.cue[0], Counts::default());
        assert_eq!(tally.quotation[1], Counts { correct: 2, predicted: 3, expected: 2 });
        assert_eq!((tally.speakers_right, tally.speakers_expected), (1, 2));
    }
}
