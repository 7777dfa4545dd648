//! Configurations as `rust-bert` wants them.

use serde_json::{Map, Value};

use crate::error::LoadError;

/// Reads a `config.json` and adds what newer versions of `transformers` leave out and `rust-bert`
/// asks for: the number of hidden layers of BART and Pegasus is that of their encoder.
///
/// # Errors
///
/// [`LoadError::ConfigSyntax`].
pub fn completed_configuration(json: &[u8]) -> Result<Map<String, Value>, LoadError> {
    let mut config: Map<String, Value> =
        serde_json::from_slice(json).map_err(LoadError::ConfigSyntax)?;
    if let Some(layers) = config.get("encoder_layers").cloned() {
        config.entry("num_hidden_layers").or_insert(layers);
    }
    Ok(config)
}
