//! The shape of a BERT model, from its `config.json`.

use serde::Deserialize;

use crate::error::LoadError;

/// No dimension of a model is larger: far above any BERT, far below what would exhaust memory.
const MAX_DIMENSION: usize = 1 << 20;

/// No vector is longer: sums of so many products of a number up to 255 and a weight of eight bits
/// fit 32 bits.
const MAX_VECTOR: usize = 1 << 16;

/// The shape of a BERT model, in the names of its `config.json`.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Config {
    /// Number of subword pieces.
    pub vocab_size: usize,
    /// Length of a vector.
    pub hidden_size: usize,
    /// Number of layers.
    pub num_hidden_layers: usize,
    /// Number of heads; divides `hidden_size`.
    pub num_attention_heads: usize,
    /// Length of a vector inside the feed-forward network.
    pub intermediate_size: usize,
    /// The longest sequence, special pieces included.
    pub max_position_embeddings: usize,
    /// Number of segment types.
    pub type_vocab_size: usize,
    /// What is added to a variance.
    #[serde(default = "default_epsilon")]
    pub layer_norm_eps: f32,
    /// The activation; only `gelu`, which is BERT's own, with the error function.
    #[serde(default = "default_activation")]
    pub hidden_act: String,
    /// How positions enter; only `absolute`.
    #[serde(default = "default_positions")]
    pub position_embedding_type: String,
}

fn default_epsilon() -> f32 {
    1e-12
}

fn default_activation() -> String {
    "gelu".to_owned()
}

fn default_positions() -> String {
    "absolute".to_owned()
}

impl Config {
    /// Reads and checks a `config.json`.
    ///
    /// # Errors
    ///
    /// [`LoadError::ConfigSyntax`], or [`LoadError::Config`] for a value that this crate cannot
    /// run.
    pub fn from_json(json: &[u8]) -> Result<Self, LoadError> {
        let config: Self = serde_json::from_slice(json).map_err(LoadError::ConfigSyntax)?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), LoadError> {
        let fail = |field, found: String, expected: &str| {
            Err(LoadError::Config { field, found, expected: expected.to_owned() })
        };
        for (field, value, limit) in [
            ("vocab_size", self.vocab_size, MAX_DIMENSION),
            ("hidden_size", self.hidden_size, MAX_VECTOR),
            ("num_hidden_layers", self.num_hidden_layers, MAX_DIMENSION),
            ("num_attention_heads", self.num_attention_heads, MAX_DIMENSION),
            ("intermediate_size", self.intermediate_size, MAX_VECTOR),
            ("max_position_embeddings", self.max_position_embeddings, MAX_DIMENSION),
            ("type_vocab_size", self.type_vocab_size, MAX_DIMENSION),
        ] {
            if !(1..=limit).contains(&value) {
                let expected = format!("a number from 1 to {limit}");
                return fail(field, value.to_string(), &expected);
            }
        }
        if !self.hidden_size.is_multiple_of(self.num_attention_heads) {
            return fail(
                "num_attention_heads",
                self.num_attention_heads.to_string(),
                "a divisor of hidden_size",
            );
        }
        if self.max_position_embeddings < 3 {
            return fail(
                "max_position_embeddings",
                self.max_position_embeddings.to_string(),
                "at least 3",
            );
        }
        if !(self.layer_norm_eps > 0.0 && self.layer_norm_eps < 1.0) {
            return fail(
                "layer_norm_eps",
                self.layer_norm_eps.to_string(),
                "a number between 0 and 1",
            );
        }
        if self.hidden_act != "gelu" {
            return fail("hidden_act", self.hidden_act.clone(), "gelu");
        }
        if self.position_embedding_type != "absolute" {
            return fail(
                "position_embedding_type",
                self.position_embedding_type.clone(),
                "absolute",
            );
        }
        Ok(())
    }

    /// Length of a vector of one head.
    pub fn head_size(&self) -> usize {
        self.hidden_size / self.num_attention_heads
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TINY: &str = r#"{"vocab_size":99,"hidden_size":32,"num_hidden_layers":2,
        "num_attention_heads":4,"intermediate_size":64,"max_position_embeddings":64,
        "type_vocab_size":8,"model_type":"bert"}"#;

    #[test]
    fn what_is_not_said_has_the_defaults_of_bert() {
        let config = Config::from_json(TINY.as_bytes()).unwrap();
        assert_eq!((config.head_size(), config.layer_norm_eps), (8, 1e-12));
    }

    #[test]
    fn values_that_cannot_run_are_named() {
        for (from, to, message) in [
            (
                r#""hidden_size":32"#,
                r#""hidden_size":0"#,
                "config.json: hidden_size is 0, expected a number from 1 to 65536",
            ),
            (
                r#""vocab_size":99"#,
                r#""vocab_size":9999999"#,
                "config.json: vocab_size is 9999999, expected a number from 1 to 1048576",
            ),
            (
                r#""intermediate_size":64"#,
                r#""intermediate_size":65537"#,
                "config.json: intermediate_size is 65537, expected a number from 1 to 65536",
            ),
            (
                r#""num_attention_heads":4"#,
                r#""num_attention_heads":5"#,
                "config.json: num_attention_heads is 5, expected a divisor of hidden_size",
            ),
            (
                r#""model_type":"bert""#,
                r#""hidden_act":"relu""#,
                "config.json: hidden_act is relu, expected gelu",
            ),
            (
                r#""model_type":"bert""#,
                r#""position_embedding_type":"relative_key""#,
                "config.json: position_embedding_type is relative_key, expected absolute",
            ),
        ] {
            let error = Config::from_json(TINY.replacen(from, to, 1).as_bytes()).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
        let error = Config::from_json(b"{}").unwrap_err();
        assert_eq!(error.to_string(), "config.json is not the configuration of a BERT model");
    }
}
