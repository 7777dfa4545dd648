//! Products of quantized rows with weights of eight bits.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_tensor::NdTensorView;

use super::kernels::{Kernel, PackedRows, PackedWeights, TILE_COLUMNS, TILE_ROWS, Tile};
use crate::error::EncodeError;

/// Weights in the order in which this processor reads them.
pub enum Int8Weights {
    /// For a kernel of our own.
    Packed { kernel: Kernel, weights: PackedWeights },
    /// For `rten-gemm`, on processors that our kernels do not know.
    Gemm(PackedBMatrix<i8>),
}

/// Memory for one worker.
#[derive(Debug, Default)]
pub struct Int8Scratch {
    rows: PackedRows,
    sums: Vec<i32>,
}

impl Int8Weights {
    /// Packs weights `[outputs, inputs]` for the fastest instructions that there are.
    pub fn new(weights: &[i8], inputs: usize) -> Self {
        match Kernel::available().next() {
            Some(kernel) => Self::for_kernel(kernel, weights, inputs),
            None => Self::for_gemm(weights, inputs),
        }
    }

    fn for_kernel(kernel: Kernel, weights: &[i8], inputs: usize) -> Self {
        Self::Packed { kernel, weights: PackedWeights::new(weights, inputs) }
    }

    fn for_gemm(weights: &[i8], inputs: usize) -> Self {
        let view = NdTensorView::from_data([weights.len() / inputs, inputs], weights);
        Self::Gemm(executor().prepack_b(view.transposed()))
    }

    /// Gives `each` the sums of products with `[rows, inputs]`, tile by tile, with the first row
    /// and the first column of the tile. No number of a row is above 127.
    ///
    /// # Errors
    ///
    /// None that is known: [`EncodeError::Product`] would be a bug.
    pub fn multiply(
        &self,
        input: &[u8],
        inputs: usize,
        scratch: &mut Int8Scratch,
        mut each: impl FnMut(usize, usize, &Tile),
    ) -> Result<(), EncodeError> {
        let mut tile = [[0; TILE_COLUMNS]; TILE_ROWS];
        match self {
            Self::Packed { kernel, weights } => {
                let rows = &mut scratch.rows;
                rows.clear(inputs);
                for block in input.chunks(TILE_ROWS * inputs) {
                    rows.push(block.chunks(inputs));
                }
                let count = input.len() / inputs;
                for (column, weights) in (0..).step_by(TILE_COLUMNS).zip(weights.panels()) {
                    for (row, block) in (0..).step_by(TILE_ROWS).zip(rows.blocks()) {
                        kernel.multiply(count - row, block, weights, &mut tile);
                        each(row, column, &tile);
                    }
                }
            }
            Self::Gemm(weights) => {
                let outputs = weights.cols();
                for (row, block) in (0..).step_by(TILE_ROWS).zip(input.chunks(TILE_ROWS * inputs)) {
                    let count = block.len() / inputs;
                    scratch.sums.resize(count * outputs, 0);
                    let block = NdTensorView::from_data([count, inputs], block);
                    executor()
                        .gemm(
                            &mut scratch.sums,
                            GemmInputA::Unpacked(block),
                            GemmInputB::Packed(weights),
                            GemmOptions::default(),
                        )
                        .map_err(EncodeError::Product)?;
                    for column in (0..outputs).step_by(TILE_COLUMNS) {
                        for (sums, row) in scratch.sums.chunks_exact(outputs).zip(&mut tile) {
                            for (place, sum) in row.iter_mut().zip(sums.iter().skip(column)) {
                                *place = *sum;
                            }
                        }
                        each(row, column, &tile);
                    }
                }
            }
        }
        Ok(())
    }
}

fn executor() -> GemmExecutor<u8, i8, i32> {
    GemmExecutor::default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::native::kernels::scalar;

    /// Our kernels and `rten-gemm` give the same sums, at sizes around a tile.
    #[test]
    fn every_way_gives_the_same_sums() {
        for (rows, inputs, outputs) in [(1, 1, 1), (13, 33, 65), (24, 64, 32), (5, 20, 100)] {
            let (input, weights) = (scalar::rows(rows * inputs), scalar::weights(outputs * inputs));
            let expected = sums(&Int8Weights::for_gemm(&weights, inputs), &input, inputs, outputs);
            for kernel in Kernel::available() {
                let packed = Int8Weights::for_kernel(kernel, &weights, inputs);
                assert_eq!(sums(&packed, &input, inputs, outputs), expected, "{kernel:?}");
            }
        }
    }

    fn sums(weights: &Int8Weights, input: &[u8], inputs: usize, outputs: usize) -> Vec<i32> {
        let mut found = vec![0; input.len() / inputs * outputs];
        let each = |row: usize, column: usize, tile: &Tile| {
            for (tile, row) in tile.iter().zip(found.chunks_mut(outputs).skip(row)) {
                for (sum, place) in tile.iter().zip(&mut row[column..]) {
                    *place = *sum;
                }
            }
        };
        weights.multiply(input, inputs, &mut Int8Scratch::default(), each).unwrap();
        found
    }
}
