//! Engines that run BERT, side by side: `cargo xtask bench encoder` runs this program.
//!
//! All of them have the same weights, the size of MiniLM-L6-H384, and the same batches. They take
//! turns, so that whatever else the machine does harms all of them alike; the median over the rounds
//! counts. One JSON object a line goes to the standard output, one for each engine and shape; the
//! peaks of the machine go to the standard error.
//!
//! On one thread, which `RAYON_NUM_THREADS` and `OMP_NUM_THREADS` say, seconds are those that the
//! program had a processor; on more, those of a clock, and only ours and libtorch are compared.

mod batch;
#[cfg(feature = "peers")]
mod candle;
mod engine;
#[cfg(feature = "libtorch")]
mod libtorch;
mod limit;
mod native;
#[cfg(feature = "peers")]
mod onnx;
#[cfg(feature = "peers")]
mod rten;

use std::env;
use std::io::{self, Write};
use std::time::Instant;

use anyhow::{Context, ensure};
use cpu_time::ProcessTime;
use newsdesk::encoder::{Config, Precision};
use newsdesk_benches::model::{CONFIG, random_weights};
use serde::Serialize;

use batch::{Batch, SHAPES, SHARED};
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
    threads: usize,
    /// Sequences × pieces of each.
    shape: String,
    /// The median over the rounds.
    pieces_per_second: f64,
    /// What part that is of [`Peaks::pieces_per_second`] on so many cores.
    share_of_limit: f64,
}

#[expect(clippy::cast_precision_loss, reason = "a number of threads")]
fn main() -> anyhow::Result<()> {
    // Candle takes the number of its threads from nowhere else, and libtorch from the second.
    let threads = number("RAYON_NUM_THREADS")?;
    ensure!(number("OMP_NUM_THREADS")? == threads, "all engines must have the same threads");

    let config = Config::from_json(CONFIG.as_bytes())?;
    let weights = random_weights(Precision::Float32)?;
    let engines = engines(&config, &weights, threads)?;
    let shapes = if threads == 1 { &SHAPES[..] } else { &[SHARED] };
    let batches: Vec<Batch> =
        shapes.iter().map(|&(sequences, length)| Batch::new(sequences, length)).collect();
    engine::check_agreement(&engines, &batches)?;

    let mut peaks = Peaks::default();
    let mut speeds = vec![Vec::with_capacity(ROUNDS); batches.len() * engines.len()];
    for _ in 0..ROUNDS {
        peaks.measure()?;
        let turns = batches.iter().flat_map(|batch| engines.iter().map(move |one| (batch, one)));
        for ((batch, engine), speeds) in turns.zip(&mut speeds) {
            speeds.push(speed(engine.as_ref(), batch, threads)?);
        }
    }
    eprintln!("{peaks}");

    let mut output = io::stdout().lock();
    let turns = batches.iter().flat_map(|batch| engines.iter().map(move |one| (batch, one)));
    for ((batch, engine), speeds) in turns.zip(speeds) {
        let pieces_per_second = median(speeds).context("no round")?;
        let limit = threads as f64 * peaks.pieces_per_second(&config, batch.length);
        let measurement = Measurement {
            engine: engine.name(),
            threads,
            shape: batch.to_string(),
            pieces_per_second,
            share_of_limit: pieces_per_second / limit,
        };
        serde_json::to_writer(&mut output, &measurement)?;
        writeln!(output)?;
    }
    Ok(())
}

/// What an environment variable says, at least 1.
fn number(name: &str) -> anyhow::Result<usize> {
    let number = env::var(name).ok().and_then(|number| number.parse().ok());
    number.filter(|&number| number > 0).with_context(|| format!("{name} is no number from 1 on"))
}

/// Ours first, in single precision, which the others are compared with.
fn engines(
    config: &Config,
    weights: &[u8],
    threads: usize,
) -> anyhow::Result<Vec<Box<dyn Engine>>> {
    let mut engines: Vec<Box<dyn Engine>> = Vec::new();
    for precision in [Precision::Float32, Precision::Int8] {
        engines.push(Box::new(Native::new(config, weights, precision, threads)?));
    }
    #[cfg(feature = "libtorch")]
    engines.push(Box::new(libtorch::Libtorch::new(CONFIG, weights)?));
    #[cfg(feature = "peers")]
    if threads == 1 {
        for precision in [Precision::Float32, Precision::Int8] {
            engines.push(Box::new(rten::Rten::new(config, weights, precision)?));
        }
        engines.push(Box::new(candle::Candle::new(weights)?));
    }
    Ok(engines)
}

/// Pieces a second in one turn.
#[expect(clippy::cast_precision_loss, reason = "a number of pieces far below 2^52")]
fn speed(engine: &dyn Engine, batch: &Batch, threads: usize) -> anyhow::Result<f64> {
    let (clock, start) = (Instant::now(), ProcessTime::try_now()?);
    let mut pieces = 0;
    while pieces < PIECES {
        engine.encode(batch)?;
        pieces += batch.pieces();
    }
    let elapsed = if threads == 1 { start.try_elapsed()? } else { clock.elapsed() };
    Ok(pieces as f64 / elapsed.as_secs_f64())
}

/// The middle one of an odd number of numbers.
fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}
