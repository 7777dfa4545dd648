//! The people, organisations, places and other things that a news text names.
//!
//! ```
//! # #[cfg(feature = "embedded-model")] {
//! use newsdesk_encoder::{Encoder, ModelFiles, Precision};
//! use newsdesk_ner::Recognizer;
//!
//! let model = ModelFiles::embedded();
//! let encoder = Encoder::from_files(&model, Precision::Int8)?;
//! let recognizer = Recognizer::from_files(&model)?;
//!
//! let text = "Angela Merkel met reporters in Berlin. Merkel did not smile.";
//! let entities = recognizer.recognize_text(&encoder, text)?;
//! assert_eq!(entities[0].name.of(text), Some("Angela Merkel"));
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The encoder is the expensive part, so it runs once for all stages: [`Recognizer::recognize`]
//! takes a document and its encoding, [`Recognizer::recognize_text`] does all of it for those who
//! want entities only.
//!
//! 1. `head`: a linear layer gives each word the probabilities of its tags, from the vector of its
//!    first piece. `labels` reads what the labels of a model mean.
//! 2. `viterbi`: the best tags of a sentence that keep to `transitions`, so that no mention starts
//!    in its middle. `marginals` gives each mention its exact probability under the same rules.
//! 3. `mentions`: spans, without quotes and possessives at their edges; flat, without overlap,
//!    never across the end of a sentence.
//! 4. `grouping`: mentions of the same thing, by rules. [`group`] is open to mentions from
//!    elsewhere. `values`: what dates and amounts of money say.
//!
//! # Other models
//!
//! A recognizer reads any BERT for token classification in the layout of Hugging Face whose
//! `id2label` has tags in BIO, BIOES, BILOU or plain kinds. The kinds of the common data sets
//! become ours: `GPE` is a location, `WORK_OF_ART` is miscellaneous. Numbers, percentages and times
//! of day are left out; a kind that nobody has heard of is miscellaneous. Models trained on IOB1
//! tags, where a mention may begin with `I-`, can be read, but lose mentions to the rules.

mod error;
mod grouping;
mod head;
mod kinds;
mod labels;
mod marginals;
mod mentions;
mod reader;
mod recognizer;
#[cfg(test)]
mod sentence_tests;
mod transitions;
mod values;
mod viterbi;

pub use error::{LoadError, RecognizeError};
pub use grouping::group;
pub use reader::MentionReader;
pub use recognizer::Recognizer;
