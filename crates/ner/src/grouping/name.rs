//! A mention as the rules compare it.

use jiff::civil::Date;
use newsdesk_document::{EntityKind, Mention, Span};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::lexicon;
use crate::values;

/// The name in a mention, without what varies from mention to mention.
#[derive(Clone, Debug)]
pub struct Name<'t> {
    span: Span,
    /// As the text has it.
    surface: &'t str,
    kind: EntityKind,
    /// Its words in lower case, without accents, full stops, articles, titles and legal forms; at
    /// least one, unless there is no letter or digit.
    words: Vec<String>,
    /// Bytes before the first word that is no title.
    title: u32,
    /// "Jr.", "Sr.", "II": what tells father and son apart.
    generation: Option<String>,
    /// What a date or an amount says.
    value: Option<String>,
}

impl<'t> Name<'t> {
    /// Reads a mention of a text that was published on a day that may be known.
    pub fn new(text: &'t str, mention: &Mention, published: Option<Date>) -> Self {
        let Mention { span, kind, .. } = *mention;
        let surface = span.of(text).unwrap_or_default();
        let mut words = words(surface);
        let mut name = Self {
            span,
            surface,
            kind,
            words: Vec::new(),
            title: 0,
            generation: None,
            value: values::value(kind, surface, published),
        };
        if kind == EntityKind::Person {
            let titles = words.iter().take_while(|(_, word)| lexicon::is_title(word)).count();
            let titles = titles.min(words.len().saturating_sub(1));
            words.drain(..titles);
            if titles > 0 {
                name.title = words.first().map_or(0, |&(start, _)| start);
            }
            let generation = words.last().filter(|(_, word)| lexicon::is_generation(word));
            name.generation = generation.filter(|_| words.len() > 1).map(|(_, word)| word.clone());
            if name.generation.is_some() {
                words.pop();
            }
        } else {
            if words.len() > 1 && words.first().is_some_and(|(_, word)| word == "the") {
                words.remove(0);
            }
            while words.len() > 1
                && kind == EntityKind::Organization
                && words.last().is_some_and(|(_, word)| lexicon::is_legal_form(word))
            {
                words.pop();
            }
        }
        name.words = words.into_iter().map(|(_, word)| word).collect();
        name
    }

    pub fn span(&self) -> Span {
        self.span
    }

    pub fn surface(&self) -> &'t str {
        self.surface
    }

    pub fn kind(&self) -> EntityKind {
        self.kind
    }

    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// What a date or an amount says, if it tells.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    pub fn generation(&self) -> Option<&str> {
        self.generation.as_deref()
    }

    /// The words with a space between them.
    pub fn key(&self) -> String {
        self.words.join(" ")
    }

    /// Whether it is written as an acronym: two to eight letters, all of them capitals.
    pub fn is_acronym(&self) -> bool {
        let letters = self.surface.chars().filter(|character| character.is_alphabetic());
        let others = self.surface.chars().filter(|character| !character.is_alphabetic());
        (2..=8).contains(&letters.clone().count())
            && letters.into_iter().all(char::is_uppercase)
            && others.into_iter().all(|character| character == '.')
    }

    /// How much the name says, to choose the best one: its words, then letters that are spelt out
    /// in full, then ordinary capitals.
    pub fn fullness(&self) -> (usize, usize, bool) {
        let letters = self.words.iter().map(|word| word.chars().count());
        let spelt_out = letters.filter(|&count| count > 1).count();
        let has_lower = self.surface.chars().any(char::is_lowercase);
        (self.words.len(), spelt_out, has_lower)
    }

    /// Bytes of the title that a canonical name does without: none if only one word would be left
    /// and the title belongs to it, as in "King Charles".
    pub fn title_length(&self) -> u32 {
        let keeps = self.words.len() < 2 && lexicon::has_name_title(self.surface);
        if keeps { 0 } else { self.title }
    }
}

/// The words of a name with the bytes at which they start: in lower case and without accents. Full
/// stops and apostrophes are left out, at other marks a word ends.
fn words(surface: &str) -> Vec<(u32, String)> {
    let mut words: Vec<(u32, String)> = Vec::new();
    let mut is_open = false;
    let surface = without_possessive(surface);
    for (start, character) in
        (0_u32..).zip(surface.chars()).scan(0_u32, |offset, (_, character)| {
            let start = *offset;
            *offset += u32::try_from(character.len_utf8()).unwrap_or(1);
            Some((start, character))
        })
    {
        match character {
            '.' | '\'' | '’' => {}
            '&' => {
                words.push((start, "and".to_owned()));
                is_open = false;
            }
            _ if character.is_alphanumeric() || is_combining_mark(character) => {
                if !is_open {
                    words.push((start, String::new()));
                    is_open = true;
                }
                if let Some((_, word)) = words.last_mut() {
                    word.extend(folded(character));
                }
            }
            _ => is_open = false,
        }
    }
    words
}

fn without_possessive(surface: &str) -> &str {
    ["'s", "’s"].iter().find_map(|end| surface.strip_suffix(end)).unwrap_or(surface)
}

/// A character in lower case, without its accents.
fn folded(character: char) -> impl Iterator<Item = char> {
    std::iter::once(character)
        .nfd()
        .filter(|&character| !is_combining_mark(character))
        .flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, kind: EntityKind, key: &str) {
        let span = Span::new(0, u32::try_from(text.len()).unwrap()).unwrap();
        let name = Name::new(text, &Mention { span, kind, probability: 1.0 }, None);
        assert_eq!(name.key(), key, "{text}");
    }

    #[test]
    fn what_varies_is_left_out() {
        use EntityKind::{Location, Organization, Person};
        check("President Vladimir V. Putin", Person, "vladimir v putin");
        check("Kim Jong-un", Person, "kim jong un");
        check("Martin Luther King Jr.", Person, "martin luther king");
        check("Prime Minister Pedro Sánchez", Person, "pedro sanchez");
        check("Mr. King", Person, "king");
        check("King", Person, "king");
        check("the U.S.", Location, "us");
        check("U.S.'s", Location, "us");
        check("Côte d’Ivoire", Location, "cote divoire");
        check("The Goldman Sachs Group, Inc.", Organization, "goldman sachs");
        check("Standard & Poor's", Organization, "standard and poor");
    }

    #[test]
    fn acronyms_have_only_capitals() {
        for (text, expected) in
            [("KCNA", true), ("U.N.", true), ("Nato", false), ("A", false), ("G7", false)]
        {
            let span = Span::new(0, u32::try_from(text.len()).unwrap()).unwrap();
            let kind = EntityKind::Organization;
            let name = Name::new(text, &Mention { span, kind, probability: 1.0 }, None);
            assert_eq!(name.is_acronym(), expected, "{text}");
        }
    }
}
