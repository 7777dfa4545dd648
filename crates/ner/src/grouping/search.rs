//! The rules for people by plain search: each name is compared with all people before it. What the
//! indexes find must be the same.

use std::collections::{HashMap, HashSet};

use newsdesk_document::EntityKind;

use super::full_names::is_same_name;
use super::lexicon;
use super::name::Name;
use super::partition::Partition;

struct Person<'n> {
    first: usize,
    words: &'n [String],
    generation: Option<&'n str>,
    latest: Option<usize>,
}

#[derive(Default)]
struct People<'n> {
    people: Vec<Person<'n>>,
    by_word: HashMap<&'n str, Vec<usize>>,
}

/// Joins the mentions of one person.
pub fn link(names: &[Name<'_>], partition: &mut Partition) {
    let is_person = |name: &Name<'_>| name.kind() == EntityKind::Person && !name.words().is_empty();
    let names: Vec<(usize, &Name<'_>)> =
        names.iter().enumerate().filter(|(_, name)| is_person(name)).collect();
    let mut endings: HashSet<&[String]> = HashSet::new();
    for (_, name) in &names {
        endings
            .extend((1..name.words().len().saturating_sub(1)).map(|start| &name.words()[start..]));
    }
    let mut people = People::default();
    let mut person_of = HashMap::new();
    for &(index, name) in &names {
        if name.words().len() > 1 && !endings.contains(name.words()) {
            person_of.insert(index, people.find_or_add(index, name));
        }
    }
    let mut loners: HashMap<&[String], usize> = HashMap::new();
    for (index, name) in names {
        let known = person_of.get(&index).copied().or_else(|| people.referred_to(name.words()));
        match known {
            Some(person) => {
                let person = &mut people.people[person];
                person.latest = Some(index);
                partition.join(person.first, index);
            }
            None => partition.join(*loners.entry(name.words()).or_insert(index), index),
        }
    }
}

impl<'n> People<'n> {
    fn find_or_add(&mut self, index: usize, name: &'n Name<'_>) -> usize {
        let (words, generation) = (name.words(), name.generation());
        let listed = words.last().and_then(|word| self.by_word.get(word.as_str()));
        let fits = |&&person: &&usize| {
            let person = &self.people[person];
            let is_namesake = person.generation.is_some()
                && generation.is_some()
                && person.generation != generation;
            !is_namesake && is_same_name(person.words, words)
        };
        let found = listed.and_then(|people| people.iter().rev().find(fits)).copied();
        let person = found.unwrap_or(self.people.len());
        match self.people.get_mut(person) {
            Some(person) => {
                if words.len() > person.words.len() {
                    person.words = words;
                }
                person.generation = person.generation.or(generation);
            }
            None => self.people.push(Person { first: index, words, generation, latest: None }),
        }
        for word in words {
            let people = self.by_word.entry(word).or_default();
            if !people.contains(&person) {
                people.push(person);
            }
        }
        person
    }

    fn referred_to(&self, words: &[String]) -> Option<usize> {
        let listed = self.by_word.get(words.last()?.as_str())?;
        let candidates = listed.iter().filter_map(|&index| {
            let person = &self.people[index];
            Some((strength(words, person.words)?, person.latest, index))
        });
        let best = candidates.reduce(|best, next| {
            let is_better = next.0 < best.0 || next.0 == best.0 && next.1 > best.1;
            if is_better { next } else { best }
        });
        best.map(|(_, _, index)| index)
    }
}

/// How a part of a name refers to a person with this full name, if it does; 0 is the strongest.
fn strength(part: &[String], full: &[String]) -> Option<usize> {
    let is_asian = lexicon::is_leading_surname(&full[0]);
    match part {
        [_, _, ..] => full.ends_with(part).then_some(0),
        [word] if full.last() == Some(word) || is_asian && full.first() == Some(word) => Some(0),
        [word] if full.first() == Some(word) => Some(1),
        [word] if full.contains(word) => Some(2),
        _ => None,
    }
}
