//! Engines that run BERT, side by side: `cargo xtask bench encoder` runs this program.
//!
//! All of them have the same weights, the size of MiniLM-L6-H384, and the same batches. They take
//! turns, so that whatever else the machine does harms all of them alike; seconds are those that
//! the program had a processor; the median over the rounds counts. One JSON object a line goes to the standard output, one for each engine and
//! shape; the peaks of the machine go to the standard error.

mod batch;
#[cfg(feature = "peers")]
mod candle;
mod engine;
mod limit;
mod native;
#[cfg(feature = "peers")]
mod onnx;
#[cfg(feature = "peers")]
mod rten;

use std::env;
use std::io::{self, Write};

use anyhow::{Context, ensure};
use cpu_time::ProcessTime;
use newsdesk::encoder::{Config, Precision};
use newsdesk_benches::model::{CONFIG, random_weights};
use serde::Serialize;

use batch::{Batch, SHAPES};
use engine::Engine;
use limit::Peaks;
use native::Native;

/// How often each engine has its turn with each shape.
const ROUNDS: usize = 9;

/// A turn ends when at least so many pieces are encoded.
const PIECES: usize = 2048;

/// What one engine did with one shape.
#[derive(Serialize)]
struct Measurement {
    engine: &'static str,
    /// Sequences × pieces of each.
    shape: String,
    /// The median over the rounds.
    pieces_per_second: f64,
    /// What part that is of [`Peaks::pieces_per_second`].
    share_of_limit: f64,
}

fn main() -> anyhow::Result<()> {
    // Candle takes the number of its threads from nowhere else.
    let threads = env::var("RAYON_NUM_THREADS");
    ensure!(threads.as_deref() == Ok("1"), "RAYON_NUM_THREADS must be 1: one core for each engine");

    let config = Config::from_json(CONFIG.as_bytes())?;
    let weights = random_weights(Precision::Float32)?;
    let engines = engines(&config, &weights)?;
    let batches = SHAPES.map(|(sequences, length)| Batch::new(sequences, length));
    engine::check_agreement(&engines, &batches)?;

    let mut peaks = Peaks::default();
    let mut speeds = vec![Vec::with_capacity(ROUNDS); batches.len() * engines.len()];
    for _ in 0..ROUNDS {
        peaks.measure()?;
        let turns = batches.iter().flat_map(|batch| engines.iter().map(move |one| (batch, one)));
        for ((batch, engine), speeds) in turns.zip(&mut speeds) {
            speeds.push(speed(engine.as_ref(), batch)?);
        }
    }
    eprintln!("{peaks}");

    let mut output = io::stdout().lock();
    let turns = batches.iter().flat_map(|batch| engines.iter().map(move |one| (batch, one)));
    for ((batch, engine), speeds) in turns.zip(speeds) {
        let pieces_per_second = median(speeds).context("no round")?;
        let limit = peaks.pieces_per_second(&config, batch.length);
        let measurement = Measurement {
            engine: engine.name(),
            shape: batch.to_string(),
            pieces_per_second,
            share_of_limit: pieces_per_second / limit,
        };
        serde_json::to_writer(&mut output, &measurement)?;
        writeln!(output)?;
    }
    Ok(())
}

/// Ours first, in single precision, which the others are compared with.
fn engines(config: &Config, weights: &[u8]) -> anyhow::Result<Vec<Box<dyn Engine>>> {
    let mut engines: Vec<Box<dyn Engine>> = Vec::new();
    for precision in [Precision::Float32, Precision::Int8] {
        engines.push(Box::new(Native::new(config, weights, precision)?));
    }
    #[cfg(feature = "peers")]
    {
        for precision in [Precision::Float32, Precision::Int8] {
            engines.push(Box::new(rten::Rten::new(config, weights, precision)?));
        }
        engines.push(Box::new(candle::Candle::new(weights)?));
    }
    Ok(engines)
}

/// Pieces a second in one turn.
#[expect(clippy::cast_precision_loss, reason = "a number of pieces far below 2^52")]
fn speed(engine: &dyn Engine, batch: &Batch) -> anyhow::Result<f64> {
    let start = ProcessTime::try_now()?;
    let mut pieces = 0;
    while pieces < PIECES {
        engine.encode(batch)?;
        pieces += batch.pieces();
    }
    Ok(pieces as f64 / start.try_elapsed()?.as_secs_f64())
}

/// The middle one of an odd number of numbers.
fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}
