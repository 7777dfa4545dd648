//! Mentions as tags of words, read as `seqeval` 1.2.2 reads them by default, which is how the
//! script of CoNLL-2000 does.
//!
//! A mention starts at `B-`, and at an `I-` that does not follow the same kind. So no tag is
//! ever wrong. `testdata/make_seqeval.py` makes the table that the test compares with.

use std::ops::Range;

use anyhow::Context;

/// A mention: its kind, and the indexes of its words.
pub type Chunk<'t> = (&'t str, Range<usize>);

/// The mentions of a sentence whose words have these tags: `O`, `B-KIND` or `I-KIND`.
pub fn chunks<'t>(tags: &[&'t str]) -> anyhow::Result<Vec<Chunk<'t>>> {
    let mut chunks: Vec<Chunk<'t>> = Vec::new();
    let mut open = None;
    for (index, &tag) in tags.iter().enumerate() {
        if tag == "O" {
            open = None;
            continue;
        }
        let (position, kind) =
            tag.split_once('-').with_context(|| format!("tag `{tag}` is no BIO tag"))?;
        match chunks.last_mut() {
            Some((_, words)) if position == "I" && open == Some(kind) => words.end = index + 1,
            _ => chunks.push((kind, index..index + 1)),
        }
        open = Some(kind);
    }
    Ok(chunks)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;
    use crate::eval::score::Counts;

    /// Tags of two annotators, and what `seqeval` makes of them.
    #[derive(Deserialize)]
    struct Table {
        expected: Vec<Vec<String>>,
        predicted: Vec<Vec<String>>,
        /// By kind, and "micro avg": precision, recall and F1.
        report: BTreeMap<String, [f64; 3]>,
    }

    #[test]
    fn equal_to_seqeval() {
        let table: Table = serde_json::from_str(include_str!("testdata/seqeval.json")).unwrap();
        let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
        for (expected, predicted) in table.expected.iter().zip(&table.predicted) {
            let sorted = |tags: &[String]| {
                let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
                let chunks = chunks(&tags).unwrap().into_iter();
                let mut chunks: Vec<(String, usize, usize)> =
                    chunks.map(|(kind, words)| (kind.to_owned(), words.start, words.end)).collect();
                chunks.sort_unstable();
                chunks
            };
            let (expected, predicted) = (sorted(expected), sorted(predicted));
            for name in table.report.keys() {
                let of_kind = |chunks: &[(String, usize, usize)]| -> Vec<_> {
                    let is_counted = |kind: &str| name == "micro avg" || kind == name;
                    chunks.iter().filter(|(kind, ..)| is_counted(kind)).cloned().collect()
                };
                *counts.entry(name.clone()).or_default() +=
                    Counts::of_sorted(&of_kind(&predicted), &of_kind(&expected));
            }
        }
        assert!(table.report.len() > 3);
        for (name, scores) in &table.report {
            let counts = counts[name];
            let found = [counts.precision(), counts.recall(), counts.f1()];
            for (found, score) in found.iter().zip(scores) {
                assert!((found - score).abs() < 1e-12, "{name}: {found} is not {score}");
            }
        }
    }

    #[test]
    fn a_tag_of_another_scheme_is_named() {
        assert_eq!(chunks(&["O", "PER"]).unwrap_err().to_string(), "tag `PER` is no BIO tag");
    }
}
