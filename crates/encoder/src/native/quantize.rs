//! Rows of numbers in seven bits, each row with its own scale and zero point.

use rten_simd::SimdOp;
use rten_vecmath::{ExtendInit, MinMax, Quantize};

/// The largest number of a quantized row.
///
/// AVX2 adds products of eight bits in pairs, in sixteen bits, which hold two products of numbers
/// up to 127 but not of numbers up to 255. Every processor uses the same range, so that all compute
/// the same sums.
const LARGEST: f32 = 127.0;

/// How one row was quantized: `x ≈ (value - zero_point) × scale`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    pub scale: f32,
    pub zero_point: u8,
}

/// Quantized rows; the memory is used again.
#[derive(Debug, Default)]
pub struct Quantized {
    values: Vec<u8>,
    rows: Vec<Row>,
}

impl Quantized {
    /// Quantizes `[rows, columns]`, each row by itself, so that no row depends on another.
    ///
    /// The range of a row always holds 0, which is exact.
    pub fn quantize(&mut self, input: &[f32], columns: usize) {
        self.values.clear();
        self.rows.clear();
        self.values.reserve(input.len());
        for row in input.chunks_exact(columns) {
            let (low, high) = MinMax::new(row).dispatch();
            let (low, high) = (low.min(0.0), high.max(0.0));
            let scale = ((high - low) / LARGEST).max(f32::MIN_POSITIVE);
            let zero_point = zero_point(-low / scale);
            self.values.extend_init(|values| {
                let values = values.get_mut(..columns).unwrap_or_default();
                Quantize::new(row, values, scale.recip(), zero_point).dispatch()
            });
            self.rows.push(Row { scale, zero_point });
        }
    }

    /// `[rows, columns]`, row-major.
    pub fn values(&self) -> &[u8] {
        &self.values
    }

    /// How each row was quantized.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value lies in 0..=127"
)]
fn zero_point(value: f32) -> u8 {
    value.round_ties_even() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Within half a step of the number, for any length that vectors do not divide.
    #[test]
    fn numbers_come_back_within_half_a_step() {
        for columns in 1..130_u16 {
            let row: Vec<f32> =
                (0..columns).map(|i| (f32::from(i) * 1.7).sin() * 3.0 - 1.0).collect();
            let mut quantized = Quantized::default();
            quantized.quantize(&[row.clone(), row.clone()].concat(), row.len());
            assert_eq!(quantized.rows().len(), 2);
            assert_eq!(quantized.rows()[0], quantized.rows()[1]);
            let Row { scale, zero_point } = quantized.rows()[0];
            assert_eq!(quantized.values().len(), 2 * row.len());
            for (value, number) in quantized.values().iter().zip(&row) {
                let back = (f32::from(*value) - f32::from(zero_point)) * scale;
                assert!((back - number).abs() <= scale * 0.51 + 1e-6, "{number} became {back}");
                assert!(*value <= 127);
            }
        }
    }

    #[test]
    fn zero_and_constant_rows_are_exact() {
        for value in [0.0, 5.0, -5.0] {
            let mut quantized = Quantized::default();
            quantized.quantize(&[value; 40], 40);
            let Row { scale, zero_point } = quantized.rows()[0];
            let back = (f32::from(quantized.values()[39]) - f32::from(zero_point)) * scale;
            assert!((back - value).abs() < 1e-5, "{value} became {back}");
        }
    }
}
