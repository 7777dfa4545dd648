//! Scores of summaries against those that people wrote, beside the first sentences of each text.
//!
//! Scores are means over the documents of a set. The lead is the first sentences of the text as
//! they are, within the same budget: in news a summary that is hard to beat.

use std::path::Path;

use clap::Args;
use newsdesk_document::{Document, SentenceRef, Summary};
use newsdesk_summarization::{Budget, Summarizer};
use newsdesk_tokenization::segment;
use serde::{Deserialize, Serialize};

use super::dataset;
use super::rouge::{self, Scores, Vocabulary};
use crate::report::{Line, percent};

/// How long the summaries may be: three sentences unless another budget is named.
#[derive(Args, Clone, Copy, Debug)]
#[group(multiple = false)]
pub struct Length {
    /// At most so many sentences
    #[arg(long, value_name = "N")]
    sentences: Option<usize>,
    /// At most so many words
    #[arg(long, value_name = "N")]
    words: Option<usize>,
}

impl Length {
    fn budget(self) -> anyhow::Result<Budget> {
        match (self.sentences, self.words) {
            (Some(count), _) => Ok(Budget::sentences(count)?),
            (None, Some(count)) => Ok(Budget::words(count)?),
            (None, None) => Ok(Budget::default()),
        }
    }
}

/// The scores of one set: mean F1 in percent.
#[derive(Debug, Serialize)]
pub struct Score {
    task: &'static str,
    set: String,
    documents: usize,
    #[serde(flatten)]
    summarizer: Scores,
    lead: Scores,
}

impl Line for Score {
    const COLUMNS: &'static [&'static str] = &[
        "set", "documents", "ROUGE-1", "ROUGE-2", "ROUGE-Lsum", "lead ROUGE-1", "lead ROUGE-2",
        "lead ROUGE-Lsum",
    ];

    fn cells(&self) -> Vec<String> {
        let Self { summarizer, lead, .. } = self;
        let scores =
            [summarizer, lead].map(|scores| [scores.rouge1, scores.rouge2, scores.rouge_lsum]);
        let scores = scores.concat().into_iter().map(percent);
        [self.set.clone(), self.documents.to_string()].into_iter().chain(scores).collect()
    }
}

/// One document of a set; the sentences of the summary stand on lines of their own.
#[derive(Deserialize)]
struct Row {
    text: String,
    summary: String,
}

/// Scores one set.
pub fn evaluate(data: &Path, set: &str, length: Length) -> anyhow::Result<Score> {
    let budget = length.budget()?;
    let summarizer = Summarizer::new(budget);
    let mut vocabulary = Vocabulary::default();
    let (mut sums, mut lead_sums) = (Scores::default(), Scores::default());
    let documents = dataset::visit(data, "summarization", set, |row: Row| {
        let mut document = Document::new("", row.text)?;
        document.attach_segmentation(segment(document.text())?)?;
        let Summary::Extractive(chosen) = summarizer.summarize(&document)? else {
            anyhow::bail!("the summary is not extractive");
        };
        let reference = vocabulary.sentences(&row.summary);
        let mut score = |lines: &str| rouge::score(&reference, &vocabulary.sentences(lines));
        let chosen = chosen.iter().map(|selected| selected.sentence as usize);
        sums += score(&lines(&document, chosen));
        lead_sums += score(&lines(&document, lead(&document, budget)));
        Ok(())
    })?;
    Ok(Score {
        task: "summarization",
        set: set.to_owned(),
        documents,
        summarizer: means(sums, documents),
        lead: means(lead_sums, documents),
    })
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
    let lines = sentences.map(|sentence| sentence.text().split_whitespace().collect::<Vec<_>>());
    lines.map(|words| words.join(" ")).collect::<Vec<_>>().join("\n")
}

/// Sums of fractions as means in percent; zero if there are no documents.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn means(sums: Scores, documents: usize) -> Scores {
    let mean = |sum: f64| 100.0 * sum / documents.max(1) as f64;
    Scores {
        rouge1: mean(sums.rouge1),
        rouge2: mean(sums.rouge2),
        rouge_lsum: mean(sums.rouge_lsum),
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
    fn scores_are_means_in_percent() {
        let data = tempfile::tempdir().unwrap();
        std::fs::create_dir(data.path().join("summarization")).unwrap();
        let rows = [
            r#"{"text": "Rain fell in the north.", "summary": "Rain fell in the north."}"#,
            r#"{"text": "Bread got cheaper.", "summary": "Trains stood still"}"#,
        ];
        std::fs::write(data.path().join("summarization/two.jsonl"), rows.join("\n")).unwrap();
        let length = Length { sentences: None, words: None };
        let score = evaluate(data.path(), "two", length).unwrap();
        let half = Scores { rouge1: 50.0, rouge2: 50.0, rouge_lsum: 50.0 };
        assert_eq!((score.documents, score.summarizer, score.lead), (2, half, half));
    }
}
