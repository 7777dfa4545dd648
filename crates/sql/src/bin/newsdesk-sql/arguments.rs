//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};

use crate::table::TableArgument;

/// SQL over news: sentences, entities, attributions, stances and summaries as functions
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a query on this machine
    Query {
        #[command(flatten)]
        query: QueryArguments,
        /// Parts of the query that run at once; by default one a core
        #[arg(long, value_name = "COUNT")]
        threads: Option<NonZeroUsize>,
    },
    /// Run a query on a cluster, all of which must see the tables' files under the same names
    Submit {
        #[command(flatten)]
        query: QueryArguments,
        /// The scheduler
        #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050")]
        scheduler: String,
        /// Tasks at most into which the files of a stage are divided
        #[arg(long, value_name = "COUNT", default_value = "200")]
        partitions: NonZeroUsize,
    },
    /// Be the scheduler of a cluster, which anybody who reaches it may use
    Scheduler(SchedulerArguments),
    /// Be an executor of a cluster
    Executor(ExecutorArguments),
}

#[derive(Args, Debug)]
pub struct QueryArguments {
    /// One statement
    pub sql: String,
    /// A table: files or a pattern that end in .parquet, .jsonl or .csv, perhaps compressed; may be
    /// repeated
    #[arg(long = "table", value_name = "NAME=FILES")]
    pub tables: Vec<TableArgument>,
    /// What is written to the standard output
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "table")]
    pub format: OutputFormat,
    /// Show no progress
    #[arg(long)]
    pub quiet: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum OutputFormat {
    /// A table for reading; the whole result is in memory first
    Table,
    /// One JSON object a line
    Jsonl,
    /// A Parquet file
    Parquet,
}

#[derive(Args, Debug)]
pub struct SchedulerArguments {
    /// The address to listen on; 0.0.0.0 listens on all
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub bind: String,
    /// The name by which executors reach it
    #[arg(long, value_name = "NAME", default_value = "127.0.0.1")]
    pub host: String,
    /// The port
    #[arg(long, default_value_t = 50050)]
    pub port: u16,
    /// Seconds without a sign of life after which an executor is lost and others do its work; some
    /// times the seconds between signs
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = value_parser!(u64).range(1..))]
    pub executor_timeout: u64,
}

#[derive(Args, Debug)]
pub struct ExecutorArguments {
    /// The scheduler, for which it waits
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050")]
    pub scheduler: String,
    /// The address to listen on; 0.0.0.0 listens on all
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub bind: String,
    /// The name by which the scheduler, other executors and clients reach it
    #[arg(long, value_name = "NAME", default_value = "127.0.0.1")]
    pub host: String,
    /// The port for data
    #[arg(long, default_value_t = 50051)]
    pub port: u16,
    /// The port for tasks
    #[arg(long, default_value_t = 50052)]
    pub task_port: u16,
    /// Parts of queries that run at once; by default one a core
    #[arg(long, value_name = "COUNT")]
    pub slots: Option<NonZeroUsize>,
    /// A folder for results between the stages of a query; by default a temporary one
    #[arg(long, value_name = "FOLDER")]
    pub work_folder: Option<PathBuf>,
    /// Seconds between signs of life
    #[arg(long, value_name = "SECONDS", default_value_t = 5, value_parser = value_parser!(u64).range(1..))]
    pub heartbeat: u64,
}
