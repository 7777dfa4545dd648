//! The document type that every stage of Newsdesk shares.
//!
//! A [`Document`] is an identifier, an immutable text, [`Metadata`] that the caller gave, and
//! *layers* that stages add: sentences and tokens, entities, attributions, stances, a summary.
//! A layer is plain data made of [`Span`]s and indexes; it is checked once, when it is attached,
//! and read through views that borrow from the document.
//!
//! ```
//! use newsdesk_document::{Document, Segmentation, Span};
//!
//! let mut document = Document::new("note", "Talks began. They failed.")?;
//! let sentences = [Span::new(0, 12)?, Span::new(13, 25)?];
//! let tokens = [
//!     Span::new(0, 5)?, Span::new(6, 11)?, Span::new(11, 12)?,
//!     Span::new(13, 17)?, Span::new(18, 24)?, Span::new(24, 25)?,
//! ];
//! document.attach_segmentation(Segmentation::new(&sentences, &tokens)?)?;
//!
//! let texts: Vec<&str> = document.sentences().map(|sentence| sentence.text()).collect();
//! assert_eq!(texts, ["Talks began.", "They failed."]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Offsets are UTF-8 bytes, half open, in `u32`: a document has at most 4 GiB. Layers never copy
//! text, so there is one source of truth and a layer costs eight bytes a span. What was given up:
//! a document cannot be edited, since every offset would move.
//!
//! This crate does no input or output, starts no thread and knows no model. [`json`] is the one
//! wire form; its types are apart from these, so that either can change alone.

mod attribution;
mod coverage;
mod document;
mod entity;
mod heap_size;
pub mod json;
mod layer;
mod segmentation;
mod span;
mod stance;
mod summary;
mod view;

pub use attribution::{Attribution, AttributionKind};
pub use coverage::Coverage;
pub use document::{Document, DocumentError, Metadata};
pub use entity::{Entity, EntityKind, Mention};
pub use layer::{LayerError, LayerErrorKind, LayerName};
pub use segmentation::{Segmentation, Sentence, Token};
pub use span::{Span, SpanError};
pub use stance::{Evidence, Holder, Polarity, Stance, Target};
pub use summary::{GeneratedSentence, Resolved, SelectedSentence, Summary};
pub use view::{
    AttributionRef, EntityRef, HolderRef, MentionRef, SelectedRef, SentenceRef, StanceRef,
    TargetRef, TokenRef,
};
