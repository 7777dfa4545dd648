//! A run from the first document to the exit status.

use std::io;
use std::process::ExitCode;

use anyhow::Context;
use newsdesk::ordered_for_each;
use rayon::ThreadPoolBuilder;

use crate::failure::hint;
use crate::input::{Documents, size};
use crate::interrupt::{Interrupt, Interrupted};
use crate::isolation::silence_isolated_panics;
use crate::job::Job;
use crate::progress::Progress;
use crate::report::{Report, Tally};
use crate::work::{Outcome, work};

/// Runs a job, reports what went wrong, and gives the exit status: 0 if every document was read,
/// 1 if some failed, 2 if none could be read or the job cannot run, 130 and 143 after an interrupt.
pub fn program(job: anyhow::Result<Job>) -> ExitCode {
    silence_isolated_panics();
    match job.and_then(run) {
        Ok(Tally { failed: 0, .. }) => ExitCode::SUCCESS,
        Ok(Tally { succeeded: 1.., .. }) => ExitCode::from(1),
        Ok(_) => ExitCode::from(2),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            if let Some(&Interrupted { status }) = error.downcast_ref() {
                return ExitCode::from(status);
            }
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
    let interrupt = Interrupt::cancelling(&job.cancellation).context("cannot handle signals")?;
    let threads = job.threads.map_or(0, usize::from);
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    pool.context("cannot start the threads")?.install(|| read_all(job, &interrupt))
}

/// Reads every document and writes it in the order of the input, until a signal comes.
fn read_all(mut job: Job, interrupt: &Interrupt) -> anyhow::Result<Tally> {
    let sources = std::mem::take(&mut job.sources);
    let progress = Progress::new(size(&sources), job.quiet);
    let is_lines = job.fields.is_some();
    let documents = Documents::new(sources, is_lines, progress.bar(), job.cancellation.clone());
    let mut report = Report::new(&job, progress)?;
    let sink = |outcome: Outcome| {
        let added = interrupt.check().map_err(Into::into).and_then(|()| report.add(outcome));
        // Nobody waits for what is still in work.
        added.inspect_err(|_| job.cancellation.cancel())
    };
    let ended = ordered_for_each(documents, |found| work(&job, found), Outcome::size, sink);
    match interrupt.check() {
        Ok(()) => ended.and_then(|()| report.finish()),
        Err(interrupted) => {
            // Whoever reads the output is often gone too, by the same signal.
            let _ = report.abandon();
            Err(interrupted.into())
        }
    }
}
