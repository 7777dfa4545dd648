//! The whole document.

use newsdesk::document::json::DocumentJson;
use serde::Serialize;

use super::Shown;
use crate::record::OtherFields;

/// The JSON form of a document, followed by the other fields of its line.
#[derive(Serialize)]
pub struct DocumentObject<'d> {
    #[serde(flatten)]
    document: DocumentJson<'d>,
    #[serde(flatten)]
    other: &'d OtherFields,
}

pub fn object<'d>(shown: &'d Shown<'d>) -> DocumentObject<'d> {
    DocumentObject { document: shown.document.into(), other: &shown.record.other }
}
