//! The names that data sets and their models give to kinds, and which of ours they mean.

use newsdesk_document::EntityKind;

/// What a label's name of a kind stands for, whatever its letter case: the names of CoNLL-2003,
/// `OntoNotes`, Worldwide Newswire, ACE, MUC and WNUT.
///
/// Counts and measures, which name nothing, are none: their words are outside of mentions. A name
/// that is not known here is a name of another kind, [`EntityKind::Misc`].
pub fn kind(name: &str) -> Option<EntityKind> {
    let name = name.to_ascii_lowercase().replace(['-', '_', ' '], "");
    Some(match name.as_str() {
        "per" | "person" | "people" => EntityKind::Person,
        "org" | "organization" | "organisation" | "corporation" | "company" | "group" => {
            EntityKind::Organization
        }
        "loc" | "location" | "gpe" | "geo" | "place" => EntityKind::Location,
        "fac" | "facility" | "building" => EntityKind::Facility,
        "norp" | "nationality" => EntityKind::Norp,
        "product" | "prod" | "vehicle" | "veh" | "weapon" | "wea" => EntityKind::Product,
        "date" => EntityKind::Date,
        "money" => EntityKind::Money,
        "cardinal" | "ordinal" | "percent" | "quantity" | "number" | "time" | "duration"
        | "set" => return None,
        _ => EntityKind::Misc,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_common_data_sets() {
        for (name, expected) in [
            ("PER", Some(EntityKind::Person)),
            ("Person", Some(EntityKind::Person)),
            ("ORG", Some(EntityKind::Organization)),
            ("GPE", Some(EntityKind::Location)),
            ("FAC", Some(EntityKind::Facility)),
            ("NORP", Some(EntityKind::Norp)),
            ("PRODUCT", Some(EntityKind::Product)),
            ("DATE", Some(EntityKind::Date)),
            ("MONEY", Some(EntityKind::Money)),
            ("MISC", Some(EntityKind::Misc)),
            ("WORK_OF_ART", Some(EntityKind::Misc)),
            ("EVENT", Some(EntityKind::Misc)),
            ("Disease", Some(EntityKind::Misc)),
            ("CARDINAL", None),
            ("PERCENT", None),
        ] {
            assert_eq!(kind(name), expected, "{name}");
        }
    }
}
