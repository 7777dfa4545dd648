//! Products of matrices in single precision.

#![expect(
    clippy::inline_always,
    reason = "vector instructions are only fast inside the function that was dispatched"
)]

use rten_simd::ops::{BitOps, NumOps};
use rten_simd::{Isa, SimdOp};

/// Columns of a panel.
pub const PANEL: usize = 32;

/// One row of a panel.
pub type PanelRow = [f32; PANEL];

/// The columns of a matrix `[depth, columns]` in panels of [`PANEL`], each row by row; what is
/// missing in the last panel is 0.
#[derive(Debug, Default)]
pub struct Panels {
    rows: Vec<PanelRow>,
    depth: usize,
}

impl Panels {
    /// Packs the transpose of `[columns, depth]`, rows of which begin `stride` numbers apart. The
    /// memory is used again.
    pub fn pack_transposed(&mut self, matrix: &[f32], stride: usize, depth: usize) {
        self.clear(depth);
        for columns in matrix.chunks(PANEL * stride) {
            let panel = self.add_panel();
            for (place, column) in columns.chunks(stride).enumerate() {
                for (row, number) in panel.iter_mut().zip(column) {
                    if let Some(place) = row.get_mut(place) {
                        *place = *number;
                    }
                }
            }
        }
    }

    /// Packs the first `columns` numbers of rows that begin `stride` numbers apart. The memory is
    /// used again.
    pub fn pack(&mut self, matrix: &[f32], stride: usize, columns: usize) {
        self.clear(matrix.len().div_ceil(stride));
        for first in (0..columns).step_by(PANEL) {
            for (numbers, row) in self.add_panel().iter_mut().zip(matrix.chunks(stride)) {
                let row = row.iter().take(columns).skip(first);
                for (place, number) in numbers.iter_mut().zip(row) {
                    *place = *number;
                }
            }
        }
    }

    /// Rows of each panel.
    pub fn depth(&self) -> usize {
        self.depth
    }

    fn clear(&mut self, depth: usize) {
        self.rows.clear();
        self.depth = depth;
    }

    fn add_panel(&mut self) -> &mut [PanelRow] {
        let first = self.rows.len();
        self.rows.resize(first + self.depth, [0.0; PANEL]);
        self.rows.get_mut(first..).unwrap_or_default()
    }

    /// The panels, in the order of their columns.
    pub fn panels(&self) -> impl Iterator<Item = &[PanelRow]> {
        self.rows.chunks_exact(self.depth.max(1))
    }
}

/// Rows on the left times a panel on the right.
///
/// Each sum is computed in the order of the depth, with one rounding a term, so that it depends
/// neither on the other rows nor on the length of vectors.
pub struct FloatProduct<'p> {
    /// Rows that begin `left_stride` numbers apart, each at least as long as the panel is deep.
    pub left: &'p [f32],
    pub left_stride: usize,
    pub right: &'p [PanelRow],
    /// Rows that begin `output_stride` numbers apart, the same number as on the left; a row has
    /// [`PANEL`] numbers at least.
    pub output: &'p mut [f32],
    pub output_stride: usize,
}

impl SimdOp for FloatProduct<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        // As many sums as hide the latency of an addition and still fit the registers.
        if isa.f32().len() == 16 { self.tiles::<I, 8>(isa) } else { self.tiles::<I, 4>(isa) }
    }
}

impl FloatProduct<'_> {
    #[inline(always)]
    fn tiles<I: Isa, const ROWS: usize>(self, isa: I) {
        let left = self.left.chunks(ROWS * self.left_stride);
        let output = self.output.chunks_mut(ROWS * self.output_stride);
        for (left, output) in left.zip(output) {
            tile::<I, ROWS>(isa, left, self.left_stride, self.right, output, self.output_stride);
        }
    }
}

/// At most `ROWS` rows. A tile with fewer computes its last row more than once.
#[inline(always)]
#[expect(clippy::indexing_slicing, reason = "checks that the compiler can see to be needless")]
fn tile<I: Isa, const ROWS: usize>(
    isa: I,
    left: &[f32],
    stride: usize,
    right: &[PanelRow],
    output: &mut [f32],
    output_stride: usize,
) {
    let (ops, depth) = (isa.f32(), right.len());
    let lanes = ops.len();
    let last = left.len().div_ceil(stride) - 1;
    let rows: [&[f32]; ROWS] = std::array::from_fn(|row| &left[row.min(last) * stride..][..depth]);
    for first in (0..PANEL).step_by(2 * lanes) {
        let mut sums = [[ops.zero(); 2]; ROWS];
        for index in 0..depth {
            let numbers = &right[index][first..];
            let numbers = [ops.load(&numbers[..lanes]), ops.load(&numbers[lanes..])];
            for (sums, row) in sums.iter_mut().zip(&rows) {
                let factor = ops.splat(row[index]);
                sums[0] = ops.mul_add(factor, numbers[0], sums[0]);
                sums[1] = ops.mul_add(factor, numbers[1], sums[1]);
            }
        }
        for (row, sums) in output.chunks_mut(output_stride).zip(sums) {
            ops.store(sums[0], &mut row[first..]);
            ops.store(sums[1], &mut row[first + lanes..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::native::each_isa::with_each_isa;

    /// A product of `[rows, depth]` and the transpose of `[columns, depth]`.
    struct Whole<'p> {
        left: &'p [f32],
        right: &'p [f32],
        depth: usize,
    }

    impl SimdOp for Whole<'_> {
        type Output = Vec<f32>;

        #[inline(always)]
        fn eval<I: Isa>(self, isa: I) -> Vec<f32> {
            let mut panels = Panels::default();
            panels.pack_transposed(self.right, self.depth, self.depth);
            let (rows, columns) = (self.left.len() / self.depth, self.right.len() / self.depth);
            let width = columns.next_multiple_of(PANEL);
            let mut output = vec![0.0; rows * width];
            for (index, right) in panels.panels().enumerate() {
                FloatProduct {
                    left: self.left,
                    left_stride: self.depth,
                    right,
                    output: &mut output[index * PANEL..],
                    output_stride: width,
                }
                .eval(isa);
            }
            output.chunks(width).flat_map(|row| row[..columns].to_vec()).collect()
        }
    }

    #[test]
    fn equal_to_the_formula_with_vectors_of_every_length() {
        let numbers = |count: usize, seed: u16| -> Vec<f32> {
            (seed..)
                .take(count)
                .map(|index| f32::from(index.wrapping_mul(37) % 101) / 50.0 - 1.0)
                .collect()
        };
        for (rows, depth, columns) in [(1, 1, 1), (3, 7, 40), (8, 32, 32), (17, 33, 70)] {
            let (left, right) = (numbers(rows * depth, 1), numbers(columns * depth, 7));
            let found = with_each_isa(|| Whole { left: &left, right: &right, depth });
            for (place, sum) in found[0].iter().enumerate() {
                let (row, column) = (place / columns, place % columns);
                let products = left[row * depth..][..depth].iter().zip(&right[column * depth..]);
                let expected: f32 = products.map(|(a, b)| a * b).sum();
                assert!((sum - expected).abs() < 1e-4, "{sum} is not {expected}");
                assert!(found.iter().all(|other| other[place].to_bits() == sum.to_bits()));
            }
        }
    }

    #[test]
    fn columns_are_packed_in_panels() {
        let matrix: Vec<f32> = (0..5_u8).flat_map(|row| [f32::from(row); 40]).collect();
        let mut panels = Panels::default();
        panels.pack(&matrix[3..], 40, 34);
        assert_eq!((panels.depth(), panels.panels().count()), (5, 2));
        let second = panels.panels().nth(1).unwrap();
        assert_eq!(second[4][..3], [4.0, 4.0, 0.0]);
    }
}
