//! The engines that are measured, and how each is started.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::process::{self, Process};
use super::{ProgramOptions, commands, peers};

/// What is asked of an engine.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    Sentences,
    Entities,
    Analysis,
    Summaries,
    Encoding,
}

impl Task {
    /// All of them, in the order of the tables.
    pub const ALL: [Self; 5] =
        [Self::Sentences, Self::Entities, Self::Analysis, Self::Summaries, Self::Encoding];
}

impl fmt::Display for Task {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Sentences => "sentences",
            Self::Entities => "entities",
            Self::Analysis => "analysis",
            Self::Summaries => "summaries",
            Self::Encoding => "vectors",
        })
    }
}

/// Whose an engine is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// This revision of our program.
    Newsdesk,
    /// Another revision of our program.
    Beside,
    /// A tool of others.
    Peer,
}

/// How an engine is started.
pub enum Program {
    Newsdesk {
        file: PathBuf,
        arguments: Vec<String>,
    },
    Peer {
        python: PathBuf,
        script: PathBuf,
        engine: &'static str,
        is_parallel: bool,
    },
    /// It is not here, for this reason.
    Missing(String),
}

/// An engine with what it takes part in.
pub struct Engine {
    pub name: String,
    pub task: Task,
    pub origin: Origin,
    pub program: Program,
    /// It needs no model, and so it reads the texts many times in a turn.
    pub is_fast: bool,
    /// It also reads single texts that become longer and longer.
    pub reads_lengths: bool,
}

/// On which cores a process runs.
#[derive(Clone, Copy)]
pub enum Cores {
    /// On one thread, bound to one core.
    One,
    /// On so many threads or processes.
    All(usize),
}

/// All engines, by task; ours come first.
pub fn engines(
    root: &Path,
    newsdesk: &Path,
    options: &ProgramOptions,
) -> anyhow::Result<Vec<Engine>> {
    let own = root.join("benches/peers/.venv/bin/python");
    let python = options.python.as_deref().unwrap_or(&own);
    let mut engines = commands::engines(newsdesk, &root.join("models/newsdesk-en"));
    engines.extend(options.beside.iter().map(|(name, file)| commands::beside(name, file)));
    engines.extend(peers::engines(python, &root.join("benches/peers/run.py"))?);
    engines.sort_by_key(|engine| Task::ALL.iter().position(|task| *task == engine.task));
    Ok(engines)
}

impl Engine {
    /// The command that reads texts; none if the engine is missing or does not run on so many cores.
    pub fn command(&self, texts: &Path, cores: Cores) -> Option<Vec<String>> {
        let texts = texts.display().to_string();
        let (binding, threads) = match cores {
            Cores::One => (vec!["taskset".into(), "--cpu-list".into(), process::first_core()], 1),
            Cores::All(threads) => (Vec::new(), threads),
        };
        let command = match &self.program {
            Program::Missing(_) => return None,
            Program::Newsdesk { file, arguments } => {
                let rest = ["--jsonl", "--quiet", "--threads", &threads.to_string(), &texts];
                [&[file.display().to_string()], &arguments[..], &rest.map(str::to_owned)].concat()
            }
            Program::Peer { is_parallel: false, .. } if threads > 1 => return None,
            Program::Peer { python, script, engine, .. } => {
                let (python, script) = (python.display(), script.display());
                vec![
                    python.to_string(),
                    script.to_string(),
                    (*engine).to_owned(),
                    texts,
                    threads.to_string(),
                ]
            }
        };
        Some([binding, command].concat())
    }

    /// The seconds of a clock and of a processor that the work took: of the whole process for ours, and
    /// without loading for a peer, which says them.
    pub fn seconds(&self, process: &Process) -> anyhow::Result<(f64, f64)> {
        if matches!(self.program, Program::Newsdesk { .. }) {
            return Ok((process.wall_seconds, process.processor_seconds));
        }
        let line = &process.first_line;
        let work: Work = serde_json::from_str(line)
            .with_context(|| format!("{} printed `{}`", self.name, line.trim_end()))?;
        Ok((work.wall_seconds, work.processor_seconds))
    }
}

/// What `benches/peers/run.py` prints.
#[derive(Deserialize)]
struct Work {
    wall_seconds: f64,
    processor_seconds: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(engine: &Engine, cores: Cores) -> Vec<String> {
        engine.command(Path::new("texts"), cores).unwrap()
    }

    #[test]
    fn one_core_is_one_thread_that_is_bound() {
        let arguments = vec!["entities".to_owned()];
        let program = Program::Newsdesk { file: "bin/newsdesk".into(), arguments };
        let engine = Engine {
            name: "newsdesk entities".to_owned(),
            task: Task::Entities,
            origin: Origin::Newsdesk,
            program,
            is_fast: false,
            reads_lengths: false,
        };
        let rest = |threads| ["entities", "--jsonl", "--quiet", "--threads", threads, "texts"];
        let core = process::first_core();
        let bound = [&["taskset", "--cpu-list", &core, "bin/newsdesk"], &rest("1")[..]].concat();
        assert_eq!(words(&engine, Cores::One), bound);
        assert_eq!(words(&engine, Cores::All(2)), [&["bin/newsdesk"], &rest("2")[..]].concat());
    }

    #[test]
    fn peers_without_processes_run_on_one_core_only() {
        let peer = |is_parallel| Engine {
            name: "pySBD".to_owned(),
            task: Task::Sentences,
            origin: Origin::Peer,
            program: Program::Peer {
                python: "python".into(),
                script: "run.py".into(),
                engine: "pysbd",
                is_parallel,
            },
            is_fast: false,
            reads_lengths: false,
        };
        assert!(peer(false).command(Path::new("texts"), Cores::All(2)).is_none());
        let expected = ["python", "run.py", "pysbd", "texts", "2"];
        assert_eq!(words(&peer(true), Cores::All(2)), expected);
    }
}
