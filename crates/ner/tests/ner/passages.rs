//! Grouping measured on passages that were written and annotated for it.

use std::collections::HashSet;

use crate::marked::Marked;

/// One passage a line.
const PASSAGES: &str = include_str!("passages.txt");

/// All pairs of mentions that are in one group.
fn pairs(groups: &[Vec<usize>]) -> HashSet<(usize, usize)> {
    let pairs = |group: &Vec<usize>| -> Vec<(usize, usize)> {
        let pairs = group.iter().enumerate();
        pairs.flat_map(|(place, &a)| group[place + 1..].iter().map(move |&b| (a, b))).collect()
    };
    groups.iter().flat_map(pairs).collect()
}

/// Precision and recall of pairs of mentions that name the same thing.
///
/// Passages and rules have the same author, so that this is a floor for what must not get worse
/// rather than a forecast. Some passages are meant to be hard: nicknames, a team named like its
/// city, a given name that is a surname too.
#[test]
fn pairs_of_mentions_of_one_thing() {
    let (mut correct, mut found_count, mut expected_count) = (0_u32, 0_u32, 0_u32);
    let mut count = 0;
    for line in PASSAGES.lines().filter(|line| !line.is_empty()) {
        let marked = Marked::new(line);
        let (found, expected) = (pairs(&marked.found()), pairs(&marked.groups()));
        let surface = |index: usize| marked.mentions[index].span.of(&marked.text).unwrap();
        for &(a, b) in found.symmetric_difference(&expected) {
            let fault = if found.contains(&(a, b)) { "joined" } else { "not joined" };
            println!("{fault}: {} | {}", surface(a), surface(b));
        }
        let size = |pairs: &HashSet<_>| u32::try_from(pairs.len()).unwrap();
        correct += u32::try_from(found.intersection(&expected).count()).unwrap();
        found_count += size(&found);
        expected_count += size(&expected);
        count += 1;
    }
    let precision = f64::from(correct) / f64::from(found_count);
    let recall = f64::from(correct) / f64::from(expected_count);
    println!(
        "{count} passages, {expected_count} pairs: precision {precision:.3}, recall {recall:.3}"
    );
    assert_eq!(count, 30);
    assert!(precision >= 0.96, "{precision}");
    assert!(recall >= 0.90, "{recall}");
}
