//! One bad document never harms another: a panic becomes that document's error, in one line.

use std::cell::Cell;
use std::panic;

use newsdesk::{Panicked, catch_panic};

thread_local! {
    static IS_ISOLATED: Cell<bool> = const { Cell::new(false) };
}

/// Keeps panics of isolated work off the standard error, since they are reported as errors.
pub fn silence_isolated_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |information| {
        if !IS_ISOLATED.get() {
            usual(information);
        }
    }));
}

/// Runs the work for one document.
pub fn isolated<Output>(work: impl FnOnce() -> Output) -> Result<Output, Panicked> {
    IS_ISOLATED.set(true);
    let output = catch_panic(work);
    IS_ISOLATED.set(false);
    output
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_of_one_line() {
        silence_isolated_panics();
        let outcome = isolated(|| -> u32 { panic!("the sentence is too sad") });
        let message = outcome.unwrap_err().to_string();
        assert_eq!(message, "internal error: the sentence is too sad");
        assert!(!IS_ISOLATED.get());
        assert_eq!(isolated(|| 7), Ok(7));
    }
}
