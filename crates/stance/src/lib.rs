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

mod attribution;
mod classifier;
mod error;
mod heads;
mod relations;

pub use attribution::{Attributor, quotations};
pub use classifier::{StanceClassifier, has_heads};
pub use error::StanceError;
pub use heads::{DirectedStance, TargetStance};
pub use relations::{Edge, MAX_ENTITIES, Topic, edges};
