//! Checks, evaluations and release files of the Newsdesk workspace.
//!
//! ```console
//! cargo xtask check                    # everything that must hold before a change goes in
//! cargo xtask check arrows             # one step of it
//! cargo xtask eval TASK --data DIR …   # scores
//! cargo xtask dist --output DIR        # shell completions and man pages
//! ```

use clap::Parser;

mod arrows;
mod check;
mod dist;
mod eval;

/// Checks, evaluations and release files of the Newsdesk workspace
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Xtask {
    /// Runs everything that must hold before a change goes in
    Check(check::CheckArguments),
    /// Scores a task on sets of data
    Eval(eval::EvalArguments),
    /// Writes shell completions and man pages
    Dist(dist::DistArguments),
}

fn main() -> anyhow::Result<()> {
    match Xtask::parse() {
        Xtask::Check(arguments) => check::run(&arguments),
        Xtask::Eval(arguments) => eval::run(arguments),
        Xtask::Dist(arguments) => dist::run(&arguments),
    }
}
