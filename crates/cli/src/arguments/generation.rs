//! Summaries that a model writes.

use clap::Args;
use newsdesk::GenerationSettings;

/// Whether a model writes summaries in its own words, and how.
#[derive(Args, Debug)]
#[command(next_help_heading = "In other words")]
pub struct GenerationArguments {
    /// Let a model write the summary in its own words: BART, T5 or Pegasus, in the folder --model.
    /// Each sentence is checked for names and numbers that the text does not have
    #[arg(
        long = "abstractive",
        requires = "model",
        conflicts_with_all = [
            "multi", "query", "about", "resolve", "sentences", "words", "chars", "ratio", "backend",
        ],
    )]
    pub is_abstractive: bool,
    /// Beginnings that are kept while searching for the best sentence [default: as the model says]
    #[arg(long, value_name = "N", requires = "is_abstractive")]
    pub beams: Option<u8>,
    /// Least number of subword pieces [default: as the model says]
    #[arg(long, value_name = "N", requires = "is_abstractive")]
    pub min_length: Option<u16>,
    /// Greatest number of subword pieces [default: as the model says]
    #[arg(long, value_name = "N", requires = "is_abstractive")]
    pub max_length: Option<u16>,
    /// Above 1 for long summaries, below for short ones [default: as the model says]
    #[arg(long, value_name = "X", requires = "is_abstractive")]
    pub length_penalty: Option<f64>,
    /// No run of N pieces occurs twice; 0 allows all [default: as the model says]
    #[arg(long, value_name = "N", requires = "is_abstractive")]
    pub no_repeat: Option<u8>,
}

impl GenerationArguments {
    pub fn settings(&self) -> GenerationSettings {
        GenerationSettings {
            beams: self.beams,
            min_length: self.min_length,
            max_length: self.max_length,
            length_penalty: self.length_penalty,
            no_repeat: self.no_repeat,
        }
    }
}
