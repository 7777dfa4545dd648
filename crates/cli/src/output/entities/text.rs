//! Entities for reading: a line each.

use newsdesk::document::EntityRef;

use super::other_names;
use crate::output::{Shown, one_line};

/// Kind, name, number of mentions and other names, between tabs.
pub fn text(shown: &Shown<'_>) -> String {
    let mut text = shown.header();
    for entity in shown.document.entities() {
        let (name, count) = (one_line(entity.name()), entity.mentions().len());
        text.push_str(&format!("{}\t{name}\t{count}\t{}\n", entity.kind(), others(entity)));
    }
    text
}

/// A heading and a table.
pub fn markdown(shown: &Shown<'_>) -> String {
    let title = shown.document.metadata().title.as_deref();
    let title = one_line(title.unwrap_or(shown.document.id()));
    let mut text = format!("## {title}\n\n| entity | kind | mentions | also |\n");
    text.push_str("| --- | --- | ---: | --- |\n");
    for entity in shown.document.entities() {
        let cells = [
            escaped(&one_line(entity.name())),
            entity.kind().to_string(),
            entity.mentions().len().to_string(),
            escaped(&others(entity)),
        ];
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text
}

fn others(entity: EntityRef<'_>) -> String {
    let names = other_names(entity).into_iter().map(one_line);
    names.collect::<Vec<_>>().join(", ")
}

/// A text that Markdown shows as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if "\\`*_[]<>|&#~$".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
