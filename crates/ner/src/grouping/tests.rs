//! The indexes find what a plain search finds.

use newsdesk_document::{EntityKind, Mention, Span};
use proptest::prelude::*;

use super::name::Name;
use super::partition::Partition;
use super::{people, search};

/// A person a line.
fn people_of(names: &[Vec<&str>]) -> (String, Vec<Mention>) {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    for words in names {
        let start = u32::try_from(text.len()).unwrap();
        text.push_str(&words.join(" "));
        let span = Span::new(start, u32::try_from(text.len()).unwrap()).unwrap();
        mentions.push(Mention { span, kind: EntityKind::Person, probability: 1.0 });
        text.push('\n');
    }
    (text, mentions)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Few words, so that many names share some.
    #[test]
    fn people_are_those_of_a_plain_search(
        names in prop::collection::vec(
            prop::collection::vec(
                prop::sample::select(vec![
                    "Kim", "Jong", "Jong-un", "Jongun", "Un", "J.", "John", "Jack", "Jim", "James",
                    "Smith", "A.", "Ann", "Al", "Suu", "Kyi", "Aung", "San", "Jr.", "II", "Mr.",
                ]),
                1..6,
            ),
            0..40,
        ),
    ) {
        let (text, mentions) = people_of(&names);
        let names: Vec<_> =
            mentions.iter().map(|mention| Name::new(&text, mention, None)).collect();
        let (mut found, mut expected) = (Partition::new(names.len()), Partition::new(names.len()));
        people::link(&names, &mut found);
        search::link(&names, &mut expected);
        prop_assert_eq!(found.parts(), expected.parts());
    }
}
