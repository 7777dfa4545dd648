//! The tools of others in Python, and which of them are here.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use serde::Deserialize;

use super::engines::{Engine, Origin, Program, Task};

/// Task, name for `benches/peers/run.py`, project, what of it, whether it is as fast as what needs no
/// model of ours, and whether it reads single texts of all lengths.
const PEERS: [(Task, &str, &str, &str, bool, bool); 8] = [
    (Task::Sentences, "sentencex", "sentencex", "sentences alone", true, false),
    (Task::Sentences, "spacy-words", "spaCy", "rules, with words", false, false),
    (Task::Sentences, "pysbd", "pySBD", "sentences alone", false, true),
    (Task::Entities, "spacy-entities", "spaCy", "small model, entities alone", false, true),
    (Task::Analysis, "spacy-pipeline", "spaCy", "small model, whole pipeline", false, true),
    (Task::Summaries, "sumy-lexrank", "sumy", "LexRank", false, true),
    (Task::Summaries, "sumy-textrank", "sumy", "TextRank", false, false),
    (Task::Summaries, "sumy-lsa", "sumy", "LSA", false, false),
];

/// What `benches/peers/run.py` says of an engine.
#[derive(Deserialize)]
struct Listed {
    engine: String,
    is_parallel: bool,
    version: Option<String>,
    missing: Option<String>,
}

/// All peers with their versions; those that are missing say why.
pub fn engines(python: &Path, script: &Path) -> anyhow::Result<Vec<Engine>> {
    let listed = if python.exists() { Some(ask(python, script)?) } else { None };
    let peer = |(task, engine, project, what, is_fast, reads_lengths)| {
        let found = listed.as_ref().map(|listed| listed.get(engine).context("it is not listed"));
        let (version, program) = match found.transpose()? {
            None => (None, Program::Missing(format!("there is no {}", python.display()))),
            Some(Listed { missing: Some(reason), .. }) => (None, Program::Missing(reason.clone())),
            Some(Listed { version, is_parallel, .. }) => {
                let (python, script) = (python.to_owned(), script.to_owned());
                let is_parallel = *is_parallel;
                (version.as_deref(), Program::Peer { python, script, engine, is_parallel })
            }
        };
        let name = [project].into_iter().chain(version).collect::<Vec<_>>().join(" ");
        let (name, origin) = (format!("{name}, {what}"), Origin::Peer);
        Ok(Engine { name, task, origin, program, is_fast, reads_lengths })
    };
    PEERS.into_iter().map(peer).collect()
}

fn ask(python: &Path, script: &Path) -> anyhow::Result<HashMap<String, Listed>> {
    let output = Command::new(python)
        .arg(script)
        .output()
        .with_context(|| format!("cannot start {}", python.display()))?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{} ended with {}: {errors}", script.display(), output.status);
    let text = String::from_utf8(output.stdout)?;
    let listed = text.lines().map(|line| {
        let listed: Listed = serde_json::from_str(line).with_context(|| line.to_owned())?;
        Ok((listed.engine.clone(), listed))
    });
    listed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_python_all_peers_are_missing() {
        let engines = engines(Path::new("no/python"), Path::new("run.py")).unwrap();
        let is_missing = |engine: &Engine| matches!(&engine.program, Program::Missing(reason) if reason == "there is no no/python");
        assert!(engines.len() == PEERS.len() && engines.iter().all(is_missing));
    }
}
