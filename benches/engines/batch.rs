//! What the engines encode.

use std::fmt;

/// Sequences and the length of each.
pub const SHAPES: [(usize, usize); 4] = [(1, 32), (1, 128), (1, 256), (16, 128)];

/// Different sequences of one length, all of segment type 0.
pub struct Batch {
    /// `[sequences, length]`, row-major.
    pub ids: Vec<u32>,
    pub sequences: usize,
    /// Pieces of each sequence.
    pub length: usize,
}

/// The shape that several threads can share.
pub const SHARED: (usize, usize) = (16, 128);

impl Batch {
    /// Identifiers from all over the vocabulary, 30,522 pieces.
    pub fn new(sequences: usize, length: usize) -> Self {
        let ids = (0..30_522).step_by(97).cycle().take(sequences * length).collect();
        Self { ids, sequences, length }
    }

    /// Pieces of all sequences.
    pub fn pieces(&self) -> usize {
        self.ids.len()
    }
}

impl fmt::Display for Batch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}x{}", self.sequences, self.length)
    }
}
