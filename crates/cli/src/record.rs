//! A line of JSON Lines: the text, and what comes with it.

use std::fmt;

use newsdesk::Metadata;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::failure::FailureKind;

/// Names of our own fields in the output.
const OUR_FIELDS: [&str; 14] = [
    "schema_version", "offset_unit", "id", "text", "metadata", "sentences", "tokens", "entities",
    "attributions", "stances", "summary", "hidden_size", "pieces", "error",
];

/// Which fields hold what.
#[derive(Clone, Debug)]
pub struct FieldNames {
    pub text: String,
    pub id: String,
}

/// What comes with a text.
#[derive(Debug, Default)]
pub struct Record {
    /// As it was written, a string or anything else; none if there is no such field.
    pub id: Option<Box<RawValue>>,
    pub metadata: Metadata,
    pub other: OtherFields,
}

/// Fields that are passed through, in their order, as they were written.
#[derive(Debug, Default)]
pub struct OtherFields(Vec<(String, Box<RawValue>)>);

impl Record {
    /// Reads a line: the record, and the value of the field with the text.
    pub fn from_line(
        line: &str,
        names: &FieldNames,
    ) -> Result<(Self, Option<Box<RawValue>>), FailureKind> {
        let fields: Fields = serde_json::from_str(line).map_err(FailureKind::NotAnObject)?;
        let (mut record, mut text) = (Self::default(), None);
        for (name, value) in fields.0 {
            if name == names.text {
                text = Some(value);
            } else if name == names.id {
                record.id = Some(value);
            } else {
                record.keep(name, value);
            }
        }
        Ok((record, text))
    }

    /// The text that a field with this value holds.
    pub fn text(
        &self,
        value: Option<Box<RawValue>>,
        names: &FieldNames,
    ) -> Result<String, FailureKind> {
        let field = names.text.clone();
        let Some(value) = value else {
            let fields = self.other.0.iter().map(|(name, _)| name.clone()).collect();
            return Err(FailureKind::NoTextField { field, fields });
        };
        serde_json::from_str(value.get())
            .map_err(|source| FailureKind::TextNotString { field, source })
    }

    /// What the document is called, if it says so.
    pub fn id_text(&self) -> Option<String> {
        let id = self.id.as_ref()?.get();
        Some(serde_json::from_str(id).unwrap_or_else(|_| id.to_owned()))
    }

    /// Keeps a field for the output, and for the metadata if it is a string that belongs there.
    fn keep(&mut self, name: String, value: Box<RawValue>) {
        let metadata = match name.as_str() {
            "title" => Some(&mut self.metadata.title),
            "source" => Some(&mut self.metadata.source),
            "date" => Some(&mut self.metadata.date),
            "language" => Some(&mut self.metadata.language),
            _ => None,
        };
        if let Some(field) = metadata {
            *field = serde_json::from_str(value.get()).ok();
        }
        self.other.0.push((name, value));
    }
}

impl OtherFields {
    /// The name in the output: with a prefix, as often as it takes, if the name is taken.
    fn output_name(&self, name: &str) -> String {
        let is_taken = |name: &str| OUR_FIELDS.contains(&name);
        let mut output = name.to_owned();
        while is_taken(&output)
            || output != name && self.0.iter().any(|(other, _)| *other == output)
        {
            output.insert_str(0, "input_");
        }
        output
    }
}

impl Serialize for OtherFields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(&self.output_name(name), value)?;
        }
        map.end()
    }
}

/// The fields of an object in their order, which a map would lose.
struct Fields(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;

        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Fields, M::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(FieldsVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> FieldNames {
        FieldNames { text: "text".to_owned(), id: "id".to_owned() }
    }

    fn read(line: &str) -> Result<(Record, String), FailureKind> {
        let (record, value) = Record::from_line(line, &names())?;
        let text = record.text(value, &names())?;
        Ok((record, text))
    }

    #[test]
    fn other_fields_keep_their_order_and_spelling() {
        let line = r#"{"z":1.50,"id":7,"a":{"b":[1e3]},"text":"It rained.","summary":"Rain","input_summary":0}"#;
        let (record, text) = read(line).unwrap();
        assert_eq!((text.as_str(), record.id_text().as_deref()), ("It rained.", Some("7")));
        assert_eq!(
            serde_json::to_string(&record.other).unwrap(),
            r#"{"z":1.50,"a":{"b":[1e3]},"input_input_summary":"Rain","input_summary":0}"#
        );
    }

    #[test]
    fn strings_that_describe_the_text_become_metadata() {
        let line = r#"{"text":"a","title":"Rain","date":20260304,"language":"en","id":"x \"y\""}"#;
        let (record, _) = read(line).unwrap();
        assert_eq!(record.metadata.title.as_deref(), Some("Rain"));
        assert_eq!(record.metadata.language.as_deref(), Some("en"));
        assert_eq!(record.metadata.date, None);
        assert_eq!(record.id_text().as_deref(), Some("x \"y\""));
    }

    #[test]
    fn faults_are_named() {
        let message = |line| read(line).unwrap_err().to_string();
        assert_eq!(message(r#"{"body":"a"}"#), "no field `text`");
        assert!(message(r#"{"text":7}"#).starts_with("field `text` is no string: invalid type"));
        assert!(message("[1]").starts_with("not a JSON object: invalid type"));
        assert!(message(r#"{"text":"a"#).starts_with("not a JSON object: EOF"));
    }
}
