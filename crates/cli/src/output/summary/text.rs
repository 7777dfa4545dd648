//! Summaries for reading.

use super::lines;
use crate::output::{Shown, one_line};

/// One sentence a line.
pub fn text(shown: &Shown<'_>) -> String {
    let mut text = shown.header();
    for line in lines(shown.document) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// A heading and a list.
pub fn markdown(shown: &Shown<'_>) -> String {
    let title = shown.document.metadata().title.as_deref();
    let mut text = format!("## {}\n\n", one_line(title.unwrap_or(shown.document.id())));
    for line in lines(shown.document) {
        text.push_str("- ");
        text.push_str(&line);
        text.push('\n');
    }
    text
}
