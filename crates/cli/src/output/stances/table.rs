//! Stances as comma-separated values, as RFC 4180 has them.

use newsdesk::Document;
use newsdesk::document::{SentenceRef, Span, Stance};

use super::{Relation, sentence};

/// The first line.
pub const HEADINGS: &str = "document,holder,target,polarity,probability,start,end,sentence\r\n";

/// A line for each sentence that shows an edge; offsets are bytes of the text.
pub fn rows(document: &Document, relations: &[Relation<'_>]) -> Vec<u8> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(vec![]);
    for relation in relations {
        for stance in &relation.shown_by {
            // Writing to memory cannot fail, and every row has as many fields.
            let _ = writer.write_record(row(document, relation, stance));
        }
    }
    writer.into_inner().unwrap_or_default()
}

fn row(document: &Document, relation: &Relation<'_>, stance: &Stance) -> [String; 8] {
    let place = document.sentence(stance.evidence.sentence as usize);
    let place = place.map(SentenceRef::span);
    let offset = |offset: Option<u32>| offset.unwrap_or_default().to_string();
    [
        document.id().to_owned(),
        relation.holder.clone(),
        relation.target.clone(),
        relation.polarity().to_string(),
        format!("{:.3}", stance.probability),
        offset(place.map(Span::start)),
        offset(place.map(Span::end)),
        sentence(document, stance),
    ]
}
