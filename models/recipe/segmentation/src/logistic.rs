//! Logistic regression over sparse binary features, by averaged `AdaGrad`.
//!
//! Duchi, Hazan and Singer (2011), "Adaptive Subgradient Methods for Online Learning and
//! Stochastic Optimization"; averaging after Polyak and Juditsky (1992).

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    reason = "indexes and numbers come from this program, and a panic ends a training early"
)]

use newsdesk_tokenization::training::{Example, WEIGHT_COUNT};

/// Passes over the data.
const EPOCHS: u32 = 30;
/// Size of the first step.
const LEARNING_RATE: f32 = 0.02;
/// Strength of the pull of every weight towards zero, per example that it takes part in.
const DECAY: f32 = 1e-2;
/// Log odds that one step of a quantised weight stands for.
const STEP: f32 = 1.0 / 24.0;

/// Trains and returns [`WEIGHT_COUNT`] weights, in log odds.
pub fn train(examples: &[Example]) -> Vec<f32> {
    let mut weights = vec![0.0_f32; WEIGHT_COUNT];
    let mut squares = vec![1e-2_f32; WEIGHT_COUNT];
    let mut average = vec![0.0_f64; WEIGHT_COUNT];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(0x5EED);
    for epoch in 0..EPOCHS {
        random.shuffle(&mut order);
        let mut loss = 0.0_f64;
        for &index in &order {
            let example = &examples[index];
            let score: f32 = example.weights.iter().map(|&weight| weights[weight as usize]).sum();
            let label = if example.is_boundary { 1.0 } else { 0.0 };
            let error = label - 1.0 / (1.0 + (-score).exp());
            loss -= f64::from((1.0 - error.abs()).max(1e-7).ln());
            for &weight in &example.weights {
                let weight = weight as usize;
                let gradient = error - DECAY * weights[weight];
                squares[weight] += gradient * gradient;
                weights[weight] += LEARNING_RATE * gradient / squares[weight].sqrt();
            }
        }
        println!("epoch {epoch}: loss {:.5}", loss / examples.len() as f64);
        if epoch >= EPOCHS / 2 {
            for (sum, &weight) in average.iter_mut().zip(&weights) {
                *sum += f64::from(weight);
            }
        }
    }
    let epochs = f64::from(EPOCHS - EPOCHS / 2);
    average.into_iter().map(|sum| (sum / epochs) as f32).collect()
}

/// One signed byte a weight, in steps of [`STEP`].
pub fn quantise(weights: &[f32]) -> Vec<u8> {
    weights.iter().map(|weight| ((weight / STEP).round() as i8).cast_unsigned()).collect()
}

/// Xorshift, Marsaglia (2003): enough to shuffle, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for last in (1..order.len()).rev() {
            order.swap(last, (self.next() % (last as u64 + 1)) as usize);
        }
    }
}
