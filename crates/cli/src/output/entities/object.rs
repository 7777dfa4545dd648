//! Entities as an object.

use newsdesk::document::json::{OFFSET_UNIT, SCHEMA_VERSION};
use newsdesk::document::{EntityKind, EntityRef, MentionRef};
use serde::Serialize;

use crate::output::{Id, Shown};
use crate::record::OtherFields;

/// The entities of a document; offsets are bytes of its text.
#[derive(Serialize)]
pub struct EntitiesObject<'d> {
    schema_version: u32,
    offset_unit: &'static str,
    id: Id<'d>,
    #[serde(flatten)]
    other: &'d OtherFields,
    entities: Vec<EntityObject<'d>>,
}

#[derive(Serialize)]
struct EntityObject<'d> {
    kind: String,
    name: &'d str,
    /// What a date or an amount of money says.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'d str>,
    mentions: Vec<MentionObject<'d>>,
}

#[derive(Serialize)]
struct MentionObject<'d> {
    start: u32,
    end: u32,
    kind: String,
    /// Of span and kind together.
    probability: f32,
    text: &'d str,
}

pub fn object<'d>(shown: &'d Shown<'d>) -> EntitiesObject<'d> {
    let mention = |mention: MentionRef<'d>| MentionObject {
        start: mention.span().start(),
        end: mention.span().end(),
        kind: kind(mention.kind()),
        probability: mention.probability(),
        text: mention.text(),
    };
    let entity = |entity: EntityRef<'d>| EntityObject {
        kind: kind(entity.kind()),
        name: entity.name(),
        value: entity.value(),
        mentions: entity.mentions().map(mention).collect(),
    };
    EntitiesObject {
        schema_version: SCHEMA_VERSION,
        offset_unit: OFFSET_UNIT,
        id: shown.id(),
        other: &shown.record.other,
        entities: shown.document.entities().map(entity).collect(),
    }
}

/// The kind as the JSON form of documents spells it.
fn kind(kind: EntityKind) -> String {
    kind.as_str().to_lowercase()
}
