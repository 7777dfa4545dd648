//! A run from the first document to the exit status.

use std::io;
use std::process::ExitCode;

use anyhow::Context;
use newsdesk::ordered_map;
use rayon::ThreadPoolBuilder;

use crate::failure::{Failure, hint};
use crate::gather::Whole;
use crate::input::{Documents, Found, size};
use crate::isolation::silence_isolated_panics;
use crate::job::Job;
use crate::output::{Format, Frame, Sink};
use crate::progress::Progress;
use crate::work::{Output, work};

/// How many documents were read, and how many failed.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    succeeded: u64,
    failed: u64,
}

/// Runs a job, reports what went wrong, and gives the exit status: 0 if every document was read,
/// 1 if some failed, 2 if none could be read or the job cannot run.
pub fn program(job: anyhow::Result<Job>) -> ExitCode {
    silence_isolated_panics();
    match job.and_then(run) {
        Ok(Tally { failed: 0, .. }) => ExitCode::SUCCESS,
        Ok(Tally { succeeded: 1.., .. }) => ExitCode::from(1),
        Ok(_) => ExitCode::from(2),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let progress = Progress::new(None, true);
            progress.print(&format!("error: {error:#}"));
            if let Some(hint) = hint(&error) {
                progress.print(&format!("hint: {hint}"));
            }
            ExitCode::from(2)
        }
    }
}

/// Whether whoever read our output has seen enough.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Runs a job on a pool of its own.
fn run(job: Job) -> anyhow::Result<Tally> {
    let threads = job.threads.map_or(0, usize::from);
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    pool.context("cannot start the threads")?.install(|| read_all(job))
}

/// Reads every document and writes it in the order of the input.
fn read_all(mut job: Job) -> anyhow::Result<Tally> {
    let mut progress = Progress::new(size(&job.sources), job.quiet);
    let sink = Sink::new(job.output.as_deref())?;
    let format = if job.whole.is_some() { Format::Text } else { job.format };
    let mut frame = Frame::new(sink, job.view, format, job.has_many_documents);
    let is_lines = job.fields.is_some();
    let documents = Documents::new(std::mem::take(&mut job.sources), is_lines, progress.bar());

    let (mut tally, mut gathered) = (Tally::default(), job.whole.map(Whole::start));
    let length =
        |found: &Result<Found, Failure>| found.as_ref().map_or(0, |found| found.bytes.len());
    for outcome in ordered_map(documents, length, |found| work(&job, found)) {
        match outcome.failure {
            None => tally.succeeded += 1,
            Some(failure) => {
                tally.failed += 1;
                progress.print(&format!("error: {failure}"));
                if let Some(hint) = failure.kind.hint() {
                    progress.print(&format!("hint: {hint}"));
                }
            }
        }
        if let Some(warning) = outcome.warning.filter(|_| !job.quiet) {
            progress.print(&format!("warning: {warning}"));
        }
        match outcome.output {
            Some(Output::Rendered(output)) => frame.write(&output)?,
            Some(Output::Contribution(contribution)) => {
                if let Some(gathered) = &mut gathered {
                    gathered.add(contribution);
                }
            }
            None => {}
        }
        progress.update(tally.succeeded + tally.failed);
    }
    if let Some(gathered) = gathered {
        frame.write(&gathered.render(job.format)?)?;
        if let Some(warning) = gathered.warning().filter(|_| !job.quiet) {
            progress.print(&format!("warning: {warning}"));
        }
    }
    let sink = frame.finish()?;
    if tally.succeeded > 0 || tally.failed == 0 {
        sink.keep()?;
    }
    if tally.succeeded + tally.failed == 0 && !job.quiet {
        progress.print("warning: no documents found");
    }
    Ok(tally)
}
