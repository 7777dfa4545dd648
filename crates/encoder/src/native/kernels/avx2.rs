//! Products with AVX2.

use std::arch::x86_64::{
    __m256i, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16,
    _mm256_set1_epi16, _mm256_set1_epi32, _mm256_setzero_si256, _mm256_storeu_si256,
};

use super::packed::{CacheLine, RowGroup, Tile, WeightGroup};

/// Proof that the processor has the instructions.
#[derive(Clone, Copy, Debug)]
pub struct Avx2(());

impl Avx2 {
    /// Asks the processor.
    pub fn detect() -> Option<Self> {
        (is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")).then_some(Self(()))
    }

    /// The first `rows` rows of a tile, rounded up to 4, 8 or 12. No number of `left` is above 127,
    /// so that the sum of two products fits sixteen bits.
    #[expect(clippy::unused_self, reason = "it proves that the processor has the instructions")]
    pub fn multiply(self, rows: usize, left: &[RowGroup], right: &[WeightGroup], tile: &mut Tile) {
        // SAFETY: `self` exists only on processors with these instructions.
        unsafe {
            multiply::<0>(left, right, tile);
            if rows > 4 {
                multiply::<4>(left, right, tile);
            }
            if rows > 8 {
                multiply::<8>(left, right, tile);
            }
        }
    }
}

/// Four rows from `FIRST` on.
#[target_feature(enable = "avx2")]
fn multiply<const FIRST: usize>(left: &[RowGroup], right: &[WeightGroup], tile: &mut Tile) {
    half::<FIRST, 0>(left, right, tile);
    half::<FIRST, 1>(left, right, tile);
}

/// Sixteen columns of four rows.
#[target_feature(enable = "avx2")]
#[expect(clippy::indexing_slicing, reason = "constant indexes of arrays")]
fn half<const FIRST: usize, const LINE: usize>(
    left: &[RowGroup],
    right: &[WeightGroup],
    tile: &mut Tile,
) {
    let ones = _mm256_set1_epi16(1);
    let mut sums = [[_mm256_setzero_si256(); 2]; 4];
    for (numbers, lines) in left.iter().zip(right) {
        let [low, high] = load(&lines[LINE]);
        for (row, sums) in sums.iter_mut().enumerate() {
            let number = _mm256_set1_epi32(numbers[FIRST + row].cast_signed());
            for (sum, weights) in sums.iter_mut().zip([low, high]) {
                let pairs = _mm256_maddubs_epi16(number, weights);
                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, ones));
            }
        }
    }
    for (row, [low, high]) in tile.iter_mut().skip(FIRST).zip(sums) {
        let (eights, _) = row.as_chunks_mut::<8>();
        if let Some([left, right]) = eights.get_mut(2 * LINE..2 * LINE + 2) {
            store(low, left);
            store(high, right);
        }
    }
}

#[target_feature(enable = "avx2")]
fn load(line: &CacheLine) -> [__m256i; 2] {
    // SAFETY: the reference is to 64 bytes, and any bits are a number.
    unsafe {
        let first = std::ptr::from_ref(line).cast::<__m256i>();
        [_mm256_loadu_si256(first), _mm256_loadu_si256(first.add(1))]
    }
}

#[target_feature(enable = "avx2")]
fn store(numbers: __m256i, place: &mut [i32; 8]) {
    // SAFETY: the reference is to 32 bytes, and nobody else has it.
    unsafe { _mm256_storeu_si256(place.as_mut_ptr().cast(), numbers) }
}
