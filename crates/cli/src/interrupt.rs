//! Ctrl-C and SIGTERM.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use newsdesk::encoder::Cancellation;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use thiserror::Error;

/// Signals that ask the program to stop, with the exit status of each, as shells give it: 128 and
/// the number of the signal.
const SIGNALS: [(i32, u8); 2] = [(SIGINT, 130), (SIGTERM, 143)];

/// A run that a signal has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("interrupted")]
pub struct Interrupted {
    /// The exit status.
    pub status: u8,
}

/// Looks out for signals.
pub struct Interrupt {
    /// The exit status; 0 before a signal has come.
    status: Arc<AtomicUsize>,
}

impl Interrupt {
    /// From now on the first signal cancels, and the next one ends the program at once.
    pub fn cancelling(cancellation: &Cancellation) -> io::Result<Self> {
        let status = Arc::new(AtomicUsize::new(0));
        for (signal, code) in SIGNALS {
            // In this order: what the first signal sets arms what the next one does.
            flag::register_conditional_shutdown(signal, code.into(), cancellation.flag())?;
            flag::register_usize(signal, Arc::clone(&status), code.into())?;
            flag::register(signal, cancellation.flag())?;
        }
        Ok(Self { status })
    }

    /// Whether to go on.
    pub fn check(&self) -> Result<(), Interrupted> {
        match u8::try_from(self.status.load(Ordering::SeqCst)) {
            Ok(0) | Err(_) => Ok(()),
            Ok(status) => Err(Interrupted { status }),
        }
    }
}
