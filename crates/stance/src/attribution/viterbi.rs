//! The best tags of one part, word by word: Viterbi, "Error bounds for convolutional codes and an
//! asymptotically optimum decoding algorithm" (1967).

use super::head::TAGS;

/// Log odds of one tag behind another, `[before, tag]`.
pub type Transitions = [[f32; TAGS]; TAGS];

/// The best paths to each tag of the word that was read last.
pub struct Viterbi<'t> {
    transitions: &'t Transitions,
    /// How good the best path to each tag is.
    scores: [f32; TAGS],
    /// Of each word, the tag of the word before on the best path to each of its tags.
    back: Vec<[u8; TAGS]>,
}

impl<'t> Viterbi<'t> {
    /// Before the first word, which stands behind an outside tag.
    pub fn new(transitions: &'t Transitions) -> Self {
        let scores = [0.0, f32::NEG_INFINITY, f32::NEG_INFINITY];
        Self { transitions, scores, back: Vec::new() }
    }

    /// Reads the log odds of the tags of the next word.
    pub fn step(&mut self, odds: &[f32]) {
        let (mut next, mut from) = ([f32::NEG_INFINITY; TAGS], [0; TAGS]);
        for ((previous, score), transitions) in (0..).zip(self.scores).zip(self.transitions) {
            let steps = transitions.iter().zip(odds).zip(next.iter_mut().zip(&mut from));
            for ((transition, odds), (best, from)) in steps {
                if score + transition + odds > *best {
                    (*best, *from) = (score + transition + odds, previous);
                }
            }
        }
        // Scores of long documents stay small.
        let largest = next.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        self.scores = next.map(|score| score - largest);
        self.back.push(from);
    }

    /// The tags of all words on the best path.
    pub fn best_path(self) -> Vec<u8> {
        let places = (0..).zip(self.scores);
        let mut tag: u8 = places.max_by(|(_, a), (_, b)| a.total_cmp(b)).map_or(0, |(tag, _)| tag);
        let mut path = vec![0; self.back.len()];
        for (place, from) in path.iter_mut().zip(&self.back).rev() {
            *place = tag;
            tag = from.get(usize::from(tag)).copied().unwrap_or_default();
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRANSITIONS: Transitions =
        [[0.5, -0.4, f32::NEG_INFINITY], [-0.6, -3.1, 0.4], [0.5, -2.6, 0.7]];

    /// Four words: of all sequences of tags, the one with the highest sum.
    #[test]
    fn the_best_of_all_paths() {
        let odds = [0.3, 1.2, -0.5, 0.1, 0.9, 0.8, 1.1, -0.4, 0.2, -0.3, 0.6, 0.7];
        let mut viterbi = Viterbi::new(&TRANSITIONS);
        odds.chunks_exact(TAGS).for_each(|row| viterbi.step(row));
        let score = |path: &[u8]| {
            let befores = std::iter::once(&0).chain(path);
            let steps = befores.zip(path).zip(odds.chunks_exact(TAGS));
            let step = |((&before, &tag), row): ((&u8, &u8), &[f32])| {
                TRANSITIONS[usize::from(before)][usize::from(tag)] + row[usize::from(tag)]
            };
            steps.map(step).sum::<f32>()
        };
        let paths = (0..81).map(|code| [code / 27, code / 9 % 3, code / 3 % 3, code % 3]);
        let best = paths.max_by(|a, b| score(a).total_cmp(&score(b))).unwrap();
        assert_eq!(viterbi.best_path(), best);
    }
}
