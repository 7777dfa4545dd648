//! What every backend does: identifiers in, vectors out.

use crate::config::Config;
use crate::error::EncodeError;

/// A sequence of pieces for a model, special pieces included.
#[derive(Clone, Copy, Debug)]
pub struct Sequence<'s> {
    /// Identifiers of the pieces.
    pub pieces: &'s [u32],
    /// Segment type of each piece.
    pub types: &'s [u32],
}

impl Sequence<'_> {
    /// Refuses what a model with `limit` positions does not have.
    pub(crate) fn check(&self, config: &Config, limit: usize) -> Result<(), EncodeError> {
        let length = self.pieces.len();
        if length > limit {
            return Err(EncodeError::TooLong { length, limit });
        }
        if self.types.len() != length {
            return Err(EncodeError::TypeCount { types: self.types.len(), pieces: length });
        }
        let limit = config.vocab_size;
        if let Some(&id) = self.pieces.iter().find(|&&id| id as usize >= limit) {
            return Err(EncodeError::PieceOutOfRange { id, limit });
        }
        let limit = config.type_vocab_size;
        if let Some(&id) = self.types.iter().find(|&&id| id as usize >= limit) {
            return Err(EncodeError::TypeOutOfRange { id, limit });
        }
        Ok(())
    }
}

/// A model that gives each piece of a sequence a vector.
///
/// A vector depends on its sequence alone, never on what is encoded together with it. One value
/// serves any number of threads, and starts none.
pub trait Backend: Send + Sync {
    /// Length of a vector.
    fn hidden_size(&self) -> usize;

    /// The longest sequence, special pieces included.
    fn max_length(&self) -> usize;

    /// Number of segment types.
    fn type_count(&self) -> usize;

    /// Vectors of all pieces of all sequences, one after another: row-major `[pieces, hidden]`.
    ///
    /// # Errors
    ///
    /// An [`EncodeError`] that names the first sequence length, piece or type that the model does
    /// not have.
    fn encode(&self, sequences: &[Sequence<'_>]) -> Result<Vec<f32>, EncodeError>;
}
