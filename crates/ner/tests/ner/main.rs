//! From texts to entities.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may panic")]

mod grouping;
mod marked;
mod passages;
mod recognizer;
