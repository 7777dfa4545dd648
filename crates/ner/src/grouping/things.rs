//! Everything but people: organisations, places, groups, products, dates, amounts.
//!
//! Names with the same words are one thing even if its mentions were given several kinds, but a
//! place stays apart from a team of its name, and from its people. Countries have other names,
//! organisations have acronyms and are shortened.

use std::collections::HashMap;

use newsdesk_document::{EntityKind, Mention, Span};

use super::acronym::acronyms;
use super::lexicon;
use super::name::Name;
use super::partition::Partition;
use super::short_forms;

/// Kinds whose mentions can name the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Family {
    Thing,
    Place,
    Norp,
    Date,
    Money,
}

fn family(kind: EntityKind) -> Option<Family> {
    match kind {
        EntityKind::Person => None,
        EntityKind::Location => Some(Family::Place),
        EntityKind::Norp => Some(Family::Norp),
        EntityKind::Date => Some(Family::Date),
        EntityKind::Money => Some(Family::Money),
        _ => Some(Family::Thing),
    }
}

/// A name, with the first mention that has it.
pub struct Distinct<'n, 't> {
    pub first: usize,
    pub name: &'n Name<'t>,
    /// What all names of the thing have in common.
    pub key: String,
}

/// Joins the mentions of one thing.
pub fn link(text: &str, mentions: &[Mention], names: &[Name<'_>], partition: &mut Partition) {
    let mut seen: HashMap<(Family, String), usize> = HashMap::new();
    let mut things: Vec<Distinct<'_, '_>> = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let Some(family) = family(name.kind()) else { continue };
        let key = key(name);
        let first = *seen.entry((family, key.clone())).or_insert(index);
        partition.join(first, index);
        if first == index && [Family::Thing, Family::Place].contains(&family) {
            things.push(Distinct { first, name, key });
        }
    }
    for thing in things.iter().filter(|thing| thing.name.kind() != EntityKind::Location) {
        // "Hamas" may have been called a group of people, "Old Trafford" a place, "China" a party
        // to a treaty.
        let is_place =
            thing.name.kind() == EntityKind::Facility || lexicon::common_name(&thing.key).is_some();
        let group = seen.get(&(Family::Norp, thing.key.clone()));
        let place = seen.get(&(Family::Place, thing.key.clone())).filter(|_| is_place);
        for &other in [group, place].into_iter().flatten() {
            partition.join(thing.first, other);
        }
    }
    link_acronyms(&things, partition);
    link_brackets(text, mentions, names, partition);
    short_forms::link(&things, partition);
    link_regions(&things, partition);
}

/// What all names of one thing have in common.
fn key(name: &Name<'_>) -> String {
    match name.kind() {
        EntityKind::Norp => lexicon::group_of_people(&name.key()),
        EntityKind::Date | EntityKind::Money => {
            name.value().map_or_else(|| name.surface().to_lowercase(), str::to_owned)
        }
        kind => {
            let key = name.key();
            match lexicon::common_name(&key) {
                Some(common) => common.to_owned(),
                // "Defence Ministry" and "Ministry of Defence".
                None if kind == EntityKind::Organization => in_one_order(name.words()),
                None => key,
            }
        }
    }
}

/// The words of "B of A" and "B of the A" as "A B".
fn in_one_order(words: &[String]) -> String {
    match words {
        [head, of, the, rest @ ..] if of == "of" && the == "the" && !rest.is_empty() => {
            format!("{} {head}", rest.join(" "))
        }
        [head, of, rest @ ..] if of == "of" && !rest.is_empty() => {
            format!("{} {head}", rest.join(" "))
        }
        _ => words.join(" "),
    }
}

/// Joins acronyms with the long name that is nearest before them, or else the first behind them.
fn link_acronyms(things: &[Distinct<'_, '_>], partition: &mut Partition) {
    let mut long_names: HashMap<String, Vec<usize>> = HashMap::new();
    for thing in things.iter().filter(|thing| thing.name.words().len() > 1) {
        for acronym in acronyms(thing.name.surface()) {
            long_names.entry(acronym).or_default().push(thing.first);
        }
    }
    for thing in things.iter().filter(|thing| thing.name.is_acronym()) {
        let Some(long_names) = long_names.get(&thing.name.key()) else { continue };
        // In text order, as the things are.
        let next = long_names.partition_point(|first| *first < thing.first);
        let before = next.checked_sub(1).and_then(|last| long_names.get(last));
        if let Some(&first) = before.or(long_names.first()) {
            partition.join(first, thing.first);
        }
    }
}

/// Joins "Federal Security Service (FSB)", whatever the letters.
fn link_brackets(text: &str, mentions: &[Mention], names: &[Name<'_>], partition: &mut Partition) {
    for (index, (pair, spans)) in names.windows(2).zip(mentions.windows(2)).enumerate() {
        let ([long, short], [before, behind]) = (pair, spans) else { continue };
        let between = Span::new(before.span.end(), behind.span.start()).ok();
        let closes =
            text.get(behind.span.end() as usize..).is_some_and(|rest| rest.starts_with(')'));
        if closes
            && between.and_then(|between| between.of(text)) == Some(" (")
            && long.kind() == short.kind()
            && family(long.kind()) == Some(Family::Thing)
            && long.kind() != EntityKind::Location
            && long.words().len() > 1
            && short.is_acronym()
        {
            partition.join(index, index + 1);
        }
    }
}

/// Joins "Paris, Texas" and "Paris", if it is the only one.
fn link_regions(things: &[Distinct<'_, '_>], partition: &mut Partition) {
    let mut regions: HashMap<String, Vec<usize>> = HashMap::new();
    for thing in things.iter().filter(|thing| thing.name.kind() == EntityKind::Location) {
        if let Some((place, _)) = thing.name.surface().split_once(", ") {
            regions.entry(place.to_lowercase()).or_default().push(thing.first);
        }
    }
    for thing in things.iter().filter(|thing| thing.name.kind() == EntityKind::Location) {
        if let Some([only]) = regions.get(&thing.name.surface().to_lowercase()).map(Vec::as_slice) {
            partition.join(*only, thing.first);
        }
    }
}
