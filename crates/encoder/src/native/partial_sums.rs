//! Reductions whose order does not depend on the length of vectors.
//!
//! Number `i` of a row goes to partial result `i % 32`. Vectors of any length divide 32, so every
//! processor computes the same partial results, and combines them in the same order.

#![expect(
    clippy::inline_always,
    reason = "vector instructions are only fast inside the function that was dispatched"
)]

use rten_simd::Isa;
use rten_simd::ops::{BitOps, NumOps};

/// The number of partial results.
pub const PARTS: usize = 32;

/// Combines 32 partial results, those that lie furthest apart first.
#[inline(always)]
pub fn total(mut parts: [f32; PARTS], combine: impl Fn(f32, f32) -> f32) -> f32 {
    let mut count = PARTS;
    while count > 1 {
        count /= 2;
        let (low, high) = parts.split_at_mut(count);
        for (low, high) in low.iter_mut().zip(high) {
            *low = combine(*low, *high);
        }
    }
    let [total, ..] = parts;
    total
}

/// The sum of what `map` makes of each number.
#[inline(always)]
pub fn sum<I: Isa>(isa: I, row: &[f32], map: impl Fn(I::F32) -> I::F32) -> f32 {
    let ops = isa.f32();
    let mut parts = [0.0; PARTS];
    let (chunks, rest) = row.as_chunks::<PARTS>();
    for first in (0..PARTS).step_by(ops.len()) {
        let mut sums = ops.zero();
        for chunk in chunks {
            sums = ops.add(sums, map(ops.load(chunk.get(first..).unwrap_or_default())));
        }
        ops.store(sums, parts.get_mut(first..).unwrap_or_default());
    }
    let mut mapped = [0.0; PARTS];
    for (place, number) in mapped.iter_mut().zip(rest) {
        *place = *number;
    }
    for numbers in mapped.chunks_exact_mut(ops.len()) {
        ops.store(map(ops.load(numbers)), numbers);
    }
    for (part, number) in parts.iter_mut().zip(mapped).take(rest.len()) {
        *part += number;
    }
    total(parts, |left, right| left + right)
}

#[cfg(test)]
mod tests {
    use rten_simd::SimdOp;

    use super::*;
    use crate::native::each_isa::with_each_isa;

    struct SumOfSquares<'r>(&'r [f32]);

    impl SimdOp for SumOfSquares<'_> {
        type Output = f32;

        #[inline(always)]
        fn eval<I: Isa>(self, isa: I) -> f32 {
            let ops = isa.f32();
            sum(isa, self.0, |x| ops.mul(x, x))
        }
    }

    #[test]
    fn the_same_bits_with_vectors_of_every_length() {
        for length in 0..200_u16 {
            let row: Vec<f32> = (0..length).map(|index| (f32::from(index) * 1.3).sin()).collect();
            let found = SumOfSquares(&row).dispatch();
            let expected: f32 = row.iter().map(|x| x * x).sum();
            assert!((found - expected).abs() < 1e-4, "{found} is not {expected}");
            for other in with_each_isa(|| SumOfSquares(&row)) {
                assert_eq!(found.to_bits(), other.to_bits(), "{length} numbers");
            }
        }
    }
}
