//! The functions in an engine, the program, and a cluster of processes.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may panic")]

mod cluster;
mod functions;
mod news;
mod program;
