//! From the JSON form to a document, checked as if stages had attached every layer.

use std::borrow::Cow;

use serde::Deserialize;

use super::error::JsonError;
use super::wire::{
    AttributionJson, DocumentJson, EntityJson, HolderJson, ResolvedJson, SelectedJson, SpanJson,
    StanceJson, SummaryJson, TargetJson, TokenJson,
};
use super::{OFFSET_UNIT, SCHEMA_VERSION};
use crate::layer::{LayerError, LayerName};
use crate::{
    Attribution, Document, Entity, Evidence, GeneratedSentence, Holder, Mention, Metadata,
    Resolved, Segmentation, SelectedSentence, Span, Stance, Summary, Target,
};

/// What every version of the form starts with.
#[derive(Deserialize)]
struct Header {
    schema_version: u32,
}

pub(super) fn from_str(json: &str) -> Result<Document, JsonError> {
    match serde_json::from_str::<DocumentJson<'_>>(json) {
        Ok(wire) => Document::try_from(wire),
        // A later version may have another form; then that is what is wrong.
        Err(error) => match serde_json::from_str::<Header>(json) {
            Ok(Header { schema_version }) => {
                Err(check_version(schema_version).err().unwrap_or(error.into()))
            }
            Err(_) => Err(error.into()),
        },
    }
}

fn check_version(found: u32) -> Result<(), JsonError> {
    if found == SCHEMA_VERSION { Ok(()) } else { Err(JsonError::Version { found }) }
}

impl TryFrom<DocumentJson<'_>> for Document {
    type Error = JsonError;

    fn try_from(wire: DocumentJson<'_>) -> Result<Self, JsonError> {
        check_version(wire.schema_version)?;
        if wire.offset_unit != OFFSET_UNIT {
            return Err(JsonError::OffsetUnit { found: wire.offset_unit.into_owned() });
        }
        let mut document = Document::new(wire.id, wire.text)?.with_metadata(Metadata {
            title: wire.metadata.title.map(Into::into),
            source: wire.metadata.source.map(Into::into),
            date: wire.metadata.date.map(Into::into),
            language: wire.metadata.language.map(Into::into),
        });
        if let Some(segmentation) = segmentation(document.text(), wire.sentences, wire.tokens)? {
            document.attach_segmentation(segmentation)?;
        }
        if let Some(entities) = wire.entities {
            document.attach_entities(layer(entities, entity)?)?;
        }
        if let Some(attributions) = wire.attributions {
            document.attach_attributions(layer(attributions, attribution)?)?;
        }
        if let Some(stances) = wire.stances {
            document.attach_stances(layer(stances, stance)?)?;
        }
        if let Some(summary) = wire.summary {
            document.attach_summary(self::summary(summary)?)?;
        }
        Ok(document)
    }
}

/// Reads each element, which is told its index.
fn layer<Wire, Element>(
    wire: Vec<Wire>,
    element: impl Fn(usize, Wire) -> Result<Element, LayerError>,
) -> Result<Vec<Element>, LayerError> {
    wire.into_iter().enumerate().map(|(index, wire)| element(index, wire)).collect()
}

/// The span `start..end` of element `index`.
fn span(layer: LayerName, index: usize, start: u32, end: u32) -> Result<Span, LayerError> {
    Span::new(start, end).map_err(|error| LayerError::new(layer, index, error.into()))
}

/// Several spans of element `index`.
fn spans<Spans: FromIterator<Span>>(
    layer: LayerName,
    index: usize,
    wire: impl IntoIterator<Item = SpanJson>,
) -> Result<Spans, LayerError> {
    wire.into_iter().map(|wire| span(layer, index, wire.start, wire.end)).collect()
}

fn segmentation(
    text: &str,
    sentences: Option<Vec<SpanJson>>,
    tokens: Option<Vec<TokenJson>>,
) -> Result<Option<Segmentation>, JsonError> {
    let missing = |present, missing| Err(JsonError::MissingLayer { present, missing });
    let (sentences, tokens) = match (sentences, tokens) {
        (Some(sentences), Some(tokens)) => (sentences, tokens),
        (Some(_), None) => return missing(LayerName::Sentences, LayerName::Tokens),
        (None, Some(_)) => return missing(LayerName::Tokens, LayerName::Sentences),
        (None, None) => return Ok(None),
    };
    // A span that leaves the text is named itself, not its neighbour that seems out of order.
    let checked = |name, index, start, end| {
        let span = span(name, index, start, end)?;
        LayerError::check_span(name, index, span, text).map(|()| span)
    };
    let places: Vec<u32> = tokens.iter().map(|token| token.sentence).collect();
    let sentences =
        layer(sentences, |index, wire| checked(LayerName::Sentences, index, wire.start, wire.end))?;
    let tokens =
        layer(tokens, |index, wire| checked(LayerName::Tokens, index, wire.start, wire.end))?;
    let segmentation = Segmentation::new(&sentences, &tokens)?;
    for (index, (token, found)) in segmentation.tokens().iter().zip(places).enumerate() {
        if token.sentence() != found as usize {
            let expected = token.sentence();
            return Err(JsonError::TokenSentence { token: index, expected, found });
        }
    }
    Ok(Some(segmentation))
}

fn entity(index: usize, wire: EntityJson<'_>) -> Result<Entity, LayerError> {
    let layer = LayerName::Entities;
    let mentions = wire.mentions.into_iter().map(|mention| {
        Ok(Mention {
            span: span(layer, index, mention.start, mention.end)?,
            kind: mention.kind.into(),
            probability: mention.probability,
        })
    });
    Ok(Entity {
        kind: wire.kind.into(),
        name: span(layer, index, wire.name.start, wire.name.end)?,
        value: wire.value.map(Cow::into_owned),
        mentions: mentions.collect::<Result<_, LayerError>>()?,
    })
}

fn attribution(index: usize, wire: AttributionJson) -> Result<Attribution, LayerError> {
    let layer = LayerName::Attributions;
    let one = |wire: Option<SpanJson>| {
        wire.map(|wire| span(layer, index, wire.start, wire.end)).transpose()
    };
    Ok(Attribution {
        source: one(wire.source)?,
        speaker: wire.speaker,
        cue: one(wire.cue)?,
        content: spans(layer, index, wire.content)?,
        kind: wire.kind.into(),
    })
}

fn stance(index: usize, wire: StanceJson<'_>) -> Result<Stance, LayerError> {
    Ok(Stance {
        holder: match wire.holder {
            HolderJson::Entity(entity) => Holder::Entity(entity),
            HolderJson::Author => Holder::Author,
        },
        target: match wire.target {
            TargetJson::Entity(entity) => Target::Entity(entity),
            TargetJson::Topic(topic) => Target::Topic(topic.into_owned()),
        },
        polarity: wire.polarity.into(),
        probability: wire.probability,
        evidence: Evidence {
            sentence: wire.evidence.sentence,
            spans: spans(LayerName::Stances, index, wire.evidence.spans)?,
        },
        attribution: wire.attribution,
    })
}

fn selected(index: usize, wire: SelectedJson) -> Result<SelectedSentence, LayerError> {
    let layer = LayerName::Summary;
    let resolved = |wire: ResolvedJson| -> Result<Resolved, LayerError> {
        let pronoun = span(layer, index, wire.pronoun.start, wire.pronoun.end)?;
        Ok(Resolved { pronoun, entity: wire.entity })
    };
    Ok(SelectedSentence {
        sentence: wire.sentence,
        score: wire.score,
        dropped: spans(layer, index, wire.dropped)?,
        resolved: wire.resolved.map(resolved).transpose()?,
    })
}

fn summary(wire: SummaryJson<'_>) -> Result<Summary, LayerError> {
    Ok(match wire {
        SummaryJson::Extractive { sentences } => Summary::Extractive(layer(sentences, selected)?),
        SummaryJson::Abstractive { sentences } => Summary::Abstractive(
            sentences
                .into_iter()
                .map(|wire| GeneratedSentence {
                    text: wire.text.into_owned(),
                    sources: wire.sources,
                    unsupported: wire.unsupported.into_iter().map(Cow::into_owned).collect(),
                })
                .collect(),
        ),
    })
}
