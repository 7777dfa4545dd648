//! Entities for reading: a line each.

use newsdesk::document::EntityRef;

use super::other_names;
use crate::output::escape::markdown as escaped;
use crate::output::{Shown, one_line};

/// Kind, name, number of mentions, other names and value, between tabs.
pub fn text(shown: &Shown<'_>) -> String {
    let mut text = shown.header();
    for entity in shown.document.entities() {
        let (name, count) = (one_line(entity.name()), entity.mentions().len());
        let (kind, value) = (entity.kind(), entity.value().unwrap_or_default());
        text.push_str(&format!("{kind}\t{name}\t{count}\t{}\t{value}\n", others(entity)));
    }
    text
}

/// A heading and a table.
pub fn markdown(shown: &Shown<'_>) -> String {
    let title = shown.document.metadata().title.as_deref();
    let title = one_line(title.unwrap_or(shown.document.id()));
    let mut text = format!("## {title}\n\n| entity | kind | mentions | also | value |\n");
    text.push_str("| --- | --- | ---: | --- | --- |\n");
    for entity in shown.document.entities() {
        let cells = [
            escaped(&one_line(entity.name())),
            entity.kind().to_string(),
            entity.mentions().len().to_string(),
            escaped(&others(entity)),
            entity.value().unwrap_or_default().to_owned(),
        ];
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text
}

fn others(entity: EntityRef<'_>) -> String {
    let names = other_names(entity).into_iter().map(one_line);
    names.collect::<Vec<_>>().join(", ")
}
