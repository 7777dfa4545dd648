//! Entities that no model found, in all formats.

use newsdesk::document::{Entity, EntityKind, Mention, Segmentation, Span};
use newsdesk::{Document, Metadata, tokenization};

use super::render;
use crate::output::{Format, Shown};
use crate::record::Record;

const TEXT: &str = "“Kim Jong-un’s visit” pleased <Москва>.\nKim met Tom & Jerry\nInc. on 19 June.";

/// The mentions of each entity, by the text from which they are found, in text order.
const ENTITIES: [(EntityKind, &[&str]); 4] = [
    (EntityKind::Person, &["Kim Jong-un", "Kim"]),
    (EntityKind::Location, &["Москва"]),
    (EntityKind::Organization, &["Tom & Jerry\nInc."]),
    (EntityKind::Date, &["19 June"]),
];

fn document() -> Document {
    let mut document = Document::new("visit", TEXT).unwrap();
    let metadata = Metadata { title: Some("A visit\tto <Moscow>".into()), ..Metadata::default() };
    document = document.with_metadata(metadata);
    let segmentation: Segmentation = tokenization::segment(TEXT).unwrap();
    document.attach_segmentation(segmentation).unwrap();
    let mut entities = Vec::new();
    for (kind, names) in ENTITIES {
        let mut end = 0;
        let mut mentions = Vec::new();
        for name in names {
            let start = end + TEXT[end..].find(name).unwrap();
            end = start + name.len();
            let span = Span::new(u32::try_from(start).unwrap(), u32::try_from(end).unwrap());
            mentions.push(Mention { span: span.unwrap(), kind, probability: 0.875 });
        }
        entities.push(Entity {
            kind,
            name: mentions[0].span,
            value: (kind == EntityKind::Date).then(|| "XXXX-06-19".to_owned()),
            mentions,
        });
    }
    document.attach_entities(entities).unwrap();
    document
}

fn printed(format: Format, has_header: bool) -> String {
    let (document, record) = (document(), Record::default());
    let shown = Shown {
        document: &document,
        encoding: None,
        scores: &[],
        topics: &[],
        record: &record,
        has_header,
    };
    String::from_utf8(render(format, &shown).unwrap()).unwrap()
}

#[test]
fn every_format() {
    for (name, format, has_header) in [
        ("text", Format::Text, true),
        ("json", Format::Json, false),
        ("jsonl", Format::JsonLines, false),
        ("conll", Format::Conll, true),
        ("brat", Format::Brat, false),
        ("html", Format::Html, false),
        ("markdown", Format::Markdown, false),
    ] {
        insta::assert_snapshot!(format!("entities_as_{name}"), printed(format, has_header));
    }
}

/// What brat reads: the text between two code points is the mention.
#[test]
fn offsets_for_brat_count_code_points() {
    let printed = printed(Format::Brat, false);
    let points: Vec<char> = TEXT.chars().collect();
    let mut checked = 0;
    for line in printed.lines().filter(|line| line.starts_with('T')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let (_, ranges) = columns[1].split_once(' ').unwrap();
        let slices = ranges.split(';').map(|range| {
            let (start, end) = range.split_once(' ').unwrap();
            let range = start.parse::<usize>().unwrap()..end.parse().unwrap();
            points[range].iter().collect::<String>()
        });
        assert_eq!(slices.collect::<Vec<_>>().join(" "), columns[2]);
        checked += 1;
    }
    assert_eq!(checked, 5);
}

#[test]
fn nothing_of_the_text_is_markup() {
    let printed = printed(Format::Html, false);
    assert!(printed.contains("&lt;<mark class=\"location\""), "{printed}");
    assert!(!printed.contains("<Moscow>"), "{printed}");
}
