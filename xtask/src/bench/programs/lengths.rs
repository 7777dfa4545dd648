//! Single texts that become longer and longer.

use std::iter;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::engines::{Cores, Engine, Origin, Program};
use super::process::Measure;
use super::rounds::Turn;
use super::texts::write_running_text;

/// The shortest text, in bytes; each of the others is four times as long as the one before it.
const SHORTEST: usize = 1 << 10;

/// A peer that needs more processor time for a text reads no longer one.
const LONGEST_SECONDS: f64 = 30.0;

/// A turn below these seconds is repeated, and the middle one of three counts.
const SHORT_SECONDS: f64 = 1.0;

/// One engine on one text.
#[derive(Debug, Deserialize, Serialize)]
pub struct Length {
    pub engine: String,
    /// Of the text, in UTF-8.
    pub bytes: usize,
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What became of a text.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Read(Turn),
    /// The engine refused the text or failed on it, for this reason.
    Failed(String),
}

/// Lets the engines read texts up to a length, in bytes.
///
/// An engine reads no text after one that it refused; a peer, none after one that took
/// [`LONGEST_SECONDS`].
pub fn measure(
    measure: &Measure,
    engines: &[Engine],
    folder: &Path,
    longest: usize,
    cores: usize,
) -> anyhow::Result<Vec<Length>> {
    let mut texts = Vec::new();
    for least in steps(longest) {
        let path = folder.join(format!("text-{least}"));
        let bytes = write_running_text(&path, least)?;
        texts.push((path, bytes));
    }
    let mut lengths = Vec::new();
    for engine in engines.iter().filter(|engine| engine.reads_lengths) {
        eprintln!("texts of all lengths: {}", engine.name);
        for (path, bytes) in &texts {
            let Some(outcome) = read(measure, engine, path, cores)? else {
                break;
            };
            let goes_on = match &outcome {
                Outcome::Failed(_) => false,
                Outcome::Read(turn) => {
                    engine.origin != Origin::Peer || turn.processor_seconds < LONGEST_SECONDS
                }
            };
            lengths.push(Length { engine: engine.name.clone(), bytes: *bytes, outcome });
            if !goes_on {
                break;
            }
        }
    }
    Ok(lengths)
}

/// The lengths of the texts; the last one is the longest.
fn steps(longest: usize) -> impl Iterator<Item = usize> {
    let shorter = iter::successors(Some(SHORTEST), |length| length.checked_mul(4));
    shorter.take_while(move |length| *length < longest).chain([longest])
}

/// Reads one text, ours on all cores, as by default; nothing if the engine is missing.
fn read(
    measure: &Measure,
    engine: &Engine,
    text: &Path,
    cores: usize,
) -> anyhow::Result<Option<Outcome>> {
    let cores = match engine.program {
        Program::Newsdesk { .. } => Cores::All(cores),
        Program::Peer { .. } | Program::Missing(_) => Cores::One,
    };
    let mut turns = Vec::new();
    loop {
        let Some(command) = engine.command(text, cores) else {
            return Ok(None);
        };
        let process = match measure.run(&command) {
            Ok(process) => process,
            Err(error) => return Ok(Some(Outcome::Failed(error.to_string()))),
        };
        let (wall_seconds, processor_seconds) = engine.seconds(&process)?;
        turns.push(Turn { wall_seconds, processor_seconds, peak_bytes: process.peak_bytes });
        if processor_seconds >= SHORT_SECONDS || turns.len() == 3 {
            turns.sort_by(|left, right| left.processor_seconds.total_cmp(&right.processor_seconds));
            return Ok(turns.get(turns.len() / 2).copied().map(Outcome::Read));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_text_is_the_last() {
        assert_eq!(steps(1 << 13).collect::<Vec<_>>(), [1 << 10, 1 << 12, 1 << 13]);
        assert_eq!(steps(1 << 12).collect::<Vec<_>>(), [1 << 10, 1 << 12]);
    }
}
