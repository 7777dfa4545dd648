//! What the processes of a Ballista cluster need to know the functions.

use std::sync::Arc;

use ballista::prelude::SessionContextExt;
use ballista_core::config::{
    BALLISTA_SCHEDULER_MAX_PARTITIONS_PER_TASK, BALLISTA_SHUFFLE_SORT_BASED_BATCH_SIZE,
};
use ballista_core::extension::SessionConfigExt;
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::default_session_builder;
use datafusion::error::Result;
use datafusion::execution::FunctionRegistry;
use datafusion::execution::session_state::{SessionState, SessionStateBuilder};
use datafusion::functions_nested::all_default_nested_functions;
use datafusion::prelude::{SessionConfig, SessionContext};

use crate::{BATCH_ROWS, functions, register};

/// Bytes of the longest message between processes: a row of results, or the plan of a stage with the
/// names of all its files. The default of 16 MiB is soon reached.
pub const MAX_MESSAGE_BYTES: u32 = 256 << 20;

/// Bytes from which a file is cut into parts for several tasks, if its format allows. A megabyte of
/// text keeps the model busy for a minute.
const SPLIT_BYTES: usize = 1 << 20;

/// A session whose queries run on the cluster of a scheduler, `df://HOST:PORT`, with the functions,
/// batches of [`BATCH_ROWS`] rows, and stages of `partitions` tasks at most.
///
/// # Errors
///
/// If the address is not one. Whether somebody listens there shows at the first query.
pub async fn connect(scheduler: &str, partitions: usize) -> Result<SessionContext> {
    let config = SessionConfig::new_with_ballista()
        .with_batch_size(BATCH_ROWS)
        .with_target_partitions(partitions)
        .with_repartition_file_min_size(SPLIT_BYTES)
        .with_ballista_grpc_client_max_message_size(MAX_MESSAGE_BYTES as usize)
        // Batches that come from another stage.
        .set_usize(BALLISTA_SHUFFLE_SORT_BASED_BATCH_SIZE, BATCH_ROWS)
        // What is lost with an executor is one task a slot.
        .set_usize(BALLISTA_SCHEDULER_MAX_PARTITIONS_PER_TASK, 1);
    let state = SessionStateBuilder::new_with_default_features().with_config(config).build();
    let context = SessionContext::remote_with_state(scheduler, state).await?;
    // What a state knew before is lost on the way.
    register(&context)?;
    Ok(context)
}

/// The session of a scheduler, for `SchedulerConfig::override_session_builder`.
///
/// # Errors
///
/// As [`register`].
pub fn session_state(config: SessionConfig) -> Result<SessionState> {
    let mut state = default_session_builder(config)?;
    for function in functions()? {
        state.register_udf(Arc::new(function))?;
    }
    Ok(state)
}

/// The functions of an executor, for `ExecutorProcessConfig::override_function_registry`.
///
/// # Errors
///
/// As [`register`].
pub fn function_registry() -> Result<BallistaFunctionRegistry> {
    let mut registry = BallistaFunctionRegistry::default();
    // Ballista's own registry lacks those of lists, such as `cardinality` and `[1]`.
    let ours = functions()?.into_iter().map(Arc::new);
    for function in all_default_nested_functions().into_iter().chain(ours) {
        registry.scalar_functions.insert(function.name().to_owned(), function);
    }
    Ok(registry)
}
