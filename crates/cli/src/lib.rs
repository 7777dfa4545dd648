//! The programs `summarize` and `newsdesk`.
//!
//! Both go the same way: `arguments` mirrors the command line and becomes a checked `job`;
//! `input` finds documents one by one; `work` reads each of them on a pool of threads and
//! renders it; `report` prints or gathers what comes back, in the order of the input, which
//! `output` frames. `failure` has everything that can be wrong with a document, and the hints.
//! `interrupt` stops all that when a signal comes.
//!
//! The library exists so that the two programs, and the man pages, share it. It is no interface
//! for other crates; that is `newsdesk`.

mod arguments;
mod failure;
mod gather;
mod input;
mod interrupt;
mod isolation;
mod job;
mod output;
mod progress;
mod record;
mod report;
mod run;
mod work;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use arguments::{NewsdeskArguments, SummarizeArguments};
use job::Job;

/// Runs the program `summarize` with the arguments of the process.
pub fn summarize() -> ExitCode {
    let arguments = SummarizeArguments::parse();
    run::program(Job::summarize(arguments))
}

/// Runs the program `newsdesk` with the arguments of the process.
pub fn newsdesk() -> ExitCode {
    let arguments = NewsdeskArguments::parse();
    run::program(Job::newsdesk(arguments))
}

/// The command line of `summarize`, for completions and man pages.
pub fn summarize_command() -> clap::Command {
    SummarizeArguments::command()
}

/// The command line of `newsdesk`, for completions and man pages.
pub fn newsdesk_command() -> clap::Command {
    NewsdeskArguments::command()
}
