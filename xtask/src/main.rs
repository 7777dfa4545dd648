//! Checks, evaluations and release files of the Newsdesk workspace.
//!
//! ```console
//! cargo xtask check                    # everything that must hold before a change goes in
//! cargo xtask check arrows             # one step of it
//! cargo xtask eval TASK --data DIR …   # scores
//! cargo xtask bench encoder --peers    # speed of the encoder beside the engines of others
//! cargo xtask bench programs           # speed and memory of the programs beside the tools of others
//! cargo xtask models fetch NAME       # models of others, checked and locked
//! cargo xtask libtorch                 # the library of the feature `libtorch`
//! cargo xtask dist --output DIR        # shell completions and man pages
//! ```

use clap::Parser;

mod arrows;
mod bench;
mod check;
mod dist;
mod eval;
mod libtorch;
mod models;
mod report;

/// Checks, evaluations and release files of the Newsdesk workspace
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Xtask {
    /// Runs everything that must hold before a change goes in
    Check(check::CheckArguments),
    /// Scores a task on sets of data
    Eval(eval::EvalArguments),
    /// Compares speed and memory with the tools of others
    Bench(bench::BenchArguments),
    /// Fetches, checks and lists models of others
    Models(models::ModelsArguments),
    /// Brings the C++ library of the feature `libtorch` and tells cargo where it is
    Libtorch(libtorch::LibtorchArguments),
    /// Writes shell completions and man pages
    Dist(dist::DistArguments),
}

fn main() -> anyhow::Result<()> {
    match Xtask::parse() {
        Xtask::Check(arguments) => check::run(&arguments),
        Xtask::Eval(arguments) => eval::run(arguments),
        Xtask::Bench(arguments) => bench::run(&arguments),
        Xtask::Models(arguments) => models::run(&arguments),
        Xtask::Libtorch(arguments) => libtorch::run(&arguments),
        Xtask::Dist(arguments) => dist::run(&arguments),
    }
}
