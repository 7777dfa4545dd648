//! The heads that classify mentions.
//!
//! Each takes the mean vector of a mention, lets it ask the pieces of the sentence for context by
//! attention, and classifies both through one layer between. The head for pairs computes each
//! direction by the same weights, so swapping two mentions swaps the answer exactly.

mod context;
mod directed;
mod softmax;
mod target;

pub use directed::{DirectedHead, DirectedStance};
pub use target::{TargetHead, TargetStance};
