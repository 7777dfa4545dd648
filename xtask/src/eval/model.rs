//! Which model is scored.

use std::path::PathBuf;

use clap::Args;
use newsdesk_encoder::{LoadError, ModelFiles, Precision};

/// Which model is scored, and how exactly it computes.
#[derive(Args, Clone, Debug)]
pub struct ModelOptions {
    /// Folder of another model than the embedded one
    #[arg(long, value_name = "DIR")]
    pub model: Option<PathBuf>,
    /// Compute in single precision instead of eight bits
    #[arg(long)]
    pub exact: bool,
}

impl ModelOptions {
    /// The files of the model.
    pub fn files(&self) -> Result<ModelFiles<'static>, LoadError> {
        match &self.model {
            Some(folder) => ModelFiles::read(folder),
            None => Ok(ModelFiles::embedded()),
        }
    }

    /// How exactly it computes.
    pub fn precision(&self) -> Precision {
        if self.exact { Precision::Float32 } else { Precision::Int8 }
    }
}
