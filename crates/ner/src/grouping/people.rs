//! People: full names, surnames, titles, initials, and namesakes.
//!
//! A name of several words is a person. A part of such a name, most often the surname, is the
//! person with that name who was mentioned last before it: so namesakes stay apart, as far as the
//! text itself keeps them apart.

use std::collections::{HashMap, HashSet};

use newsdesk_document::EntityKind;

use super::LONGEST_NAME;
use super::full_names::FullNames;
use super::name::Name;
use super::partition::Partition;
use super::references::References;

/// Joins the mentions of one person.
pub fn link(names: &[Name<'_>], partition: &mut Partition) {
    let is_person = |name: &Name<'_>| name.kind() == EntityKind::Person && !name.words().is_empty();
    let names: Vec<(usize, &Name<'_>)> =
        names.iter().enumerate().filter(|(_, name)| is_person(name)).collect();
    let endings = endings(&names);
    // Full names first, since the text may use the surname before.
    let mut people = FullNames::default();
    let mut person_of = HashMap::new();
    for &(index, name) in &names {
        if is_long_enough(name) && !endings.contains(name.words()) {
            person_of.insert(index, people.find_or_add(index, name));
        }
    }
    let parts = names.iter().filter(|(index, _)| !person_of.contains_key(index));
    let mut references = References::new(&people, parts.map(|(_, name)| name.words()));
    let mut loners: HashMap<&[String], usize> = HashMap::new();
    for (index, name) in names {
        let known = person_of.get(&index).copied().or_else(|| references.person(name.words()));
        match known.and_then(|person| Some((person, people.first(person)?))) {
            Some((person, first)) => {
                references.mention(person);
                partition.join(first, index);
            }
            None => partition.join(*loners.entry(name.words()).or_insert(index), index),
        }
    }
}

/// Whether a name can be a full one.
fn is_long_enough(name: &Name<'_>) -> bool {
    (2..=LONGEST_NAME).contains(&name.words().len())
}

/// Names of several words with which a longer name ends, such as "Suu Kyi".
fn endings<'n>(names: &[(usize, &'n Name<'_>)]) -> HashSet<&'n [String]> {
    let mut endings = HashSet::new();
    for (_, name) in names.iter().filter(|(_, name)| is_long_enough(name)) {
        for start in 1..name.words().len() - 1 {
            endings.extend(name.words().get(start..));
        }
    }
    endings
}
