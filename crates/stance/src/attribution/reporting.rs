//! Quotations for which the head found no cue, in the clauses that every newspaper has: "…", the
//! minister said; "…", said the minister; She said: "…"; "…" —Name.

use newsdesk_tokenization::reports_speech;

use super::links::Linked;
use super::words::{Run, Words, overlapping};

/// The most words of a clause that are looked at.
const LONGEST_CLAUSE: usize = 50;

/// The most words of a source, and before a verb.
const LONGEST_SOURCE: usize = 8;

/// Finds cues and sources of quoted contents that have no cue.
pub fn complete(text: &str, words: &Words, quoted: &[Run], cues: &[Run], linked: &mut [Linked]) {
    let clauses = Clauses { text, words, quoted };
    for linked in linked.iter_mut().filter(|linked| linked.cue.is_none()) {
        let (Some(first), Some(last)) = (linked.content.first(), linked.content.last()) else {
            continue;
        };
        if !overlapping(quoted, *first).iter().any(|quotation| first.contains(*quotation)) {
            continue;
        }
        let found = clauses
            .behind(*last)
            .or_else(|| clauses.signature(*last))
            .or_else(|| clauses.before(*first, cues));
        if let Some((cue, source)) = found {
            (linked.cue, linked.source) = (Some(cue), source.or(linked.source));
        }
    }
}

struct Clauses<'d> {
    text: &'d str,
    words: &'d Words,
    quoted: &'d [Run],
}

impl Clauses<'_> {
    /// The verb and source of the clause behind a quotation, in its sentence.
    fn behind(&self, quotation: Run) -> Option<(Run, Option<Run>)> {
        let clause = self.clause(quotation.end, |word| {
            self.words.share_sentence(quotation, Run { start: word, end: word + 1 })
        });
        let verb = (clause.start..clause.end).find(|word| reports_speech(self.word(*word)))?;
        let source = if verb == clause.start {
            let source = self.clause(verb + 1, |word| !self.is_mark(word));
            Run { end: source.end.min(source.start + LONGEST_SOURCE), ..source }
        } else {
            Run { start: clause.start, end: verb }
        };
        (source.len() <= LONGEST_SOURCE)
            .then_some((Run { start: verb, end: verb + 1 }, some(source)))
    }

    /// A dash and a name behind a quotation, up to the end of the line.
    fn signature(&self, quotation: Run) -> Option<(Run, Option<Run>)> {
        let dash = quotation.end;
        if !matches!(self.word(dash), "―" | "—" | "–" | "--" | "-") {
            return None;
        }
        let is_name =
            |word: usize| !self.is_mark(word) && !self.line_between(dash, word).contains('\n');
        let source = self.clause(dash + 1, is_name);
        let starts_with_capital = self.word(source.start).starts_with(char::is_uppercase);
        (starts_with_capital && source.len() <= LONGEST_SOURCE)
            .then_some((Run { start: dash, end: dash + 1 }, some(source)))
    }

    /// The cue, or else the verb, that introduces a quotation with a colon or a comma; perhaps in
    /// the paragraph before.
    fn before(&self, quotation: Run, cues: &[Run]) -> Option<(Run, Option<Run>)> {
        let mark = quotation.start.checked_sub(1)?;
        if !matches!(self.word(mark), ":" | ",") {
            return None;
        }
        let in_clause = |word: usize| {
            self.words.share_sentence(
                Run { start: mark, end: mark + 1 },
                Run { start: word, end: word + 1 },
            )
        };
        let near = overlapping(cues, Run { start: mark.saturating_sub(LONGEST_CLAUSE), end: mark });
        let cue = near.iter().rev().find(|cue| in_clause(cue.start));
        let verb = cue.copied().or_else(|| {
            let near = (mark.saturating_sub(LONGEST_SOURCE)..mark).rev();
            let verb = near
                .take_while(|word| in_clause(*word))
                .find(|word| reports_speech(self.word(*word)))?;
            Some(Run { start: verb, end: verb + 1 })
        })?;
        let before = (verb.start.saturating_sub(LONGEST_SOURCE)..verb.start).rev();
        let start = before.take_while(|word| in_clause(*word) && !self.is_mark(*word)).last();
        Some((verb, start.and_then(|start| some(Run { start, end: verb.start }))))
    }

    /// The words from `start` on, as long as they belong to it and are not quoted themselves.
    fn clause(&self, start: usize, belongs: impl Fn(usize) -> bool) -> Run {
        let is_free =
            |word: &usize| overlapping(self.quoted, Run { start: *word, end: word + 1 }).is_empty();
        let end = self.words.spans().len().min(start + LONGEST_CLAUSE);
        let words = (start..end).take_while(is_free);
        let end = words.take_while(|word| belongs(*word)).last().map_or(start, |word| word + 1);
        Run { start, end }
    }

    fn is_mark(&self, word: usize) -> bool {
        !self.word(word).contains(char::is_alphanumeric)
    }

    fn word(&self, word: usize) -> &str {
        self.words.spans().get(word).and_then(|span| span.of(self.text)).unwrap_or_default()
    }

    fn line_between(&self, first: usize, last: usize) -> &str {
        let place = |word: usize| self.words.spans().get(word).map(|span| span.start() as usize);
        let range = place(first).zip(place(last));
        range.and_then(|(first, last)| self.text.get(first..last)).unwrap_or_default()
    }
}

fn some(run: Run) -> Option<Run> {
    (run.len() > 0).then_some(run)
}
