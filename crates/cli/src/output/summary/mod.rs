//! The sentences that tell the story.

mod html;
mod object;
mod text;

use newsdesk::Document;

use super::{Format, Shown, json, one_line};

/// What is printed of a document.
pub fn render(format: Format, shown: &Shown<'_>) -> serde_json::Result<Vec<u8>> {
    match format {
        Format::Text => Ok(text::text(shown).into_bytes()),
        Format::Markdown => Ok(text::markdown(shown).into_bytes()),
        Format::Html => Ok(html::html(shown).into_bytes()),
        _ => json(format, &object::object(shown)),
    }
}

/// The sentences of the summary, in its order.
fn lines(document: &Document) -> impl Iterator<Item = String> {
    let selected = document.selected().map(|selected| one_line(&selected.text()));
    selected.chain(document.generated().iter().map(|generated| one_line(&generated.text)))
}
