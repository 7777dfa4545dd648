//! Contents as the quotation marks have them.

use newsdesk_document::Span;

use super::words::{Run, Words, overlapping};

/// Marks that end a quotation.
const CLOSING_MARKS: [char; 6] = ['”', '"', '’', '\'', '»', '“'];

/// Contents in text order; a quotation of which at least half is content is content as a whole.
pub fn repaired(contents: &[Run], quotations: &[Run]) -> Vec<Run> {
    let is_content = |quotation: &&Run| {
        let covered: usize = overlapping(contents, **quotation)
            .iter()
            .map(|content| content.overlap(**quotation))
            .sum();
        2 * covered >= quotation.len()
    };
    let mut runs: Vec<Run> =
        contents.iter().chain(quotations.iter().filter(is_content)).copied().collect();
    runs.sort_by_key(|run| run.start);
    let mut repaired: Vec<Run> = Vec::new();
    for run in runs {
        match repaired.last_mut() {
            Some(last) if run.start < last.end => last.end = last.end.max(run.end),
            _ => repaired.push(run),
        }
    }
    repaired
}

/// The first words of the paragraphs that open with a quotation of their own: not one that goes on
/// from the paragraph before, which would have no mark at its end.
pub fn fresh_starts(text: &str, words: &Words, quotations: &[Span]) -> Vec<usize> {
    let mut end_before = 0;
    let mut starts = Vec::new();
    for quotation in quotations {
        let range = quotation.range();
        let before = text.get(..range.start).unwrap_or_default().trim_end_matches([' ', '\t']);
        let between = text.get(end_before..range.start).unwrap_or_default();
        let said = text.get(..end_before).unwrap_or_default();
        let goes_on = between.trim().is_empty() && !said.ends_with(CLOSING_MARKS);
        if before.ends_with('\n') && !goes_on {
            starts.push(words.run(*quotation).start);
        }
        end_before = range.end;
    }
    starts
}

/// Runs in text order, cut before these words, which are in order.
pub fn cut(runs: &[Run], starts: &[usize]) -> Vec<Run> {
    let parts = |run: &Run| {
        let mut parts = Vec::new();
        let mut start = run.start;
        let first = starts.partition_point(|cut| *cut <= run.start);
        for &cut in starts.iter().skip(first).take_while(|cut| **cut < run.end) {
            parts.push(Run { start, end: cut });
            start = cut;
        }
        parts.push(Run { start, end: run.end });
        parts
    };
    runs.iter().flat_map(parts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_of_a_quotation_is_all_of_it() {
        let runs = |runs: &[(usize, usize)]| -> Vec<Run> {
            runs.iter().map(|&(start, end)| Run { start, end }).collect()
        };
        let quotations = runs(&[(2, 10), (20, 30), (40, 44)]);
        for (contents, expected) in [
            (&[(0, 6)][..], &[(0, 10)][..]),
            (&[(3, 6), (8, 12)], &[(2, 12)]),
            (&[(22, 25)], &[(22, 25)]),
            (&[(12, 15), (38, 50)], &[(12, 15), (38, 50)]),
            (&[], &[]),
        ] {
            assert_eq!(repaired(&runs(contents), &quotations), runs(expected), "{contents:?}");
        }
    }
}
