//! One BERT pass.

mod backend;
mod config;
mod error;
mod native;
mod weights;

pub use backend::{Backend, Sequence};
pub use config::Config;
pub use error::{EncodeError, LoadError};
pub use native::{NativeBackend, Precision};
