//! From sums of products of eight bits to numbers.

#![expect(
    clippy::inline_always,
    reason = "vector instructions are only fast inside the function that was dispatched"
)]

use rten_simd::ops::{BitOps, NumOps, ToFloat};
use rten_simd::{Isa, SimdOp};

use super::gelu::approximate_gelu;
use super::kernels::{TILE_COLUMNS, TILE_ROWS, Tile};
use super::linear::Then;
use super::quantize::Row;

/// What turns the sums of the outputs of a panel into numbers; 0 for those that do not exist.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelScales {
    /// The sum of the weights of each output, which takes the zero point out of a sum.
    pub weight_sums: [i32; TILE_COLUMNS],
    pub scales: [f32; TILE_COLUMNS],
    pub bias: [f32; TILE_COLUMNS],
}

impl PanelScales {
    /// Of at most [`TILE_COLUMNS`] outputs with weights `[outputs, inputs]`.
    pub fn new(weights: &[i8], inputs: usize, scales: &[f32], bias: &[f32]) -> Self {
        let sums = weights.chunks_exact(inputs).map(|row| row.iter().copied().map(i32::from).sum());
        Self {
            weight_sums: padded(sums),
            scales: padded(scales.iter().copied()),
            bias: padded(bias.iter().copied()),
        }
    }
}

fn padded<T: Copy + Default>(numbers: impl Iterator<Item = T>) -> [T; TILE_COLUMNS] {
    let mut padded = [T::default(); TILE_COLUMNS];
    for (place, number) in padded.iter_mut().zip(numbers) {
        *place = number;
    }
    padded
}

/// `(sum - zero point × weight sum) × row scale × weight scale + bias` for a tile, and what comes
/// then.
pub struct Dequantize<'t> {
    pub tile: &'t Tile,
    /// How each row of the left matrix was quantized.
    pub rows: &'t [Row],
    pub panel: &'t PanelScales,
    pub then: Then,
    /// As many rows, which begin `stride` numbers apart, of [`TILE_COLUMNS`] numbers at least.
    pub output: &'t mut [f32],
    pub stride: usize,
}

impl SimdOp for Dequantize<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let floats = isa.f32();
        match self.then {
            Then::Store => self.each(
                isa,
                #[inline(always)]
                |value, _| value,
            ),
            Then::Gelu => self.each(
                isa,
                #[inline(always)]
                |value, _| approximate_gelu(isa, value),
            ),
            Then::Add => self.each(
                isa,
                #[inline(always)]
                |value, old| floats.add(value, old),
            ),
        }
    }
}

impl Dequantize<'_> {
    /// Computes each vector of each row; `then` gets the result and what was there before.
    #[inline(always)]
    #[expect(clippy::indexing_slicing, reason = "checks that the compiler can see to be needless")]
    fn each<I: Isa>(self, isa: I, then: impl Fn(I::F32, I::F32) -> I::F32) {
        let (integers, floats) = (isa.i32(), isa.f32());
        for first in (0..TILE_COLUMNS).step_by(floats.len()) {
            let weight_sums = integers.load(&self.panel.weight_sums[first..]);
            let scales = floats.load(&self.panel.scales[first..]);
            let bias = floats.load(&self.panel.bias[first..]);
            let rows = self.tile.iter().zip(self.rows);
            for ((sums, row), output) in rows.zip(self.output.chunks_mut(self.stride)) {
                let zero_point = integers.splat(i32::from(row.zero_point));
                let sum = integers.load(&sums[first..]);
                let sum = integers.sub(sum, integers.mul(zero_point, weight_sums));
                let scales = floats.mul(floats.splat(row.scale), scales);
                let value = floats.mul_add(integers.to_float(sum), scales, bias);
                let output = &mut output[first..];
                floats.store(then(value, floats.load(output)), output);
            }
        }
    }
}

/// The same for a panel of only `width` outputs, whose rows in `output` may be as short.
pub fn dequantize_narrow(
    tile: &Tile,
    rows: &[Row],
    panel: &PanelScales,
    then: Then,
    output: &mut [f32],
    stride: usize,
    width: usize,
) {
    let mut wide = [[0.0; TILE_COLUMNS]; TILE_ROWS];
    for (wide, row) in wide.iter_mut().zip(output.chunks(stride)) {
        for (place, number) in wide.iter_mut().zip(row.iter().take(width)) {
            *place = *number;
        }
    }
    let numbers = wide.as_flattened_mut();
    Dequantize { tile, rows, panel, then, output: numbers, stride: TILE_COLUMNS }.dispatch();
    for (wide, row) in wide.iter().zip(output.chunks_mut(stride)) {
        for (number, place) in wide.iter().zip(row.iter_mut().take(width)) {
            *place = *number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::native::each_isa::with_each_isa;

    const ROWS: [Row; 3] = [
        Row { scale: 0.013, zero_point: 117 },
        Row { scale: 0.002, zero_point: 0 },
        Row { scale: 1.5, zero_point: 127 },
    ];

    fn panel() -> PanelScales {
        let numbers = |factor: f32| -> Vec<f32> {
            (0..32_u8).map(|index| (f32::from(index) * factor).cos()).collect()
        };
        let weights: Vec<i8> = (0..32_i8).flat_map(|output| [output, -3]).collect();
        PanelScales::new(&weights, 2, &numbers(0.7), &numbers(1.1))
    }

    fn tile() -> Tile {
        let mut tile = [[0; TILE_COLUMNS]; TILE_ROWS];
        for (sum, index) in tile.as_flattened_mut().iter_mut().zip(0..) {
            *sum = index * 777 - 40_000;
        }
        tile
    }

    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn expected(row: usize, column: usize, then: Then) -> f32 {
        let (Row { scale, zero_point }, panel) = (ROWS[row], panel());
        let sum = tile()[row][column] - i32::from(zero_point) * panel.weight_sums[column];
        let value = sum as f32 * (scale * panel.scales[column]) + panel.bias[column];
        match then {
            Then::Store => value,
            // What gelu.rs computes of a number is tested there.
            Then::Gelu => value.max(0.0),
            Then::Add => value + 0.5,
        }
    }

    /// A tile in rows that are longer than it.
    struct Whole(Then);

    impl SimdOp for Whole {
        type Output = Vec<f32>;

        #[inline(always)]
        fn eval<I: Isa>(self, isa: I) -> Vec<f32> {
            let stride = TILE_COLUMNS + 3;
            let mut output = vec![0.5; ROWS.len() * stride];
            let (tile, panel) = (&tile(), &panel());
            Dequantize { tile, rows: &ROWS, panel, then: self.0, output: &mut output, stride }
                .eval(isa);
            output
        }
    }

    #[test]
    fn equal_to_the_formula_with_vectors_of_every_length() {
        for then in [Then::Store, Then::Gelu, Then::Add] {
            let found = with_each_isa(|| Whole(then));
            for (place, number) in found[0].iter().enumerate() {
                let (row, column) = (place / (TILE_COLUMNS + 3), place % (TILE_COLUMNS + 3));
                let expected =
                    if column < TILE_COLUMNS { expected(row, column, then) } else { 0.5 };
                let tolerance =
                    if then == Then::Gelu { 0.2 } else { 2e-5 * expected.abs().max(1.0) };
                assert!((number - expected).abs() <= tolerance, "{then:?}: {number} {expected}");
                assert!(found.iter().all(|other| other[place].to_bits() == number.to_bits()));
            }
        }
    }

    #[test]
    fn narrow_panels_leave_what_is_beside_them() {
        for width in 1..TILE_COLUMNS {
            for then in [Then::Store, Then::Add] {
                let mut output = vec![0.5; ROWS.len() * width];
                dequantize_narrow(&tile(), &ROWS, &panel(), then, &mut output, width, width);
                for (place, number) in output.iter().enumerate() {
                    let expected = expected(place / width, place % width, then);
                    let tolerance = 2e-5 * expected.abs().max(1.0);
                    assert!((number - expected).abs() <= tolerance, "{number} {expected}");
                }
            }
        }
    }
}
