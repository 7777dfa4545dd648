//! Which label of a model means entailment.

use std::collections::HashMap;

use newsdesk_encoder::LoadError;
use serde::Deserialize;

#[derive(Deserialize)]
struct Labels {
    #[serde(default)]
    id2label: HashMap<usize, String>,
}

/// The index of the label whose name begins with "entail", in any letter case.
///
/// # Errors
///
/// [`LoadError::Config`] with the names that there are; "not entailment" is no entailment.
pub fn entailment_label(config: &[u8]) -> Result<usize, LoadError> {
    let Labels { id2label } = serde_json::from_slice(config).map_err(LoadError::ConfigSyntax)?;
    let is_entailment = |label: &str| label.to_lowercase().starts_with("entail");
    let found = id2label.iter().find(|(_, label)| is_entailment(label));
    found.map(|(&index, _)| index).filter(|&index| index < id2label.len()).ok_or_else(|| {
        let mut labels: Vec<_> = id2label.into_iter().collect();
        labels.sort();
        let names: Vec<_> = labels.into_iter().map(|(_, label)| label).collect();
        LoadError::Config {
            field: "id2label",
            found: names.join(", "),
            expected: "a label called entailment".to_owned(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_labels_is_that_of_the_configuration() {
        let index =
            |labels: &str| entailment_label(format!("{{\"id2label\": {{{labels}}}}}").as_bytes());
        assert_eq!(index(r#""0": "contradiction", "1": "neutral", "2": "entailment""#).unwrap(), 2);
        assert_eq!(index(r#""0": "ENTAILMENT", "1": "NEUTRAL", "2": "x""#).unwrap(), 0);
        let error = index(r#""0": "LABEL_0", "1": "LABEL_1""#).unwrap_err().to_string();
        assert_eq!(
            error,
            "config.json: id2label is LABEL_0, LABEL_1, expected a label called entailment"
        );
    }
}
