//! What a pronoun or a role asks of whom it refers to, and what titles and names tell of an entity.

use newsdesk_document::EntityKind;

use super::people::{self, Gender};

/// A set of traits: the two genders, being a thing, and the roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(u64);

impl Traits {
    /// What "he" asks for.
    pub const MALE: Self = Self(1 << 63);
    /// What "she" asks for.
    pub const FEMALE: Self = Self(1 << 62);
    /// What "it" asks for: an organisation or a country.
    pub const THING: Self = Self(1 << 61);

    /// What a source in lower case that ends with a role asks for.
    pub fn of_source(source: &str) -> Option<Self> {
        people::role(source).map(Self::of_role)
    }

    /// What a mention tells of an entity: `title` are the words before it that may be a title, and
    /// `gender` is that of the entity, if it is known.
    pub fn of_mention(kind: EntityKind, title: &str, name: &str, gender: Option<Gender>) -> Self {
        match kind {
            EntityKind::Person => {
                let words = title.split(|c: char| !c.is_alphanumeric());
                Self::of_gender(gender).or(Self::of_words(words))
            }
            EntityKind::Organization => Self::THING.or(Self::of_words(name.split_whitespace())),
            EntityKind::Facility => Self::of_words(name.split_whitespace()),
            EntityKind::Location => Self::THING,
            _ => Self::default(),
        }
    }

    /// Somebody of unknown gender may be meant by "he" and by "she".
    fn of_gender(gender: Option<Gender>) -> Self {
        match gender {
            Some(Gender::Male) => Self::MALE,
            Some(Gender::Female) => Self::FEMALE,
            None => Self::MALE.or(Self::FEMALE),
        }
    }

    fn of_words<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let roles = words.filter_map(|word| people::role(&word.to_lowercase()));
        roles.map(Self::of_role).fold(Self::default(), Self::or)
    }

    fn of_role(role: usize) -> Self {
        Self(1 << role)
    }

    /// The traits of both.
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether they have one in common.
    pub fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Each of the traits alone.
    pub fn each(self) -> impl Iterator<Item = Self> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let lowest = (rest != 0).then_some(rest & rest.wrapping_neg())?;
            rest ^= lowest;
            Some(Self(lowest))
        })
    }

    /// The number of the lowest trait, below 64.
    pub fn number(self) -> usize {
        self.0.trailing_zeros() as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_names_tell_roles() {
        let of = |kind, title, name| Traits::of_mention(kind, title, name, None);
        let asked = |source| Traits::of_source(source).unwrap();
        let putin = of(EntityKind::Person, "Russian President ", "Vladimir Putin");
        assert!(putin.meet(asked("the president")) && !putin.meet(asked("the minister")));
        assert!(putin.meet(Traits::MALE) && putin.meet(Traits::FEMALE));
        let bank = of(EntityKind::Organization, "", "World Bank");
        assert!(bank.meet(asked("the bank")) && bank.meet(Traits::THING));
        assert_eq!(bank.each().count(), 2);
        assert_eq!(of(EntityKind::Norp, "the president ", "Russians"), Traits::default());
    }
}
