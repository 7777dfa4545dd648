//! Trains the sentence-boundary model of `newsdesk-tokenization`.
//!
//! `cargo run --release -p newsdesk-recipe-segmentation -- DATA [OUTPUT]` reads
//! `DATA/segmentation/ewt-train.jsonl.gz` and writes the weights that the crate embeds. The places
//! and their features come from the crate itself, so training sees what the program will see. The
//! result is the same on every run.

mod logistic;
mod treebank;

use std::path::PathBuf;

use anyhow::{Context, Result};
use newsdesk_tokenization::training::{Example, examples};

/// Where the crate embeds its weights from.
const WEIGHTS: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../../crates/tokenization/src/sentences/weights.bin");

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let data = PathBuf::from(arguments.next().context("usage: DATA [OUTPUT]")?);
    let output = arguments.next().map_or_else(|| PathBuf::from(WEIGHTS), PathBuf::from);

    let mut training: Vec<Example> = Vec::new();
    for document in treebank::read(&data.join("segmentation/ewt-train.jsonl.gz"))? {
        training.extend(examples(&document.text, &document.starts));
        let curly = treebank::with_curly_quotes(&document);
        training.extend(examples(&curly.text, &curly.starts));
    }
    let boundaries = training.iter().filter(|example| example.is_boundary).count();
    println!("{} places, {boundaries} of them boundaries", training.len());

    let weights = logistic::train(&training);
    std::fs::write(&output, logistic::quantise(&weights))
        .with_context(|| format!("cannot write {}", output.display()))?;
    println!("wrote {}", output.display());
    Ok(())
}
