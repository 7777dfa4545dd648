//! The matrix products of `rten-gemm` for the instruction set of this machine.

use rten_gemm::GemmExecutor;

/// Products in both precisions. A value is cheap to make and stays on its thread.
pub struct Kernels {
    pub float: GemmExecutor<f32>,
    pub int8: GemmExecutor<u8, i8, i32>,
}

impl Kernels {
    /// Picks AVX-512, AVX2, NEON or plain code.
    pub fn new() -> Self {
        Self { float: GemmExecutor::default(), int8: GemmExecutor::default() }
    }
}
