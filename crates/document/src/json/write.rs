//! From a document to its JSON form. Texts are borrowed, numbers are copied.

use std::borrow::Cow;

use super::wire::{
    AttributionJson, DocumentJson, EntityJson, EvidenceJson, GeneratedJson, HolderJson,
    MentionJson, MetadataJson, ResolvedJson, SelectedJson, SpanJson, StanceJson, SummaryJson,
    TargetJson, TokenJson,
};
use super::{OFFSET_UNIT, SCHEMA_VERSION};
use crate::{
    Attribution, Document, Entity, Holder, Mention, Metadata, Segmentation, SelectedSentence, Span,
    Stance, Summary, Target,
};

impl<'d> From<&'d Document> for DocumentJson<'d> {
    fn from(document: &'d Document) -> Self {
        let segmentation = document.segmentation();
        Self {
            schema_version: SCHEMA_VERSION,
            offset_unit: Cow::Borrowed(OFFSET_UNIT),
            id: Cow::Borrowed(document.id()),
            text: Cow::Borrowed(document.text()),
            metadata: metadata(document.metadata()),
            sentences: segmentation.map(|segmentation| {
                segmentation.sentences().iter().map(|sentence| span(sentence.span())).collect()
            }),
            tokens: segmentation.map(tokens),
            entities: document.attached_entities().map(|layer| layer.iter().map(entity).collect()),
            attributions: document
                .attached_attributions()
                .map(|layer| layer.iter().map(attribution).collect()),
            stances: document.attached_stances().map(|layer| layer.iter().map(stance).collect()),
            summary: document.summary().map(summary),
        }
    }
}

fn metadata(metadata: &Metadata) -> MetadataJson<'_> {
    fn borrowed(field: Option<&String>) -> Option<Cow<'_, str>> {
        field.map(|field| Cow::Borrowed(field.as_str()))
    }
    MetadataJson {
        title: borrowed(metadata.title.as_ref()),
        source: borrowed(metadata.source.as_ref()),
        date: borrowed(metadata.date.as_ref()),
        language: borrowed(metadata.language.as_ref()),
    }
}

fn span(span: Span) -> SpanJson {
    SpanJson { start: span.start(), end: span.end() }
}

fn tokens(segmentation: &Segmentation) -> Vec<TokenJson> {
    let mut tokens = Vec::with_capacity(segmentation.tokens().len());
    for (sentence, index) in segmentation.sentences().iter().zip(0_u32..) {
        let inside = segmentation.tokens().get(sentence.tokens()).unwrap_or_default();
        tokens.extend(inside.iter().map(|token| {
            let SpanJson { start, end } = span(token.span());
            TokenJson { start, end, sentence: index }
        }));
    }
    tokens
}

fn entity(entity: &Entity) -> EntityJson<'_> {
    EntityJson {
        kind: entity.kind.into(),
        name: span(entity.name),
        value: entity.value.as_deref().map(Cow::Borrowed),
        mentions: entity.mentions.iter().map(mention).collect(),
    }
}

fn mention(mention: &Mention) -> MentionJson {
    MentionJson {
        start: mention.span.start(),
        end: mention.span.end(),
        kind: mention.kind.into(),
        probability: mention.probability,
    }
}

fn attribution(attribution: &Attribution) -> AttributionJson {
    AttributionJson {
        source: attribution.source.map(span),
        speaker: attribution.speaker,
        cue: attribution.cue.map(span),
        content: attribution.content.iter().copied().map(span).collect(),
        kind: attribution.kind.into(),
    }
}

fn stance(stance: &Stance) -> StanceJson<'_> {
    StanceJson {
        holder: match stance.holder {
            Holder::Entity(entity) => HolderJson::Entity(entity),
            Holder::Author => HolderJson::Author,
        },
        target: match &stance.target {
            Target::Entity(entity) => TargetJson::Entity(*entity),
            Target::Topic(topic) => TargetJson::Topic(Cow::Borrowed(topic)),
        },
        polarity: stance.polarity.into(),
        probability: stance.probability,
        evidence: EvidenceJson {
            sentence: stance.evidence.sentence,
            spans: stance.evidence.spans.iter().copied().map(span).collect(),
        },
        attribution: stance.attribution,
    }
}

fn selected(selected: &SelectedSentence) -> SelectedJson {
    SelectedJson {
        sentence: selected.sentence,
        score: selected.score,
        dropped: selected.dropped.iter().copied().map(span).collect(),
        resolved: selected.resolved.map(|resolved| ResolvedJson {
            pronoun: span(resolved.pronoun),
            entity: resolved.entity,
        }),
    }
}

fn summary(summary: &Summary) -> SummaryJson<'_> {
    match summary {
        Summary::Extractive(selected) => {
            SummaryJson::Extractive { sentences: selected.iter().map(self::selected).collect() }
        }
        Summary::Abstractive(generated) => SummaryJson::Abstractive {
            sentences: generated
                .iter()
                .map(|generated| GeneratedJson {
                    text: Cow::Borrowed(&generated.text),
                    sources: generated.sources.clone(),
                    unsupported: generated
                        .unsupported
                        .iter()
                        .map(|name| Cow::Borrowed(name.as_str()))
                        .collect(),
                })
                .collect(),
        },
    }
}
