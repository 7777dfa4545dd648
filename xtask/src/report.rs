//! Scores as a table or as JSON Lines.

use std::io::{self, Write};

use serde::Serialize;

/// One line of a table.
pub trait Line {
    /// Names of the columns.
    const COLUMNS: &'static [&'static str];

    /// The cells, one a column.
    fn cells(&self) -> Vec<String>;
}

/// The lines so far, all of one type.
pub struct Report {
    json: bool,
    lines: Vec<String>,
    cells: Vec<Vec<String>>,
}

impl Report {
    /// An empty report; with `json`, one object a line.
    pub fn new(json: bool) -> Self {
        Self { json, lines: Vec::new(), cells: Vec::new() }
    }

    /// Appends a score: one object in JSON, one line of the table.
    pub fn add<Score: Line + Serialize>(&mut self, score: &Score) -> anyhow::Result<()> {
        if self.json {
            return self.add_object(score);
        }
        self.add_line(score);
        Ok(())
    }

    /// Appends a score: one object in JSON, several lines of the table.
    pub fn add_with_lines<L: Line>(
        &mut self,
        score: &impl Serialize,
        lines: impl Iterator<Item = L>,
    ) -> anyhow::Result<()> {
        if self.json {
            return self.add_object(score);
        }
        lines.for_each(|line| self.add_line(&line));
        Ok(())
    }

    fn add_object(&mut self, score: &impl Serialize) -> anyhow::Result<()> {
        self.lines.push(serde_json::to_string(score)?);
        Ok(())
    }

    fn add_line<L: Line>(&mut self, line: &L) {
        if self.cells.is_empty() {
            self.cells.push(L::COLUMNS.iter().map(ToString::to_string).collect());
        }
        self.cells.push(line.cells());
    }

    /// Writes the report to the standard output.
    pub fn print(mut self) -> anyhow::Result<()> {
        self.lines.extend(align(&self.cells));
        let mut output = io::stdout().lock();
        for line in self.lines {
            writeln!(output, "{line}")?;
        }
        Ok(())
    }
}

/// A percentage as tables show it.
pub fn percent(value: f64) -> String {
    format!("{value:.2}")
}

/// Pads every cell to the width of its column: numbers to the right, words to the left.
fn align(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.first().map_or(0, Vec::len);
    let mut lines = vec![String::new(); rows.len()];
    for column in 0..columns {
        let cells = || rows.iter().map(|row| row.get(column).map_or("", String::as_str));
        let width = cells().map(|cell| cell.chars().count()).max().unwrap_or(0);
        let numbers = cells().skip(1).all(|cell| cell.starts_with(|c: char| c.is_ascii_digit()));
        for (line, cell) in lines.iter_mut().zip(cells()) {
            let gap = if column == 0 { "" } else { "  " };
            let cell = if numbers { format!("{cell:>width$}") } else { format!("{cell:<width$}") };
            line.push_str(gap);
            line.push_str(&cell);
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_to_the_right() {
        let rows = [["set", "f1"], ["a-long-one", "9.00"], ["b", "100.00"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(
            align(&rows),
            ["set             f1", "a-long-one    9.00", "b           100.00"]
        );
    }
}
