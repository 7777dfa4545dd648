//! The sentences of many articles as tensors.

use std::path::Path;

use anyhow::{Context, Result};
use safetensors::tensor::{Dtype, TensorView};

/// The sentences of an article.
#[derive(Default)]
pub struct Rows {
    /// What the head reads of each sentence, row-major.
    pub inputs: Vec<f32>,
    /// Start and end of each, bytes of the text, half open.
    pub spans: Vec<[u32; 2]>,
    /// 1 for those that a summary may choose from.
    pub candidates: Vec<u8>,
}

/// Writes `inputs` `[sentences, numbers]`, `spans` `[sentences, 2]`, `candidates` `[sentences]` and
/// `ends` `[articles]`: how many sentences there are up to the end of each article.
pub fn write(path: &Path, articles: &[Rows]) -> Result<()> {
    let (mut inputs, mut spans, mut candidates, mut ends) = (vec![], vec![], vec![], vec![]);
    for rows in articles {
        inputs.extend(rows.inputs.iter().flat_map(|value| value.to_le_bytes()));
        spans.extend(rows.spans.iter().flatten().flat_map(|value| value.to_le_bytes()));
        candidates.extend(&rows.candidates);
        ends.extend(u32::try_from(candidates.len())?.to_le_bytes());
    }
    let count = candidates.len();
    let width = inputs.len() / size_of::<f32>() / count.max(1);
    let tensors = [
        ("inputs", TensorView::new(Dtype::F32, vec![count, width], &inputs)?),
        ("spans", TensorView::new(Dtype::U32, vec![count, 2], &spans)?),
        ("candidates", TensorView::new(Dtype::U8, vec![count], &candidates)?),
        ("ends", TensorView::new(Dtype::U32, vec![articles.len()], &ends)?),
    ];
    let file = safetensors::serialize(tensors, None)?;
    std::fs::write(path, file).with_context(|| format!("cannot write {}", path.display()))
}
