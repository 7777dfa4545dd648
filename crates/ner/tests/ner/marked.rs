//! Texts with their mentions marked: `[Kim Jong Un](P1) met [Putin](P2)`.
//!
//! The letter is the kind, the number the entity.

use std::collections::BTreeMap;

use newsdesk_document::{Document, EntityKind, Mention, Span};

/// A text, its mentions, and for each mention its entity.
pub struct Marked {
    pub text: String,
    pub mentions: Vec<Mention>,
    pub entities: Vec<u32>,
}

impl Marked {
    pub fn new(marked: &str) -> Self {
        let (mut text, mut mentions, mut entities) = (String::new(), Vec::new(), Vec::new());
        let mut rest = marked;
        while let Some((before, behind)) = rest.split_once('[') {
            text.push_str(before);
            let (surface, behind) = behind.split_once("](").unwrap();
            let (label, behind) = behind.split_once(')').unwrap();
            let start = u32::try_from(text.len()).unwrap();
            text.push_str(surface);
            let span = Span::new(start, u32::try_from(text.len()).unwrap()).unwrap();
            mentions.push(Mention { span, kind: kind(&label[..1]), probability: 1.0 });
            entities.push(label[1..].parse().unwrap());
            rest = behind;
        }
        text.push_str(rest);
        Self { text, mentions, entities }
    }

    /// For each entity, in the order of their first mentions, the indexes of its mentions.
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, entity) in self.entities.iter().enumerate() {
            let first = self.entities.iter().position(|other| other == entity).unwrap();
            groups.entry(first).or_default().push(index);
        }
        groups.into_values().collect()
    }

    /// The same as the rules group them.
    pub fn found(&self) -> Vec<Vec<usize>> {
        let index = |mention: &Mention| {
            self.mentions.iter().position(|other| other.span == mention.span).unwrap()
        };
        let entities = newsdesk_ner::group(&document(&self.text), &self.mentions);
        entities.iter().map(|entity| entity.mentions.iter().map(index).collect()).collect()
    }
}

/// A document of which nothing but its text is known.
pub fn document(text: &str) -> Document {
    Document::new("", text).unwrap()
}

fn kind(letter: &str) -> EntityKind {
    match letter {
        "P" => EntityKind::Person,
        "O" => EntityKind::Organization,
        "L" => EntityKind::Location,
        "F" => EntityKind::Facility,
        "N" => EntityKind::Norp,
        "R" => EntityKind::Product,
        "D" => EntityKind::Date,
        "M" => EntityKind::Money,
        "X" => EntityKind::Misc,
        other => panic!("no kind has the letter {other}"),
    }
}
