//! How fast the machine could be.

use std::fmt;
use std::hint::black_box;

use anyhow::Context;
use cpu_time::ProcessTime;
use newsdesk::encoder::Config;
use rten_gemm::{GemmExecutor, GemmInT, GemmInputA, GemmInputB, GemmOptions, GemmOutT};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

/// Rows, inputs and columns of the product that is timed: two packed matrices that stay in the
/// first cache, and a result of a size that `rten-gemm` keeps on one thread.
const SHAPE: [usize; 3] = [64, 256, 64];

/// How often the product is repeated for one measurement.
const REPEATS: usize = 2000;

/// The most operations a second that one core did, additions and multiplications counted apart.
///
/// They are measured on products of small packed matrices by `rten-gemm`, so they are the peaks of
/// that library on this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Peaks {
    int8: f64,
    float: f64,
}

impl Peaks {
    /// Measures once more; the best counts.
    pub fn measure(&mut self) -> anyhow::Result<()> {
        self.int8 = self.int8.max(operations_per_second(&GemmExecutor::<u8, i8, i32>::default())?);
        self.float = self.float.max(operations_per_second(&GemmExecutor::<f32>::default())?);
        Ok(())
    }

    /// Pieces a second if the linear layers of a model ran at the peak of eight bits, the products
    /// of attention at that of single precision, and everything else took no time.
    #[expect(clippy::cast_precision_loss, reason = "numbers far below 2^52")]
    pub fn pieces_per_second(&self, config: &Config, length: usize) -> f64 {
        let Config { hidden_size: hidden, intermediate_size: intermediate, .. } = *config;
        let linear = 2 * config.num_hidden_layers * hidden * (4 * hidden + 2 * intermediate);
        let attention = 4 * config.num_hidden_layers * hidden * length;
        (linear as f64 / self.int8 + attention as f64 / self.float).recip()
    }
}

impl fmt::Display for Peaks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [int8, float] = [self.int8, self.float].map(|peak| peak / 1e9);
        write!(formatter, "peaks of one core: int8 {int8:.0} GOP/s, f32 {float:.0} GFLOP/s")
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers far below 2^52")]
fn operations_per_second<Left: GemmInT, Right: GemmInT, Output: GemmOutT>(
    executor: &GemmExecutor<Left, Right, Output>,
) -> anyhow::Result<f64> {
    let [rows, inputs, columns] = SHAPE;
    let left = NdTensor::<Left, 2>::zeros([rows, inputs]);
    let right = NdTensor::<Right, 2>::zeros([inputs, columns]);
    let (left, right) = (executor.prepack_a(left.view()), executor.prepack_b(right.view()));
    let mut output = vec![Output::zero(); rows * columns];
    let start = ProcessTime::try_now()?;
    for _ in 0..REPEATS {
        let (left, right) = (GemmInputA::Packed(&left), GemmInputB::Packed(&right));
        executor
            .gemm(black_box(&mut output), left, right, GemmOptions::default())
            .context("cannot measure the peak of the machine")?;
    }
    let operations = 2 * rows * inputs * columns * REPEATS;
    Ok(operations as f64 / start.try_elapsed()?.as_secs_f64())
}
