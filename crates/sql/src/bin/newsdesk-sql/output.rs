//! Results on the standard output.

use std::fmt;
use std::io::{BufWriter, IsTerminal, Write, stdout};

use anyhow::{Context, ensure};
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::json::WriterBuilder;
use datafusion::arrow::json::writer::LineDelimited;
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::properties::WriterProperties;
use futures::StreamExt;
use indicatif::ProgressBar;

use crate::arguments::OutputFormat;

/// Rows in a group of a Parquet file: some tens of megabytes of articles, and a part for a task.
const GROUP_ROWS: usize = 4096;

/// What cannot go to the standard output.
#[derive(Clone, Copy, Debug)]
pub struct CannotWrite;

impl fmt::Display for CannotWrite {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("cannot write the result")
    }
}

/// Writes rows as they come, and shows how many have come.
pub async fn write(
    mut rows: SendableRecordBatchStream,
    format: OutputFormat,
    progress: &ProgressBar,
) -> anyhow::Result<()> {
    let is_binary = matches!(format, OutputFormat::Parquet);
    ensure!(
        !is_binary || !stdout().is_terminal(),
        "a Parquet file cannot be shown; send it to a file"
    );
    let schema = rows.schema();
    let mut output = BufWriter::new(stdout());
    let mut next = async || -> anyhow::Result<Option<RecordBatch>> {
        let batch = rows.next().await.transpose()?;
        progress.inc(batch.as_ref().map_or(0, RecordBatch::num_rows) as u64);
        Ok(batch)
    };
    match format {
        OutputFormat::Table => {
            let mut batches = Vec::new();
            while let Some(batch) = next().await? {
                batches.push(batch);
            }
            if batches.is_empty() {
                batches.push(RecordBatch::new_empty(schema));
            }
            progress.finish_and_clear();
            let table = pretty_format_batches(&batches)?;
            writeln!(output, "{table}").context(CannotWrite)?;
        }
        OutputFormat::Jsonl => {
            let builder = WriterBuilder::new().with_explicit_nulls(true);
            let mut writer = builder.build::<_, LineDelimited>(&mut output);
            while let Some(batch) = next().await? {
                writer.write(&batch).context(CannotWrite)?;
            }
            writer.finish().context(CannotWrite)?;
        }
        OutputFormat::Parquet => {
            let properties = WriterProperties::builder()
                .set_compression(Compression::ZSTD(ZstdLevel::default()))
                .set_max_row_group_row_count(Some(GROUP_ROWS))
                .build();
            let mut writer = ArrowWriter::try_new(&mut output, schema, Some(properties))?;
            while let Some(batch) = next().await? {
                writer.write(&batch).context(CannotWrite)?;
            }
            writer.close().context(CannotWrite)?;
        }
    }
    output.flush().context(CannotWrite)
}
