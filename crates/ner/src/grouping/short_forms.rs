//! Organisations and buildings by a part of their names: "Samsung" of "Samsung Electronics".

use std::collections::{HashMap, HashSet};

use newsdesk_document::EntityKind;

use super::LONGEST_NAME;
use super::lexicon;
use super::name::Name;
use super::partition::Partition;
use super::things::Distinct;

/// Words behind the head of a name: the "Democratic Party" is not that "of Japan".
const PREPOSITIONS: [&str; 5] = ["of", "for", "in", "at", "on"];

/// Joins an organisation or building with the only longer name that begins or ends with its name.
pub fn link(things: &[Distinct<'_, '_>], partition: &mut Partition) {
    let places: HashSet<&str> = things
        .iter()
        .filter(|thing| thing.name.kind() == EntityKind::Location)
        .map(|thing| thing.key.as_str())
        .collect();
    let may_be_short = |thing: &&Distinct<'_, '_>| {
        matches!(thing.name.kind(), EntityKind::Organization | EntityKind::Facility)
    };
    let things: Vec<&Distinct<'_, '_>> = things.iter().filter(may_be_short).collect();
    let names: Vec<&Name<'_>> = things.iter().map(|thing| thing.name).collect();
    for (thing, longer) in things.iter().zip(longer_forms(&names)) {
        let is_place =
            places.contains(thing.key.as_str()) || lexicon::common_name(&thing.key).is_some();
        if is_place || thing.name.is_acronym() && thing.name.words().len() > 1 {
            continue;
        }
        let longer = longer.into_iter().filter_map(|place| things.get(place));
        let mut longer = longer.map(|thing| partition.root(thing.first));
        if let Some(only) = longer.next()
            && longer.all(|other| other == only)
        {
            partition.join(only, thing.first);
        }
    }
}

/// For each name, the indexes of those of its kind that begin or end with it and are longer, but not
/// if it is only their head. No two names of a kind are the same.
fn longer_forms(names: &[&Name<'_>]) -> Vec<Vec<usize>> {
    let places: HashMap<(EntityKind, &[String]), usize> =
        names.iter().map(|name| (name.kind(), name.words())).zip(0..).collect();
    let mut forms: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
    for (long, name) in
        names.iter().enumerate().filter(|(_, name)| name.words().len() <= LONGEST_NAME)
    {
        let words = name.words();
        for (start, end) in (1..words.len()).filter_map(|place| words.split_at_checked(place)) {
            let is_head = start.len() > 1
                && end.first().is_some_and(|word| PREPOSITIONS.contains(&word.as_str()));
            let start = Some(start).filter(|_| !is_head);
            for short in start.into_iter().chain([end]) {
                let place = places.get(&(name.kind(), short));
                if let Some(forms) = place.and_then(|place| forms.get_mut(*place)) {
                    forms.push(long);
                }
            }
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use newsdesk_document::{Mention, Span};
    use proptest::prelude::*;

    use super::*;

    /// Whether a name is the beginning or the end of a longer one.
    fn is_short_form(short: &Name<'_>, long: &Name<'_>) -> bool {
        let (short, long) = (short.words(), long.words());
        let rest = long.strip_prefix(short);
        let is_head = rest
            .and_then(<[String]>::first)
            .is_some_and(|word| short.len() > 1 && PREPOSITIONS.contains(&word.as_str()));
        short.len() < long.len() && (rest.is_some() && !is_head || long.ends_with(short))
    }

    proptest! {
        #[test]
        fn longer_forms_are_those_of_a_plain_search(
            names in prop::collection::btree_set(
                (
                    prop::collection::vec(
                        prop::sample::select(vec!["bank", "japan", "of", "at", "north", "a"]), 1..6,
                    ),
                    prop::sample::select(vec![EntityKind::Organization, EntityKind::Facility]),
                ),
                0..30,
            ),
        ) {
            let texts: Vec<_> =
                names.into_iter().map(|(words, kind)| (words.join(" "), kind)).collect();
            let names: Vec<_> = texts.iter().map(|(text, kind)| {
                let span = Span::new(0, u32::try_from(text.len()).unwrap()).unwrap();
                Name::new(text, &Mention { span, kind: *kind, probability: 1.0 }, None)
            }).collect();
            let names: Vec<_> = names.iter().collect();
            for (name, found) in names.iter().zip(longer_forms(&names)) {
                let is_longer = |other: &&Name<'_>| {
                    other.kind() == name.kind() && is_short_form(name, other)
                };
                let places = names.iter().zip(0..).filter(|(other, _)| is_longer(other));
                let expected: BTreeSet<usize> = places.map(|(_, place)| place).collect();
                prop_assert_eq!(BTreeSet::from_iter(found), expected);
            }
        }
    }
}
