//! Panics as errors.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use thiserror::Error;

/// Work that ended in a panic.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("internal error: {message}")]
pub struct Panicked {
    message: String,
}

impl Panicked {
    /// What the panic said.
    pub fn message(&self) -> &str {
        &self.message
    }

    fn new(payload: &(dyn Any + Send)) -> Self {
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        Self { message: text.unwrap_or("panic without a message").to_owned() }
    }
}

/// Runs the work, and turns a panic into an error.
///
/// Meant for work that owns what it changes, so that nobody sees it half done.
///
/// ```
/// assert_eq!(newsdesk::catch_panic(|| 1 + 1), Ok(2));
/// ```
///
/// # Errors
///
/// [`Panicked`], with what the panic said. The hook of the program has run before.
pub fn catch_panic<Output>(work: impl FnOnce() -> Output) -> Result<Output, Panicked> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| Panicked::new(payload.as_ref()))
}
