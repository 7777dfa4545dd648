//! `benches/RESULTS.md`: what was measured, where and when.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context;
use jiff::Timestamp;

use super::EncoderSpeed;

/// What the others are compared with, where it takes part.
const REFERENCE: &str = "libtorch-f32";

/// Writes the file anew.
pub fn write(speeds: &[EncoderSpeed]) -> anyhow::Result<()> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../benches/RESULTS.md"));
    let page = page(speeds, &machine(), &date()?, &revision()?);
    fs::write(path, page).with_context(|| path.display().to_string())?;
    println!("benches/RESULTS.md is written");
    Ok(())
}

fn page(speeds: &[EncoderSpeed], machine: &str, date: &str, revision: &str) -> String {
    let mut page = format!(
        "# Results\n\nWritten by `cargo xtask bench` on {date} at revision {revision}, on {machine}.\n\n\
         The encoder on a model of the size of MiniLM-L6-H384 with random weights: the same weights and\n\
         batches for all engines, which take turns in one process. Pieces a second, the median of nine\n\
         turns; in brackets, how many times as fast as libtorch in the same run. On one thread, seconds\n\
         are those of a processor; on two, those of a clock.\n"
    );
    let mut threads: Vec<usize> = speeds.iter().map(|speed| speed.threads).collect();
    threads.sort_unstable();
    threads.dedup();
    for threads in threads {
        let here: Vec<_> = speeds.iter().filter(|speed| speed.threads == threads).collect();
        let mut shapes: Vec<&str> = Vec::new();
        let mut engines: Vec<&str> = Vec::new();
        for speed in &here {
            if !shapes.contains(&&*speed.shape) {
                shapes.push(&speed.shape);
            }
            if !engines.contains(&&*speed.engine) {
                engines.push(&speed.engine);
            }
        }
        let unit = if threads == 1 { "thread" } else { "threads" };
        page += &format!("\n| {threads} {unit} | {} |\n", shapes.join(" | "));
        page += &format!("| --- |{}\n", " --- |".repeat(shapes.len()));
        let find = |engine: &str, shape: &str| {
            let same = |speed: &&&EncoderSpeed| speed.engine == engine && speed.shape == shape;
            here.iter().find(same).map(|speed| speed.pieces_per_second)
        };
        for engine in engines {
            let cell = |shape: &&str| match (find(engine, shape), find(REFERENCE, shape)) {
                (Some(speed), Some(other)) => format!("{speed:.0} ({:.2})", speed / other),
                (Some(speed), None) => format!("{speed:.0}"),
                (None, _) => String::new(),
            };
            let cells: Vec<String> = shapes.iter().map(cell).collect();
            page += &format!("| {engine} | {} |\n", cells.join(" | "));
        }
    }
    page
}

/// The processor and what matters of its instructions.
fn machine() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        line.split_once(':').map(|(_, value)| value.trim().to_owned())
    };
    let flags = field("flags").unwrap_or_default();
    let known = ["avx2", "avx512f", "avx512_vnni"];
    let flags: Vec<_> =
        known.into_iter().filter(|flag| flags.split(' ').any(|f| f == *flag)).collect();
    let name = field("model name").unwrap_or_else(|| "an unknown processor".to_owned());
    let family = [field("cpu family"), field("model")].map(Option::unwrap_or_default).join("/");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{cores} cores of {name} (family/model {family}; {})", flags.join(", "))
}

fn date() -> anyhow::Result<String> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let now = Timestamp::from_second(i64::try_from(seconds)?)?.to_string();
    Ok(now.chars().take_while(|letter| *letter != 'T').collect())
}

fn revision() -> anyhow::Result<String> {
    let output = Command::new("git")
        .args(["describe", "--always", "--dirty", "--abbrev=12"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .context("cannot start git")?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
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
            share_of_limit: 0.5,
        };
        let speeds = [
            speed("native-int8", 1, "1x32", 9000.0),
            speed("libtorch-f32", 1, "1x32", 3000.0),
            speed("native-int8", 1, "1x128", 8000.4),
            speed("native-int8", 2, "16x128", 15000.0),
        ];
        let page = page(&speeds, "a machine", "2026-01-02", "abc");
        let tables: Vec<&str> = page.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(
            tables,
            [
                "| 1 thread | 1x32 | 1x128 |",
                "| --- | --- | --- |",
                "| native-int8 | 9000 (3.00) | 8000 |",
                "| libtorch-f32 | 3000 (1.00) |  |",
                "| 2 threads | 16x128 |",
                "| --- | --- |",
                "| native-int8 | 15000 |",
            ]
        );
        assert!(page.contains("on 2026-01-02 at revision abc, on a machine"));
    }
}
