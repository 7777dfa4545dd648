//! The products number by number, with which tests compare, and numbers for them.

/// `[rows, inputs]` times `[outputs, inputs]`: `[rows, outputs]`.
pub fn products(left: &[u8], right: &[i8], inputs: usize) -> Vec<i32> {
    let product = |row: &[u8], weights: &[i8]| -> i32 {
        row.iter()
            .zip(weights)
            .map(|(&number, &weight)| i32::from(number) * i32::from(weight))
            .sum()
    };
    let rows = left.chunks_exact(inputs);
    rows.flat_map(|row| right.chunks_exact(inputs).map(move |weights| product(row, weights)))
        .collect()
}

/// Numbers for rows on the left, of which none is above 127.
pub fn rows(count: usize) -> Vec<u8> {
    (0..=u16::MAX)
        .cycle()
        .take(count)
        .map(|index| index.wrapping_mul(31).to_le_bytes()[0] & 0x7f)
        .collect()
}

/// Weights of all values.
pub fn weights(count: usize) -> Vec<i8> {
    let numbers = (0..=u16::MAX).cycle().take(count);
    numbers.map(|index| index.wrapping_mul(89).to_le_bytes()[0].cast_signed()).collect()
}
