//! `cargo xtask check`: what continuous integration runs, and what a developer runs before a push.
//!
//! The steps are independent, so one that fails does not hide what the next ones would say: all of
//! them run, cheap ones first, and the last line names those that failed.

use std::env;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use crate::arrows;
use crate::libtorch::{self, LibtorchArguments};

/// The crates that have the feature `libtorch`.
const LIBTORCH_CRATES: [&str; 5] =
    ["newsdesk-encoder", "newsdesk-stance", "newsdesk-summarization", "newsdesk", "newsdesk-cli"];

/// The crate that is no member of the workspace.
const SQL: &str = "crates/sql/Cargo.toml";

/// Arguments of `cargo xtask check`.
#[derive(Args, Debug)]
pub struct CheckArguments {
    /// The steps to run; all of them if none is named
    #[arg(value_enum, value_name = "STEP")]
    steps: Vec<Step>,
    /// A step to leave out; may be repeated
    #[arg(long, value_enum, value_name = "STEP")]
    skip: Vec<Step>,
}

/// One step, in the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Step {
    /// Crates depend on each other only as the code map allows
    Arrows,
    /// `cargo fmt --check`
    Format,
    /// `cargo deny check`: licences, advisories and sources of dependencies; skipped if not installed
    Deny,
    /// `cargo clippy` on all targets, warnings denied
    Lint,
    /// `cargo clippy` on what the feature `libtorch` adds, without the library
    Typecheck,
    /// `cargo doc`, warnings denied
    Doc,
    /// `cargo test --workspace`, doctests included
    Test,
    /// Each benchmark once, as a test
    Bench,
    /// The tests of the feature `libtorch`, on the library; skipped unless `NEWSDESK_TEST_LIBTORCH`
    /// is 1
    Libtorch,
    /// Lints and tests of `crates/sql`, which is no member; skipped unless `NEWSDESK_TEST_SQL` is 1
    Sql,
}

/// How a step that did not fail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    /// A tool that the step needs is not installed, or nobody asked for so long a step.
    Skipped,
}

/// Runs the steps and prints how each of them ended.
///
/// # Errors
///
/// If a step fails, after all of them have run; the error names those that failed.
pub fn run(arguments: &CheckArguments) -> anyhow::Result<()> {
    let (mut passed, mut skipped, mut failed) = (0_usize, Vec::new(), Vec::new());
    for step in plan(arguments) {
        let name = step.name();
        println!("==> {name}");
        let start = Instant::now();
        let outcome = step.run();
        let seconds = start.elapsed().as_secs_f64();
        match outcome {
            Ok(Outcome::Passed) => {
                println!("==> {name}: passed in {seconds:.1} s\n");
                passed += 1;
            }
            Ok(Outcome::Skipped) => {
                println!("==> {name}: SKIPPED\n");
                skipped.push(name);
            }
            Err(error) => {
                println!("==> {name}: FAILED after {seconds:.1} s: {error:#}\n");
                failed.push(name);
            }
        }
    }
    let skipped = match skipped.as_slice() {
        [] => String::new(),
        names => format!(", skipped: {}", names.join(", ")),
    };
    if !failed.is_empty() {
        bail!("check: {passed} passed{skipped}, FAILED: {}", failed.join(", "));
    }
    println!("check: {passed} passed{skipped}");
    Ok(())
}

/// The steps that the arguments ask for, each once, in their order.
fn plan(arguments: &CheckArguments) -> Vec<Step> {
    let is_asked = |step: &Step| arguments.steps.is_empty() || arguments.steps.contains(step);
    Step::value_variants()
        .iter()
        .copied()
        .filter(|step| is_asked(step) && !arguments.skip.contains(step))
        .collect()
}

impl Step {
    fn name(self) -> &'static str {
        match self {
            Self::Arrows => "arrows",
            Self::Format => "format",
            Self::Deny => "deny",
            Self::Lint => "lint",
            Self::Typecheck => "typecheck",
            Self::Doc => "doc",
            Self::Test => "test",
            Self::Bench => "bench",
            Self::Libtorch => "libtorch",
            Self::Sql => "sql",
        }
    }

    fn run(self) -> anyhow::Result<Outcome> {
        match self {
            Self::Arrows => arrows::check()?,
            Self::Format => {
                cargo(&["fmt", "--all", "--check"], &[])?;
                cargo(&["fmt", "--check", "--manifest-path", SQL], &[])?;
            }
            Self::Deny if !has_cargo_deny() => {
                println!(
                    "cargo-deny is not installed; `cargo install --locked cargo-deny` adds it"
                );
                return Ok(Outcome::Skipped);
            }
            Self::Deny => cargo(&["deny", "--workspace", "check"], &[])?,
            Self::Lint => {
                let arguments = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
                cargo(&arguments, &[])?;
            }
            Self::Typecheck => {
                let options = ["--features", "libtorch-typecheck", "--all-targets"];
                with_libtorch("clippy", &options, &["--", "-D", "warnings"])?;
            }
            Self::Doc => {
                let arguments = ["doc", "--workspace", "--no-deps", "--document-private-items"];
                cargo(&arguments, &[("RUSTDOCFLAGS", "-D warnings")])?;
            }
            Self::Test => cargo(&["test", "--workspace"], &[("RUSTDOCFLAGS", "-D warnings")])?,
            Self::Bench => cargo(&["bench", "--package", "newsdesk-benches", "--", "--test"], &[])?,
            Self::Libtorch if !is_on("NEWSDESK_TEST_LIBTORCH") => {
                println!(
                    "NEWSDESK_TEST_LIBTORCH is not 1, so that no library of 800 MB is fetched"
                );
                return Ok(Outcome::Skipped);
            }
            Self::Libtorch => {
                libtorch::run(&LibtorchArguments::default())?;
                with_libtorch("test", &["--features", "libtorch,embedded-model"], &[])?;
            }
            Self::Sql if !is_on("NEWSDESK_TEST_SQL") => {
                println!(
                    "NEWSDESK_TEST_SQL is not 1, so that DataFusion is not built, which takes long"
                );
                return Ok(Outcome::Skipped);
            }
            Self::Sql => {
                let options = ["--locked", "--manifest-path", SQL];
                let lint = [&["clippy", "--all-targets"], &options[..], &["--", "-D", "warnings"]];
                cargo(&lint.concat(), &[])?;
                let documentation = [("RUSTDOCFLAGS", "-D warnings")];
                for command in [&["doc", "--no-deps", "--document-private-items"][..], &["test"]] {
                    cargo(&[command, &options].concat(), &documentation)?;
                }
            }
        }
        Ok(Outcome::Passed)
    }
}

/// Runs cargo on the crates that have the feature `libtorch`.
fn with_libtorch(command: &str, options: &[&str], rest: &[&str]) -> anyhow::Result<()> {
    let crates = LIBTORCH_CRATES.iter().flat_map(|name| ["--package", name]);
    let arguments = [command].into_iter().chain(crates).chain(options.iter().copied());
    let arguments: Vec<_> = arguments.chain(rest.iter().copied()).collect();
    let libraries = libtorch::folder().join("lib");
    // One thread in each test: they run beside each other already.
    let variables = [("OMP_NUM_THREADS", "1"), ("LD_LIBRARY_PATH", &*libraries.to_string_lossy())];
    cargo(&arguments, &variables)
}

/// Runs the cargo that runs us, in the folder of the workspace.
fn cargo(arguments: &[&str], variables: &[(&str, &str)]) -> anyhow::Result<()> {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(program)
        .args(arguments)
        .envs(variables.iter().copied())
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .status()
        .context("cannot start cargo")?;
    if !status.success() {
        bail!("`cargo {}` ended with {status}", arguments.join(" "));
    }
    Ok(())
}

/// Whether a variable of the environment is 1.
fn is_on(variable: &str) -> bool {
    env::var_os(variable).is_some_and(|value| value == "1")
}

fn has_cargo_deny() -> bool {
    Command::new("cargo-deny").arg("--version").output().is_ok_and(|output| output.status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(steps: &[Step], skip: &[Step], expected: &[Step]) {
        let arguments = CheckArguments { steps: steps.to_vec(), skip: skip.to_vec() };
        assert_eq!(plan(&arguments), expected);
    }

    #[test]
    fn steps_run_once_and_in_order() {
        check(&[], &[], Step::value_variants());
        check(&[Step::Test, Step::Arrows, Step::Test], &[], &[Step::Arrows, Step::Test]);
        check(&[Step::Lint, Step::Test], &[Step::Test], &[Step::Lint]);
    }

    #[test]
    fn names_are_those_of_the_command_line() {
        for step in Step::value_variants() {
            let value = step.to_possible_value().unwrap();
            assert_eq!(value.get_name(), step.name());
        }
    }
}
