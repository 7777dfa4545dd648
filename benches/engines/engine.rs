//! What an engine is, and that all of them compute the same.

use anyhow::{Context, ensure};

use crate::batch::Batch;

/// Something that runs BERT on one core.
pub trait Engine {
    /// The project, and how exactly it computes.
    fn name(&self) -> &'static str;

    /// The least mean cosine to the vectors of the first engine that is an agreement.
    fn least_cosine(&self) -> f64;

    /// A vector for each piece: `[pieces, hidden]`, row-major.
    fn encode(&self, batch: &Batch) -> anyhow::Result<Vec<f32>>;
}

/// Compares the vectors of all engines with those of the first.
///
/// # Errors
///
/// If one of them computes something else: its speed would mean nothing.
pub fn check_agreement(engines: &[Box<dyn Engine>], batches: &[Batch]) -> anyhow::Result<()> {
    let (reference, others) = engines.split_first().context("no engine")?;
    for batch in batches {
        let expected = reference.encode(batch)?;
        for engine in others {
            let found = engine.encode(batch)?;
            let (name, length) = (engine.name(), found.len());
            ensure!(length == expected.len(), "{name}: {length} numbers, not {}", expected.len());
            let cosine = mean_cosine(&expected, &found, expected.len() / batch.pieces());
            let least = engine.least_cosine();
            ensure!(cosine >= least, "{name}: mean cosine {cosine} at {batch}, not {least}");
        }
    }
    Ok(())
}

/// Mean of the cosines of vectors of `size` numbers.
#[expect(clippy::cast_precision_loss, reason = "a number of pieces far below 2^52")]
fn mean_cosine(left: &[f32], right: &[f32], size: usize) -> f64 {
    let dot = |left: &[f32], right: &[f32]| -> f64 {
        left.iter().zip(right).map(|(&left, &right)| f64::from(left) * f64::from(right)).sum()
    };
    let pairs = left.chunks(size).zip(right.chunks(size));
    let cosines =
        pairs.map(|(left, right)| dot(left, right) / (dot(left, left) * dot(right, right)).sqrt());
    cosines.sum::<f64>() / (left.len() / size) as f64
}
