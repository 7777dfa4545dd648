//! Products with the vector neural network instructions of AVX-512.

use std::arch::x86_64::{
    __m512i, _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_set1_epi32, _mm512_setzero_si512,
    _mm512_storeu_si512,
};

use super::packed::{CacheLine, RowGroup, Tile, WeightGroup};

/// Proof that the processor has the instructions.
#[derive(Clone, Copy, Debug)]
pub struct Avx512(());

impl Avx512 {
    /// Asks the processor.
    pub fn detect() -> Option<Self> {
        let is_there = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512vl")
            && is_x86_feature_detected!("avx512dq")
            && is_x86_feature_detected!("avx512vnni");
        is_there.then_some(Self(()))
    }

    /// The first `rows` rows of a tile, rounded up to 4, 8 or 12.
    #[expect(clippy::unused_self, reason = "it proves that the processor has the instructions")]
    pub fn multiply(self, rows: usize, left: &[RowGroup], right: &[WeightGroup], tile: &mut Tile) {
        // SAFETY: `self` exists only on processors with these instructions.
        unsafe {
            match rows {
                0..=4 => multiply::<4>(left, right, tile),
                5..=8 => multiply::<8>(left, right, tile),
                _ => multiply::<12>(left, right, tile),
            }
        }
    }
}

#[target_feature(enable = "avx512f,avx512vnni")]
fn multiply<const ROWS: usize>(left: &[RowGroup], right: &[WeightGroup], tile: &mut Tile) {
    let mut sums = [[_mm512_setzero_si512(); 2]; ROWS];
    for (numbers, [low, high]) in left.iter().zip(right) {
        let (low, high) = (load(low), load(high));
        for (sums, number) in sums.iter_mut().zip(numbers) {
            let number = _mm512_set1_epi32(number.cast_signed());
            sums[0] = _mm512_dpbusd_epi32(sums[0], number, low);
            sums[1] = _mm512_dpbusd_epi32(sums[1], number, high);
        }
    }
    for (row, [low, high]) in tile.iter_mut().zip(sums) {
        let (halves, _) = row.as_chunks_mut::<16>();
        if let [left, right] = halves {
            store(low, left);
            store(high, right);
        }
    }
}

#[target_feature(enable = "avx512f")]
fn load(line: &CacheLine) -> __m512i {
    // SAFETY: the reference is to 64 bytes, and any bits are a number.
    unsafe { _mm512_loadu_si512(std::ptr::from_ref(line).cast()) }
}

#[target_feature(enable = "avx512f")]
fn store(numbers: __m512i, place: &mut [i32; 16]) {
    // SAFETY: the reference is to 64 bytes, and nobody else has it.
    unsafe { _mm512_storeu_si512(place.as_mut_ptr().cast(), numbers) }
}
