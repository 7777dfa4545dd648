//! `cargo xtask eval`: every score of the project is made here, by the code that users run.
//!
//! ```console
//! cargo xtask eval segmentation --data DIR --set ewt-dev --set gum-dev
//! cargo xtask eval ner --data DIR --set conll03-dev --kinds conll
//! cargo xtask eval summarization --data DIR --set cnn-dev --sentences 3 --json
//! ```
//!
//! A set is a file `DIR/TASK/NAME.jsonl` or `.jsonl.gz`, one document a line. The result is a
//! table, or with `--json` one object a line, in the order of the sets.

mod attribution;
mod chunks;
mod dataset;
mod model;
mod ner;
mod score;
mod segmentation;
mod stance;
mod summarization;
mod triples;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::report::Report;

/// Arguments of `cargo xtask eval`.
#[derive(Args, Debug)]
pub struct EvalArguments {
    #[command(subcommand)]
    task: Task,
}

/// What is scored.
#[derive(Subcommand, Debug)]
enum Task {
    /// Sentences and words: F1 of sentence boundaries and of exact tokens
    Segmentation(Sets),
    /// Entities: F1 of mentions with their kinds
    Ner {
        #[command(flatten)]
        sets: Sets,
        #[command(flatten)]
        options: ner::Options,
    },
    /// Summaries: ROUGE against those that people wrote, of the lead, of centrality and of salience
    Summarization {
        #[command(flatten)]
        sets: Sets,
        #[command(flatten)]
        options: summarization::Options,
    },
    /// Who says what: F1 of sources, cues and contents, and how many speakers are right
    Attribution {
        #[command(flatten)]
        sets: Sets,
        #[command(flatten)]
        model: model::ModelOptions,
    },
    /// Pairs of mentions: F1 of who is for or against whom
    DirectedStance {
        #[command(flatten)]
        sets: Sets,
        #[command(flatten)]
        model: model::ModelOptions,
    },
    /// Stances of raw articles, end to end: who is for or against whom, beside two baselines
    Triples(Sets),
    /// Single mentions: F1 of how the sentence stands to them
    TargetStance {
        #[command(flatten)]
        sets: Sets,
        #[command(flatten)]
        model: model::ModelOptions,
    },
}

/// Which data, and how the scores are written.
#[derive(Args, Debug)]
struct Sets {
    /// Folder of the data, with one folder a task
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Name of a set, without its ending; may be repeated
    #[arg(long = "set", value_name = "NAME", required = true)]
    names: Vec<String>,
    /// Write one JSON object a line instead of a table
    #[arg(long)]
    json: bool,
}

/// Scores the sets and prints the result to the standard output.
///
/// # Errors
///
/// A set that cannot be read, by its file and line, or a standard output that cannot be written.
pub fn run(arguments: EvalArguments) -> anyhow::Result<()> {
    match arguments.task {
        Task::Segmentation(sets) => {
            sets.report(|set, report| report.add(&segmentation::evaluate(&sets.data, set)?))
        }
        Task::Ner { sets, options } => {
            let model = ner::Model::load(&options)?;
            sets.report(|set, report| {
                let score = ner::evaluate(&sets.data, set, &model, &options)?;
                report.add_with_lines(&score, score.lines())
            })
        }
        Task::Summarization { sets, options } => {
            let stages = summarization::Stages::load(&options)?;
            sets.report(|set, report| {
                let scores = summarization::evaluate(&sets.data, set, &stages, &options)?;
                scores.iter().try_for_each(|score| report.add(score))
            })
        }
        Task::Attribution { sets, model } => {
            let model = attribution::Model::load(&model)?;
            sets.report(|set, report| {
                let score = attribution::evaluate(&sets.data, set, &model)?;
                report.add_with_lines(&score, score.lines())
            })
        }
        Task::DirectedStance { sets, model } => {
            let model = stance::Model::load(&model)?;
            sets.report(|set, report| {
                report.add(&stance::evaluate_directed(&sets.data, set, &model)?)
            })
        }
        Task::Triples(sets) => sets.report(|set, report| {
            triples::evaluate(&sets.data, set)?.iter().try_for_each(|score| report.add(score))
        }),
        Task::TargetStance { sets, model } => {
            let model = stance::Model::load(&model)?;
            sets.report(|set, report| {
                report.add(&stance::evaluate_target(&sets.data, set, &model)?)
            })
        }
    }
}

impl Sets {
    /// Adds the scores of each set to one report, and prints it.
    fn report(
        &self,
        mut add: impl FnMut(&str, &mut Report) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let mut report = Report::new(self.json);
        for set in &self.names {
            add(set, &mut report)?;
        }
        report.print()
    }
}
