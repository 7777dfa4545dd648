//! Rounds, in which all engines have their turns.

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};

use super::super::statistics::float;
use super::engines::{Cores, Engine, Origin, Program, Task};
use super::process::Measure;
use super::texts::{Corpus, Texts};

/// All turns of one engine.
#[derive(Debug, Deserialize, Serialize)]
pub struct EngineTurns {
    pub engine: String,
    pub task: Task,
    pub origin: Origin,
    /// Why there is no turn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
    /// How many words it reads in a turn.
    pub words: usize,
    /// One turn a round.
    pub one_core: Vec<Turn>,
    /// One turn a round; none if the engine runs on one core only.
    pub all_cores: Vec<Turn>,
    /// Until the first output for one line of text, one number a round.
    pub start_up_seconds: Vec<f64>,
}

/// What one turn took.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Turn {
    pub wall_seconds: f64,
    pub processor_seconds: f64,
    /// The most memory that was resident in one process.
    pub peak_bytes: u64,
}

impl EngineTurns {
    /// One number a round, by processor time.
    pub fn one_core_speeds(&self) -> impl Iterator<Item = f64> + Clone {
        self.one_core.iter().map(|turn| float(self.words) / turn.processor_seconds)
    }

    /// One number a round, by the clock.
    pub fn one_core_clock_speeds(&self) -> impl Iterator<Item = f64> + Clone {
        self.one_core.iter().map(|turn| float(self.words) / turn.wall_seconds)
    }

    /// One number a round, by the clock.
    pub fn all_cores_speeds(&self) -> impl Iterator<Item = f64> + Clone {
        self.all_cores.iter().map(|turn| float(self.words) / turn.wall_seconds)
    }
}

impl Turn {
    /// The most memory that was resident in one process.
    #[expect(clippy::cast_precision_loss, reason = "numbers far below 2^52")]
    pub fn peak_megabytes(&self) -> f64 {
        self.peak_bytes as f64 / 1e6
    }
}

/// Gives every engine its turns in each round.
pub fn measure(
    measure: &Measure,
    engines: &[Engine],
    texts: &Texts,
    rounds: u8,
    cores: usize,
) -> anyhow::Result<Vec<EngineTurns>> {
    let mut all: Vec<EngineTurns> = engines.iter().map(|engine| no_turns(engine, texts)).collect();
    for round in 1..=rounds {
        eprintln!("round {round} of {rounds}");
        for (engine, turns) in engines.iter().zip(&mut all) {
            turns.one_core.extend(turn(measure, engine, texts, Cores::One)?);
            if cores > 1 {
                turns.all_cores.extend(turn(measure, engine, texts, Cores::All(cores))?);
            }
            if let Some(command) = engine.command(&texts.line, Cores::One) {
                turns.start_up_seconds.push(measure.run(&command)?.first_output_seconds);
            }
        }
    }
    Ok(all)
}

fn no_turns(engine: &Engine, texts: &Texts) -> EngineTurns {
    let missing = match &engine.program {
        Program::Missing(reason) => Some(reason.clone()),
        Program::Newsdesk { .. } | Program::Peer { .. } => None,
    };
    EngineTurns {
        engine: engine.name.clone(),
        task: engine.task,
        origin: engine.origin,
        missing,
        words: texts.corpus(engine.is_fast).size.words,
        one_core: Vec::new(),
        all_cores: Vec::new(),
        start_up_seconds: Vec::new(),
    }
}

/// One turn; none if the engine does not run so.
fn turn(
    measure: &Measure,
    engine: &Engine,
    texts: &Texts,
    cores: Cores,
) -> anyhow::Result<Option<Turn>> {
    let Corpus { file, size } = texts.corpus(engine.is_fast);
    let Some(command) = engine.command(file, cores) else {
        return Ok(None);
    };
    let process = measure.run(&command).with_context(|| engine.name.clone())?;
    if matches!(engine.program, Program::Newsdesk { .. }) {
        let (answers, articles) = (process.lines, size.articles);
        ensure!(answers == articles, "{}: {answers} answers to {articles} articles", engine.name);
    }
    let (wall_seconds, processor_seconds) = engine.seconds(&process)?;
    Ok(Some(Turn { wall_seconds, processor_seconds, peak_bytes: process.peak_bytes }))
}
