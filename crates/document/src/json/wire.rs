//! The types of the JSON form; their names, order and docs are those of the schema.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{AttributionKind, EntityKind, Polarity};

/// A text with the layers that were added to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Newsdesk document")]
pub struct DocumentJson<'d> {
    /// Version of this form; 1.
    pub(super) schema_version: u32,
    /// Unit of every offset; always "utf8-byte".
    #[serde(borrow)]
    pub(super) offset_unit: Cow<'d, str>,
    /// What the caller calls the document.
    #[serde(borrow)]
    pub(super) id: Cow<'d, str>,
    /// The text that offsets refer to.
    #[serde(borrow)]
    pub(super) text: Cow<'d, str>,
    /// What the caller knows of the text.
    #[serde(borrow, default, skip_serializing_if = "MetadataJson::is_empty")]
    pub(super) metadata: MetadataJson<'d>,
    /// Sentences, in text order, without overlap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) sentences: Option<Vec<SpanJson>>,
    /// Words and punctuation marks, in text order, without overlap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) tokens: Option<Vec<TokenJson>>,
    /// People, organisations, places and other things that the text names.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) entities: Option<Vec<EntityJson<'d>>>,
    /// Who said what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) attributions: Option<Vec<AttributionJson>>,
    /// Who is for or against whom.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) stances: Option<Vec<StanceJson<'d>>>,
    /// The sentences that tell the story.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<SummaryJson<'d>>,
}

/// What the caller knows of a text, in the caller's own words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(super) struct MetadataJson<'d> {
    /// The headline.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Cow<'d, str>>,
    /// Who published it.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Cow<'d, str>>,
    /// When it was published.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Cow<'d, str>>,
    /// The language that it is written in.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Cow<'d, str>>,
}

impl MetadataJson<'_> {
    fn is_empty(&self) -> bool {
        *self == MetadataJson::default()
    }
}

/// A part of the text: `start <= byte < end`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(super) struct SpanJson {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

/// A word or punctuation mark.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(super) struct TokenJson {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
    /// Index of its sentence.
    pub sentence: u32,
}

/// One thing that the text names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(super) struct EntityJson<'d> {
    /// What it is.
    pub kind: EntityKindJson,
    /// The part of the text that names it best.
    pub name: SpanJson,
    /// What a date or an amount says: as TIMEX3, or the code of the currency and a number.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Cow<'d, str>>,
    /// Its mentions, in text order; at least one.
    pub mentions: Vec<MentionJson>,
}

/// One place in the text that names an entity.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(super) struct MentionJson {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
    /// What the mention names.
    pub kind: EntityKindJson,
    /// Probability of span and kind together, from 0 to 1.
    pub probability: f32,
}

/// Speech or thought that the text attributes to a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(super) struct AttributionJson {
    /// The words that name the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SpanJson>,
    /// Index of the entity behind the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<u32>,
    /// The words that attribute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<SpanJson>,
    /// What is attributed, in text order; at least one part.
    pub content: Vec<SpanJson>,
    /// How it is reported.
    pub kind: AttributionKindJson,
}

/// What a holder thinks of a target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(super) struct StanceJson<'d> {
    /// Who holds it.
    pub holder: HolderJson,
    /// Whom or what it is about.
    #[serde(borrow)]
    pub target: TargetJson<'d>,
    /// For, against or neither.
    pub polarity: PolarityJson,
    /// Probability of the polarity, from 0 to 1.
    pub probability: f32,
    /// Where the text shows it.
    pub evidence: EvidenceJson,
    /// Index of the attribution that it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<u32>,
}

/// Who holds a stance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum HolderJson {
    /// The author of the text.
    Author,
    /// An entity, by its index.
    Entity(u32),
}

/// Whom or what a stance is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum TargetJson<'d> {
    /// An entity, by its index.
    Entity(u32),
    /// A topic that the caller named.
    #[serde(borrow)]
    Topic(Cow<'d, str>),
}

/// The place in the text that shows a stance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(super) struct EvidenceJson {
    /// Index of the sentence.
    pub sentence: u32,
    /// The parts that matter most, in text order.
    pub spans: Vec<SpanJson>,
}

/// The sentences that tell the story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum SummaryJson<'d> {
    /// Sentences of the text, in text order.
    Extractive {
        /// The sentences.
        sentences: Vec<SelectedJson>,
    },
    /// Sentences that a model wrote.
    Abstractive {
        /// The sentences.
        #[serde(borrow)]
        sentences: Vec<GeneratedJson<'d>>,
    },
}

/// A sentence of the text that was chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(super) struct SelectedJson {
    /// Index of the sentence.
    pub sentence: u32,
    /// How well it tells the story; higher is better.
    pub score: f32,
    /// Parts that the summary leaves out, in text order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<SpanJson>,
    /// The pronoun that opens it, where the summary has a name instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved: Option<ResolvedJson>,
}

/// A pronoun with the name that a reader needs in its place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(super) struct ResolvedJson {
    /// The pronoun.
    pub pronoun: SpanJson,
    /// Index of the entity that it stands for.
    pub entity: u32,
}

/// A sentence that a model wrote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(super) struct GeneratedJson<'d> {
    /// Its text.
    #[serde(borrow)]
    pub text: Cow<'d, str>,
    /// Indexes of the sentences that it leans on, the best first.
    pub sources: Vec<u32>,
    /// Names and numbers in it that the text does not have.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub unsupported: Vec<Cow<'d, str>>,
}

/// An enum of the wire with the variants of one of the layers, in lower case.
macro_rules! labels {
    ($(#[$docs:meta])* $wire:ident = $label:ident { $($variant:ident),+ }) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "lowercase")]
        pub(super) enum $wire { $($variant),+ }

        impl From<$label> for $wire {
            fn from(label: $label) -> Self {
                match label { $($label::$variant => Self::$variant),+ }
            }
        }

        impl From<$wire> for $label {
            fn from(wire: $wire) -> Self {
                match wire { $($wire::$variant => Self::$variant),+ }
            }
        }
    };
}

labels! {
    /// What an entity is; "norp" is a nationality, a religious or a political group.
    EntityKindJson = EntityKind {
        Person, Organization, Location, Facility, Norp, Product, Date, Money, Misc
    }
}

labels! {
    /// How speech is reported: in quotation marks, in the reporter's words, or both.
    AttributionKindJson = AttributionKind { Direct, Indirect, Mixed }
}

labels! {
    /// For, against or neither.
    PolarityJson = Polarity { For, Against, Neutral }
}
