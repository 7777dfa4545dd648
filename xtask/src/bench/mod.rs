//! `cargo xtask bench`: comparisons with the tools of others, which `cargo bench` cannot make.
//!
//! ```console
//! cargo xtask bench encoder --peers     # the encoder beside candle and rten
//! cargo xtask bench programs            # the programs beside spaCy, pySBD and sumy
//! cargo xtask bench --peers --record    # both; the results are stored
//! cargo xtask bench render              # tables and plots from what is stored
//! ```
//!
//! Results are printed. With `--record` they are stored in `benches/results.json`, from which
//! `benches/RESULTS.md` and the plots are written.

mod context;
mod encoder;
mod page;
mod plot;
mod programs;
mod results;
mod statistics;

use clap::{Args, Subcommand};

use context::Record;
use encoder::EncoderOptions;
use programs::ProgramOptions;
use results::Results;

/// Arguments of `cargo xtask bench`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct BenchArguments {
    /// What to measure; the encoder and the programs if nothing is named
    #[command(subcommand)]
    subject: Option<Subject>,
    #[command(flatten)]
    encoder: EncoderOptions,
    #[command(flatten)]
    programs: ProgramOptions,
    #[command(flatten)]
    storage: Storage,
}

/// What is measured.
#[derive(Subcommand, Debug)]
enum Subject {
    /// Pieces a second of the encoder, and the share of what the machine could do
    Encoder {
        #[command(flatten)]
        options: EncoderOptions,
        #[command(flatten)]
        storage: Storage,
        /// Write one JSON object a line instead of tables
        #[arg(long, conflicts_with = "record")]
        json: bool,
    },
    /// Speed, memory and start-up time of the programs, beside tools of others in Python
    Programs {
        #[command(flatten)]
        options: ProgramOptions,
        #[command(flatten)]
        storage: Storage,
    },
    /// Writes benches/RESULTS.md and the plots from benches/results.json, and measures nothing
    Render,
}

/// What happens to the results.
#[derive(Args, Debug)]
struct Storage {
    /// Store the results in benches/results.json, and write benches/RESULTS.md and the plots
    #[arg(long)]
    record: bool,
}

/// Measures, and prints the result to the standard output.
///
/// # Errors
///
/// If a program that is measured cannot be built or fails, or a file cannot be written.
pub fn run(arguments: &BenchArguments) -> anyhow::Result<()> {
    let mut measured = Results::default();
    let record = match &arguments.subject {
        None => {
            measured.encoder = Some(Record::new(encoder::measure(&arguments.encoder)?)?);
            measured.programs = Some(Record::new(programs::measure(&arguments.programs)?)?);
            arguments.storage.record
        }
        Some(Subject::Encoder { options, json: true, .. }) => {
            return encoder::print_lines(&encoder::measure(options)?);
        }
        Some(Subject::Encoder { options, storage, .. }) => {
            measured.encoder = Some(Record::new(encoder::measure(options)?)?);
            storage.record
        }
        Some(Subject::Programs { options, storage }) => {
            measured.programs = Some(Record::new(programs::measure(options)?)?);
            storage.record
        }
        Some(Subject::Render) => return Results::read()?.render(),
    };
    print!("{}", page::page(&measured));
    if record {
        let mut stored = Results::read()?;
        stored.replace(measured);
        stored.write()?;
        stored.render()?;
    }
    Ok(())
}
