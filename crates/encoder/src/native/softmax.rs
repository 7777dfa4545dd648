//! From scores to shares that add up to one.

#![expect(
    clippy::inline_always,
    reason = "vector instructions are only fast inside the function that was dispatched"
)]

use rten_simd::ops::{BitOps, IntOps, NumOps};
use rten_simd::{Isa, Simd, SimdOp};

use super::partial_sums::{PARTS, total};

/// The softmax of `scale × scores`, in place.
///
/// A score of minus infinity has no share. One score at least is finite.
pub struct Softmax<'s> {
    pub scores: &'s mut [[f32; PARTS]],
    /// Above 0.
    pub scale: f32,
}

impl SimdOp for Softmax<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let ops = isa.f32();
        let lanes = ops.len();
        let mut parts = [f32::NEG_INFINITY; PARTS];
        for (first, parts) in (0..).step_by(lanes).zip(parts.chunks_exact_mut(lanes)) {
            let mut largest = ops.splat(f32::NEG_INFINITY);
            for scores in self.scores.iter() {
                largest = ops.max(largest, ops.load(scores.get(first..).unwrap_or_default()));
            }
            ops.store(largest, parts);
        }
        let scale = ops.splat(self.scale);
        let shift = ops.splat(-self.scale * total(parts, f32::max));

        let mut parts = [0.0; PARTS];
        for (first, parts) in (0..).step_by(lanes).zip(parts.chunks_exact_mut(lanes)) {
            let mut sums = ops.zero();
            for scores in self.scores.iter_mut() {
                let scores = scores.get_mut(first..).unwrap_or_default();
                let weights = exponential(isa, ops.mul_add(ops.load(scores), scale, shift));
                ops.store(weights, scores);
                sums = ops.add(sums, weights);
            }
            ops.store(sums, parts);
        }
        let share = ops.splat(total(parts, |left, right| left + right).recip());
        for scores in self.scores.as_flattened_mut().chunks_exact_mut(lanes) {
            ops.store(ops.mul(ops.load(scores), share), scores);
        }
    }
}

/// `exp(x)` for `x` of at most 0, with a relative error of at most 3e-7; 0 below -87.
///
/// The exponent is taken off, and the rest is a polynomial: Cody & Waite, "Software Manual for the
/// Elementary Functions" (1980), chapter 6.
#[inline(always)]
fn exponential<I: Isa>(isa: I, x: I::F32) -> I::F32 {
    /// Adding it rounds to whole numbers.
    const ROUNDING: f32 = 12_582_912.0;
    /// The natural logarithm of 2 in two parts, the first with few digits.
    const LN_2: [f32; 2] = [0.693_359_4, -2.121_944_4e-4];
    /// Of the polynomial, from the highest power to the lowest.
    const COEFFICIENTS: [f32; 7] = [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let (ops, integers) = (isa.f32(), isa.i32());
    let shifted = ops.mul_add(x, ops.splat(std::f32::consts::LOG2_E), ops.splat(ROUNDING));
    let exponent = ops.sub(shifted, ops.splat(ROUNDING));
    let rest = ops.mul_add(exponent, ops.splat(-LN_2[0]), x);
    let rest = ops.mul_add(exponent, ops.splat(-LN_2[1]), rest);
    let mut power = ops.splat(COEFFICIENTS[0]);
    for coefficient in &COEFFICIENTS[1..] {
        power = ops.mul_add(power, rest, ops.splat(*coefficient));
    }
    // The lowest bits of the shifted number are the exponent.
    let bits: I::I32 = shifted.reinterpret_cast();
    let bits = integers.add(integers.shift_left::<23>(bits), power.reinterpret_cast());
    let is_small = ops.lt(x, ops.splat(-87.0));
    ops.select(ops.zero(), bits.reinterpret_cast(), is_small)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::native::each_isa::with_each_isa;

    /// A softmax of a copy of its scores.
    struct Copied<'s>(&'s [[f32; PARTS]]);

    impl SimdOp for Copied<'_> {
        type Output = Vec<f32>;

        #[inline(always)]
        fn eval<I: Isa>(self, isa: I) -> Vec<f32> {
            let mut scores = self.0.to_vec();
            Softmax { scores: &mut scores, scale: 0.3 }.eval(isa);
            scores.into_flattened()
        }
    }

    #[test]
    fn equal_to_the_formula_with_vectors_of_every_length() {
        for count in 1..=100_u16 {
            for factor in [0.1, 3.0, 200.0] {
                let number = |index: u16| (f32::from(index) * 1.7).sin() * factor;
                let mut scores = [[f32::NEG_INFINITY; PARTS]; 4];
                let places = scores.as_flattened_mut().iter_mut();
                for (place, score) in places.zip((0..count).map(number)) {
                    *place = score;
                }
                let weights: Vec<f64> =
                    (0..count).map(|index| f64::from(number(index) * 0.3).exp()).collect();
                let total: f64 = weights.iter().sum();
                let found = with_each_isa(|| Copied(&scores));
                for (index, share) in found[0].iter().enumerate() {
                    let expected = weights.get(index).map_or(0.0, |weight| weight / total);
                    let error = (f64::from(*share) - expected).abs();
                    assert!(error < 1e-6, "{share} is not {expected}");
                    assert!(found.iter().all(|other| other[index].to_bits() == share.to_bits()));
                }
            }
        }
    }
}
