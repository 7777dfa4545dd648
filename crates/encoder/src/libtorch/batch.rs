//! Sequences of different lengths in one matrix.

use tch::Tensor;

/// Rows as a matrix `[rows, longest]`; short ones end with padding.
pub fn padded(rows: impl Iterator<Item = Vec<i64>>, padding: i64) -> Tensor {
    let mut rows: Vec<Vec<i64>> = rows.collect();
    let longest = rows.iter().map(Vec::len).max().unwrap_or_default();
    for row in &mut rows {
        row.resize(longest, padding);
    }
    Tensor::from_slice2(&rows)
}
