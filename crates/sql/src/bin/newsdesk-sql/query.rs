//! One query, on this machine or on a cluster.

use std::io::{IsTerminal, stdout};
use std::num::NonZeroUsize;
use std::thread::available_parallelism;
use std::time::Duration;

use anyhow::Context;
use datafusion::prelude::SessionContext;
use indicatif::{ProgressBar, ProgressStyle};
use newsdesk_sql::{cluster, register, session_config};

use crate::arguments::QueryArguments;
use crate::output;

/// Runs a query on this machine.
pub async fn here(query: &QueryArguments, threads: Option<NonZeroUsize>) -> anyhow::Result<()> {
    let threads = threads.or(available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let context = SessionContext::new_with_config(session_config().with_target_partitions(threads));
    register(&context)?;
    run(query, &context).await
}

/// Runs a query on the cluster of a scheduler.
pub async fn on_cluster(
    query: &QueryArguments,
    scheduler: &str,
    partitions: NonZeroUsize,
) -> anyhow::Result<()> {
    let context = cluster::connect(&format!("df://{scheduler}"), partitions.get()).await?;
    run(query, &context).await.with_context(|| format!("cluster of {scheduler}"))
}

async fn run(query: &QueryArguments, context: &SessionContext) -> anyhow::Result<()> {
    for table in &query.tables {
        table.register(context).await?;
    }
    let rows = context.sql(&query.sql).await?.execute_stream().await?;
    let is_hidden = query.quiet || stdout().is_terminal();
    let progress = if is_hidden { ProgressBar::hidden() } else { ProgressBar::new_spinner() };
    progress.set_style(ProgressStyle::with_template("{spinner} {human_pos} rows, {elapsed}")?);
    progress.enable_steady_tick(Duration::from_millis(200));
    let written = output::write(rows, query.format, &progress).await;
    progress.finish_and_clear();
    written
}
