//! From mentions to entities: which mentions of a document name the same thing.
//!
//! Deterministic rules, each in the file of what it is about: `people` with `full_names` and
//! `references` to them by a part, `things` (organisations, places, groups and the rest) with
//! `short_forms` and `acronym`; `lexicon` has the words that they know. All rules look names up by their words, so that time
//! grows with the number of mentions.

mod acronym;
mod full_names;
mod lexicon;
mod name;
mod partition;
mod people;
mod references;
#[cfg(test)]
mod search;
mod short_forms;
#[cfg(test)]
mod tests;
mod things;

use newsdesk_document::{Document, Entity, EntityKind, Mention, Span};

use name::Name;
use partition::Partition;

use crate::values;

/// A name of more words is joined with the same name only.
///
/// This bounds the work on texts that are no news, since a name may be a part of another in as many
/// ways as it has words.
const LONGEST_NAME: usize = 50;

/// Groups the mentions of a document, which are in text order, into entities.
///
/// The entities come in the order of their first mentions. An entity has the kind of most of its
/// mentions. Its name is the mention that says most: with most words, and of those the first;
/// without a title if a full name is left. Dates and amounts are grouped by what they say; a date
/// is resolved if the metadata of the document tell when it was published.
///
/// ```
/// use newsdesk_document::{Document, EntityKind, Mention, Span};
///
/// let text = "Vladimir Putin left. Moscow said President Putin was well.";
/// let document = Document::new("", text)?;
/// let mention = |start, end, kind| -> Result<_, newsdesk_document::SpanError> {
///     Ok(Mention { span: Span::new(start, end)?, kind, probability: 0.9 })
/// };
/// let entities = newsdesk_ner::group(&document, &[
///     mention(0, 14, EntityKind::Person)?,
///     mention(21, 27, EntityKind::Location)?,
///     mention(33, 48, EntityKind::Person)?,
/// ]);
/// assert_eq!(entities.len(), 2);
/// assert_eq!(entities[0].name.of(text), Some("Vladimir Putin"));
/// assert_eq!(entities[0].mentions.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn group(document: &Document, mentions: &[Mention]) -> Vec<Entity> {
    let text = document.text();
    let published = document.metadata().date.as_deref().and_then(values::published);
    let names: Vec<Name<'_>> =
        mentions.iter().map(|mention| Name::new(text, mention, published)).collect();
    let mut partition = Partition::new(names.len());
    people::link(&names, &mut partition);
    things::link(text, mentions, &names, &mut partition);
    let parts = partition.parts();
    parts.iter().filter_map(|part| entity(part, mentions, &names)).collect()
}

/// The entity of the mentions with these indexes, which are in text order.
fn entity(part: &[usize], mentions: &[Mention], names: &[Name<'_>]) -> Option<Entity> {
    let names_of_part = part.iter().filter_map(|&index| names.get(index));
    let (_, best) = names_of_part
        .map(|name| (name.fullness(), name))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let mentions: Vec<Mention> =
        part.iter().filter_map(|&index| mentions.get(index)).copied().collect();
    Some(Entity {
        kind: kind(&mentions)?,
        name: name_span(best),
        value: best.value().map(str::to_owned),
        mentions,
    })
}

/// The kind of most mentions; of those with equal counts, the one that comes first.
fn kind(mentions: &[Mention]) -> Option<EntityKind> {
    let mut counts: Vec<(EntityKind, usize)> = Vec::new();
    for mention in mentions {
        match counts.iter_mut().find(|(kind, _)| *kind == mention.kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((mention.kind, 1)),
        }
    }
    let most = counts.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
    most.map(|(kind, _)| kind)
}

fn name_span(name: &Name<'_>) -> Span {
    let span = name.span();
    Span::new(span.start() + name.title_length(), span.end()).unwrap_or(span)
}
