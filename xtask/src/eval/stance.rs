//! Scores of the stance heads: of pairs of mentions, and of single mentions.
//!
//! Every example is one sentence. F1 of a class counts examples; micro F1 over all classes is the
//! share of right answers, and macro F1 the mean of the classes. Sentences of the directed sets that
//! also stand in the training part with another pair are marked `leak`; the clean figures leave
//! them out.

use std::path::Path;

use anyhow::{Context, ensure};
use newsdesk_document::{Document, Span};
use newsdesk_encoder::{Encoder, Encoding};
use newsdesk_stance::{DirectedStance, StanceClassifier};
use newsdesk_tokenization::segment;
use serde::{Deserialize, Serialize};

use super::dataset::{self, CodePoints};
use super::model::ModelOptions;
use crate::report::{Line, percent};

/// Names of the classes of a pair in the data, in the order of `DirectedStance`.
const DIRECTED: [&str; 5] = ["neutral", "pos_p_to_q", "pos_q_to_p", "neg_p_to_q", "neg_q_to_p"];

/// The class of a pair that has nothing to read: some mentions of the data are empty.
const NEUTRAL: usize = 0;

/// Names of the classes of a mention in the data, in the order of `TargetStance`.
const TARGET: [&str; 3] = ["negative", "neutral", "positive"];

/// The scores of one set of pairs; F1 in percent.
#[derive(Debug, Serialize)]
pub struct DirectedScore {
    task: &'static str,
    set: String,
    examples: usize,
    micro_f1: f64,
    macro_f1: f64,
    clean_micro_f1: f64,
    clean_macro_f1: f64,
}

impl Line for DirectedScore {
    const COLUMNS: &'static [&'static str] =
        &["set", "pairs", "micro F1", "macro F1", "clean micro F1", "clean macro F1"];

    fn cells(&self) -> Vec<String> {
        let scores = [self.micro_f1, self.macro_f1, self.clean_micro_f1, self.clean_macro_f1];
        let names = [self.set.clone(), self.examples.to_string()];
        names.into_iter().chain(scores.map(percent)).collect()
    }
}

/// The scores of one set of mentions; F1 in percent.
#[derive(Debug, Serialize)]
pub struct TargetScore {
    task: &'static str,
    set: String,
    examples: usize,
    micro_f1: f64,
    macro_f1: f64,
}

impl Line for TargetScore {
    const COLUMNS: &'static [&'static str] = &["set", "mentions", "micro F1", "macro F1"];

    fn cells(&self) -> Vec<String> {
        let names = [self.set.clone(), self.examples.to_string()];
        names.into_iter().chain([self.micro_f1, self.macro_f1].map(percent)).collect()
    }
}

/// A sentence with one pair; offsets in code points.
#[derive(Deserialize)]
struct DirectedRow {
    text: String,
    p_span: [u32; 2],
    q_span: [u32; 2],
    label: String,
    #[serde(default)]
    leak: bool,
}

/// A sentence with its targets; offsets in code points.
#[derive(Deserialize)]
struct TargetRow {
    text: String,
    targets: Vec<TargetLabel>,
}

#[derive(Deserialize)]
struct TargetLabel {
    span: [u32; 2],
    label: String,
}

/// A model with its heads.
pub struct Model {
    encoder: Encoder,
    classifier: StanceClassifier,
}

impl Model {
    /// Loads the model that the options name.
    pub fn load(options: &ModelOptions) -> anyhow::Result<Self> {
        let (files, precision) = (options.files()?, options.precision());
        Ok(Self {
            encoder: Encoder::from_files(&files, precision)?,
            classifier: StanceClassifier::from_files(&files)?,
        })
    }

    /// What the mentions of a pair hold towards each other; none if one of them is empty.
    fn directed(&self, row: &DirectedRow) -> anyhow::Result<Option<DirectedStance>> {
        if [row.p_span, row.q_span].iter().any(|[start, end]| start == end) {
            return Ok(None);
        }
        let points = CodePoints::new(&row.text)?;
        let pair = (points.span(row.p_span)?, points.span(row.q_span)?);
        let (encoding, sentence) = self.encode(&row.text)?;
        let found = self.classifier.directed(&encoding, sentence, &[pair])?;
        Ok(found.first().copied().flatten())
    }

    /// The encoding of a text, and the span of all of it, which counts as one sentence.
    fn encode(&self, text: &str) -> anyhow::Result<(Encoding<'_>, Span)> {
        let mut document = Document::new("example", text)?;
        document.attach_segmentation(segment(text)?)?;
        let end = u32::try_from(text.len())?;
        Ok((self.encoder.encode(&document)?, Span::new(0, end)?))
    }
}

/// Scores one set of pairs.
pub fn evaluate_directed(data: &Path, set: &str, model: &Model) -> anyhow::Result<DirectedScore> {
    let (mut all, mut clean) = (Confusion::default(), Confusion::default());
    dataset::visit(data, "stance", set, |row: DirectedRow| {
        let expected = class(&DIRECTED, &row.label)?;
        let found = model.directed(&row)?.map_or(NEUTRAL, |found| most_likely(&found.to_array()));
        all.add(expected, found);
        if !row.leak {
            clean.add(expected, found);
        }
        Ok(())
    })?;
    Ok(DirectedScore {
        task: "directed-stance",
        set: set.to_owned(),
        examples: all.count(),
        micro_f1: all.micro_f1(),
        macro_f1: all.macro_f1(DIRECTED.len()),
        clean_micro_f1: clean.micro_f1(),
        clean_macro_f1: clean.macro_f1(DIRECTED.len()),
    })
}

/// Scores one set of mentions.
pub fn evaluate_target(data: &Path, set: &str, model: &Model) -> anyhow::Result<TargetScore> {
    let mut all = Confusion::default();
    dataset::visit(data, "stance", set, |row: TargetRow| {
        let points = CodePoints::new(&row.text)?;
        let (encoding, sentence) = model.encode(&row.text)?;
        let targets: Vec<_> = row.targets.iter().map(|target| target.span).collect();
        let found = model.classifier.target(&encoding, sentence, &points.spans(&targets)?)?;
        ensure!(found.len() == row.targets.len(), "one answer a target");
        for (target, found) in row.targets.iter().zip(found) {
            let found = found.context("a span without pieces")?;
            all.add(class(&TARGET, &target.label)?, most_likely(&found.to_array()));
        }
        Ok(())
    })?;
    Ok(TargetScore {
        task: "target-stance",
        set: set.to_owned(),
        examples: all.count(),
        micro_f1: all.micro_f1(),
        macro_f1: all.macro_f1(TARGET.len()),
    })
}

fn class(names: &[&str], label: &str) -> anyhow::Result<usize> {
    let place = names.iter().position(|name| *name == label);
    place.with_context(|| format!("label `{label}` is none of {}", names.join(", ")))
}

fn most_likely(probabilities: &[f32]) -> usize {
    let places = probabilities.iter().enumerate();
    places.max_by(|(_, a), (_, b)| a.total_cmp(b)).map_or(0, |(place, _)| place)
}

/// Pairs of expected and found classes.
#[derive(Debug, Default)]
struct Confusion(Vec<(usize, usize)>);

impl Confusion {
    fn add(&mut self, expected: usize, found: usize) {
        self.0.push((expected, found));
    }

    fn count(&self) -> usize {
        self.0.len()
    }

    /// In percent; 0 without examples.
    fn micro_f1(&self) -> f64 {
        let right = self.0.iter().filter(|(expected, found)| expected == found).count();
        ratio(right, self.count())
    }

    /// The mean F1 of all classes, in percent; a class that is neither expected nor found has 0.
    fn macro_f1(&self, classes: usize) -> f64 {
        let f1 = |class: usize| {
            let right = self.0.iter().filter(|&&pair| pair == (class, class)).count();
            let expected = self.0.iter().filter(|(expected, _)| *expected == class).count();
            let found = self.0.iter().filter(|(_, found)| *found == class).count();
            ratio(2 * right, expected + found)
        };
        #[expect(clippy::cast_precision_loss, reason = "a handful of classes")]
        let classes_as_float = classes as f64;
        (0..classes).map(f1).sum::<f64>() / classes_as_float
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
fn ratio(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { 100.0 * part as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against `sklearn.metrics.f1_score` on the same labels.
    #[test]
    fn micro_and_macro_f1() {
        let mut confusion = Confusion::default();
        let expected = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2];
        let found = [0, 0, 1, 0, 1, 2, 1, 2, 0, 1];
        for (expected, found) in expected.into_iter().zip(found) {
            confusion.add(expected, found);
        }
        assert!((confusion.micro_f1() - 60.0).abs() < 1e-9);
        assert!((confusion.macro_f1(3) - 57.380_952_4).abs() < 1e-6, "{}", confusion.macro_f1(3));
        assert!(Confusion::default().macro_f1(3).abs() < 1e-9);
    }

    #[test]
    fn labels_are_classes_in_order() {
        assert_eq!(class(&DIRECTED, "neg_p_to_q").unwrap(), 3);
        let error = class(&TARGET, "none").unwrap_err();
        assert_eq!(error.to_string(), "label `none` is none of negative, neutral, positive");
    }

    #[test]
    fn the_most_likely_class_wins() {
        assert_eq!(most_likely(&[0.1, 0.7, 0.2]), 1);
    }
}
