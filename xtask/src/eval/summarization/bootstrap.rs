//! How far a mean over documents can be trusted.

use serde::Serialize;

use super::rouge::Scores;

/// How often documents are resampled.
const SAMPLES: usize = 1000;

/// The same on every run.
const SEED: u64 = 20_040_725;

/// Means in percent, and the limits between which 95 of 100 means of resampled documents lie: the
/// percentile bootstrap of Efron & Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    #[serde(flatten)]
    pub mean: Scores,
    pub low: Scores,
    pub high: Scores,
}

impl Estimate {
    /// Of the scores of documents; zero if there are none.
    pub fn of(documents: &[Scores]) -> Self {
        let mut random = fastrand::Rng::with_seed(SEED);
        let mut resampled: Vec<Scores> = Vec::with_capacity(SAMPLES);
        for _ in 0..SAMPLES {
            let sample = documents.iter().filter_map(|_| random.choice(documents)).copied();
            resampled.push(mean(sample, documents.len()));
        }
        let limits = |measure: fn(&Scores) -> f64| {
            let mut means: Vec<f64> = resampled.iter().map(measure).collect();
            means.sort_by(f64::total_cmp);
            let at = |place: usize| means.get(place).copied().unwrap_or(0.0);
            (at(SAMPLES * 25 / 1000), at(SAMPLES * 975 / 1000 - 1))
        };
        let rouge1 = limits(|scores| scores.rouge1);
        let rouge2 = limits(|scores| scores.rouge2);
        let rouge_lsum = limits(|scores| scores.rouge_lsum);
        Self {
            mean: mean(documents.iter().copied(), documents.len()),
            low: Scores { rouge1: rouge1.0, rouge2: rouge2.0, rouge_lsum: rouge_lsum.0 },
            high: Scores { rouge1: rouge1.1, rouge2: rouge2.1, rouge_lsum: rouge_lsum.1 },
        }
    }
}

/// The mean of fractions in percent.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn mean(scores: impl Iterator<Item = Scores>, count: usize) -> Scores {
    let mut sums = Scores::default();
    scores.for_each(|scores| sums += scores);
    let mean = |sum: f64| 100.0 * sum / count.max(1) as f64;
    Scores {
        rouge1: mean(sums.rouge1),
        rouge2: mean(sums.rouge2),
        rouge_lsum: mean(sums.rouge_lsum),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_hold_the_mean_and_narrow_with_more_documents() {
        let score = |value: f64| Scores { rouge1: value, rouge2: value / 2.0, rouge_lsum: value };
        let documents = |count: u32| -> Vec<Scores> {
            (0..count).map(|number| score(f64::from(number % 10) / 10.0)).collect()
        };
        let (few, many) = (Estimate::of(&documents(20)), Estimate::of(&documents(2000)));
        for Estimate { mean, low, high } in [few, many] {
            assert!((mean.rouge1 - 45.0).abs() < 1e-9 && (mean.rouge2 - 22.5).abs() < 1e-9);
            assert!(low.rouge1 < mean.rouge1 && mean.rouge1 < high.rouge1);
        }
        // The standard error of 20 such documents is 6.4, of 2,000 it is 0.64.
        let width = |found: Estimate| found.high.rouge1 - found.low.rouge1;
        assert!((20.0..30.0).contains(&width(few)) && (2.0..3.0).contains(&width(many)));
        assert_eq!(Estimate::of(&documents(20)), few);
    }

    #[test]
    fn no_documents_are_zero() {
        assert_eq!(Estimate::of(&[]).mean, Scores::default());
    }
}
