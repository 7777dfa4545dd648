//! `newsdesk-en`, the default model of Newsdesk, as constants that are compiled into a program.
//!
//! The files lie beside this crate's manifest, in the layout of Hugging Face; the model card among
//! them says what they were trained on and how good they are. `newsdesk-encoder` reads them, if its
//! feature `embedded-model` is on. They are a crate of their own so that a program that brings its
//! own model does not carry this one.

/// `config.json`: the shape of the encoder, the entity tags, and what the other heads need.
pub const CONFIG: &[u8] = include_bytes!("../config.json");

/// `tokenizer.json`: the lower-case vocabulary of subword pieces.
pub const TOKENIZER: &[u8] = include_bytes!("../tokenizer.json");

/// `model.safetensors`: encoder and heads; the large matrices in eight bits.
pub const WEIGHTS: &[u8] = include_bytes!("../model.safetensors");
