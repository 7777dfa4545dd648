//! How far a long run is, on the standard error if that is a terminal.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter runs show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that appears when the run has become long.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    is_due: bool,
}

impl Progress {
    /// Progress over so many bytes, if their number is known; none if quiet.
    pub fn new(bytes: Option<u64>, is_quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(bytes, ProgressDrawTarget::hidden());
        let template = match bytes {
            Some(_) => "{bar:32} {binary_bytes}/{binary_total_bytes}, {msg}, {eta} left",
            None => "{spinner} {binary_bytes}, {msg}, {elapsed}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar, started: Instant::now(), is_due: !is_quiet }
    }

    /// The bar, for a reader that moves it.
    pub fn bar(&self) -> ProgressBar {
        self.bar.clone()
    }

    /// Says how many documents are done.
    pub fn update(&mut self, documents: u64) {
        if self.is_due && self.started.elapsed() >= PATIENCE {
            self.is_due = false;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        if !self.bar.is_hidden() {
            self.bar.set_message(format!("{documents} documents"));
            self.bar.tick();
        }
    }

    /// Writes a line to the standard error, above the bar.
    pub fn print(&self, line: &str) {
        // There is nowhere to report that the standard error is gone.
        self.bar.suspend(|| drop(writeln!(io::stderr(), "{line}")));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
