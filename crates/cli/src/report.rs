//! What comes of the documents, in the order of the input: printed, gathered, counted.

use crate::gather::{Gathered, Whole};
use crate::job::Job;
use crate::output::{Format, Frame, Sink};
use crate::progress::Progress;
use crate::work::{Outcome, Output};

/// How many documents were read, and how many failed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub succeeded: u64,
    pub failed: u64,
}

/// Takes the outcomes one by one.
pub struct Report {
    tally: Tally,
    frame: Frame<Sink>,
    /// What the documents make together; none if each is printed.
    gathered: Option<Gathered>,
    /// How that is printed.
    format: Format,
    progress: Progress,
    is_quiet: bool,
}

impl Report {
    /// Opens the output of a job.
    pub fn new(job: &Job, progress: Progress) -> anyhow::Result<Self> {
        let sink = Sink::new(job.output.as_deref())?;
        let format = if job.whole.is_some() { Format::Text } else { job.format };
        Ok(Self {
            tally: Tally::default(),
            frame: Frame::new(sink, job.view, format, job.has_many_documents),
            gathered: job.whole.map(Whole::start),
            format: job.format,
            progress,
            is_quiet: job.quiet,
        })
    }

    /// Prints or gathers what came of the next document, and says what went wrong.
    pub fn add(&mut self, outcome: Outcome) -> anyhow::Result<()> {
        match outcome.failure {
            None => self.tally.succeeded += 1,
            Some(failure) => {
                self.tally.failed += 1;
                self.progress.print(&format!("error: {failure}"));
                if let Some(hint) = failure.kind.hint() {
                    self.progress.print(&format!("hint: {hint}"));
                }
            }
        }
        self.warn(outcome.warning);
        match outcome.output {
            Some(Output::Rendered(output)) => self.frame.write(&output)?,
            Some(Output::Contribution { contribution, .. }) => {
                if let Some(gathered) = &mut self.gathered {
                    gathered.add(contribution);
                }
            }
            None => {}
        }
        self.progress.update(self.tally.succeeded + self.tally.failed);
        Ok(())
    }

    /// Prints what the documents make together, ends the output, and keeps its file unless no
    /// document could be read.
    pub fn finish(mut self) -> anyhow::Result<Tally> {
        if let Some(gathered) = self.gathered.take() {
            self.frame.write(&gathered.render(self.format)?)?;
            self.warn(gathered.warning());
        }
        let Tally { succeeded, failed } = self.tally;
        if succeeded + failed == 0 {
            self.warn(Some("no documents found".to_owned()));
        }
        let sink = self.frame.finish()?;
        if succeeded > 0 || failed == 0 {
            sink.keep()?;
        }
        Ok(self.tally)
    }

    /// Ends the output behind the last document that was printed; a file of it is removed.
    pub fn abandon(self) -> anyhow::Result<()> {
        self.frame.finish()?;
        Ok(())
    }

    fn warn(&self, warning: Option<String>) {
        if let Some(warning) = warning.filter(|_| !self.is_quiet) {
            self.progress.print(&format!("warning: {warning}"));
        }
    }
}
