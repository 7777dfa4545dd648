//! The rules that group mentions, one line a case.

use newsdesk_document::{EntityKind, Mention, Metadata, Span};
use proptest::prelude::*;

use crate::marked::{Marked, document};

fn check(marked: &str) {
    let marked = Marked::new(marked);
    assert_eq!(marked.found(), marked.groups(), "{}", marked.text);
}

#[test]
fn surnames_titles_and_initials_are_of_the_person() {
    check("[Vladimir Putin](P1), [Putin](P1), [President Putin](P1), [Mr. Putin](P1)");
    check("[Putin](P1) came. [Vladimir V. Putin](P1) left. [V. Putin](P1) slept.");
    check("[Kim Jong Un](P1), [Kim Jong-un](P1), [Kim](P1), [Chairman Kim](P1)");
    check("[Aung San Suu Kyi](P1), [Suu Kyi](P1), [Ms. Suu Kyi](P1)");
    check("[Joe Biden](P1), [Joseph R. Biden Jr.](P1), [Biden](P1)");
    check("[Pedro Sánchez](P1), [Sanchez](P1), [Pedro](P1)");
    check("[Bashar al-Assad](P1), [al-Assad](P1), [Assad](P1)");
    check("[Shinzo Abe](P1), [Abe Shinzo](P1), [Abe](P1)");
    check("[Enrique Peña Nieto](P1), [Peña](P1)");
    check("[VLADIMIR PUTIN](P1) LEAVES; [Putin’s](P1) plane");
    check("[King Charles](P1), [Charles](P1)");
}

#[test]
fn namesakes_are_apart() {
    check("[Bill Clinton](P1) and [Hillary Clinton](P2); [Clinton](P2) spoke, [Bill](P1) did not.");
    check("[George W. Bush](P1), [George H. W. Bush](P2), [Jeb Bush](P3)");
    check("[Kim Jong Un](P1) and [Kim Yo Jong](P2)");
    check("[Martin King Jr.](P1), [Martin King Sr.](P2)");
    check("[Ann Lee](P1) said. [Lee](P1) left. [Bo Lee](P2) said. [Lee](P2) left.");
    check("[Vladimir Putin](P1), [Volodymyr Zelenskyy](P2), [Smith](P3)");
    check("[Washington](P1) said [Washington](L2)");
}

#[test]
fn organisations_have_acronyms_and_short_forms() {
    check("[Korean Central News Agency](O1), [KCNA](O1)");
    check("[KCNA](O1), the [Korean Central News Agency](O1)");
    check("the [Department of Defense](O1), the [DOD](O1), [Defense Department](O1)");
    check("[Federal Security Service](O1) ([FSB](O1))");
    check("[North Atlantic Treaty Organization](O1), [NATO](O1), [N.A.T.O.](O1)");
    check("[Goldman Sachs Group Inc.](O1), [Goldman Sachs](O1), [Goldman](O1)");
    check("[Samsung Electronics](O1) and [Samsung Heavy Industries](O2); [Samsung](O3)");
    check("[Bank of Japan](O1), [Bank of England](O2)");
    check("[Manchester United](O1), [United](O1)");
    check("[China](L1) and [China Mobile](O2)");
    check("[the White House](F1), [White House](O1)");
    check("[Democratic Party](O1), [Democratic Party of Japan](O2)");
}

#[test]
fn countries_have_several_names_and_are_no_nationalities() {
    check("the [United States](L1), [U.S.](L1), [US](L1), [America](L1), [Americans](N2)");
    check("[U.K.](L1), [Britain](L1), [British](N2), [Briton](N2)");
    check("[North Korea](L1), [DPRK](L1), [South Korea](L2), [North Koreans](N3)");
    check("[Russia](L1), [Russian](N2), [Russians](N2), [Russian Federation](L1)");
    check("[Paris, Texas](L1), [Paris](L1)");
    check("[Mexico](L1), [Mexico City](L2)");
    check("[Hamas](N1), [Hamas](O1)");
    check("[Barcelona](O1) played in [Barcelona](L2)");
    check("[China](L1), [China](O1); [Old Trafford](F2), [Old Trafford](L2)");
}

#[test]
fn dates_and_amounts_are_the_same_if_they_say_the_same() {
    check("[Monday](D1), [Tuesday](D2), [monday](D1), [$5 million](M3), [$5m](M3)");
    check("[June 19](D1), [the 19th of June](D1), [Ramadan](D2), [Ramadan](D2), [June](D3)");
}

#[test]
fn dates_are_resolved_by_the_day_of_publication() {
    let Marked { text, mentions, .. } = Marked::new("[Wednesday](D1), the [19th](D1), [2023](D2)");
    let date = Some("2024-06-20T08:00:00Z".to_owned());
    let document = document(&text).with_metadata(Metadata { date, ..Metadata::default() });
    let entities = newsdesk_ner::group(&document, &mentions);
    let values: Vec<_> = entities.iter().map(|entity| entity.value.as_deref()).collect();
    assert_eq!(values, [Some("2024-06-19"), Some("2023")]);
}

#[test]
fn the_name_is_the_fullest_mention_without_its_title() {
    for (marked, name) in [
        ("[Putin](P1) and [President Vladimir Putin](P1)", "Vladimir Putin"),
        ("[KCNA](O1), the [Korean Central News Agency](O1)", "Korean Central News Agency"),
        ("[VLADIMIR PUTIN](P1), [Vladimir Putin](P1)", "Vladimir Putin"),
        ("[V. Putin](P1), [Vladimir Putin](P1)", "Vladimir Putin"),
        ("[President Putin](P1)", "Putin"),
        ("[Pope Francis](P1), [Francis](P1)", "Pope Francis"),
        ("[the United States](L1), [U.S.](L1)", "the United States"),
    ] {
        let Marked { text, mentions, .. } = Marked::new(marked);
        let entities = newsdesk_ner::group(&document(&text), &mentions);
        assert_eq!((entities.len(), entities[0].name.of(&text)), (1, Some(name)), "{marked}");
    }
}

#[test]
fn an_entity_has_the_kind_of_most_mentions() {
    let Marked { text, mentions, .. } = Marked::new("[Fifa](X1) [Fifa](O1) [Fifa](O1)");
    assert_eq!(newsdesk_ner::group(&document(&text), &mentions)[0].kind, EntityKind::Organization);
}

proptest! {
    /// Whatever the names are, each mention is in one entity, and their order is that of the text.
    #[test]
    fn every_mention_is_in_one_entity(
        names in prop::collection::vec(("[A-Za-zé.' &-]{1,12}", 0..9_usize), 0..30),
    ) {
        let kinds = [
            EntityKind::Person, EntityKind::Organization, EntityKind::Location,
            EntityKind::Facility, EntityKind::Norp, EntityKind::Product, EntityKind::Date,
            EntityKind::Money, EntityKind::Misc,
        ];
        let (mut text, mut mentions) = (String::new(), Vec::new());
        for (name, kind) in names {
            let start = u32::try_from(text.len()).unwrap();
            text.push_str(&name);
            let span = Span::new(start, u32::try_from(text.len()).unwrap()).unwrap();
            mentions.push(Mention { span, kind: kinds[kind], probability: 0.5 });
            text.push('\n');
        }
        let entities = newsdesk_ner::group(&document(&text), &mentions);
        let firsts: Vec<_> = entities.iter().map(|entity| entity.mentions[0].span).collect();
        prop_assert!(firsts.is_sorted());
        let mut found: Vec<_> =
            entities.iter().flat_map(|entity| &entity.mentions).copied().collect();
        found.sort_by_key(|mention| mention.span);
        prop_assert_eq!(found, mentions);
        for entity in &entities {
            prop_assert!(entity.mentions.is_sorted_by_key(|mention| mention.span));
            prop_assert!(entity.mentions.iter().any(|mention| mention.span.contains(entity.name)));
            prop_assert!(entity.name.of(&text).is_some_and(|name| !name.is_empty()));
        }
    }
}
