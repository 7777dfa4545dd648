//! The linear model that decides at one place.

use super::features::{self, Context};

/// Number of weights; a power of two, since a feature's hash picks its weight.
pub const WEIGHT_COUNT: usize = 1 << 16;

/// One signed byte a weight, in steps of 1/24 of log odds. Made by `models/recipe/segmentation`.
static WEIGHTS: &[u8; WEIGHT_COUNT] = include_bytes!("weights.bin");

/// The score that a boundary must exceed without punctuation before it, or before a word in lower
/// case: 1.5 in log odds. Running news text has hardly any such boundary, and a name that is cut
/// in two ("Yahoo! shares rose") harms every later stage.
const MARGIN: i32 = 36;

/// The weight that a feature's hash picks.
pub(super) fn weight_index(hash: u32) -> usize {
    // The high bits of a multiplicative hash are the good ones.
    (hash >> 16) as usize
}

/// Whether a sentence ends at a place.
pub(super) fn is_boundary(context: &Context<'_>) -> bool {
    let mut score = 0_i32;
    features::visit(context, |hash| {
        let weight = WEIGHTS.get(weight_index(hash)).copied().unwrap_or_default();
        score += i32::from(weight.cast_signed());
    });
    let is_usual = context.has_punctuation() && !context.goes_on_in_lower_case();
    let margin = if is_usual { 0 } else { MARGIN };
    score > margin
}
