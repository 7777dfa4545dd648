//! The encoder beside the engines of others: a table for each number of threads.

use super::super::encoder::EncoderSpeed;
use super::{distinct, number, table};

/// What the others are compared with, where it takes part.
const REFERENCE: &str = "libtorch-f32";

/// The tables with what they mean.
pub fn section(speeds: &[EncoderSpeed]) -> String {
    let mut section = "\
The encoder on a model of the size of MiniLM-L6-H384 with random weights: the same weights and
batches for all engines, which take turns in one process. Pieces per second, the median of nine
turns; in brackets, how many times as fast as libtorch in the same run, and the share of what the
cores could do at best, where they were recorded. On one thread, seconds are those of a processor;
on two, those of a clock.
"
    .to_owned();
    for threads in distinct(speeds.iter().map(|speed| speed.threads)) {
        let here: Vec<_> = speeds.iter().filter(|speed| speed.threads == threads).collect();
        let shapes = distinct(here.iter().map(|speed| speed.shape.as_str()));
        let engines = distinct(here.iter().map(|speed| speed.engine.as_str()));
        let find = |engine: &str, shape: &str| {
            let same = |speed: &&EncoderSpeed| speed.engine == engine && speed.shape == shape;
            here.iter().copied().find(same)
        };
        let cell = |engine: &str, shape: &str| {
            find(engine, shape)
                .map_or_else(String::new, |speed| cell(speed, find(REFERENCE, shape)))
        };
        let unit = if threads == 1 { "thread" } else { "threads" };
        let head = [format!("{threads} {unit}")].into_iter();
        let head: Vec<_> = head.chain(shapes.iter().map(ToString::to_string)).collect();
        let rows = engines.iter().map(|engine| {
            let cells = shapes.iter().map(|shape| cell(engine, shape));
            [(*engine).to_owned()].into_iter().chain(cells).collect()
        });
        section += &format!("\n{}", table(&head, rows));
    }
    section
}

/// A speed and, in brackets, what is known of it.
fn cell(speed: &EncoderSpeed, reference: Option<&EncoderSpeed>) -> String {
    let times = reference.map(|other| speed.pieces_per_second / other.pieces_per_second);
    let times = times.map(|times| format!("{times:.2}"));
    let share = speed.share_of_limit.map(|share| format!("{:.0} %", 100.0 * share));
    let notes: Vec<String> = times.into_iter().chain(share).collect();
    let speed = number(speed.pieces_per_second);
    if notes.is_empty() { speed } else { format!("{speed} ({})", notes.join("; ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_lines_and_shapes_are_columns() {
        let speed = |engine: &str, threads, shape: &str, pieces_per_second| EncoderSpeed {
            engine: engine.to_owned(),
            threads,
            shape: shape.to_owned(),
            pieces_per_second,
            share_of_limit: (threads == 1).then_some(0.5),
        };
        let speeds = [
            speed("native-int8", 1, "1x32", 9000.0),
            speed("libtorch-f32", 1, "1x32", 3000.0),
            speed("native-int8", 1, "1x128", 8000.4),
            speed("native-int8", 2, "16x128", 15000.0),
        ];
        let section = section(&speeds);
        let tables: Vec<&str> = section.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(
            tables,
            [
                "| 1 thread | 1x32 | 1x128 |",
                "| --- | --- | --- |",
                "| native-int8 | 9,000 (3.00; 50 %) | 8,000 (50 %) |",
                "| libtorch-f32 | 3,000 (1.00; 50 %) |  |",
                "| 2 threads | 16x128 |",
                "| --- | --- |",
                "| native-int8 | 15,000 |",
            ]
        );
    }
}
