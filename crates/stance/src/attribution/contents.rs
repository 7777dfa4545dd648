//! Contents as the quotation marks have them.

use super::words::{Run, overlapping};

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
