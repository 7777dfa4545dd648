//! How much of the rest of the text a sentence shares.

use crate::terms::Terms;

/// Degree centrality of each sentence, in `0..=1`, relative to the most central one.
///
/// The degree of a sentence is the sum of its cosine similarities to all others that tell the
/// story: Erkan & Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text
/// Summarization" (JAIR 2004), section 3.1, without the threshold. They found eigenvector
/// centrality no better, and the plain sum has the advantage that
/// `Σ cos(s, t) = s · Σ t` for vectors of length 1: the time and memory are linear in the text,
/// exact, and need no matrix, so there is no cap on the number of sentences.
pub(crate) fn degrees(terms: &Terms) -> Vec<f32> {
    let mut total = vec![0.0_f32; terms.count()];
    for &sentence in terms.candidates() {
        for &(term, weight) in terms.vector(sentence) {
            if let Some(total) = total.get_mut(term as usize) {
                *total += weight;
            }
        }
    }
    let others = |term, weight| total.get(term as usize).map_or(0.0, |total| total - weight);
    let degree = |sentence| {
        let vector = terms.vector(sentence).iter();
        let degree: f32 = vector.map(|&(term, weight)| weight * others(term, weight)).sum();
        degree.max(0.0)
    };
    let mut degrees: Vec<f32> = (0..terms.sentences()).map(degree).collect();
    let of_candidates = terms.candidates().iter().filter_map(|&sentence| degrees.get(sentence));
    let highest = of_candidates.copied().fold(0.0, f32::max);
    if highest > 0.0 {
        for degree in &mut degrees {
            *degree = (*degree / highest).min(1.0);
        }
    }
    degrees
}
