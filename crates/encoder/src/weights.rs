//! Tensors of a model by their names, in the format of safetensors.

use half::{bf16, f16};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};

use crate::error::LoadError;

/// The tensors of a file.
///
/// Those of the encoder are found with or without the prefix `bert.` or `roberta.`; heads never
/// have it.
pub struct Weights<'f> {
    tensors: SafeTensors<'f>,
    prefix: &'static str,
}

/// A matrix, row-major, as exact as the file or in eight bits.
#[derive(Debug)]
pub enum Matrix {
    /// The numbers.
    Float(Vec<f32>),
    /// `value × scale of the row`.
    Int8 {
        /// The values, row-major.
        values: Vec<i8>,
        /// One scale a row.
        scales: Vec<f32>,
    },
}

impl<'f> Weights<'f> {
    /// Reads the header; its sizes and offsets are checked against the bytes that are there.
    ///
    /// # Errors
    ///
    /// [`LoadError::Weights`].
    pub fn new(bytes: &'f [u8]) -> Result<Self, LoadError> {
        let tensors = SafeTensors::deserialize(bytes).map_err(LoadError::Weights)?;
        let is_used = |prefix: &&str| tensors.names().iter().any(|name| name.starts_with(*prefix));
        let prefix = ["bert.", "roberta."].into_iter().find(is_used).unwrap_or_default();
        Ok(Self { tensors, prefix })
    }

    /// Whether there is a tensor of that name.
    pub fn contains(&self, name: &str) -> bool {
        self.tensors.tensor(name).is_ok()
    }

    /// A vector of `length` numbers.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] that names the tensor if it is missing, of another shape or type, or holds
    /// what is not a finite number.
    pub fn vector(&self, name: &str, length: usize) -> Result<Vec<f32>, LoadError> {
        let (name, tensor) = self.tensor(name, &[length])?;
        floats(&name, &tensor)
    }

    /// A matrix of `rows × columns` numbers; in eight bits, `{name}_scale` has the scales.
    ///
    /// # Errors
    ///
    /// A [`LoadError`] that names the tensor if it is missing, of another shape or type, or holds
    /// what is not a finite number.
    pub fn matrix(&self, name: &str, rows: usize, columns: usize) -> Result<Matrix, LoadError> {
        let (full_name, tensor) = self.tensor(name, &[rows, columns])?;
        if tensor.dtype() == Dtype::I8 {
            let scales = self.vector(&format!("{name}_scale"), rows)?;
            let values = tensor.data().iter().map(|byte| byte.cast_signed()).collect();
            return Ok(Matrix::Int8 { values, scales });
        }
        floats(&full_name, &tensor).map(Matrix::Float)
    }

    fn tensor(&self, name: &str, shape: &[usize]) -> Result<(String, TensorView<'f>), LoadError> {
        let prefix = if is_of_encoder(name) { self.prefix } else { "" };
        let name = format!("{prefix}{name}");
        let Ok(tensor) = self.tensors.tensor(&name) else {
            return Err(LoadError::MissingTensor { name });
        };
        if tensor.shape() != shape {
            let (expected, found) = (shape.to_vec(), tensor.shape().to_vec());
            return Err(LoadError::Shape { name, expected, found });
        }
        Ok((name, tensor))
    }
}

/// Whether `transformers` puts a tensor inside of `BertModel`.
fn is_of_encoder(name: &str) -> bool {
    name.starts_with("embeddings.") || name.starts_with("encoder.")
}

/// The numbers of a tensor of floats, all of them finite.
fn floats(name: &str, tensor: &TensorView<'_>) -> Result<Vec<f32>, LoadError> {
    let bytes = tensor.data();
    let values: Vec<f32> = match tensor.dtype() {
        Dtype::F32 => bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect(),
        Dtype::F16 => {
            let values = bytes.as_chunks().0.iter();
            values.map(|bytes| f16::from_le_bytes(*bytes).to_f32()).collect()
        }
        Dtype::BF16 => {
            let values = bytes.as_chunks().0.iter();
            values.map(|bytes| bf16::from_le_bytes(*bytes).to_f32()).collect()
        }
        found => return Err(LoadError::DataType { name: name.to_owned(), found }),
    };
    match values.iter().position(|value| !value.is_finite()) {
        Some(index) => Err(LoadError::NotFinite { name: name.to_owned(), index }),
        None => Ok(values),
    }
}

impl Matrix {
    /// The numbers, row-major, with `columns` in a row.
    #[must_use]
    pub fn into_floats(self, columns: usize) -> Vec<f32> {
        match self {
            Self::Float(values) => values,
            Self::Int8 { values, scales } => {
                let rows = values.chunks_exact(columns).zip(scales);
                rows.flat_map(|(row, scale)| row.iter().map(move |&value| f32::from(value) * scale))
                    .collect()
            }
        }
    }

    /// The numbers in eight bits and the scale of each row: symmetric, so that the largest is 127.
    #[must_use]
    pub fn into_int8(self, columns: usize) -> (Vec<i8>, Vec<f32>) {
        let floats = match self {
            Self::Int8 { values, scales } => return (values, scales),
            Self::Float(floats) => floats,
        };
        let mut values = Vec::with_capacity(floats.len());
        let mut scales = Vec::with_capacity(floats.len() / columns);
        for row in floats.chunks_exact(columns) {
            let largest = row.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
            let scale = if largest > 0.0 { largest / 127.0 } else { 1.0 };
            scales.push(scale);
            values.extend(row.iter().map(|value| quantized(value / scale)));
        }
        (values, scales)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the value lies in -127..=127")]
fn quantized(value: f32) -> i8 {
    value.round_ties_even() as i8
}
