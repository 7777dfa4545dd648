//! Stances as an object.

use newsdesk::document::json::{OFFSET_UNIT, SCHEMA_VERSION};
use newsdesk::document::{Holder, SentenceRef, Span, Stance, Target};
use serde::Serialize;

use super::{Relation, not_mentioned};
use crate::output::{Id, Shown};
use crate::record::OtherFields;

/// The stances of a document; offsets are bytes of its text.
#[derive(Serialize)]
pub struct StancesObject<'d> {
    schema_version: u32,
    offset_unit: &'static str,
    id: Id<'d>,
    #[serde(flatten)]
    other: &'d OtherFields,
    stances: Vec<StanceObject<'d>>,
    /// Of the targets that were asked for.
    not_mentioned: Vec<&'d str>,
}

#[derive(Serialize)]
struct StanceObject<'d> {
    holder: EndObject<'d>,
    target: EndObject<'d>,
    polarity: &'static str,
    /// Of the sentence that shows it best.
    probability: f32,
    /// In how many sentences each polarity is shown.
    counts: CountsObject,
    evidence: Vec<EvidenceObject<'d>>,
}

/// Who holds a stance, or whom or what it is about.
#[derive(Serialize)]
struct EndObject<'d> {
    kind: String,
    name: &'d str,
}

#[derive(Serialize)]
struct CountsObject {
    #[serde(rename = "for")]
    favour: usize,
    against: usize,
    neutral: usize,
}

#[derive(Serialize)]
struct EvidenceObject<'d> {
    start: u32,
    end: u32,
    probability: f32,
    text: &'d str,
    /// The mentions that it is read from.
    spans: Vec<SpanObject<'d>>,
    /// What is said, if a speaker holds it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    said: Vec<&'d str>,
}

#[derive(Serialize)]
struct SpanObject<'d> {
    start: u32,
    end: u32,
    text: &'d str,
}

pub fn object<'d>(shown: &'d Shown<'d>, relations: &'d [Relation<'d>]) -> StancesObject<'d> {
    StancesObject {
        schema_version: SCHEMA_VERSION,
        offset_unit: OFFSET_UNIT,
        id: shown.id(),
        other: &shown.record.other,
        stances: relations.iter().map(|relation| stance(shown, relation)).collect(),
        not_mentioned: not_mentioned(shown).collect(),
    }
}

fn stance<'d>(shown: &'d Shown<'d>, relation: &'d Relation<'d>) -> StanceObject<'d> {
    let entity_kind = |entity: u32| {
        let entity = shown.document.entity(entity as usize);
        entity.map(|entity| entity.kind().as_str().to_lowercase()).unwrap_or_default()
    };
    let edge = &relation.edge;
    let [favour, against, neutral] = edge.counts;
    StanceObject {
        holder: EndObject {
            kind: match edge.holder {
                Holder::Entity(entity) => entity_kind(entity),
                Holder::Author => "author".to_owned(),
            },
            name: &relation.holder,
        },
        target: EndObject {
            kind: match edge.target {
                Target::Entity(entity) => entity_kind(entity),
                Target::Topic(_) => "topic".to_owned(),
            },
            name: &relation.target,
        },
        polarity: edge.polarity.as_str(),
        probability: edge.probability,
        counts: CountsObject { favour, against, neutral },
        evidence: relation.shown_by.iter().map(|stance| evidence(shown, stance)).collect(),
    }
}

fn evidence<'d>(shown: &'d Shown<'d>, stance: &'d Stance) -> EvidenceObject<'d> {
    let document = shown.document;
    let sentence = document.sentence(stance.evidence.sentence as usize);
    let span = |span: &Span| SpanObject {
        start: span.start(),
        end: span.end(),
        text: span.of(document.text()).unwrap_or_default(),
    };
    let attribution = stance.attribution.and_then(|index| document.attribution(index as usize));
    EvidenceObject {
        start: sentence.map(|sentence| sentence.span().start()).unwrap_or_default(),
        end: sentence.map(|sentence| sentence.span().end()).unwrap_or_default(),
        probability: stance.probability,
        text: sentence.map(SentenceRef::text).unwrap_or_default(),
        spans: stance.evidence.spans.iter().map(span).collect(),
        said: attribution.map(|said| said.content().collect()).unwrap_or_default(),
    }
}
