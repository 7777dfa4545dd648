//! Prints the sentences that tell the story.

use std::process::ExitCode;

fn main() -> ExitCode {
    newsdesk_cli::summarize()
}
