//! `rten`, a runtime for ONNX graphs in Rust.

use std::sync::Arc;

use newsdesk::encoder::{Config, Precision};
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::{NdTensor, NdTensorView};

use crate::batch::Batch;
use crate::engine::Engine;
use crate::onnx;

/// `rten` with its weights packed once, on a pool of one thread.
pub struct Rten {
    model: Model,
    /// Pieces, segment types, positions.
    inputs: [NodeId; 3],
    output: NodeId,
    pool: Arc<ThreadPool>,
    precision: Precision,
}

impl Rten {
    pub fn new(config: &Config, weights: &[u8], precision: Precision) -> anyhow::Result<Self> {
        let graph = onnx::bert(config, weights, precision)?;
        let model = ModelOptions::with_all_ops().prepack_weights(true).load(graph)?;
        Ok(Self {
            inputs: [
                model.node_id(onnx::PIECES)?,
                model.node_id(onnx::TYPES)?,
                model.node_id(onnx::POSITIONS)?,
            ],
            output: model.node_id(onnx::VECTORS)?,
            model,
            pool: Arc::new(ThreadPool::with_num_threads(1)),
            precision,
        })
    }
}

impl Engine for Rten {
    fn name(&self) -> &'static str {
        match self.precision {
            Precision::Float32 => "rten-f32",
            Precision::Int8 => "rten-int8",
        }
    }

    fn least_cosine(&self) -> f64 {
        match self.precision {
            Precision::Float32 => 0.999_99,
            Precision::Int8 => 0.99,
        }
    }

    fn encode(&self, batch: &Batch) -> anyhow::Result<Vec<f32>> {
        let shape = [batch.sequences, batch.length];
        let ids = batch.ids.iter().map(|&id| i32::try_from(id)).collect::<Result<Vec<_>, _>>()?;
        let positions = (0..i32::try_from(batch.length)?).collect::<Vec<_>>();
        let [pieces, types, position] = self.inputs;
        let inputs = vec![
            (pieces, NdTensorView::from_data(shape, ids.as_slice()).into()),
            (types, NdTensor::<i32, 2>::zeros(shape).into()),
            (position, NdTensorView::from_data([1, batch.length], positions.as_slice()).into()),
        ];
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.pool)));
        let [vectors] = self.model.run_n(inputs, [self.output], Some(options))?;
        Ok(vectors.into_shape_vec::<f32, 3>()?.1)
    }
}
