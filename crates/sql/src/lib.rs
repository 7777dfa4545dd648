//! Newsdesk as SQL functions, for people who have their articles in an engine already.
//!
//! ```
//! use datafusion::prelude::SessionContext;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> datafusion::error::Result<()> {
//! let context = SessionContext::new_with_config(newsdesk_sql::session_config());
//! newsdesk_sql::register(&context)?;
//! let frame = context.sql("SELECT sentences('It rained. It poured.')[2]['text'] AS second").await?;
//! let table = datafusion::arrow::util::pretty::pretty_format_batches(&frame.collect().await?)?;
//! assert!(table.to_string().contains("It poured."));
//! # Ok(())
//! # }
//! ```
//!
//! | function | result |
//! | --- | --- |
//! | `sentences(text)` | a list of [`rows::Span`], in text order; needs no model |
//! | `entities(text)` | a list of [`rows::Entity`], in the order of their first mentions |
//! | `attributions(text)` | a list of [`rows::Attribution`], in text order |
//! | `stances(text)` | a list of [`rows::Stance`] between entities |
//! | `stance(text, target)` | a list of [`rows::Stance`] towards `target`; NULL if the text does not mention it |
//! | `summary(text, n)` | a list of `n` [`rows::Selected`] at most, in text order |
//! | `annotation_error(text)` | why the text could not be read, as a string; NULL if it could |
//!
//! `text` and `target` are strings of any Arrow type, `n` is an integer above 0. Offsets are bytes of
//! the text in UTF-8, half open. NULL gives NULL, an empty text an empty list. A text that cannot be
//! read gives NULL and harms no other row; `annotation_error` tells why. [`MAX_TEXT_BYTES`] is the
//! longest text.
//!
//! # Cost
//!
//! The model is loaded once a process, when the first text needs it. It reads a text once for all
//! functions of a row but `stance`, which reads it again for each target; a thread remembers the last
//! 4 MiB of texts for that. The functions run on the thread that calls them, so the engine's
//! partitions are the parallelism; rayon's global pool should have one thread, or products of
//! matrices are divided among its threads too. One batch takes as long as all its texts, a tenth of a
//! second for an article, so batches should have [`BATCH_ROWS`] rows instead of the 8,192 of the
//! engine: [`session_config`].
//!
//! # Clusters
//!
//! Ballista sends functions by name, so each process must know them: see [`cluster`].

pub mod cluster;
mod functions;
mod reading;
pub mod rows;
mod scalar;

use datafusion::error::Result;
use datafusion::prelude::{SessionConfig, SessionContext};

pub use functions::functions;
pub use reading::MAX_TEXT_BYTES;

/// Rows in a batch that suit the model: enough to share the cost of a batch, few enough for others
/// to get their part, and for a query to be cancelled within seconds.
pub const BATCH_ROWS: usize = 128;

/// Adds the functions to a session; ones of the same name are replaced.
///
/// # Errors
///
/// If the type of a result has no Arrow form, which the tests rule out.
pub fn register(context: &SessionContext) -> Result<()> {
    for function in functions()? {
        context.register_udf(function);
    }
    Ok(())
}

/// The engine's own configuration, but for batches of [`BATCH_ROWS`] rows.
pub fn session_config() -> SessionConfig {
    SessionConfig::new().with_batch_size(BATCH_ROWS)
}
