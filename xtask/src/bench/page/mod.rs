//! `benches/RESULTS.md`: the results as tables.

mod encoder;
mod lengths;
mod programs;

use super::context::Record;
use super::results::Results;

/// The page with the subjects that were measured.
pub fn page(results: &Results) -> String {
    let mut page = "# Results\n".to_owned();
    if let Some(record) = &results.programs {
        page += &format!(
            "\n## Programs\n\n{}\n{}",
            context(record),
            programs::section(&record.measured)
        );
    }
    if let Some(record) = &results.encoder {
        page +=
            &format!("\n## Encoder\n\n{}\n{}", context(record), encoder::section(&record.measured));
    }
    page
}

fn context<T>(Record { date, revision, machine, .. }: &Record<T>) -> String {
    format!("Measured by `cargo xtask bench` on {date} at revision {revision}, on {machine}.\n")
}

/// A table in Markdown.
fn table(head: &[String], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let rule = vec!["---".to_owned(); head.len()];
    let rows = rows.into_iter().map(|cells| line(&cells));
    [line(head), line(&rule)].into_iter().chain(rows).collect()
}

/// A number with commas between thousands and, below ten, with one decimal.
fn number(value: f64) -> String {
    if value < 9.95 { format!("{value:.1}") } else { grouped(&format!("{value:.0}")) }
}

/// Digits with commas between thousands.
fn grouped(digits: &str) -> String {
    let (head, rest) = digits.split_at_checked(digits.len() % 3).unwrap_or((digits, ""));
    let groups = rest.as_bytes().chunks(3).map(String::from_utf8_lossy);
    let head = (!head.is_empty()).then(|| head.into());
    head.into_iter().chain(groups).collect::<Vec<_>>().join(",")
}

/// Each once, in the order of their first appearance.
fn distinct<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut distinct = Vec::new();
    for one in all {
        if !distinct.contains(&one) {
            distinct.push(one);
        }
    }
    distinct
}

/// A number to three significant digits, with commas between thousands.
pub fn rounded(value: f64) -> String {
    let digits = value.abs().max(1.0).log10().floor() - 2.0;
    let unit = 10_f64.powf(digits.max(0.0));
    number((value / unit).round() * unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_have_commas() {
        let found = [0.04, 9.94, 9.96, 999.4, 1000.0, 54_092.3, 1_234_567.0].map(number);
        assert_eq!(found, ["0.0", "9.9", "10", "999", "1,000", "54,092", "1,234,567"]);
    }

    #[test]
    fn three_digits_are_significant() {
        let found = [0.04, 99.4, 999.4, 5_678.0, 3_157_423.0].map(rounded);
        assert_eq!(found, ["0.0", "99", "999", "5,680", "3,160,000"]);
    }
}
