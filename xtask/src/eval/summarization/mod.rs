//! Scores of summaries against those that people wrote.
//!
//! Scores are means over the documents of a set, with the interval in which 95 of 100 means of
//! resampled documents lie. The lead is the first sentences of the text as they are, within the same
//! budget: in news a summary that is hard to beat. The oracle has read the summary of the human: it
//! is the most that sentences of the text can reach.

mod bootstrap;
mod oracle;
mod porter;
mod rouge;
mod stages;

use std::path::{Path, PathBuf};

use clap::Args;
use newsdesk_document::{Document, SentenceRef};
use newsdesk_summarization::{Budget, Summarizer};
use newsdesk_tokenization::segment;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::dataset;
use super::model::ModelOptions;
use crate::report::{Line, percent};
use bootstrap::Estimate;
use rouge::{Scores, Vocabulary};

pub use stages::Stages;

/// What summaries are scored.
#[derive(Args, Clone, Debug)]
pub struct Options {
    /// At most so many sentences [default: 1 and 3 sentences, and 60 words]
    #[arg(long, value_name = "N", conflicts_with = "words")]
    sentences: Option<usize>,
    /// At most so many words
    #[arg(long, value_name = "N")]
    words: Option<usize>,
    /// Leave out the first N sentences of each text, and texts that have no more
    #[arg(long, value_name = "N", default_value_t = 0)]
    skip: usize,
    /// Also score the sentences that a greedy oracle takes, which knows the summary
    #[arg(long)]
    oracle: bool,
    /// Folder with the heads of a cross-fitting, `fold-0.safetensors` and so on: the text in line n,
    /// from 0, is scored by head n modulo their number, which has not seen it
    #[arg(long, value_name = "DIR")]
    folds: Option<PathBuf>,
    #[command(flatten)]
    model: ModelOptions,
}

impl Options {
    fn budgets(&self) -> anyhow::Result<Vec<Budget>> {
        Ok(match (self.sentences, self.words) {
            (Some(count), _) => vec![Budget::sentences(count)?],
            (None, Some(count)) => vec![Budget::words(count)?],
            (None, None) => vec![Budget::sentences(1)?, Budget::sentences(3)?, Budget::words(60)?],
        })
    }
}

/// Who chooses sentences, in the order of the report: the default of the program comes last.
const SCORERS: [&str; 4] = ["oracle", "lead", "centrality", "salience"];

/// The scores of one set: mean F1 in percent, with their intervals.
#[derive(Debug, Serialize)]
pub struct Score {
    task: &'static str,
    set: String,
    documents: usize,
    scorer: &'static str,
    budget: String,
    #[serde(flatten)]
    estimate: Estimate,
}

impl Line for Score {
    const COLUMNS: &'static [&'static str] =
        &["set", "documents", "budget", "scorer", "ROUGE-1", "ROUGE-2", "ROUGE-Lsum"];

    fn cells(&self) -> Vec<String> {
        let Estimate { mean, low, high } = &self.estimate;
        let cell = |measure: fn(&Scores) -> f64| {
            let [mean, low, high] = [mean, low, high].map(|scores| percent(measure(scores)));
            format!("{mean} ({low} to {high})")
        };
        vec![
            self.set.clone(),
            self.documents.to_string(),
            self.budget.clone(),
            self.scorer.to_owned(),
            cell(|scores| scores.rouge1),
            cell(|scores| scores.rouge2),
            cell(|scores| scores.rouge_lsum),
        ]
    }
}

/// One document of a set; the sentences of the summary stand on lines of their own.
#[derive(Deserialize)]
struct Row {
    text: String,
    summary: String,
}

/// Scores one set: for each budget every scorer.
pub fn evaluate(
    data: &Path,
    set: &str,
    stages: &Stages,
    options: &Options,
) -> anyhow::Result<Vec<Score>> {
    let budgets = options.budgets()?;
    let mut rows = Vec::new();
    dataset::visit(data, "summarization", set, |row: Row| {
        rows.push(row);
        Ok(())
    })?;
    let read = rows.par_iter().enumerate().filter_map(|(number, row)| {
        let text = without_first(&row.text, options.skip).transpose()?;
        let scores = |text| score(number, text, &row.summary, stages, &budgets, options.oracle);
        Some(text.and_then(scores))
    });
    let documents: Vec<Vec<[Scores; SCORERS.len()]>> = read.collect::<anyhow::Result<_>>()?;

    let mut scores = Vec::new();
    for (place, &budget) in budgets.iter().enumerate() {
        let of_budget: Vec<_> = documents.iter().filter_map(|found| found.get(place)).collect();
        for (index, scorer) in SCORERS.into_iter().enumerate() {
            if scorer == "oracle" && !options.oracle {
                continue;
            }
            let documents: Vec<Scores> =
                of_budget.iter().filter_map(|found| found.get(index)).copied().collect();
            scores.push(Score {
                task: "summarization",
                set: set.to_owned(),
                documents: documents.len(),
                scorer,
                budget: name(budget),
                estimate: Estimate::of(&documents),
            });
        }
    }
    Ok(scores)
}

/// The scores of one document, for each budget.
fn score(
    number: usize,
    text: &str,
    summary: &str,
    stages: &Stages,
    budgets: &[Budget],
    has_oracle: bool,
) -> anyhow::Result<Vec<[Scores; SCORERS.len()]>> {
    let mut plain = Document::new("", text)?;
    plain.attach_segmentation(segment(text)?)?;
    let read = stages.read(number, plain.clone())?;
    let mut vocabulary = Vocabulary::default();
    let reference = vocabulary.sentences(summary);
    let mut of_budget = |budget: Budget| {
        let summarizer = Summarizer::new(budget);
        let mut central = plain.clone();
        central.attach_summary(summarizer.summarize(&central)?)?;
        let mut salient = read.document.clone();
        salient.attach_summary(summarizer.select(&salient, &read.scores, &read.references)?)?;
        let oracle = if has_oracle {
            oracle::greedy(&plain, &reference, budget, &mut vocabulary)
        } else {
            Vec::new()
        };
        let texts = [
            lines(&plain, oracle),
            lines(&plain, lead(&plain, budget)),
            selected(&central),
            selected(&salient),
        ];
        Ok(texts.map(|text| rouge::score(&reference, &vocabulary.sentences(&text))))
    };
    budgets.iter().map(|&budget| of_budget(budget)).collect()
}

/// The text from sentence `count` on; none if it has no more.
fn without_first(text: &str, count: usize) -> anyhow::Result<Option<&str>> {
    if count == 0 {
        return Ok(Some(text));
    }
    let segmentation = segment(text)?;
    let rest = segmentation.sentences().get(count);
    Ok(rest.and_then(|sentence| text.get(sentence.span().range().start..)))
}

/// The first sentences of the text that fit the budget; the first at least.
fn lead(document: &Document, budget: Budget) -> Vec<usize> {
    let limit = budget.limit(document.sentences().len());
    let mut spent = 0;
    let fits = |sentence: &SentenceRef<'_>| {
        spent += budget.cost(*sentence);
        spent <= limit || sentence.index() == 0
    };
    document.sentences().take_while(fits).map(SentenceRef::index).collect()
}

/// The sentences, one a line.
fn lines(document: &Document, sentences: impl IntoIterator<Item = usize>) -> String {
    let sentences = sentences.into_iter().filter_map(|index| document.sentence(index));
    joined(sentences.map(|sentence| one_line(sentence.text())))
}

/// The summary of a document, one sentence a line.
fn selected(document: &Document) -> String {
    joined(document.selected().map(|selected| one_line(&selected.text())))
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A budget as the report names it.
fn name(budget: Budget) -> String {
    match budget {
        Budget::Sentences(count) if count.get() == 1 => "1 sentence".to_owned(),
        Budget::Sentences(count) => format!("{count} sentences"),
        Budget::Words(count) => format!("{count} words"),
        Budget::Characters(count) => format!("{count} characters"),
        Budget::Ratio(ratio) => format!("{} of the sentences", ratio.get()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        let mut document = Document::new("", text).unwrap();
        document.attach_segmentation(segment(text).unwrap()).unwrap();
        document
    }

    #[test]
    fn the_lead_is_what_fits_of_the_first_sentences() {
        let document =
            document("By Jane Doe\n\nIt rained in the north. It stopped. Bread got cheaper.");
        assert_eq!(lead(&document, Budget::default()), [0, 1, 2]);
        assert_eq!(lead(&document, Budget::words(10).unwrap()), [0, 1, 2]);
        assert_eq!(lead(&document, Budget::words(9).unwrap()), [0, 1]);
        assert_eq!(lead(&document, Budget::words(1).unwrap()), [0]);
        assert!(lead(&self::document(""), Budget::default()).is_empty());
    }

    #[test]
    fn a_sentence_that_was_wrapped_is_one_line() {
        let document = document("It rained\nin the north. It stopped.");
        assert_eq!(lines(&document, [0, 1]), "It rained in the north.\nIt stopped.");
    }

    #[test]
    fn the_lead_can_be_left_out() {
        let text = "It rained. It stopped. Bread got cheaper.";
        assert_eq!(without_first(text, 0).unwrap(), Some(text));
        assert_eq!(without_first(text, 2).unwrap(), Some("Bread got cheaper."));
        assert_eq!(without_first(text, 3).unwrap(), None);
    }

    #[test]
    fn every_scorer_is_scored_for_every_budget_and_the_default_is_last() {
        let data = tempfile::tempdir().unwrap();
        std::fs::create_dir(data.path().join("summarization")).unwrap();
        let rows = [
            r#"{"text": "Rain fell in the north.", "summary": "Rain fell in the north."}"#,
            r#"{"text": "Bread got cheaper.", "summary": "Trains stood still"}"#,
        ];
        std::fs::write(data.path().join("summarization/two.jsonl"), rows.join("\n")).unwrap();
        let options = Options {
            sentences: None,
            words: None,
            skip: 0,
            oracle: false,
            folds: None,
            model: ModelOptions { model: None, exact: false },
        };
        let stages = Stages::load(&options).unwrap();
        let scores = evaluate(data.path(), "two", &stages, &options).unwrap();
        let names: Vec<_> =
            scores.iter().map(|score| (score.budget.as_str(), score.scorer)).collect();
        let expected = ["1 sentence", "3 sentences", "60 words"]
            .map(|budget| ["lead", "centrality", "salience"].map(|scorer| (budget, scorer)));
        assert_eq!(names, expected.concat());
        let half = Scores { rouge1: 50.0, rouge2: 50.0, rouge_lsum: 50.0 };
        for Score { documents, estimate, .. } in &scores {
            assert_eq!((*documents, estimate.mean), (2, half));
        }
    }
}
