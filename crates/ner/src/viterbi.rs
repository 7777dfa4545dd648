//! The best path through the tags of a sentence.

use crate::transitions::Transitions;

/// The most probable tags of the words of a sentence that keep to the rules; of equal paths the one
/// whose last tags have the lowest indexes.
///
/// Viterbi, "Error bounds for convolutional codes and an asymptotically optimum decoding algorithm"
/// (1967), in log space. `probabilities` is row-major `[words, tags]`, all above 0; each row sums to
/// 1.
pub fn best_path(transitions: &Transitions, probabilities: &[f64]) -> Vec<usize> {
    let count = transitions.tags().len();
    let mut rows = probabilities.chunks_exact(count);
    let Some(first) = rows.next() else { return Vec::new() };
    let mut scores: Vec<f64> = transitions
        .starts()
        .iter()
        .zip(first)
        .map(
            |(&may_start, probability)| {
                if may_start { probability.ln() } else { f64::NEG_INFINITY }
            },
        )
        .collect();
    // For each later word and each of its tags, the best tag before.
    let mut back: Vec<Vec<usize>> = Vec::new();
    for row in rows {
        let steps = transitions.predecessors().iter().zip(row);
        let (next, from) = steps
            .map(|(predecessors, probability)| {
                let (score, tag) = best(&scores, predecessors.iter().copied());
                (score + probability.ln(), tag)
            })
            .unzip();
        scores = next;
        back.push(from);
    }
    let ends = transitions.ends().iter().enumerate().filter(|&(_, &may_end)| may_end);
    let (_, mut tag) = best(&scores, ends.map(|(tag, _)| tag));
    let mut path = vec![tag];
    for from in back.iter().rev() {
        tag = from.get(tag).copied().unwrap_or_default();
        path.push(tag);
    }
    path.reverse();
    path
}

/// The best score of these tags and its tag; of equal scores the first.
fn best(scores: &[f64], tags: impl Iterator<Item = usize>) -> (f64, usize) {
    let candidates = tags.filter_map(|tag| Some((*scores.get(tag)?, tag)));
    candidates.fold((f64::NEG_INFINITY, 0), |best, next| if next.0 > best.0 { next } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence_tests::{paths, probabilities, schemes, weight};

    #[test]
    fn the_best_of_all_paths() {
        for transitions in schemes() {
            for words in 1..5 {
                for seed in 0..20 {
                    let probabilities = probabilities(words, transitions.tags().len(), seed);
                    let weights = paths(&transitions, words).into_iter();
                    let weights = weights.map(|path| (weight(&path, &probabilities), path));
                    let best = weights.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap().1;
                    assert_eq!(best_path(&transitions, &probabilities), best);
                }
            }
        }
    }

    #[test]
    fn a_sentence_without_words_has_no_tags() {
        assert!(best_path(&schemes()[0], &[]).is_empty());
    }
}
