//! From sums of products of eight bits to numbers.

#![expect(
    clippy::inline_always,
    reason = "vector instructions are only fast inside the function that was dispatched"
)]

use rten_simd::ops::{BitOps, NumOps, ToFloat};
use rten_simd::{Isa, Simd, SimdOp, SimdUnaryOp};
use rten_vecmath::Gelu;

use super::linear::Then;
use super::quantise::Row;

/// `(sum - zero point × weight sum) × row scale × weight scale + bias` for a tile of results, and
/// what comes then.
pub struct Dequantise<'t> {
    /// `[rows, width]`, row-major.
    pub sums: &'t [i32],
    /// How each row of the left matrix was quantised.
    pub rows: &'t [Row],
    /// Of each column of the tile: the sum of its weights, their scale, the bias. `width` of each.
    pub weight_sums: &'t [i32],
    pub scales: &'t [f32],
    pub bias: &'t [f32],
    pub then: Then,
    /// Rows of `stride` numbers, of which the tile has `width` from `first` on.
    pub output: &'t mut [f32],
    pub stride: usize,
    pub first: usize,
}

impl SimdOp for Dequantise<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let floats = isa.f32();
        match self.then {
            Then::Store => self.each(
                isa,
                #[inline(always)]
                |value, _| value,
            ),
            Then::Gelu => self.each(
                isa,
                #[inline(always)]
                |value, _| Gelu {}.eval(isa, value),
            ),
            Then::Add => self.each(
                isa,
                #[inline(always)]
                |value, old| floats.add(value, old),
            ),
        }
    }
}

impl Dequantise<'_> {
    /// Computes each vector of each row; `then` gets the result and what was there before.
    #[inline(always)]
    fn each<I: Isa>(self, isa: I, then: impl Fn(I::F32, I::F32) -> I::F32) {
        let (integers, floats) = (isa.i32(), isa.f32());
        let (width, lanes) = (self.bias.len(), floats.len());
        let rows = self.sums.chunks_exact(width).zip(self.rows);
        for ((sums, row), output) in rows.zip(self.output.chunks_exact_mut(self.stride)) {
            let output = output.get_mut(self.first..self.first + width).unwrap_or_default();
            let zero_point = integers.splat(i32::from(row.zero_point));
            let row_scale = floats.splat(row.scale);
            let mut sums = sums.chunks_exact(lanes);
            let mut weight_sums = self.weight_sums.chunks_exact(lanes);
            let mut scales = self.scales.chunks_exact(lanes);
            let mut bias = self.bias.chunks_exact(lanes);
            let mut output = output.chunks_exact_mut(lanes);
            for ((((output, sums), weight_sums), scales), bias) in
                (&mut output).zip(&mut sums).zip(&mut weight_sums).zip(&mut scales).zip(&mut bias)
            {
                let sums = exact(isa, integers.load(sums), zero_point, integers.load(weight_sums));
                let scales = floats.mul(row_scale, floats.load(scales));
                let value = floats.mul_add(sums, scales, floats.load(bias));
                floats.store(then(value, floats.load(output)), output);
            }
            let output = output.into_remainder();
            let (sums, _) = integers.load_pad(sums.remainder());
            let (weight_sums, _) = integers.load_pad(weight_sums.remainder());
            let sums = exact(isa, sums, zero_point, weight_sums);
            let scales = floats.mul(row_scale, floats.load_pad(scales.remainder()).0);
            let value = floats.mul_add(sums, scales, floats.load_pad(bias.remainder()).0);
            let value = then(value, floats.load_pad(output).0);
            for (output, value) in output.iter_mut().zip(value.to_array()) {
                *output = value;
            }
        }
    }
}

/// `sum - zero point × weight sum`: the sum of products as if the zero point were 0.
#[inline(always)]
fn exact<I: Isa>(isa: I, sum: I::I32, zero_point: I::I32, weight_sum: I::I32) -> I::F32 {
    let integers = isa.i32();
    integers.to_float(integers.sub(sum, integers.mul(zero_point, weight_sum)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [Row; 2] =
        [Row { scale: 0.013, zero_point: 117 }, Row { scale: 0.002, zero_point: 0 }];

    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn as_float(number: i32) -> f32 {
        number as f32
    }

    /// `x Φ(x)` by the series of the error function.
    fn gelu(x: f32) -> f32 {
        let z = f64::from(x) / 2.0_f64.sqrt();
        let (mut term, mut sum) = (z, z);
        for n in 1..200_i32 {
            term *= -z * z / f64::from(n);
            sum += term / f64::from(2 * n + 1);
        }
        let erf = if z.abs() > 5.0 { z.signum() } else { sum * 2.0 / std::f64::consts::PI.sqrt() };
        #[expect(clippy::cast_possible_truncation, reason = "compared with single precision")]
        let result = (f64::from(x) * 0.5 * (1.0 + erf)) as f32;
        result
    }

    /// The same, number by number, at every width and beside other columns.
    #[test]
    fn equal_to_the_formula_at_every_width() {
        for width in 1..131_u16 {
            let (count, stride) = (i32::from(width), usize::from(width) + 3);
            let numbers = |factor: f32| -> Vec<f32> {
                (0..width).map(|index| (f32::from(index) * factor).cos()).collect()
            };
            let sums: Vec<i32> = (0..2 * count).map(|index| index * 777 - 40_000).collect();
            let weight_sums: Vec<i32> = (0..count).map(|index| 300 - index * 7).collect();
            let (scales, bias) = (numbers(0.7), numbers(1.1));
            for then in [Then::Store, Then::Gelu, Then::Add] {
                let mut output = vec![0.5; 2 * stride];
                Dequantise {
                    sums: &sums,
                    rows: &ROWS,
                    weight_sums: &weight_sums,
                    scales: &scales,
                    bias: &bias,
                    then,
                    output: &mut output,
                    stride,
                    first: 2,
                }
                .dispatch();
                for (place, found) in output.iter().enumerate() {
                    let (row, column) = (place / stride, place % stride);
                    let Some(column) =
                        column.checked_sub(2).filter(|&column| column < scales.len())
                    else {
                        assert!((found - 0.5).abs() < f32::EPSILON, "column outside of the tile");
                        continue;
                    };
                    let Row { scale, zero_point } = ROWS[row];
                    let excess = i32::from(zero_point) * weight_sums[column];
                    let sum = as_float(sums[row * scales.len() + column] - excess);
                    let value = sum * (scale * scales[column]) + bias[column];
                    let expected = match then {
                        Then::Store => value,
                        Then::Gelu => gelu(value),
                        Then::Add => value + 0.5,
                    };
                    let tolerance = 2e-5 * expected.abs().max(1.0);
                    assert!((found - expected).abs() <= tolerance, "{then:?}: {found} {expected}");
                }
            }
        }
    }
}
