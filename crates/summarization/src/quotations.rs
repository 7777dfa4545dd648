//! Quotations that run through several sentences: a summary takes all of them, or none.

use std::ops::Range;

use newsdesk_document::{AttributionKind, Document, Segmentation, SentenceRef};

/// Straight and curly marks.
const MARKS: [char; 3] = ['"', '“', '”'];

/// The sentences that stand or fall together.
pub(crate) struct Quotations {
    /// Runs of sentences that share a quotation, in text order, without overlap.
    runs: Vec<Range<usize>>,
    /// Whether a sentence, or one that it stands with, has a part of a quotation whose beginning or
    /// end is nowhere.
    is_torn: Vec<bool>,
}

impl Quotations {
    pub(crate) fn new(document: &Document) -> Self {
        let mut found = marked(document);
        found.runs.extend(attributed(document));
        found.runs.sort_unstable_by_key(|run| run.start);
        found.runs.dedup_by(|next, run| {
            let share = next.start < run.end;
            if share {
                run.end = run.end.max(next.end);
            }
            share
        });
        for run in &found.runs {
            if let Some(torn) = found.is_torn.get_mut(run.clone()) {
                let is_torn = torn.contains(&true);
                torn.fill(is_torn);
            }
        }
        found
    }

    /// The sentences that a sentence stands with, itself at least; none if they are not complete.
    pub(crate) fn around(&self, sentence: usize) -> Option<Range<usize>> {
        let place = self.runs.partition_point(|run| run.end <= sentence);
        let run = self.runs.get(place).filter(|run| run.start <= sentence);
        let is_torn = self.is_torn.get(sentence).is_none_or(|torn| *torn);
        (!is_torn).then(|| run.cloned().unwrap_or(sentence..sentence + 1))
    }
}

/// What the quotation marks tell, straight ones and curly ones.
///
/// A mark that opens while another is open shows that the first lacks its end, as a quotation does
/// that goes on in the next paragraph; so does the end of the text.
fn marked(document: &Document) -> Quotations {
    let sentences = document.sentences().len();
    let (mut runs, mut is_torn) = (Vec::new(), vec![false; sentences]);
    let mut tear = |sentences: Range<usize>| {
        if let Some(torn) = is_torn.get_mut(sentences) {
            torn.fill(true);
        }
    };
    let mut open: Option<usize> = None;
    for sentence in document.sentences() {
        let here = sentence.index();
        for (place, mark) in marks(sentence) {
            if open.is_none() && is_inch(document.text(), place) {
                continue;
            }
            let opens = match mark {
                '“' => true,
                '”' => false,
                _ => direction(document.text(), place).unwrap_or(open.is_none()),
            };
            match open.take() {
                Some(start) if !opens => runs.extend((start < here).then_some(start..here + 1)),
                Some(start) => {
                    tear(start..paragraph_end(document, start, here));
                    open = Some(here);
                }
                None if opens => open = Some(here),
                None => tear(here..here + 1),
            }
        }
    }
    if let Some(start) = open {
        tear(start..paragraph_end(document, start, sentences));
    }
    Quotations { runs, is_torn }
}

/// The quotation marks of a sentence with their bytes in the text.
fn marks(sentence: SentenceRef<'_>) -> impl Iterator<Item = (usize, char)> {
    let start = sentence.span().range().start;
    let marks = sentence.text().match_indices(MARKS);
    marks.filter_map(move |(place, mark)| Some((start + place, mark.chars().next()?)))
}

/// Whether a straight mark stands behind a number, with a space behind it.
fn is_inch(text: &str, place: usize) -> bool {
    let before = text.get(..place).unwrap_or_default();
    let rest = text.get(place..).unwrap_or_default();
    before.ends_with(|before: char| before.is_ascii_digit()) && rest.starts_with("\" ")
}

/// Whether a straight mark opens, or closes, by what stands around it; none if that does not tell.
fn direction(text: &str, place: usize) -> Option<bool> {
    let before = text.get(..place)?.chars().next_back();
    let behind = text.get(place + 1..)?.chars().next();
    let is_free = |next: Option<char>, marks: &str| {
        next.is_none_or(|next| next.is_whitespace() || marks.contains(next))
    };
    match (is_free(before, "([{—–-"), is_free(behind, ")]}—–-,;:.?!")) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Index behind the last sentence of the paragraph of a sentence; `end` if that comes first and leaves
/// the sentence itself.
fn paragraph_end(document: &Document, sentence: usize, end: usize) -> usize {
    let begins_line = |next: &usize| {
        let before = document.sentence(next - 1).map_or(0, |before| before.span().range().end);
        let here = document.sentence(*next).map_or(before, |here| here.span().range().start);
        document.text().get(before..here).is_some_and(|gap| gap.contains('\n'))
    };
    (sentence + 1..end).find(begins_line).unwrap_or(end.max(sentence + 1))
}

/// The sentences of what somebody says in marks of other kinds, as far as attributions are known.
fn attributed(document: &Document) -> impl Iterator<Item = Range<usize>> {
    let attributions = document.attached_attributions().unwrap_or_default();
    let direct = attributions.iter().filter(|found| found.kind == AttributionKind::Direct);
    let sentences = document.segmentation().map(Segmentation::sentences).unwrap_or_default();
    direct.flat_map(|found| &found.content).filter_map(move |content| {
        let is_marked = content.of(document.text())?.starts_with(MARKS);
        let start = sentences.partition_point(|other| other.span().end() <= content.start());
        let end = sentences.partition_point(|other| other.span().start() < content.end());
        (!is_marked && end > start + 1).then_some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use newsdesk_tokenization::segment;

    use super::*;

    /// What each sentence stands with: the number of sentences, or 0 if they are not complete.
    #[track_caller]
    fn check(text: &str, expected: &[usize]) {
        let mut document = Document::new("", text).unwrap();
        document.attach_segmentation(segment(text).unwrap()).unwrap();
        let quotations = Quotations::new(&document);
        let around = |sentence| quotations.around(sentence).map_or(0, |run| run.len());
        let found: Vec<usize> = (0..document.sentences().len()).map(around).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn sentences_of_a_quotation_stand_together() {
        check("He left. \"We are tired. We go,\" she said. They went.", &[1, 2, 2, 1]);
        check("She said: “We are tired. It rains. We go.” They went.", &[3, 3, 3, 1]);
        check("“We go,” she said. “We go,” he said.", &[1, 1]);
        check("She said: \"We go.\"They went. \"We stay. We sing,\" he said.", &[1, 1, 2, 2]);
    }

    #[test]
    fn quotations_that_share_a_sentence_stand_together() {
        check("“We go. We sing,” she said, “and rest. We sleep.” They went.", &[3, 3, 3, 1]);
    }

    #[test]
    fn a_quotation_without_an_end_is_not_complete() {
        check("She said: “We go.\n\nWe sing.\n\n“We stay,” he said. They went.", &[0, 1, 1, 1]);
        check("She said: \"We go. We sing. \"We stay,\" he said. They went.", &[0, 0, 1, 1]);
        check("They went. She said: \"We go. He left.\n\nIt rained.", &[1, 0, 0, 1]);
        check("We go,” she said. They went.", &[0, 1]);
    }

    #[test]
    fn inches_are_no_marks() {
        check("They laid a 5\" pipe. They went.", &[1, 1]);
        check("He read \"1984\" twice. \"Apollo 13\" opens today.", &[1, 1]);
    }
}
