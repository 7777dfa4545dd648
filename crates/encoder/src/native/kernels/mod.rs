//! Products of eight-bit matrices with the vector instructions of this processor.
//!
//! This is the only place with `unsafe`: loads and stores of whole vectors, and calls of functions
//! that need instructions which the processor was asked for. `scalar` computes the same sums
//! number by number; tests compare them.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod packed;
#[cfg(test)]
pub mod scalar;

#[cfg(target_arch = "x86_64")]
use avx2::Avx2;
#[cfg(target_arch = "x86_64")]
use avx512::Avx512;

pub use packed::{PackedRows, PackedWeights, RowGroup, TILE_COLUMNS, TILE_ROWS, Tile, WeightGroup};

/// The instructions that a product uses.
#[derive(Clone, Copy, Debug)]
pub enum Kernel {
    /// AVX-512 with its vector neural network instructions.
    #[cfg(target_arch = "x86_64")]
    Avx512(Avx512),
    #[cfg(target_arch = "x86_64")]
    Avx2(Avx2),
}

impl Kernel {
    /// All that this processor has, the fastest first.
    #[cfg(target_arch = "x86_64")]
    pub fn available() -> impl Iterator<Item = Self> {
        let avx512 = Avx512::detect().map(Self::Avx512);
        avx512.into_iter().chain(Avx2::detect().map(Self::Avx2))
    }

    /// All that this processor has, the fastest first.
    #[cfg(not(target_arch = "x86_64"))]
    pub fn available() -> impl Iterator<Item = Self> {
        std::iter::empty()
    }

    /// Sums of products of `[rows, inputs]` and `[outputs, inputs]`: at least the first `rows` rows
    /// of a tile, which has [`TILE_ROWS`] at most. No number on the left is above 127.
    pub fn multiply(self, rows: usize, left: &[RowGroup], right: &[WeightGroup], tile: &mut Tile) {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Avx512(kernel) => kernel.multiply(rows, left, right, tile),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(kernel) => kernel.multiply(rows, left, right, tile),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::scalar::{rows, weights};
    use super::*;

    /// Every kernel of this processor against the plain sums, at every size around a tile.
    #[test]
    fn equal_to_plain_sums() {
        for inputs in (1..20).chain([63, 64, 384, 1536]) {
            for (count, outputs) in
                [(1, 1), (3, 16), (4, 31), (5, 32), (8, 33), (11, 64), (12, 65), (25, 7)]
            {
                let (left, right) = (rows(count * inputs), weights(outputs * inputs));
                let expected = scalar::products(&left, &right, inputs);
                for kernel in Kernel::available() {
                    let found = products(kernel, &left, &right, inputs);
                    assert_eq!(found, expected, "{kernel:?}: {count}x{inputs}x{outputs}");
                }
            }
        }
    }

    /// The largest numbers that there can be, with which sixteen bits just suffice.
    #[test]
    fn extreme_numbers_do_not_saturate() {
        for weight in [127, -128] {
            let (left, right) = (vec![127; 12 * 384], vec![weight; 32 * 384]);
            let expected = scalar::products(&left, &right, 384);
            for kernel in Kernel::available() {
                assert_eq!(products(kernel, &left, &right, 384), expected, "{kernel:?}");
            }
        }
    }

    #[test]
    fn every_panel_begins_on_a_cache_line() {
        for inputs in [1, 4, 384, 1536] {
            let packed = PackedWeights::new(&weights(100 * inputs), inputs);
            assert_eq!(packed.panels().count(), 4);
            for panel in packed.panels() {
                assert_eq!(panel.as_ptr().addr() % 64, 0);
            }
        }
    }

    fn products(kernel: Kernel, left: &[u8], right: &[i8], inputs: usize) -> Vec<i32> {
        let outputs = right.len() / inputs;
        let weights = PackedWeights::new(right, inputs);
        let mut rows = PackedRows::default();
        rows.clear(inputs);
        for block in left.chunks(TILE_ROWS * inputs) {
            rows.push(block.chunks(inputs));
        }
        let mut found = vec![0; left.len() / inputs * outputs];
        for (block, found) in rows.blocks().zip(found.chunks_mut(TILE_ROWS * outputs)) {
            for (index, panel) in weights.panels().enumerate() {
                let mut tile = [[0; TILE_COLUMNS]; TILE_ROWS];
                kernel.multiply(found.len() / outputs, block, panel, &mut tile);
                for (tile, row) in tile.iter().zip(found.chunks_mut(outputs)) {
                    let first = index * TILE_COLUMNS;
                    for (sum, place) in tile.iter().zip(&mut row[first..]) {
                        *place = *sum;
                    }
                }
            }
        }
        found
    }
}
