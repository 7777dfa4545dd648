//! Reads English news.

use std::process::ExitCode;

fn main() -> ExitCode {
    newsdesk_cli::newsdesk()
}
