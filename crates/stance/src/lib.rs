//! Who is for or against whom.
//!
//! [`StanceClassifier`] applies two small heads to the [`Encoding`](newsdesk_encoder::Encoding) of
//! a document: what two mentions of a sentence hold towards each other ([`DirectedStance`]), and
//! how a sentence stands to one mention in it ([`TargetStance`]). Both read vectors only, so that a
//! document costs one pass of the encoder, however many mentions it has.
//!
//! A head takes the mean vector of each mention, lets it ask the pieces of the sentence for context
//! by attention, and classifies both through one layer between. The head for pairs computes each
//! direction by the same weights, so swapping two mentions swaps the answer exactly.

mod classifier;
mod context;
mod directed;
mod softmax;
mod target;

pub use classifier::StanceClassifier;
pub use directed::DirectedStance;
pub use target::TargetStance;
