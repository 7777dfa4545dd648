//! Who is for or against whom, and what shows it.

mod graph;
mod html;
mod object;
mod svg;
mod table;
mod text;

use newsdesk::document::{EntityRef, Holder, Polarity, SentenceRef, Stance, Target};
use newsdesk::stance::{Edge, edges};
use newsdesk::{Document, Topic};

use super::{Format, Shown, json, one_line};

pub use graph::{Drawn, dot, mermaid};
pub use table::HEADINGS;

/// What is printed of the stances of a document.
pub fn render(format: Format, shown: &Shown<'_>) -> serde_json::Result<Vec<u8>> {
    let relations = relations(shown.document);
    let text = match format {
        Format::Json | Format::JsonLines => {
            return json(format, &object::object(shown, &relations));
        }
        Format::Csv => return Ok(table::rows(shown.document, &relations)),
        Format::Dot => dot(&one_line(shown.document.id()), drawn(&relations)),
        Format::Mermaid => mermaid(&one_line(shown.document.id()), drawn(&relations)),
        Format::Html => html::html(shown, &relations),
        _ => text::text(shown, &relations),
    };
    Ok(text.into_bytes())
}

/// An edge with the names at its ends.
struct Relation<'d> {
    edge: Edge,
    holder: String,
    target: String,
    /// Those that show the polarity, the most probable first.
    shown_by: Vec<&'d Stance>,
}

/// The edges of a document, in the order in which the text shows them, those of its author last.
fn relations(document: &Document) -> Vec<Relation<'_>> {
    let stances = document.attached_stances().unwrap_or_default();
    let name = |entity: u32| {
        let entity = document.entity(entity as usize);
        one_line(entity.map(EntityRef::name).unwrap_or_default())
    };
    let relation = |edge: Edge| Relation {
        holder: match edge.holder {
            Holder::Entity(entity) => name(entity),
            Holder::Author => "the author".to_owned(),
        },
        target: match &edge.target {
            Target::Entity(entity) => name(*entity),
            Target::Topic(topic) => topic.clone(),
        },
        shown_by: edge.stances.iter().filter_map(|index| stances.get(*index)).collect(),
        edge,
    };
    let mut relations: Vec<_> = edges(stances).into_iter().map(relation).collect();
    relations.sort_by_key(|relation| relation.edge.holder == Holder::Author);
    relations
}

/// Those that are for or against somebody.
fn drawn<'r>(relations: &'r [Relation<'r>]) -> impl Iterator<Item = Drawn<'r>> + Clone {
    shown(relations).map(|relation| Drawn {
        holder: &relation.holder,
        target: &relation.target,
        label: format!("{} {:.2}", relation.polarity(), relation.edge.probability),
        polarity: relation.polarity(),
    })
}

/// All but those that are neutral.
fn shown<'r>(relations: &'r [Relation<'r>]) -> impl Iterator<Item = &'r Relation<'r>> + Clone {
    relations.iter().filter(|relation| relation.polarity() != Polarity::Neutral)
}

impl Relation<'_> {
    fn polarity(&self) -> Polarity {
        self.edge.polarity
    }
}

/// The sentence that shows a stance, on one line.
fn sentence(document: &Document, stance: &Stance) -> String {
    let sentence = document.sentence(stance.evidence.sentence as usize);
    one_line(sentence.map(SentenceRef::text).unwrap_or_default())
}

/// Names of the topics that were asked for and that the text does not mention.
fn not_mentioned<'d>(shown: &'d Shown<'_>) -> impl Iterator<Item = &'d str> {
    let missing = |topic: &&Topic| topic.mentions(shown.document).is_empty();
    shown.topics.iter().filter(missing).map(|topic| topic.name.as_str())
}

/// Names of the topics that were asked for and mentioned, but that nobody who is known speaks of.
fn without_holder<'d>(
    shown: &'d Shown<'_>,
    relations: &'d [Relation<'_>],
) -> impl Iterator<Item = &'d str> {
    let has_holder = |topic: &Topic| {
        relations.iter().any(
            |relation| matches!(&relation.edge.target, Target::Topic(name) if *name == topic.name),
        )
    };
    let topics = shown.topics.iter().filter(move |topic| !has_holder(topic));
    let mentioned = topics.filter(|topic| !topic.mentions(shown.document).is_empty());
    mentioned.map(|topic| topic.name.as_str())
}

#[cfg(test)]
mod tests;
