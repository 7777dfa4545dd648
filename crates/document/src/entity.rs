//! The layer of entities.

use std::fmt;

use crate::Span;
use crate::layer::{LayerError, LayerErrorKind, LayerName};

/// One thing that the text names, with all its mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The span of the text that names it best: the canonical name.
    pub name: Span,
    /// What a date or an amount of money says: the value of TIMEX3, which extends ISO 8601
    /// ("2024-06-19", "XXXX-06"), or the code of the currency and a number ("USD 1130000000").
    /// None if it is neither, or if the text does not tell.
    pub value: Option<String>,
    /// Its mentions, in text order, without overlap; at least one.
    pub mentions: Vec<Mention>,
}

/// One place in the text that names an entity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mention {
    /// Bytes of the text.
    pub span: Span,
    /// What the mention names, which may differ from the kind of its entity.
    pub kind: EntityKind,
    /// Probability of span and kind together, in `0..=1`.
    pub probability: f32,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EntityKind {
    /// A person.
    Person,
    /// A company, ministry, party, team, agency.
    Organization,
    /// A country, city, region, mountain, sea.
    Location,
    /// A building, bridge, airport.
    Facility,
    /// Nationalities, religious and political groups.
    Norp,
    /// A product, vehicle, weapon.
    Product,
    /// A date or a period.
    Date,
    /// An amount of money.
    Money,
    /// A name of any other kind.
    Misc,
}

impl EntityKind {
    /// The English name of the kind, as tables print it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Organization => "Organization",
            Self::Location => "Location",
            Self::Facility => "Facility",
            Self::Norp => "NORP",
            Self::Product => "Product",
            Self::Date => "Date",
            Self::Money => "Money",
            Self::Misc => "Misc",
        }
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// Checks the layer against the text.
pub(crate) fn check(entities: &[Entity], text: &str) -> Result<(), LayerError> {
    let layer = LayerName::Entities;
    for (index, entity) in entities.iter().enumerate() {
        LayerError::check_span(layer, index, entity.name, text)?;
        if entity.mentions.is_empty() {
            return Err(LayerError::new(layer, index, LayerErrorKind::Missing { part: "mention" }));
        }
        let mut previous: Option<Span> = None;
        for mention in &entity.mentions {
            LayerError::check_span(layer, index, mention.span, text)?;
            LayerError::check_probability(layer, index, mention.probability)?;
            if let Some(previous) = previous.filter(|span| span.end() > mention.span.start()) {
                let kind = LayerErrorKind::OutOfOrder { previous, span: mention.span };
                return Err(LayerError::new(layer, index, kind));
            }
            previous = Some(mention.span);
        }
    }
    Ok(())
}
