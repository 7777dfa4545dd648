//! Naive counterparts of what is done with the tags of a sentence, for tests.

use newsdesk_document::EntityKind::{Location, Person};

use crate::labels::Tag;
use crate::transitions::Transitions;

/// One set of tags for each scheme.
pub fn schemes() -> [Transitions; 3] {
    use Tag::{Begin, End, Inside, Outside, Plain, Single};
    [
        Transitions::new(&[
            Outside,
            Begin(Person),
            Inside(Person),
            Begin(Location),
            Inside(Location),
        ]),
        Transitions::new(&[
            Outside,
            Begin(Person),
            Inside(Person),
            End(Person),
            Single(Person),
            Single(Location),
        ]),
        Transitions::new(&[Outside, Plain(Person), Plain(Location)]),
    ]
}

/// Numbers that look random, row-major `[words, tags]`; each row sums to 1.
pub fn probabilities(words: usize, tags: usize, seed: u32) -> Vec<f64> {
    let mut state = seed.wrapping_mul(747_796_405).wrapping_add(1);
    let mut numbers = Vec::with_capacity(words * tags);
    for _ in 0..words {
        let row: Vec<f64> = (0..tags)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                f64::from(state >> 8) + 1.0
            })
            .collect();
        let total: f64 = row.iter().sum();
        numbers.extend(row.iter().map(|number| number / total));
    }
    numbers
}

/// All paths of so many words that keep to the rules.
pub fn paths(transitions: &Transitions, words: usize) -> Vec<Vec<usize>> {
    let count = transitions.tags().len();
    let mut paths: Vec<Vec<usize>> =
        (0..count).filter(|&tag| transitions.starts()[tag]).map(|tag| vec![tag]).collect();
    for _ in 1..words {
        paths = paths
            .iter()
            .flat_map(|path| {
                let next = &transitions.successors()[path[path.len() - 1]];
                next.iter().map(|&tag| [path.as_slice(), &[tag]].concat())
            })
            .collect();
    }
    paths.retain(|path| transitions.ends()[path[path.len() - 1]]);
    paths
}

/// The product of the probabilities of the tags of a path.
pub fn weight(path: &[usize], probabilities: &[f64]) -> f64 {
    let count = probabilities.len() / path.len();
    path.iter().enumerate().map(|(word, tag)| probabilities[word * count + tag]).product()
}
