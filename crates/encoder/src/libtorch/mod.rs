//! Models that run on libtorch through `rust-bert`.
//!
//! [`LibtorchBackend`] gives an [`Encoder`](crate::Encoder) the same vectors as the native backend
//! in single precision, from the same files, and reads RoBERTa as well. [`Worker`], [`load_weights`],
//! [`completed_configuration`] and [`padded`] are what crates with models of their own build on.
//!
//! Of `rust-bert` we use the models alone. Its pipelines for tokens index windows past the first
//! batch wrongly, and their offsets are not those of the text.

mod backend;
mod batch;
mod configuration;
mod weights;
mod worker;

pub use crate::pieces::plain_tokenizer;
pub use backend::LibtorchBackend;
pub use batch::padded;
pub use configuration::completed_configuration;
pub use weights::load_weights;
pub use worker::{Worker, WorkerError};
