//! Layer normalization.

#![expect(
    clippy::inline_always,
    reason = "vector instructions are only fast inside the function that was dispatched"
)]

use rten_simd::ops::{BitOps, NumOps};
use rten_simd::{Isa, SimdOp};
use rten_vecmath::{Normalize, NormalizeOptions};

use super::partial_sums::sum;

/// Layer normalization of rows: Ba, Kiros & Hinton, "Layer Normalization" (2016).
#[derive(Debug)]
pub struct LayerNorm {
    pub scale: Vec<f32>,
    pub bias: Vec<f32>,
    /// What is added to a variance.
    pub epsilon: f32,
}

impl LayerNorm {
    /// Normalizes each row of `[rows, length]` in place.
    pub fn forward(&self, rows: &mut [f32]) {
        for row in rows.chunks_exact_mut(self.scale.len()) {
            NormalizeRow { norm: self, row }.dispatch();
        }
    }
}

struct NormalizeRow<'r> {
    norm: &'r LayerNorm,
    row: &'r mut [f32],
}

impl SimdOp for NormalizeRow<'_> {
    type Output = ();

    #[inline(always)]
    #[expect(clippy::cast_precision_loss, reason = "a length far below 2^24")]
    fn eval<I: Isa>(self, isa: I) {
        let (ops, norm) = (isa.f32(), self.norm);
        let length = self.row.len() as f32;
        let mean = sum(isa, self.row, |x| x) / length;
        let center = ops.splat(mean);
        let square = |x| {
            let distance = ops.sub(x, center);
            ops.mul(distance, distance)
        };
        let variance = sum(isa, self.row, square) / length;
        let options = NormalizeOptions {
            pre_scale_bias: mean,
            scale: (variance + norm.epsilon).sqrt().recip(),
            element_scale: Some(&norm.scale),
            bias: 0.0,
            element_bias: Some(&norm.bias),
        };
        Normalize::new_mut(self.row, options).eval(isa);
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_to_the_formula_at_every_length() {
        for length in 1..130_u16 {
            let numbers = |factor: f32| -> Vec<f32> {
                (0..length).map(|index| (f32::from(index) * factor).sin() * 2.0 + 0.3).collect()
            };
            let norm = LayerNorm { scale: numbers(0.9), bias: numbers(1.3), epsilon: 1e-5 };
            let row = numbers(0.37);
            let mut rows = [row.clone(), row.clone()].concat();
            norm.forward(&mut rows);
            let mean = row.iter().sum::<f32>() / f32::from(length);
            let variance = row.iter().map(|x| (x - mean).powi(2)).sum::<f32>() / f32::from(length);
            for (index, x) in row.iter().enumerate() {
                let expected =
                    (x - mean) / (variance + 1e-5).sqrt() * norm.scale[index] + norm.bias[index];
                assert!((rows[index] - expected).abs() < 1e-4, "{} is not {expected}", rows[index]);
                assert_eq!(rows[index].to_bits(), rows[index + row.len()].to_bits());
            }
        }
    }
}
