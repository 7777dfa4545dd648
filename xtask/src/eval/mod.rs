//! `cargo xtask eval`: every score of the project is made here, by the code that users run.
//!
//! ```console
//! cargo xtask eval segmentation --data DIR --set ewt-dev --set gum-dev
//! cargo xtask eval summarization --data DIR --set cnn-dev --sentences 3 --json
//! ```
//!
//! A set is a file `DIR/TASK/NAME.jsonl` or `.jsonl.gz`, one document a line. The result is a
//! table, or with `--json` one object a line, in the order of the sets.

mod dataset;
mod porter;
pub mod report;
mod rouge;
mod score;
mod segmentation;
mod stance;
mod summarization;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use report::Report;

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
    /// Summaries: ROUGE against those that people wrote, beside the lead of each text
    Summarization {
        #[command(flatten)]
        sets: Sets,
        #[command(flatten)]
        length: summarization::Length,
    },
    /// Pairs of mentions: F1 of who is for or against whom
    DirectedStance {
        #[command(flatten)]
        sets: Sets,
        /// Folder of the model
        #[arg(long, value_name = "DIR")]
        model: PathBuf,
    },
    /// Single mentions: F1 of how the sentence stands to them
    TargetStance {
        #[command(flatten)]
        sets: Sets,
        /// Folder of the model
        #[arg(long, value_name = "DIR")]
        model: PathBuf,
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
            let mut report = Report::new(sets.json);
            for set in &sets.names {
                report.add(&segmentation::evaluate(&sets.data, set)?)?;
            }
            report.print()
        }
        Task::Summarization { sets, length } => {
            let mut report = Report::new(sets.json);
            for set in &sets.names {
                report.add(&summarization::evaluate(&sets.data, set, length)?)?;
            }
            report.print()
        }
        Task::DirectedStance { sets, model } => {
            let model = stance::Model::from_folder(&model)?;
            let mut report = Report::new(sets.json);
            for set in &sets.names {
                report.add(&stance::evaluate_directed(&sets.data, set, &model)?)?;
            }
            report.print()
        }
        Task::TargetStance { sets, model } => {
            let model = stance::Model::from_folder(&model)?;
            let mut report = Report::new(sets.json);
            for set in &sets.names {
                report.add(&stance::evaluate_target(&sets.data, set, &model)?)?;
            }
            report.print()
        }
    }
}
