//! The labels of a model, and the tags that they stand for.
//!
//! Read are BIO (`B-PER`, `I-PER`), BIOES and BILOU (also `E-`, `S-`, `L-`, `U-`), and plain names
//! (`PER`). Labels that stand for the same tag, such as `B-GPE` and `B-LOC`, are one tag, whose
//! probability is the sum of theirs.

use std::collections::BTreeMap;

use newsdesk_document::EntityKind;
use serde::Deserialize;

use crate::error::LoadError;
use crate::kinds::kind;

/// What a word is to a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// In no mention.
    Outside,
    /// The first word of a mention.
    Begin(EntityKind),
    /// A word inside of a mention, not the first; in BIOES nor the last.
    Inside(EntityKind),
    /// The last of several words.
    End(EntityKind),
    /// The only word.
    Single(EntityKind),
    /// Any word: neighbours of the same kind are one mention.
    Plain(EntityKind),
}

/// The tags of a model, and which of them each label stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    tags: Vec<Tag>,
    /// For each label the index of its tag.
    tag_of_label: Vec<usize>,
}

/// The part of `config.json` that names the labels.
#[derive(Deserialize)]
struct Config {
    id2label: BTreeMap<usize, String>,
}

impl Tag {
    /// The kind of the mention; none outside.
    pub fn kind(self) -> Option<EntityKind> {
        match self {
            Self::Outside => None,
            Self::Begin(kind)
            | Self::Inside(kind)
            | Self::End(kind)
            | Self::Single(kind)
            | Self::Plain(kind) => Some(kind),
        }
    }

    /// Whether the word belongs to the mention of the word before it.
    pub fn continues(self, previous: Self) -> bool {
        match (previous, self) {
            (Self::Begin(a) | Self::Inside(a), Self::Inside(b) | Self::End(b))
            | (Self::Plain(a), Self::Plain(b)) => a == b,
            _ => false,
        }
    }
}

impl Labels {
    /// Reads `id2label` of a `config.json`.
    pub fn from_json(config: &[u8]) -> Result<Self, LoadError> {
        let Config { id2label } =
            serde_json::from_slice(config).map_err(LoadError::ConfigSyntax)?;
        let count = id2label.len();
        if let Some(index) = (0..count).find(|index| !id2label.contains_key(index)) {
            return Err(LoadError::MissingLabel { index, count });
        }
        Self::new(&id2label.into_values().collect::<Vec<_>>())
    }

    fn new(labels: &[String]) -> Result<Self, LoadError> {
        let nameless = labels.iter().position(|label| label.starts_with("LABEL_"));
        if let Some(index) = nameless {
            let label = labels.get(index).cloned().unwrap_or_default();
            return Err(LoadError::NamelessLabel { index, label });
        }
        if !labels.iter().any(|label| is_outside(label)) {
            return Err(LoadError::NoOutside);
        }
        let is_plain = labels.iter().any(|label| !is_outside(label) && positioned(label).is_none());
        let read: Vec<Tag> = labels.iter().map(|label| tag(label, is_plain)).collect();
        let begins = |kind| read.contains(&Tag::Begin(kind));
        let of_label = read.iter().map(|&tag| match tag {
            // Where no label begins a mention, position says nothing.
            Tag::Inside(kind) if !begins(kind) => Tag::Plain(kind),
            tag => tag,
        });
        let (mut tags, mut tag_of_label) = (Vec::new(), Vec::new());
        for tag in of_label {
            let index = tags.iter().position(|&other| other == tag).unwrap_or(tags.len());
            if index == tags.len() {
                tags.push(tag);
            }
            tag_of_label.push(index);
        }
        Ok(Self { tags, tag_of_label })
    }

    /// The tags, each once.
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// For each label of the model the index of its tag.
    pub fn tag_of_label(&self) -> &[usize] {
        &self.tag_of_label
    }
}

fn is_outside(label: &str) -> bool {
    label.eq_ignore_ascii_case("o")
}

/// The position and the kind that a label names; none if it names no position.
fn positioned(label: &str) -> Option<(char, &str)> {
    let (position, kind) = label.split_once(['-', '_'])?;
    let mut characters = position.chars();
    let position = characters.next().filter(|_| characters.next().is_none())?;
    "BIESLUM".contains(position).then_some((position, kind))
}

fn tag(label: &str, is_plain: bool) -> Tag {
    if is_plain {
        let kind = if is_outside(label) { None } else { kind(label) };
        return kind.map_or(Tag::Outside, Tag::Plain);
    }
    let Some((position, Some(kind))) = positioned(label).map(|(p, name)| (p, kind(name))) else {
        return Tag::Outside;
    };
    match position {
        'B' => Tag::Begin(kind),
        'E' | 'L' => Tag::End(kind),
        'S' | 'U' => Tag::Single(kind),
        _ => Tag::Inside(kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(labels: &[&str]) -> Result<Labels, LoadError> {
        let labels = labels.iter().enumerate();
        let labels: BTreeMap<_, _> = labels.map(|(id, label)| (id.to_string(), label)).collect();
        Labels::from_json(serde_json::json!({ "id2label": labels }).to_string().as_bytes())
    }

    #[test]
    fn schemes_are_told_apart() {
        use EntityKind::{Location, Misc, Person};
        for (labels, tags, tag_of_label) in [
            (
                &["O", "B-PER", "I-PER"][..],
                &[Tag::Outside, Tag::Begin(Person), Tag::Inside(Person)][..],
                &[0, 1, 2][..],
            ),
            (
                &["B_LOC", "M_LOC", "E_LOC", "S_LOC", "o"],
                &[
                    Tag::Begin(Location),
                    Tag::Inside(Location),
                    Tag::End(Location),
                    Tag::Single(Location),
                    Tag::Outside,
                ],
                &[0, 1, 2, 3, 4],
            ),
            (
                &["O", "U-PER", "L-PER"],
                &[Tag::Outside, Tag::Single(Person), Tag::End(Person)],
                &[0, 1, 2],
            ),
            (
                &["PERSON", "O", "WORK_OF_ART", "PERCENT", "EVENT"],
                &[Tag::Plain(Person), Tag::Outside, Tag::Plain(Misc)],
                &[0, 1, 2, 1, 2],
            ),
            (&["O", "I-PER"], &[Tag::Outside, Tag::Plain(Person)], &[0, 1]),
            (
                &["O", "B-GPE", "B-LOC", "I-GPE", "B-CARDINAL"],
                &[Tag::Outside, Tag::Begin(Location), Tag::Inside(Location)],
                &[0, 1, 1, 2, 0],
            ),
        ] {
            let read = read(labels).unwrap();
            assert_eq!((read.tags(), read.tag_of_label()), (tags, tag_of_label), "{labels:?}");
        }
    }

    #[test]
    fn labels_that_cannot_be_read_are_named() {
        for (config, message) in [
            ("{}", "config.json is not the configuration of a token classifier"),
            (
                r#"{"id2label":{"a":"O"}}"#,
                "config.json is not the configuration of a token classifier",
            ),
            (
                r#"{"id2label":{"0":"O","2":"B-PER"}}"#,
                "config.json: id2label has 2 labels, but none with number 1",
            ),
            (
                r#"{"id2label":{"0":"O","1":"LABEL_1"}}"#,
                "config.json: label 1 is `LABEL_1`, which says nothing",
            ),
            (r#"{"id2label":{"0":"B-PER"}}"#, "config.json: id2label has no label `O`"),
        ] {
            assert_eq!(Labels::from_json(config.as_bytes()).unwrap_err().to_string(), message);
        }
    }
}
