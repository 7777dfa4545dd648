//! From sums of products of eight bits to numbers.

use rten_simd::ops::{BitOps, NumOps, ToFloat};
use rten_simd::{Isa, SimdOp};

use super::quantise::Row;

/// `output = (sum - zero point × weight sum) × row scale × weight scale + bias`, for one row of a
/// tile; all slices have the length of the row.
pub struct Dequantise<'t> {
    pub sums: &'t [i32],
    pub row: Row,
    pub weight_sums: &'t [i32],
    pub scales: &'t [f32],
    pub bias: &'t [f32],
    /// Whether the result is added to the output instead of replacing it.
    pub is_added: bool,
    pub output: &'t mut [f32],
}

impl SimdOp for Dequantise<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let (integers, floats) = (isa.i32(), isa.f32());
        let zero_point = integers.splat(i32::from(self.row.zero_point));
        let row_scale = floats.splat(self.row.scale);
        let lanes = floats.len();
        let mut sums = self.sums.chunks_exact(lanes);
        let mut weight_sums = self.weight_sums.chunks_exact(lanes);
        let mut scales = self.scales.chunks_exact(lanes);
        let mut biases = self.bias.chunks_exact(lanes);
        let mut outputs = self.output.chunks_exact_mut(lanes);
        for ((((output, sum), weight_sum), scale), bias) in
            (&mut outputs).zip(&mut sums).zip(&mut weight_sums).zip(&mut scales).zip(&mut biases)
        {
            let excess = integers.mul(zero_point, integers.load(weight_sum));
            let sum = integers.to_float(integers.sub(integers.load(sum), excess));
            let scale = floats.mul(row_scale, floats.load(scale));
            let bias = floats.load(bias);
            let base = if self.is_added { floats.add(bias, floats.load(output)) } else { bias };
            floats.store(floats.mul_add(sum, scale, base), output);
        }
        let rest = outputs.into_remainder().iter_mut().zip(sums.remainder());
        let rest =
            rest.zip(weight_sums.remainder()).zip(scales.remainder()).zip(biases.remainder());
        for ((((output, sum), weight_sum), scale), bias) in rest {
            let sum = sum - i32::from(self.row.zero_point) * weight_sum;
            let base = if self.is_added { bias + *output } else { *bias };
            *output = as_float(sum).mul_add(self.row.scale * scale, base);
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "vectors round the same way")]
fn as_float(sum: i32) -> f32 {
    sum as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, number by number.
    fn scalar(operation: &Dequantise<'_>) -> Vec<f32> {
        let one = |index: usize| {
            let excess = i32::from(operation.row.zero_point) * operation.weight_sums[index];
            let sum = as_float(operation.sums[index] - excess);
            let base = if operation.is_added { operation.output[index] } else { 0.0 };
            sum * (operation.row.scale * operation.scales[index]) + operation.bias[index] + base
        };
        (0..operation.sums.len()).map(one).collect()
    }

    #[test]
    fn equal_to_the_formula_at_every_length() {
        for length in 0..131_u16 {
            let numbers = |factor: f32| -> Vec<f32> {
                (0..length).map(|index| (f32::from(index) * factor).cos()).collect()
            };
            let sums: Vec<i32> = (0..i32::from(length)).map(|index| index * 977 - 40_000).collect();
            let weight_sums: Vec<i32> =
                (0..i32::from(length)).map(|index| 300 - index * 7).collect();
            for is_added in [false, true] {
                let mut output = numbers(0.3);
                let operation = Dequantise {
                    sums: &sums,
                    row: Row { scale: 0.013, zero_point: 117 },
                    weight_sums: &weight_sums,
                    scales: &numbers(0.7),
                    bias: &numbers(1.1),
                    is_added,
                    output: &mut output,
                };
                let expected = scalar(&operation);
                operation.dispatch();
                for (found, expected) in output.iter().zip(expected) {
                    assert!(
                        (found - expected).abs() <= 1e-4 * expected.abs().max(1.0),
                        "{found} {expected}"
                    );
                }
            }
        }
    }
}
