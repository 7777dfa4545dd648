//! Linear layers of the heads that read an encoding.

use rten_simd::SimdUnaryOp;
use rten_vecmath::Gelu;

use crate::error::LoadError;
use crate::native::{FloatLinear, Then};
use crate::weights::Weights;

/// `y = x Wᵀ + b` in single precision.
pub struct Dense(FloatLinear);

impl Dense {
    /// Reads `{name}.weight`, of the shape `[outputs, inputs]`, and `{name}.bias`.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] that names the tensor that is missing or does not fit.
    pub fn new(
        weights: &Weights<'_>,
        name: &str,
        outputs: usize,
        inputs: usize,
    ) -> Result<Self, LoadError> {
        let bias = weights.vector(&format!("{name}.bias"), outputs)?;
        Self::with_bias(weights, name, bias, inputs)
    }

    /// Reads `{name}.weight` alone: the bias is 0.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] that names the tensor that is missing or does not fit.
    pub fn without_bias(
        weights: &Weights<'_>,
        name: &str,
        outputs: usize,
        inputs: usize,
    ) -> Result<Self, LoadError> {
        Self::with_bias(weights, name, vec![0.0; outputs], inputs)
    }

    fn with_bias(
        weights: &Weights<'_>,
        name: &str,
        bias: Vec<f32>,
        inputs: usize,
    ) -> Result<Self, LoadError> {
        let matrix = weights.matrix(&format!("{name}.weight"), bias.len(), inputs)?;
        Ok(Self(FloatLinear::new(matrix, bias, inputs)))
    }

    /// Length of a row of the input.
    pub fn inputs(&self) -> usize {
        self.0.inputs()
    }

    /// Length of a row of the output.
    pub fn outputs(&self) -> usize {
        self.0.outputs()
    }

    /// From `[rows, inputs]` to `[rows, outputs]`, both row-major.
    ///
    /// A row of the result depends on its own row alone. Numbers behind the last whole row are
    /// ignored.
    pub fn forward(&self, input: &[f32]) -> Vec<f32> {
        let rows = input.len() / self.inputs();
        let mut output = vec![0.0; rows * self.outputs()];
        let input = input.get(..rows * self.inputs()).unwrap_or_default();
        self.0.forward(input, &mut output, Then::Store, &mut Vec::new());
        output
    }
}

/// The activation of BERT, `x Φ(x)` with the error function, in place: Hendrycks & Gimpel, "Gaussian
/// Error Linear Units" (2016).
pub fn gelu(values: &mut [f32]) {
    Gelu {}.map_mut(values);
}

#[cfg(test)]
mod tests {
    use safetensors::serialize;
    use safetensors::tensor::{Dtype, TensorView};

    use super::*;

    fn bytes(numbers: &[f32]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    /// Odd sizes on both sides of a tile, against the formula, alone and together.
    #[test]
    fn equal_to_the_formula_at_odd_sizes() {
        for (rows, inputs, outputs) in [(1, 1, 1), (3, 7, 130), (65, 33, 5), (130, 20, 129)] {
            let numbers = |count: usize, seed: u16| -> Vec<f32> {
                let number = |index: u16| f32::from(index.wrapping_mul(37) % 101) / 50.0 - 1.0;
                (seed..).take(count).map(number).collect()
            };
            let (weights, bias) = (numbers(outputs * inputs, 5), numbers(outputs, 11));
            let (weight_bytes, bias_bytes) = (bytes(&weights), bytes(&bias));
            let view =
                |shape, bytes| TensorView::new(Dtype::F32, shape, bytes).expect("sizes agree");
            let file = serialize(
                [
                    ("head.weight", view(vec![outputs, inputs], &weight_bytes)),
                    ("head.bias", view(vec![outputs], &bias_bytes)),
                ],
                None,
            )
            .unwrap();
            let read = Weights::new(&file).unwrap();
            let dense = Dense::new(&read, "head", outputs, inputs).unwrap();
            let input = numbers(rows * inputs, 3);
            let found = dense.forward(&input);
            let single: Vec<f32> =
                input.chunks(inputs).flat_map(|row| dense.forward(row)).collect();
            assert_eq!(found, single);
            for (row, found) in input.chunks(inputs).zip(found.chunks(outputs)) {
                for (column, found) in found.iter().enumerate() {
                    let weights = &weights[column * inputs..(column + 1) * inputs];
                    let products = row.iter().zip(weights).map(|(x, w)| x * w);
                    let expected = products.sum::<f32>() + bias[column];
                    assert!((found - expected).abs() < 1e-4, "{found} is not {expected}");
                }
            }
        }
    }

    #[test]
    fn a_tensor_of_another_shape_is_named() {
        let numbers = bytes(&[0.0; 6]);
        let view = TensorView::new(Dtype::F32, vec![2, 3], &numbers).unwrap();
        let file = serialize([("head.weight", view)], None).unwrap();
        let weights = Weights::new(&file).unwrap();
        let error = Dense::without_bias(&weights, "head", 3, 2).err().unwrap();
        assert_eq!(error.to_string(), "tensor `head.weight`: expected shape [3, 2], got [2, 3]");
        let error = Dense::new(&weights, "head", 2, 3).err().unwrap();
        assert_eq!(error.to_string(), "tensor `head.bias` is missing");
    }
}
