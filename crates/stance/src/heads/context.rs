//! What a mention takes from the pieces of its sentence.

use newsdesk_encoder::{Dense, LoadError, Weights};

use super::softmax::softmax;

/// Length of a query, a key and a value, all heads together.
pub const SIZE: usize = 128;

/// Heads of attention.
const HEADS: usize = 4;

const HEAD_SIZE: usize = SIZE / HEADS;

/// `1 / sqrt(HEAD_SIZE)`.
const SCALE: f32 = 0.176_776_7;

/// Scaled dot-product attention of a query to the pieces of a sentence: Vaswani et al., "Attention
/// Is All You Need" (`NeurIPS` 2017), section 3.2.
pub struct ContextAttention {
    query: Dense,
    key: Dense,
    value: Dense,
}

/// Keys and values of the pieces of a sentence, row-major `[pieces, SIZE]`.
pub struct Context {
    keys: Vec<f32>,
    values: Vec<f32>,
}

impl ContextAttention {
    /// Reads the layers below `name`; a query is made of `query_size` numbers.
    pub fn new(
        weights: &Weights<'_>,
        name: &str,
        query_size: usize,
        hidden: usize,
    ) -> Result<Self, LoadError> {
        Ok(Self {
            query: Dense::new(weights, &format!("{name}.query"), SIZE, query_size)?,
            key: Dense::without_bias(weights, &format!("{name}.key"), SIZE, hidden)?,
            value: Dense::without_bias(weights, &format!("{name}.value"), SIZE, hidden)?,
        })
    }

    /// Keys and values of pieces, whose vectors are `[pieces, hidden]`.
    pub fn context(&self, vectors: &[f32]) -> Context {
        Context { keys: self.key.forward(vectors), values: self.value.forward(vectors) }
    }

    /// From `[rows, query_size]` to what each row takes from the sentence, `[rows, SIZE]`.
    pub fn attend(&self, inputs: &[f32], context: &Context) -> Vec<f32> {
        let queries = self.query.forward(inputs);
        let mut output = vec![0.0; queries.len()];
        let mut weights = Vec::new();
        let parts = queries.chunks_exact(HEAD_SIZE).zip(output.chunks_exact_mut(HEAD_SIZE));
        for (index, (query, output)) in parts.enumerate() {
            context.attend(query, index % HEADS, &mut weights, output);
        }
        output
    }
}

impl Context {
    /// Adds to `output` what one head takes; all its numbers are [`HEAD_SIZE`].
    fn attend(&self, query: &[f32], head: usize, weights: &mut Vec<f32>, output: &mut [f32]) {
        weights.clear();
        weights.extend(self.keys.chunks_exact(SIZE).map(|row| {
            let products = part(row, head).iter().zip(query).map(|(key, query)| key * query);
            products.sum::<f32>() * SCALE
        }));
        softmax(weights);
        for (row, weight) in self.values.chunks_exact(SIZE).zip(weights) {
            for (output, value) in output.iter_mut().zip(part(row, head)) {
                *output += *weight * value;
            }
        }
    }
}

/// What one head reads of a key or value.
fn part(row: &[f32], head: usize) -> &[f32] {
    row.get(head * HEAD_SIZE..(head + 1) * HEAD_SIZE).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_belongs_to_the_size() {
        assert!((SCALE * SCALE * 32.0 - 1.0).abs() < 1e-6 && HEAD_SIZE == 32);
    }
}
