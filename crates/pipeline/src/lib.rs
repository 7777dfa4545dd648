//! Reads English news: sentences, words, entities, who says what, who is for or against whom, and
//! summaries, for one article or millions.
//!
//! ```
//! use newsdesk::Newsdesk;
//!
//! let newsdesk = Newsdesk::new()?;
//! let document = newsdesk.annotate("The Elbe flooded Dresden on Monday. Mr. Vogel's house stood.")?;
//!
//! assert_eq!(document.sentences().len(), 2);
//! let words: Vec<&str> = document.tokens().map(|token| token.text()).skip(7).collect();
//! assert_eq!(words, ["Mr.", "Vogel", "'s", "house", "stood", "."]);
//! let names: Vec<&str> = document.entities().map(|entity| entity.name()).collect();
//! assert!(names.contains(&"Dresden"));
//! assert!(document.summary().is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! This crate composes the stages and is the only one that puts layers into a document. The crates
//! behind it are re-exported as [`document`], [`tokenization`], [`encoder`], [`ner`],
//! [`stance`] and [`summarization`]; each can be used without this one. The model is the expensive part: its
//! encoder runs once for a document. [`Settings`] without a model need none.
//!
//! # Many documents
//!
//! [`Newsdesk::annotate_batch`] and [`Newsdesk::annotate_stream`] run on the rayon pool of the
//! caller, one document a task. Results come in the order of the documents, one for each, and are
//! the same for any number of threads. A document that fails, even by a panic, fails alone, and
//! [`Newsdesk::with_cancellation`] stops them all. For other work around the documents, such as
//! parsing and printing, there are [`ordered_for_each()`] and [`catch_panic`].

mod annotate;
mod error;
mod model;
mod ordered_for_each;
mod panic;
mod reorder_buffer;

pub use annotate::{Author, Backend, Newsdesk, Scorer, Settings, SummarySettings, Targets};
pub use error::{AnnotateError, AnnotateErrorKind, LoadError};
pub use model::Model;
pub use ordered_for_each::ordered_for_each;
pub use panic::{Panicked, catch_panic};

pub use newsdesk_document as document;
pub use newsdesk_encoder as encoder;
pub use newsdesk_ner as ner;
pub use newsdesk_stance as stance;
pub use newsdesk_summarization as summarization;
pub use newsdesk_tokenization as tokenization;

pub use newsdesk_document::{Document, Metadata, Summary};
pub use newsdesk_stance::Topic;
pub use newsdesk_summarization::{Budget, Focus, GenerationSettings};
