//! Stances for reading: a line each.

use super::{Relation, not_mentioned, sentence, without_holder};
use crate::output::Shown;

/// Holder, target, polarity and probability, and the sentence that shows it best.
pub fn text(shown: &Shown<'_>, relations: &[Relation<'_>]) -> String {
    let mut text = shown.header();
    for relation in relations {
        let Relation { holder, target, edge, .. } = relation;
        let (polarity, probability) = (relation.polarity(), edge.probability);
        text.push_str(&format!("{holder} → {target}: {polarity} ({probability:.2})"));
        if let Some(stance) = relation.shown_by.first() {
            text.push_str(&format!(" {}", sentence(shown.document, stance)));
        }
        text.push('\n');
    }
    for topic in without_holder(shown, relations) {
        text.push_str(&format!("→ {topic}: mentioned, but by nobody who is known\n"));
    }
    for topic in not_mentioned(shown) {
        text.push_str(&format!("→ {topic}: not mentioned\n"));
    }
    text
}
