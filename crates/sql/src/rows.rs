//! What the functions give: each struct here is an Arrow struct with fields of the same names.
//!
//! `u32` is `UInt32`, `f32` `Float32`, `String` `Utf8` and `Vec` `List`; an `Option` may be NULL,
//! nothing else is.

use newsdesk::Document;
use newsdesk::document::{
    Attribution as AttributionLayer, AttributionKind, EntityRef, HolderRef, SelectedRef,
    Span as Bytes, Stance as StanceLayer, StanceRef,
};
use serde::{Deserialize, Serialize};

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Its first byte.
    pub start_byte: u32,
    /// The byte after its last one.
    pub end_byte: u32,
    /// What stands there.
    pub text: String,
}

/// A person, organisation, place or other thing that the text names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// The name that says most.
    pub name: String,
    /// `person`, `organization`, `location`, `facility`, `norp` (nationalities, religious and
    /// political groups), `product`, `date`, `money` or `misc`.
    pub kind: String,
    /// What a date or an amount of money says: a TIMEX3 value, or a currency and a number; NULL if
    /// it is neither, or if the text does not tell.
    pub value: Option<String>,
    /// Where the text names it, in text order; at least once.
    pub mentions: Vec<Mention>,
}

/// One place where the text names an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Its first byte.
    pub start_byte: u32,
    /// The byte after its last one.
    pub end_byte: u32,
    /// What stands there.
    pub text: String,
    /// What it names, which may differ from the kind of the entity.
    pub kind: String,
    /// Probability of span and kind together, from 0 to 1.
    pub probability: f32,
}

/// Speech, thought or writing that the text attributes to a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// The words that name the source; NULL if it is left unsaid.
    pub source: Option<Span>,
    /// The name of the entity behind the source; NULL if nobody knows.
    pub speaker: Option<String>,
    /// The words that attribute, such as "said"; NULL in a bare quotation.
    pub cue: Option<Span>,
    /// What is attributed, in text order; at least one part.
    pub content: Vec<Span>,
    /// `direct` in quotation marks, `indirect` in the words of the reporter, `mixed` in both.
    pub kind: String,
}

/// What a holder thinks of a target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stance {
    /// The name of the entity that holds it; NULL for the author of the text.
    pub holder: Option<String>,
    /// The name of the entity, or the target that the caller named.
    pub target: String,
    /// `for`, `against` or `neutral`.
    pub polarity: String,
    /// Calibrated probability of the polarity, from 0 to 1.
    pub probability: f32,
    /// The sentence that shows it.
    pub sentence: Span,
    /// The parts of the text that show it best, in text order.
    pub evidence: Vec<Span>,
}

/// A sentence that was chosen for the summary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Selected {
    /// The first byte of the sentence.
    pub start_byte: u32,
    /// The byte after its last one.
    pub end_byte: u32,
    /// The sentence as the summary has it, perhaps without a part that the summary can do without.
    pub text: String,
    /// How well it tells the story, from 0 to 2; comparable within one text.
    pub score: f32,
}

impl Span {
    pub(crate) fn new(text: &str, bytes: Bytes) -> Self {
        let text = bytes.of(text).unwrap_or_default().to_owned();
        Self { start_byte: bytes.start(), end_byte: bytes.end(), text }
    }
}

impl From<EntityRef<'_>> for Entity {
    fn from(entity: EntityRef<'_>) -> Self {
        let mentions = entity.mentions().map(|mention| Mention {
            start_byte: mention.span().start(),
            end_byte: mention.span().end(),
            text: mention.text().to_owned(),
            kind: mention.kind().as_str().to_lowercase(),
            probability: mention.probability(),
        });
        Self {
            name: entity.name().to_owned(),
            kind: entity.kind().as_str().to_lowercase(),
            value: entity.value().map(str::to_owned),
            mentions: mentions.collect(),
        }
    }
}

impl Attribution {
    pub(crate) fn new(document: &Document, attribution: &AttributionLayer) -> Self {
        let span = |bytes| Span::new(document.text(), bytes);
        let speaker = attribution.speaker.and_then(|speaker| document.entity(speaker as usize));
        let kind = match attribution.kind {
            AttributionKind::Direct => "direct",
            AttributionKind::Indirect => "indirect",
            AttributionKind::Mixed => "mixed",
            _ => "other",
        };
        Self {
            source: attribution.source.map(span),
            speaker: speaker.map(|speaker| speaker.name().to_owned()),
            cue: attribution.cue.map(span),
            content: attribution.content.iter().copied().map(span).collect(),
            kind: kind.to_owned(),
        }
    }
}

impl Stance {
    pub(crate) fn new(document: &Document, layer: &StanceLayer, stance: StanceRef<'_>) -> Self {
        let span = |bytes| Span::new(document.text(), bytes);
        Self {
            holder: match stance.holder() {
                HolderRef::Entity(entity) => Some(entity.name().to_owned()),
                HolderRef::Author => None,
            },
            target: stance.target().to_string(),
            polarity: stance.polarity().as_str().to_owned(),
            probability: stance.probability(),
            sentence: span(stance.sentence().span()),
            evidence: layer.evidence.spans.iter().copied().map(span).collect(),
        }
    }
}

impl From<SelectedRef<'_>> for Selected {
    fn from(selected: SelectedRef<'_>) -> Self {
        let sentence = selected.sentence().span();
        Self {
            start_byte: sentence.start(),
            end_byte: sentence.end(),
            text: selected.text().into_owned(),
            score: selected.score(),
        }
    }
}
