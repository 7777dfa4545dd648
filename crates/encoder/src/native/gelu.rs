//! The activation of BERT, for numbers that will be quantized.

#![expect(
    clippy::inline_always,
    reason = "vector instructions are only fast inside the function that was dispatched"
)]

use rten_simd::Isa;
use rten_simd::ops::{BitOps, NumOps};

/// Outside of `-BOUND..=BOUND`, the distribution function is taken for that of the bound.
const BOUND: f32 = 4.5;

/// `Φ(x) ≈ 1/2 + x P(x²)` within the bounds: the coefficients of `P`, from the highest power to the
/// lowest, for the smallest largest error of `x Φ(x)`.
const COEFFICIENTS: [f32; 9] = [
    3.036_339e-11, -3.314_593_5e-9, 1.590_974e-7, -4.451_687e-6, 8.142_472e-5, -1.037_588_6e-3,
    9.585_193e-3, -6.598_464_4e-2, 3.987_126e-1,
];

/// `x Φ(x)`, with an absolute error of at most 6e-5 up to 12, and a relative one of at most 1e-5
/// beyond: far less than a step of a quantized row.
///
/// Hendrycks & Gimpel, "Gaussian Error Linear Units" (2016), with the distribution function as a
/// polynomial in place of the error function, which needs a division and an exponential.
#[inline(always)]
pub fn approximate_gelu<I: Isa>(isa: I, x: I::F32) -> I::F32 {
    let ops = isa.f32();
    let within = ops.clamp(x, ops.splat(-BOUND), ops.splat(BOUND));
    let square = ops.mul(within, within);
    let [highest, lower @ ..] = COEFFICIENTS;
    let mut polynomial = ops.splat(highest);
    for coefficient in lower {
        polynomial = ops.mul_add(polynomial, square, ops.splat(coefficient));
    }
    ops.mul(x, ops.mul_add(within, polynomial, ops.splat(0.5)))
}

#[cfg(test)]
mod tests {
    use rten_simd::SimdOp;

    use super::*;

    struct Gelu<'x>(&'x mut [f32; 32]);

    impl SimdOp for Gelu<'_> {
        type Output = ();

        #[inline(always)]
        fn eval<I: Isa>(self, isa: I) {
            let ops = isa.f32();
            for numbers in self.0.chunks_exact_mut(ops.len()) {
                ops.store(approximate_gelu(isa, ops.load(numbers)), numbers);
            }
        }
    }

    /// `x Φ(x)` by the series of the error function.
    fn gelu(x: f32) -> f64 {
        let x = f64::from(x);
        let z = x / 2.0_f64.sqrt();
        let (mut term, mut sum) = (z, z);
        for n in 1..200_i32 {
            term *= -z * z / f64::from(n);
            sum += term / f64::from(2 * n + 1);
        }
        let erf = if z.abs() > 5.0 { z.signum() } else { sum * 2.0 / std::f64::consts::PI.sqrt() };
        x * 0.5 * (1.0 + erf)
    }

    #[test]
    fn near_the_formula_everywhere() {
        for number in -20_000..20_000_i16 {
            let x = f32::from(number) / 1_000.0;
            let mut found = [x; 32];
            Gelu(&mut found).dispatch();
            let error = (f64::from(found[0]) - gelu(x)).abs();
            assert!(error <= f64::from(x.abs() * 1e-5).max(6e-5), "{error} at {x}");
            assert!(found.iter().all(|other| other.to_bits() == found[0].to_bits()));
        }
    }
}
