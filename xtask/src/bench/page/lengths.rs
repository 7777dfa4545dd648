//! Time and memory for single texts that become longer.

use super::super::programs::{Length, Outcome, Turn};
use super::super::statistics::float;
use super::{distinct, number, table};

/// The tables with what they mean.
pub fn section(lengths: &[Length]) -> String {
    let introduction = "\
One text alone, longer and longer; our programs may use all cores. An engine reads no text after one
that it refused; a tool of others, none after one that took more than 30 s.
";
    let time = by_length(lengths, "processor time, s", |turn| seconds(turn.processor_seconds));
    let memory = by_length(lengths, "memory, MB", |turn| number(turn.peak_megabytes()));
    let failures = lengths.iter().filter_map(|length| match &length.outcome {
        Outcome::Failed(reason) => {
            Some(format!("- {} on {}: {reason}\n", length.engine, bytes(length.bytes)))
        }
        Outcome::Read(_) => None,
    });
    let tables = [introduction, &time, &memory].join("\n");
    let failures: String = failures.collect();
    if failures.is_empty() { tables } else { format!("{tables}\n{failures}") }
}

/// A table with a line for each engine and a column for each length.
fn by_length(lengths: &[Length], title: &str, cell: impl Fn(&Turn) -> String) -> String {
    let sizes = distinct(lengths.iter().map(|length| length.bytes));
    let engines = distinct(lengths.iter().map(|length| length.engine.as_str()));
    let labels = sizes.iter().map(|&size| bytes(size));
    let head: Vec<String> = [title.to_owned()].into_iter().chain(labels).collect();
    let rows = engines.iter().map(|engine| {
        let of_engine = || lengths.iter().filter(|length| length.engine == *engine);
        let cells = sizes.iter().map(|size| {
            match of_engine().find(|length| length.bytes == *size).map(|length| &length.outcome) {
                Some(Outcome::Read(turn)) => cell(turn),
                Some(Outcome::Failed(_)) => "refused".to_owned(),
                None => "–".to_owned(),
            }
        });
        [(*engine).to_owned()].into_iter().chain(cells).collect()
    });
    table(&head, rows)
}

/// With three decimals if they are few.
fn seconds(seconds: f64) -> String {
    if seconds < 1.0 { format!("{seconds:.3}") } else { number(seconds) }
}

/// A size in kB or MB.
fn bytes(bytes: usize) -> String {
    let kilobytes = float(bytes) / 1e3;
    if kilobytes < 999.5 {
        format!("{} kB", number(kilobytes))
    } else {
        format!("{} MB", number(kilobytes / 1e3))
    }
}
