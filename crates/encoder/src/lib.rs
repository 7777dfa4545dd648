//! One BERT pass: the subword pieces of a document, and a vector for each.
//!
//! ```
//! use newsdesk_document::Document;
//! use newsdesk_encoder::{Encoder, ModelFiles, Precision};
//! use newsdesk_tokenization::segment;
//!
//! # let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/encoder/tiny").as_ref();
//! let encoder = Encoder::from_files(&ModelFiles::read(folder)?, Precision::Int8)?;
//! let mut document = Document::new("note", "Kim signed. Putin signed too.")?;
//! document.attach_segmentation(segment(document.text())?)?;
//!
//! let encoding = encoder.encode(&document)?;
//! assert_eq!(encoding.pieces()[0].span.of(document.text()), Some("Kim"));
//! assert_eq!(encoding.vectors()?.len(), encoding.pieces().len() * encoding.hidden_size());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A model is a folder in the layout of Hugging Face: `config.json`, `tokenizer.json` and
//! `model.safetensors`; older models have a vocabulary in place of the second. [`Encoder`] splits
//! sentences into pieces and puts them into windows; its [`Encoding`] runs a [`Backend`] on them,
//! part by part, when their vectors are asked for. The stages read their own tensors from the same
//! [`ModelFiles`], as [`Weights`] or [`Dense`] layers, and apply them to the vectors. With the
//! feature `embedded-model`, `ModelFiles::embedded` gives Newsdesk's own model.
//!
//! [`NativeBackend`] is pure Rust. In [`Precision::Int8`], the default, weights have eight bits
//! with one scale for each output, and inputs of linear layers are quantized to seven bits, row by
//! row, as they come. So a vector depends on its own sequence alone, and all x86 processors with
//! AVX2 compute the same bits, whether they have AVX-512 or not. In [`Precision::Float32`] it agrees
//! with `transformers` within 1e-4. One call uses one core and starts no thread, and many callers
//! share one model. Processors other than x86 with AVX2 multiply by `rten-gemm`, which starts the
//! global pool of rayon when it is called outside of a pool. With the feature `libtorch`,
//! `Encoder::on_libtorch` runs the same files on libtorch, and RoBERTa as well.

mod backend;
mod cancellation;
mod config;
mod dense;
mod encoder;
mod encoding;
mod error;
mod letter_case;
#[cfg(feature = "libtorch")]
pub mod libtorch;
mod model_files;
mod native;
mod pieces;
mod sentence_vectors;
mod vocabulary;
mod weights;
mod windows;

pub use backend::{Backend, Sequence};
pub use cancellation::{Cancellation, Cancelled};
pub use config::Config;
pub use dense::{Dense, gelu};
pub use encoder::Encoder;
pub use encoding::{Encoding, Part};
pub use error::{EncodeError, LoadError};
pub use letter_case::LetterCase;
pub use model_files::ModelFiles;
pub use native::{NativeBackend, Precision};
pub use pieces::{Piece, PieceTokenizer};
pub use sentence_vectors::SentenceVectors;
pub use weights::{Matrix, Weights};
