//! Counts as numbers to compute with.

/// A count as a number.
#[expect(clippy::cast_precision_loss, reason = "beyond 2^24 it makes no difference")]
pub(crate) fn number(count: usize) -> f32 {
    count as f32
}

/// A share of a count, 0 of nothing.
pub(crate) fn share(part: usize, whole: usize) -> f32 {
    number(part) / number(whole.max(1))
}
