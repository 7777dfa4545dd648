//! Who says what, and who is for or against whom.
//!
//! ```
//! # #[cfg(feature = "embedded-model")] {
//! use newsdesk_document::Document;
//! use newsdesk_encoder::{Encoder, ModelFiles, Precision};
//! use newsdesk_stance::{Attributor, StanceClassifier, Topic};
//! use newsdesk_tokenization::segment;
//!
//! let model = ModelFiles::embedded();
//! let encoder = Encoder::from_files(&model, Precision::Int8)?;
//!
//! let text = "“We reject the sanctions,” the minister said. “They are a disgrace.”";
//! let mut document = Document::new("", text)?;
//! document.attach_segmentation(segment(text)?)?;
//! let encoding = encoder.encode(&document)?;
//!
//! let attributions = Attributor::from_files(&model)?.attribute(&document, &encoding)?;
//! assert_eq!(attributions[0].source.and_then(|source| source.of(text)), Some("the minister"));
//! document.attach_attributions(attributions)?;
//!
//! let classifier = StanceClassifier::from_files(&model)?;
//! let stances = classifier.stances(&document, &encoding, &[Topic::new("sanctions")])?;
//! for stance in stances {
//!     println!("{:?} is {} {:?}", stance.holder, stance.polarity, stance.target);
//! }
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Attributor`] finds statements, thoughts and documents that the text attributes to a source:
//! source, cue and content, and the entity behind the source. [`StanceClassifier`] finds what
//! entities, speakers and the author hold towards entities, and towards [`Topic`]s that the caller
//! names; [`edges`] gathers that to a graph. Speakers and holders are entities that the document
//! has already, from `newsdesk-ner` for example.
//!
//! Both apply small heads to the [`Encoding`](newsdesk_encoder::Encoding) of a document. They read
//! vectors only, so that a document costs one pass of the encoder, however much it mentions.
//! [`StanceClassifier::directed`] and [`StanceClassifier::target`] are the plain heads, for pairs
//! and mentions from elsewhere.
//!
//! With the feature `libtorch`, `EntailmentClassifier` asks a model for natural language inference
//! what is held towards a topic; it costs a pass for each question, and needs no training.
//!
//! # What was given up
//!
//! Mentions are names, topics, and "he" and "she"; "the company" is no mention. A speaker that no
//! rule finds stays unknown. Of a sentence with many names the first [`MAX_ENTITIES`] are compared, of
//! one that many attributions run through the first [`MAX_ATTRIBUTIONS`] are read.

mod attribution;
mod classifier;
#[cfg(feature = "libtorch")]
mod entailment;
mod error;
mod heads;
mod relations;

pub use attribution::{Attributor, TagReader, Tags, pronouns, quotations};
pub use classifier::{StanceClassifier, has_heads};
#[cfg(feature = "libtorch")]
pub use entailment::EntailmentClassifier;
pub use error::StanceError;
pub use heads::{DirectedStance, TargetStance};
pub use relations::{Edge, MAX_ATTRIBUTIONS, MAX_ENTITIES, Topic, edges};
