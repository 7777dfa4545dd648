//! People with full names, and which names are those of one person.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::lexicon;
use super::name::Name;

/// A name is compared with at most so many people who share its surname and its given name, or the
/// first letter of that; those who were named last.
///
/// This bounds the work on very long texts.
const MOST_COMPARED: usize = 100;

/// A person with a full name.
struct Person<'n> {
    /// The mention that names the person first.
    first: usize,
    /// The fullest of the names so far.
    words: &'n [String],
    generation: Option<&'n str>,
}

/// What two names of one person have in common.
#[derive(PartialEq, Eq, Hash)]
enum Key<'n> {
    /// All letters: "Kim Jong-un" and "Kim Jongun".
    Letters(String),
    /// A given name and a surname.
    Names(&'n str, &'n str),
    /// The first letter of a given name, and a surname.
    Initial(char, &'n str),
}

/// All people with full names.
#[derive(Default)]
pub struct FullNames<'n> {
    people: Vec<Person<'n>>,
    by_key: HashMap<Key<'n>, Vec<usize>>,
    /// The people that have a word in their names, in the order in which they had it first.
    by_word: HashMap<&'n str, Vec<usize>>,
    /// The place of a person among those that have a word.
    places: HashMap<(&'n str, usize), usize>,
}

impl<'n> FullNames<'n> {
    /// The person of a full name, the latest of several that it fits.
    pub fn find_or_add(&mut self, index: usize, name: &'n Name<'_>) -> usize {
        let (words, generation) = (name.words(), name.generation());
        let found = self.find(words, generation);
        let person = found.unwrap_or(self.people.len());
        let is_fuller = if let Some(person) = self.people.get_mut(person) {
            let is_fuller = words.len() > person.words.len();
            if is_fuller {
                person.words = words;
            }
            person.generation = person.generation.or(generation);
            is_fuller
        } else {
            self.people.push(Person { first: index, words, generation });
            true
        };
        if is_fuller {
            for key in keys(words) {
                self.by_key.entry(key).or_default().push(person);
            }
        }
        for word in words {
            let people = self.by_word.entry(word).or_default();
            if let Entry::Vacant(place) = self.places.entry((word, person)) {
                place.insert(people.len());
                people.push(person);
            }
        }
        person
    }

    fn find(&self, words: &'n [String], generation: Option<&str>) -> Option<usize> {
        let last = words.last()?;
        let fits = |person: &Person<'_>| {
            let is_namesake = person.generation.is_some()
                && generation.is_some()
                && person.generation != generation;
            !is_namesake && is_same_name(person.words, words)
        };
        let keys = keys_of_others(words);
        let listed = keys.iter().filter_map(|key| self.by_key.get(key));
        let listed = listed.flat_map(|people| people.iter().rev().take(MOST_COMPARED));
        let fitting = listed.filter(|person| self.people.get(**person).is_some_and(fits));
        let placed = fitting.filter_map(|&person| Some((self.place(last, person)?, person)));
        placed.max().map(|(_, person)| person)
    }

    /// All people, with the fullest of their names.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &'n [String])> {
        self.people.iter().map(|person| person.words).enumerate()
    }

    /// The mention that names a person first.
    pub fn first(&self, person: usize) -> Option<usize> {
        self.people.get(person).map(|person| person.first)
    }

    /// The people that have a word in their names, with the fullest of these.
    pub fn with_word(&self, word: &str) -> impl Iterator<Item = (usize, &'n [String])> {
        let listed = self.by_word.get(word).into_iter().flatten();
        listed.filter_map(|&index| Some((index, self.people.get(index)?.words)))
    }

    /// The place of a person among those that have a word in their names; none if it has not.
    pub fn place(&self, word: &str, person: usize) -> Option<usize> {
        self.places.get(&(word, person)).copied()
    }
}

/// What a name is listed under.
fn keys(words: &[String]) -> impl Iterator<Item = Key<'_>> {
    let ends = words.first().zip(words.last());
    let initial = ends.and_then(|(given, surname)| Some(Key::Initial(first(given)?, surname)));
    let names = ends.map(|(given, surname)| Key::Names(given, surname));
    [Some(Key::Letters(words.concat())), names, initial].into_iter().flatten()
}

/// What other names of a person may be listed under.
fn keys_of_others(words: &[String]) -> Vec<Key<'_>> {
    let mut keys = vec![Key::Letters(words.concat())];
    let (Some(given), Some(surname)) = (words.first(), words.last()) else { return keys };
    match first(given) {
        Some(initial) if initial.len_utf8() == given.len() => {
            keys.push(Key::Initial(initial, surname));
        }
        initial => {
            let initial = initial.and_then(|initial| given.get(..initial.len_utf8()));
            let given = lexicon::other_given_names(given).chain(initial).chain([given.as_str()]);
            keys.extend(given.map(|given| Key::Names(given, surname)));
        }
    }
    if let [given, surname] = words {
        keys.push(Key::Names(surname, given));
    }
    keys
}

fn first(word: &str) -> Option<char> {
    word.chars().next()
}

/// Whether two full names can be those of one person.
pub fn is_same_name(a: &[String], b: &[String]) -> bool {
    // "Kim Jong-un" and "Kim Jongun".
    if a.iter().flat_map(|word| word.bytes()).eq(b.iter().flat_map(|word| word.bytes())) {
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
    is_same_or_initial(a, b) || lexicon::other_given_names(a).any(|other| other == b)
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
