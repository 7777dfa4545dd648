//! SQL over news, on one machine or on a cluster.

mod arguments;
mod output;
mod query;
mod roles;
mod table;

use std::io;
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use env_logger::Env;
use rayon::ThreadPoolBuilder;
use tokio::runtime::Builder;

use arguments::{Arguments, Command};
use output::CannotWrite;

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    let is_role = matches!(command, Command::Scheduler(_) | Command::Executor(_));
    let log = Env::default().default_filter_or(if is_role { "info" } else { "off" });
    env_logger::Builder::from_env(log).init();
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    // The engine's partitions are the only parallelism; products of matrices do not add theirs.
    let pool = ThreadPoolBuilder::new().num_threads(1).build_global();
    pool.context("cannot start the threads")?;
    let mut runtime = Builder::new_multi_thread();
    if let Command::Query { threads: Some(threads), .. } = &command {
        runtime.worker_threads(threads.get());
    }
    let runtime = runtime.enable_all().build().context("cannot start the threads")?;
    runtime.block_on(async {
        match command {
            Command::Query { query, threads } => query::here(&query, threads).await,
            Command::Submit { query, scheduler, partitions } => {
                query::on_cluster(&query, &scheduler, partitions).await
            }
            Command::Scheduler(arguments) => roles::scheduler(arguments).await,
            Command::Executor(arguments) => roles::executor(arguments).await,
        }
    })
}

/// Whether whoever read our output has seen enough.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    if error.downcast_ref::<CannotWrite>().is_none() {
        return false;
    }
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
