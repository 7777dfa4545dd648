//! To whom a part of a full name refers.

use std::collections::HashMap;

use super::full_names::FullNames;
use super::lexicon;

/// How a part of a name refers to a person; the first is the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reference {
    Surname,
    GivenName,
    MiddleName,
}

/// The people to whom a part of a name refers most strongly.
#[derive(Default)]
struct Namesakes {
    /// The one who had the last word of the part first, with the place among those who have it.
    first: Option<(usize, usize)>,
    /// The one who was mentioned last.
    latest: Option<usize>,
}

/// The people to whom parts of names refer, while a text is read.
#[derive(Default)]
pub struct References<'n> {
    places: HashMap<&'n [String], usize>,
    namesakes: Vec<Namesakes>,
    /// Of each person, the indexes of those in `namesakes` that it belongs to.
    of_people: HashMap<usize, Vec<usize>>,
}

impl<'n> References<'n> {
    /// Finds out to whom these parts of names may refer.
    pub fn new(people: &FullNames<'_>, parts: impl Iterator<Item = &'n [String]>) -> Self {
        let mut references = Self::default();
        for part in parts {
            let place = references.namesakes.len();
            if *references.places.entry(part).or_insert(place) < place {
                continue;
            }
            references.namesakes.push(Namesakes::default());
            if let [word] = part {
                references.add_word(place, word, people);
            }
        }
        for (person, words) in people.iter() {
            for start in 1..words.len().saturating_sub(1) {
                let (part, last) = (words.get(start..), words.last());
                let Some((part, last)) = part.zip(last) else { continue };
                if let Some(&place) = references.places.get(part) {
                    references.add(place, person, people.place(last, person));
                }
            }
        }
        references
    }

    /// Adds those to whom a word refers most strongly.
    fn add_word(&mut self, place: usize, word: &str, people: &FullNames<'_>) {
        let named: Vec<(usize, Reference)> = people
            .with_word(word)
            .filter_map(|(person, words)| Some((person, reference(word, words)?)))
            .collect();
        let strongest = named.iter().map(|(_, reference)| *reference).min();
        for (person, _) in named.iter().filter(|(_, reference)| Some(*reference) == strongest) {
            self.add(place, *person, people.place(word, *person));
        }
    }

    fn add(&mut self, place: usize, person: usize, rank: Option<usize>) {
        let (Some(namesakes), Some(rank)) = (self.namesakes.get_mut(place), rank) else { return };
        let first = namesakes.first.filter(|(first, _)| *first < rank);
        namesakes.first = first.or(Some((rank, person)));
        self.of_people.entry(person).or_default().push(place);
    }

    /// To whom a part of a name refers: of those to whom it refers most strongly, the person
    /// mentioned latest; of those not mentioned yet, the first.
    pub fn person(&self, part: &[String]) -> Option<usize> {
        let namesakes = self.namesakes.get(*self.places.get(part)?)?;
        namesakes.latest.or(namesakes.first.map(|(_, person)| person))
    }

    /// Takes note that a person is mentioned.
    pub fn mention(&mut self, person: usize) {
        for place in self.of_people.get(&person).into_iter().flatten() {
            if let Some(namesakes) = self.namesakes.get_mut(*place) {
                namesakes.latest = Some(person);
            }
        }
    }
}

/// How a word refers to a person with this full name, if it does.
fn reference(word: &str, full: &[String]) -> Option<Reference> {
    let is_asian = full.first().is_some_and(|word| lexicon::is_leading_surname(word));
    let is = |other: Option<&String>| other.is_some_and(|other| other == word);
    if is(full.last()) || is_asian && is(full.first()) {
        Some(Reference::Surname)
    } else if is(full.first()) {
        Some(Reference::GivenName)
    } else {
        full.iter().any(|other| other == word).then_some(Reference::MiddleName)
    }
}
