//! The arrows of the code map: which of our crates may depend on which.
//!
//! Only normal dependencies count: what a crate uses in its own tests is its own business.

use std::fmt;

use anyhow::{Context, bail};
use cargo_metadata::{DependencyKind, MetadataCommand};

/// Each of our crates, and all of our crates that it may depend on.
///
/// A stage never depends on another stage; only `newsdesk` composes them. A crate that is not
/// listed here fails the check, so that its place is decided and not found.
const ALLOWED: &[(&str, &[&str])] = &[
    ("newsdesk-document", &[]),
    ("newsdesk-tokenization", &["newsdesk-document"]),
    ("newsdesk-model-en", &[]),
    ("newsdesk-encoder", &["newsdesk-document", "newsdesk-model-en"]),
    ("newsdesk-ner", &["newsdesk-document", "newsdesk-encoder", "newsdesk-tokenization"]),
    ("newsdesk-stance", &["newsdesk-document", "newsdesk-encoder", "newsdesk-tokenization"]),
    ("newsdesk-summarization", &["newsdesk-document", "newsdesk-encoder", "newsdesk-tokenization"]),
    (
        "newsdesk",
        &[
            "newsdesk-document", "newsdesk-encoder", "newsdesk-ner", "newsdesk-stance",
            "newsdesk-summarization", "newsdesk-tokenization",
        ],
    ),
    ("newsdesk-cli", &["newsdesk"]),
    ("newsdesk-benches", &["newsdesk"]),
    (
        "newsdesk-recipe-salience",
        &[
            "newsdesk-document", "newsdesk-encoder", "newsdesk-ner", "newsdesk-stance",
            "newsdesk-summarization", "newsdesk-tokenization",
        ],
    ),
    ("newsdesk-recipe-segmentation", &["newsdesk-document", "newsdesk-tokenization"]),
    // `bench` takes its texts from the benches; `eval` scores the façade and each stage alone; `dist`
    // writes man pages of the programs.
    (
        "xtask",
        &[
            "newsdesk", "newsdesk-benches", "newsdesk-cli", "newsdesk-document",
            "newsdesk-encoder", "newsdesk-ner", "newsdesk-stance", "newsdesk-summarization",
            "newsdesk-tokenization",
        ],
    ),
];

/// What is wrong with a crate of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Violation {
    /// It depends on one of our crates that it must not know.
    Forbidden { from: String, to: String },
    /// The table has no line for it.
    Unlisted { name: String },
    /// The table has a line for it, but the workspace does not have it.
    Missing { name: &'static str },
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Forbidden { from, to } => {
                write!(formatter, "`{from}` must not depend on `{to}`")
            }
            Self::Unlisted { name } => {
                write!(formatter, "`{name}` is not in the table of xtask/src/arrows.rs")
            }
            Self::Missing { name } => {
                write!(formatter, "`{name}` of xtask/src/arrows.rs is not in the workspace")
            }
        }
    }
}

/// A crate of the workspace and what it depends on, ours or not.
#[derive(Clone, Debug)]
struct Crate {
    name: String,
    dependencies: Vec<String>,
}

/// Compares the workspace with the table.
///
/// # Errors
///
/// If they differ, after every difference has been printed.
pub fn check() -> anyhow::Result<()> {
    let crates = workspace()?;
    let violations = compare(&crates, ALLOWED);
    for violation in &violations {
        println!("{violation}");
    }
    match violations.len() {
        0 => {
            println!("{} crates depend on each other as the table allows", crates.len());
            Ok(())
        }
        count => bail!("{count} of the arrows between crates are wrong"),
    }
}

/// The crates of the workspace, as cargo sees them.
fn workspace() -> anyhow::Result<Vec<Crate>> {
    let metadata = MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))
        .no_deps()
        .exec()
        .context("cannot read the workspace with cargo metadata")?;
    let crates = metadata.workspace_packages().into_iter().map(|package| Crate {
        name: package.name.to_string(),
        dependencies: package
            .dependencies
            .iter()
            .filter(|dependency| dependency.kind == DependencyKind::Normal)
            .map(|dependency| dependency.name.clone())
            .collect(),
    });
    Ok(crates.collect())
}

/// All differences, in the order of the crates and then of the table.
fn compare(crates: &[Crate], allowed: &[(&'static str, &[&str])]) -> Vec<Violation> {
    let is_ours = |name: &str| crates.iter().any(|ours| ours.name == name);
    let mut violations = Vec::new();
    for Crate { name, dependencies } in crates {
        let Some((_, targets)) = allowed.iter().find(|(from, _)| from == name) else {
            violations.push(Violation::Unlisted { name: name.clone() });
            continue;
        };
        for to in dependencies {
            if is_ours(to) && !targets.contains(&to.as_str()) {
                violations.push(Violation::Forbidden { from: name.clone(), to: to.clone() });
            }
        }
    }
    let missing = allowed.iter().map(|&(name, _)| name).filter(|name| !is_ours(name));
    violations.extend(missing.map(|name| Violation::Missing { name }));
    violations
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &[(&str, &[&str])] = &[("leaf", &[]), ("stage", &["leaf"]), ("other", &["leaf"])];

    fn crates(arrows: &[(&str, &[&str])]) -> Vec<Crate> {
        let owned = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        arrows
            .iter()
            .map(|&(name, to)| Crate { name: name.to_owned(), dependencies: owned(to) })
            .collect()
    }

    #[test]
    fn allowed_arrows_and_crates_of_others_pass() {
        let crates = crates(&[("leaf", &["serde"]), ("stage", &["leaf", "serde"]), ("other", &[])]);
        assert_eq!(compare(&crates, TABLE), []);
    }

    #[test]
    fn a_stage_that_depends_on_another_is_named() {
        let crates = crates(&[("leaf", &[]), ("stage", &["leaf", "other"]), ("other", &["leaf"])]);
        let expected = Violation::Forbidden { from: "stage".to_owned(), to: "other".to_owned() };
        assert_eq!(expected.to_string(), "`stage` must not depend on `other`");
        assert_eq!(compare(&crates, TABLE), [expected]);
    }

    #[test]
    fn the_table_and_the_workspace_have_the_same_crates() {
        let crates = crates(&[("leaf", &[]), ("stage", &[]), ("stranger", &["leaf"])]);
        let expected = [
            Violation::Unlisted { name: "stranger".to_owned() },
            Violation::Missing { name: "other" },
        ];
        assert_eq!(compare(&crates, TABLE), expected);
    }

    /// Each arrow of the table points to a line above it, so that there can be no cycle.
    #[test]
    fn the_table_has_no_cycle() {
        for (index, (from, targets)) in ALLOWED.iter().enumerate() {
            for to in *targets {
                let place = ALLOWED.iter().position(|(name, _)| name == to);
                assert!(place.is_some_and(|place| place < index), "{from} → {to}");
            }
        }
    }
}
