//! Standoff annotations, as the annotation tool brat reads them beside the text.
//!
//! <https://brat.nlplab.org/standoff.html>: offsets count code points, not bytes, and a mention
//! that runs over a line break has a fragment for each line. Mentions of one entity are joined by
//! the relation `Equiv`.

use std::ops::Range;

use newsdesk::Document;
use newsdesk::document::MentionRef;

use super::mentions;

/// The annotations of a document.
pub fn brat(document: &Document) -> String {
    let mentions = mentions(document);
    let mut points = CodePoints { text: document.text(), byte: 0, point: 0 };
    let (mut lines, mut names) = (String::new(), vec![Vec::new(); document.entities().len()]);
    for (number, mention) in (1..).zip(&mentions) {
        let fragments = fragments(*mention);
        let ranges: Vec<String> = fragments
            .iter()
            .map(|range| format!("{} {}", points.at(range.start), points.at(range.end)))
            .collect();
        let text: Vec<&str> =
            fragments.iter().filter_map(|range| document.text().get(range.clone())).collect();
        let (kind, ranges, text) = (mention.kind(), ranges.join(";"), text.join(" "));
        lines.push_str(&format!("T{number}\t{kind} {ranges}\t{text}\n"));
        if let Some(names) = names.get_mut(mention.entity().index()) {
            names.push(format!("T{number}"));
        }
    }
    for names in names.iter().filter(|names| names.len() > 1) {
        lines.push_str(&format!("*\tEquiv {}\n", names.join(" ")));
    }
    lines
}

/// The bytes of each line of a mention, without white space at its edges.
fn fragments(mention: MentionRef<'_>) -> Vec<Range<usize>> {
    let mut start = mention.span().range().start;
    let mut fragments = Vec::new();
    for line in mention.text().split_inclusive('\n') {
        let inner = line.trim();
        let before = line.len() - line.trim_start().len();
        if !inner.is_empty() {
            fragments.push(start + before..start + before + inner.len());
        }
        start += line.len();
    }
    fragments
}

/// Counts the code points of a text up to bytes that are asked for in ascending order.
struct CodePoints<'t> {
    text: &'t str,
    byte: usize,
    point: usize,
}

impl CodePoints<'_> {
    fn at(&mut self, byte: usize) -> usize {
        let passed = self.text.get(self.byte..byte).unwrap_or_default();
        self.point += passed.chars().count();
        self.byte = byte;
        self.point
    }
}
