//! People: full names, surnames, titles, initials, and namesakes.
//!
//! A name of several words is a person. A part of such a name, most often the surname, is the
//! person with that name who was mentioned last before it: so namesakes stay apart, as far as the
//! text itself keeps them apart.

use std::collections::{HashMap, HashSet};

use newsdesk_document::EntityKind;

use super::lexicon;
use super::name::Name;
use super::partition::Partition;

/// A person with a full name.
struct Person<'n> {
    /// The mention that names the person first.
    first: usize,
    /// The fullest of the names so far.
    words: &'n [String],
    generation: Option<&'n str>,
    /// The latest mention so far.
    latest: Option<usize>,
}

/// How a part of a name refers to a person; the first is the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reference {
    Surname,
    GivenName,
    MiddleName,
}

/// Joins the mentions of one person.
pub fn link(names: &[Name<'_>], partition: &mut Partition) {
    let is_person = |name: &Name<'_>| name.kind() == EntityKind::Person && !name.words().is_empty();
    let people_names: Vec<(usize, &Name<'_>)> =
        names.iter().enumerate().filter(|(_, name)| is_person(name)).collect();
    let mut people = People::default();
    let endings = endings(&people_names);
    // Full names first, since the text may use the surname before.
    let mut person_of = HashMap::new();
    for &(index, name) in &people_names {
        if name.words().len() > 1 && !endings.contains(name.words()) {
            person_of.insert(index, people.find_or_add(index, name));
        }
    }
    let mut loners: HashMap<&[String], usize> = HashMap::new();
    for (index, name) in people_names {
        let known = person_of.get(&index).copied().or_else(|| people.referred_to(name.words()));
        match known.and_then(|person| people.people.get_mut(person)) {
            Some(person) => {
                person.latest = Some(index);
                partition.join(person.first, index);
            }
            None => partition.join(*loners.entry(name.words()).or_insert(index), index),
        }
    }
}

/// Names of several words with which a longer name ends, such as "Suu Kyi".
fn endings<'n>(names: &[(usize, &'n Name<'_>)]) -> HashSet<&'n [String]> {
    let mut endings = HashSet::new();
    for (_, name) in names {
        for start in 1..name.words().len().saturating_sub(1) {
            endings.extend(name.words().get(start..));
        }
    }
    endings
}

/// All people with full names.
#[derive(Default)]
struct People<'n> {
    people: Vec<Person<'n>>,
    /// The people that have a word in their names.
    by_word: HashMap<&'n str, Vec<usize>>,
}

impl<'n> People<'n> {
    /// The person of a full name, the latest of several that it fits.
    fn find_or_add(&mut self, index: usize, name: &'n Name<'_>) -> usize {
        let (words, generation) = (name.words(), name.generation());
        let listed = words.last().and_then(|word| self.by_word.get(word.as_str()));
        let fits = |&&person: &&usize| {
            self.people.get(person).is_some_and(|person| {
                let is_namesake = person.generation.is_some()
                    && generation.is_some()
                    && person.generation != generation;
                !is_namesake && is_same_name(person.words, words)
            })
        };
        if let Some(&found) = listed.and_then(|people| people.iter().rev().find(fits)) {
            if let Some(person) = self.people.get_mut(found) {
                if words.len() > person.words.len() {
                    person.words = words;
                }
                person.generation = person.generation.or(generation);
            }
            self.list(found, words);
            return found;
        }
        let person = self.people.len();
        self.people.push(Person { first: index, words, generation, latest: None });
        self.list(person, words);
        person
    }

    fn list(&mut self, person: usize, words: &'n [String]) {
        for word in words {
            let people = self.by_word.entry(word).or_default();
            if !people.contains(&person) {
                people.push(person);
            }
        }
    }

    /// Whom a part of a name refers to: of those to whom it refers most strongly, the person
    /// mentioned latest; of those not mentioned yet, the first.
    fn referred_to(&self, words: &[String]) -> Option<usize> {
        let listed = self.by_word.get(words.last()?.as_str())?;
        let candidates = listed.iter().filter_map(|&index| {
            let person = self.people.get(index)?;
            Some((reference(words, person.words)?, person.latest, index))
        });
        let best = candidates.reduce(|best, next| {
            let is_better = next.0 < best.0 || next.0 == best.0 && next.1 > best.1;
            if is_better { next } else { best }
        });
        best.map(|(_, _, index)| index)
    }
}

/// How a part of a name refers to a person with this full name, if it does.
fn reference(part: &[String], full: &[String]) -> Option<Reference> {
    let is_asian = full.first().is_some_and(|word| lexicon::is_leading_surname(word));
    match part {
        [_, _, ..] => full.ends_with(part).then_some(Reference::Surname),
        [word] if full.last() == Some(word) || is_asian && full.first() == Some(word) => {
            Some(Reference::Surname)
        }
        [word] if full.first() == Some(word) => Some(Reference::GivenName),
        [word] if full.contains(word) => Some(Reference::MiddleName),
        _ => None,
    }
}

/// Whether two full names can be those of one person.
fn is_same_name(a: &[String], b: &[String]) -> bool {
    // "Kim Jong-un" and "Kim Jongun".
    if a.concat() == b.concat() {
        return true;
    }
    let ([first_a, middle_a @ .., last_a], [first_b, middle_b @ .., last_b]) = (a, b) else {
        return false;
    };
    if last_a != last_b {
        // "Shinzo Abe" and "Abe Shinzo".
        return middle_a.is_empty()
            && middle_b.is_empty()
            && (first_a, last_a) == (last_b, first_b);
    }
    is_same_given_name(first_a, first_b)
        && (middle_a.is_empty() || middle_b.is_empty() || are_compatible(middle_a, middle_b))
}

fn is_same_given_name(a: &str, b: &str) -> bool {
    is_same_or_initial(a, b) || lexicon::is_nickname(a, b) || lexicon::is_nickname(b, a)
}

/// Whether the middle names of one begin with those of the other, initials counting as names.
fn are_compatible(a: &[String], b: &[String]) -> bool {
    a.iter().zip(b).all(|(a, b)| is_same_or_initial(a, b))
}

fn is_same_or_initial(a: &str, b: &str) -> bool {
    let is_initial =
        |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    a == b || is_initial(a, b) || is_initial(b, a)
}
