//! What `models/recipe/segmentation` needs to train the model: the same places and features that
//! the model sees at run time. Not part of the public interface.

use super::{features, model, places};
use crate::words;

pub use super::model::WEIGHT_COUNT;

/// A place where a sentence may end.
pub struct Example {
    /// Indexes of the weights of its features, each below [`WEIGHT_COUNT`].
    pub weights: Vec<u32>,
    /// Whether a sentence ends there.
    pub is_boundary: bool,
}

/// The places in `text` where the model would be asked, given that sentences start at the byte
/// offsets `starts`, in text order.
pub fn examples(text: &str, starts: &[usize]) -> Vec<Example> {
    let words = words::split(text);
    let mut examples = Vec::new();
    places::visit(text, &words, |place| {
        let next = words.get(place.index + 1).map(|word| word.start as usize);
        let is_boundary = next.is_some_and(|next| starts.binary_search(&next).is_ok());
        if let Some(context) = &place.context {
            let mut weights = Vec::new();
            features::visit(context, |hash| {
                weights.push(u32::try_from(model::weight_index(hash)).unwrap_or(u32::MAX));
            });
            examples.push(Example { weights, is_boundary });
        }
        is_boundary || place.context.is_none()
    });
    examples
}
