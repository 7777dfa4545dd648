//! How well each sentence tells the story, without a model.

mod degree;

use crate::number::number;
use crate::terms::Terms;

pub(crate) use degree::degrees;

/// What each sign of a good sentence counts for; each is in `0..=1`.
///
/// Chosen on Inshorts (summaries of 60 words) and 200 articles of the Daily Mail; the results
/// change little around these values.
const CENTRALITY: f32 = 0.5;
const POSITION: f32 = 1.0;
const HEADLINE: f32 = 0.25;
const LENGTH: f32 = 0.25;

/// The place, counted in sentences of the story, at which the position is worth half.
const HALF_POSITION: f32 = 4.0;

/// A sentence of so many words is long enough to stand alone.
const FULL_LENGTH: f32 = 10.0;

/// One score a sentence, in `0..=2`: higher is better.
///
/// A sentence is good if it shares much with the others ([`degrees`]), if it stands early,
/// since news tells the most important first, if it takes up the headline, and if it is not a
/// fragment.
pub(crate) fn scores(terms: &Terms) -> Vec<f32> {
    let mut scores = degrees(terms);
    for (index, score) in scores.iter_mut().enumerate() {
        *score = CENTRALITY * *score
            + HEADLINE * terms.headline_similarity(index)
            + LENGTH * (number(terms.words(index)) / FULL_LENGTH).min(1.0);
    }
    for (place, &index) in terms.candidates().iter().enumerate() {
        if let Some(score) = scores.get_mut(index) {
            *score += POSITION / (1.0 + number(place) / HALF_POSITION);
        }
    }
    scores
}
