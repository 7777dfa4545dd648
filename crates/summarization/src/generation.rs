//! How a model writes summaries.

/// How a model writes; what is not set is as the model's own configuration has it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GenerationSettings {
    /// How many beginnings are kept while searching for the best sentence, in `1..=16`.
    pub beams: Option<u8>,
    /// The least number of pieces of a summary.
    pub min_length: Option<u16>,
    /// The greatest number of pieces of a summary.
    pub max_length: Option<u16>,
    /// Above 1 the search prefers long summaries, below 1 short ones.
    pub length_penalty: Option<f64>,
    /// No run of so many pieces occurs twice; 0 allows all.
    pub no_repeat: Option<u8>,
}
