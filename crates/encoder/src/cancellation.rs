//! A request to stop work that takes long.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use thiserror::Error;

/// A request to stop, shared by those who may make it and those who look for it.
///
/// Clones are the same request. Once made, it cannot be taken back.
///
/// ```
/// use newsdesk_encoder::{Cancellation, Cancelled};
///
/// let cancellation = Cancellation::default();
/// let shared = cancellation.clone();
/// assert_eq!(cancellation.check(), Ok(()));
/// shared.cancel();
/// assert_eq!(cancellation.check(), Err(Cancelled));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Cancellation(Arc<AtomicBool>);

/// The work was cancelled before it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("cancelled")]
pub struct Cancelled;

impl Cancellation {
    /// Asks all work that has this request, or a clone of it, to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether the work is to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// For work to call between its steps.
    ///
    /// # Errors
    ///
    /// [`Cancelled`] if the work is to stop.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }

    /// The flag that is true once the work is to stop, for signal handlers, which can set a flag
    /// and do little else.
    pub fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.0)
    }
}
