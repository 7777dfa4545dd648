//! The people, organisations, places and other things that are named.

mod brat;
mod conll;
mod html;
mod object;
mod text;

use newsdesk::Document;
use newsdesk::document::{EntityRef, MentionRef};

use super::{Format, Shown, json};

/// What is printed of the entities of a document.
pub fn render(format: Format, shown: &Shown<'_>) -> serde_json::Result<Vec<u8>> {
    let text = match format {
        Format::Json | Format::JsonLines => return json(format, &object::object(shown)),
        Format::Markdown => text::markdown(shown),
        Format::Conll => conll::conll(shown),
        Format::Brat => brat::brat(shown.document),
        Format::Html => html::html(shown),
        _ => text::text(shown),
    };
    Ok(text.into_bytes())
}

/// All mentions, in text order.
fn mentions(document: &Document) -> Vec<MentionRef<'_>> {
    let mut mentions: Vec<_> = document.mentions().collect();
    mentions.sort_by_key(|mention| mention.span());
    mentions
}

/// What an entity is called besides its name, each once, in text order.
fn other_names(entity: EntityRef<'_>) -> Vec<&str> {
    let mut names = vec![entity.name()];
    for mention in entity.mentions() {
        if !names.contains(&mention.text()) {
            names.push(mention.text());
        }
    }
    names.split_off(1)
}

#[cfg(test)]
mod tests;
