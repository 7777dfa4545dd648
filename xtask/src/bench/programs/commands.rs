//! The commands of `newsdesk` that are measured.

use std::path::{Path, PathBuf};

use super::engines::{Engine, Origin, Program, Task};

/// Task, arguments, whether no model is needed, and whether single texts of all lengths are read.
const COMMANDS: [(Task, &str, bool, bool); 7] = [
    (Task::Sentences, "tokens", true, true),
    (Task::Entities, "entities", false, true),
    (Task::Analysis, "stance", false, false),
    (Task::Analysis, "annotate", false, true),
    (Task::Summaries, "summarize", false, false),
    (Task::Summaries, "summarize --scorer centrality", true, true),
    (Task::Encoding, "encode", false, false),
];

/// The commands of this revision; the encoder alone reads its model from a folder.
pub fn engines(newsdesk: &Path, model: &Path) -> Vec<Engine> {
    let engine = |(task, command, is_fast, reads_lengths)| {
        let mut arguments: Vec<String> = str::split(command, ' ').map(str::to_owned).collect();
        if task == Task::Encoding {
            arguments.extend(["--model".to_owned(), model.display().to_string()]);
        }
        let program = Program::Newsdesk { file: newsdesk.to_owned(), arguments };
        let (name, origin) = (format!("newsdesk {command}"), Origin::Newsdesk);
        Engine { name, task, origin, program, is_fast, reads_lengths }
    };
    COMMANDS.into_iter().map(engine).collect()
}

/// The whole analysis by another revision of the program.
pub fn beside(name: &str, newsdesk: &Path) -> Engine {
    let arguments = vec!["annotate".to_owned()];
    Engine {
        name: format!("{name} annotate"),
        task: Task::Analysis,
        origin: Origin::Beside,
        program: Program::Newsdesk { file: newsdesk.to_owned(), arguments },
        is_fast: false,
        reads_lengths: false,
    }
}

/// Reads `NAME=FILE`.
pub fn parse_beside(argument: &str) -> Result<(String, PathBuf), String> {
    let (name, file) = argument.split_once('=').ok_or("no `=` between the name and the file")?;
    Ok((name.to_owned(), PathBuf::from(file)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_beside_have_a_name() {
        assert_eq!(parse_beside("old=a=b"), Ok(("old".to_owned(), PathBuf::from("a=b"))));
        assert!(parse_beside("old").is_err());
    }
}
