//! F1 from counts.

use std::cmp::Ordering;
use std::ops::AddAssign;

/// How many were predicted, how many were expected, and how many of both are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub correct: usize,
    pub predicted: usize,
    pub expected: usize,
}

impl Counts {
    /// Compares two lists that are sorted and without repetition.
    pub fn of_sorted<T: Ord>(predicted: &[T], expected: &[T]) -> Self {
        let mut counts = Self { correct: 0, predicted: predicted.len(), expected: expected.len() };
        let (mut left, mut right) = (predicted.iter().peekable(), expected.iter().peekable());
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            let order = a.cmp(b);
            if order != Ordering::Greater {
                left.next();
            }
            if order != Ordering::Less {
                right.next();
            }
            counts.correct += usize::from(order == Ordering::Equal);
        }
        counts
    }

    /// How much of what was predicted is right, in `0..=1`; 0 if nothing was predicted.
    pub fn precision(self) -> f64 {
        ratio(self.correct, self.predicted.max(1))
    }

    /// How much of what was expected was predicted, in `0..=1`; 0 if nothing was expected.
    pub fn recall(self) -> f64 {
        ratio(self.correct, self.expected.max(1))
    }

    /// Harmonic mean of precision and recall, in `0..=1`; 1 if nothing was predicted or expected.
    pub fn f1(self) -> f64 {
        ratio(2 * self.correct, self.predicted + self.expected)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.correct += other.correct;
        self.predicted += other.predicted;
        self.expected += other.expected;
    }
}

/// Counts are far below 2^53, so that the conversion is exact.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the values are exact in binary")]
mod tests {
    use super::*;

    #[test]
    fn counts_worked_by_hand() {
        // Predicted 1 2 4 9, expected 2 3 4 5 9: three in common.
        let counts = Counts::of_sorted(&[1, 2, 4, 9], &[2, 3, 4, 5, 9]);
        assert_eq!(counts, Counts { correct: 3, predicted: 4, expected: 5 });
        // Precision 3/4, recall 3/5.
        assert_eq!(counts.f1(), 6.0 / 9.0);
    }

    #[test]
    fn pooled_counts_are_sums() {
        let mut counts = Counts::of_sorted(&[1], &[1]);
        counts += Counts::of_sorted(&[1, 2, 3], &[4]);
        assert_eq!(counts, Counts { correct: 1, predicted: 4, expected: 2 });
        assert_eq!(counts.f1(), 1.0 / 3.0);
    }

    #[test]
    fn nothing_to_find_and_nothing_found_is_perfect() {
        assert_eq!(Counts::of_sorted::<u32>(&[], &[]).f1(), 1.0);
        assert_eq!(Counts::of_sorted(&[1], &[]).f1(), 0.0);
        assert_eq!(Counts::of_sorted(&[], &[1]).f1(), 0.0);
    }
}
