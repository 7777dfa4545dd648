//! Views of the sentences of a summary.

use std::borrow::Cow;

use super::{SentenceRef, resolved, slice};
use crate::{Document, SelectedSentence};

/// A sentence that was chosen for the summary.
#[derive(Clone, Copy, Debug)]
pub struct SelectedRef<'d> {
    pub(super) document: &'d Document,
    pub(super) selected: &'d SelectedSentence,
}

impl<'d> SelectedRef<'d> {
    /// The sentence of the text.
    pub fn sentence(self) -> SentenceRef<'d> {
        resolved(self.document.sentence(self.selected.sentence as usize))
    }

    /// How well it tells the story; higher is better, comparable within one document.
    pub fn score(self) -> f32 {
        self.selected.score
    }

    /// Whether it stands in the summary as in the text.
    pub fn is_verbatim(self) -> bool {
        self.selected.dropped.is_empty() && self.selected.resolved.is_none()
    }

    /// The sentence as the summary has it: without what it leaves out, and with a name in square
    /// brackets in place of a pronoun that nobody could understand.
    pub fn text(self) -> Cow<'d, str> {
        if self.is_verbatim() {
            return Cow::Borrowed(self.sentence().text());
        }
        let mut changes: Vec<_> =
            self.selected.dropped.iter().map(|&dropped| (dropped, String::new())).collect();
        if let Some(found) = self.selected.resolved {
            let name = resolved(self.document.entity(found.entity as usize)).name();
            let pronoun = slice(self.document, found.pronoun).to_ascii_lowercase();
            let possessive =
                if ["his", "her", "their", "its"].contains(&&*pronoun) { "'s" } else { "" };
            changes.push((found.pronoun, format!("[{name}{possessive}]")));
        }
        changes.sort_unstable_by_key(|(span, _)| *span);
        let range = self.sentence().span().range();
        let (mut text, mut at) = (String::new(), range.start);
        for (span, instead) in changes {
            let until = span.range().start.max(at);
            text.push_str(self.document.text().get(at..until).unwrap_or_default());
            text.push_str(&instead);
            at = span.range().end.max(at);
        }
        text.push_str(self.document.text().get(at..range.end).unwrap_or_default());
        Cow::Owned(text)
    }
}
