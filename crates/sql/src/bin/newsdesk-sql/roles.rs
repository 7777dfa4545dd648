//! The processes of a cluster.

use std::future::pending;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::available_parallelism;

use anyhow::{Context, bail, ensure};
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use newsdesk_sql::cluster::{MAX_MESSAGE_BYTES, function_registry, session_state};
use tempfile::TempDir;
use tokio::signal::ctrl_c;
#[cfg(unix)]
use tokio::signal::unix::{self, SignalKind};

use crate::arguments::{ExecutorArguments, SchedulerArguments};

/// Executors keep the result of a query for so many seconds after its end, for the client to fetch.
const RESULT_SECONDS: u64 = 24 * 60 * 60;

/// Is the scheduler of a cluster until it is stopped.
pub async fn scheduler(arguments: SchedulerArguments) -> anyhow::Result<()> {
    let SchedulerArguments { bind, host, port, executor_timeout } = arguments;
    let address = format!("{bind}:{port}");
    let address = address.parse().with_context(|| format!("`{address}` is no address"))?;
    let config = SchedulerConfig {
        bind_host: bind,
        external_host: host,
        bind_port: port,
        executor_timeout_seconds: executor_timeout,
        no_executors_grace_period_seconds: executor_timeout,
        expire_dead_executor_interval_seconds: executor_timeout.div_ceil(4).max(1),
        finished_job_data_clean_up_interval_seconds: RESULT_SECONDS,
        grpc_server_max_decoding_message_size: MAX_MESSAGE_BYTES,
        grpc_server_max_encoding_message_size: MAX_MESSAGE_BYTES,
        grpc_client_max_message_size: MAX_MESSAGE_BYTES,
        override_session_builder: Some(Arc::new(session_state)),
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await?;
    start_server(cluster, address, Arc::new(config)).await?;
    Ok(())
}

/// Is an executor of a cluster until it is stopped.
pub async fn executor(arguments: ExecutorArguments) -> anyhow::Result<()> {
    let scheduler = arguments.scheduler.rsplit_once(':');
    let address = scheduler.and_then(|(host, port)| Some((host, port.parse().ok()?)));
    let (scheduler_host, scheduler_port) =
        address.with_context(|| format!("`{}` is not HOST:PORT", arguments.scheduler))?;
    let temporary = TempDir::new().context("cannot make a temporary folder")?;
    let work_folder = arguments.work_folder.as_deref().unwrap_or(temporary.path());
    let work_folder = work_folder.to_str().context("the name of the work folder is not UTF-8")?;
    let cores = || available_parallelism().map_or(1, NonZeroUsize::get);
    let config = ExecutorProcessConfig {
        bind_host: arguments.bind,
        external_host: Some(arguments.host),
        port: arguments.port,
        grpc_port: arguments.task_port,
        scheduler_host: scheduler_host.to_owned(),
        scheduler_port,
        // Any time but none is for ever.
        scheduler_connect_timeout_seconds: 1,
        grpc_max_decoding_message_size: MAX_MESSAGE_BYTES,
        grpc_max_encoding_message_size: MAX_MESSAGE_BYTES,
        work_dir: Some(work_folder.to_owned()),
        vcores: arguments.slots.map_or_else(cores, NonZeroUsize::get),
        executor_heartbeat_interval_seconds: arguments.heartbeat,
        override_function_registry: Some(Arc::new(function_registry()?)),
        ..ExecutorProcessConfig::default()
    };
    let is_told = AtomicBool::new(false);
    tokio::select! {
        ended = start_executor_process(Arc::new(config)) => {
            ended?;
            ensure!(is_told.load(Ordering::Relaxed), "the executor ended by itself; its log says why");
            Ok(())
        }
        () = told_twice(&is_told) => bail!("stopped with tasks running"),
    }
}

/// Notes a signal to stop, on which the executor ends its tasks, and waits for another one.
async fn told_twice(is_told: &AtomicBool) {
    signal().await;
    is_told.store(true, Ordering::Relaxed);
    signal().await;
}

#[cfg(unix)]
async fn signal() {
    let Ok(mut terminate) = unix::signal(SignalKind::terminate()) else { return pending().await };
    tokio::select! {
        _ = ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn signal() {
    if ctrl_c().await.is_err() {
        pending().await
    }
}
