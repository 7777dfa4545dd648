//! What stands before, between and behind documents.

use std::io::{self, Write};

use super::{Format, page, stances};
use crate::job::View;

/// Writes documents in a format.
pub struct Frame<Sink> {
    sink: Sink,
    view: View,
    format: Format,
    /// Whether JSON is an array.
    is_array: bool,
    count: u64,
}

impl<Sink: Write> Frame<Sink> {
    pub fn new(sink: Sink, view: View, format: Format, has_many_documents: bool) -> Self {
        Self {
            sink,
            view,
            format,
            is_array: format == Format::Json && has_many_documents,
            count: 0,
        }
    }

    /// Writes what was rendered of a document.
    pub fn write(&mut self, document: &[u8]) -> io::Result<()> {
        let before = match (self.count, self.format) {
            (0, Format::Json) if self.is_array => "[\n",
            (0, Format::Html) => match self.view {
                View::Stances => page::STANCES,
                View::Summary => page::SUMMARIES,
                _ => page::ENTITIES,
            },
            (0, Format::Csv) => stances::HEADINGS,
            (0, _) | (_, Format::JsonLines | Format::Html | Format::Csv) => "",
            (_, Format::Json) => ",\n",
            _ => "\n",
        };
        self.sink.write_all(before.as_bytes())?;
        self.sink.write_all(document)?;
        if self.format == Format::JsonLines {
            self.sink.write_all(b"\n")?;
        }
        self.count += 1;
        Ok(())
    }

    /// Writes the end, and gives back what was written to.
    pub fn finish(mut self) -> io::Result<Sink> {
        let end = match (self.count, self.format) {
            (0, Format::Json) if self.is_array => "[]\n",
            (_, Format::Json) if self.is_array => "\n]\n",
            (1.., Format::Json) => "\n",
            (1.., Format::Html) => page::END,
            _ => "",
        };
        self.sink.write_all(end.as_bytes())?;
        self.sink.flush()?;
        Ok(self.sink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn framed(format: Format, is_many: bool, documents: &[&str]) -> String {
        let mut frame = Frame::new(Vec::new(), View::Entities, format, is_many);
        for document in documents {
            frame.write(document.as_bytes()).unwrap();
        }
        String::from_utf8(frame.finish().unwrap()).unwrap()
    }

    #[test]
    fn each_format_has_its_frame() {
        assert_eq!(framed(Format::Json, true, &["1", "2"]), "[\n1,\n2\n]\n");
        assert_eq!(framed(Format::Json, true, &["1"]), "[\n1\n]\n");
        assert_eq!(framed(Format::Json, true, &[]), "[]\n");
        assert_eq!(framed(Format::Json, false, &["1"]), "1\n");
        assert_eq!(framed(Format::JsonLines, true, &["1", "2"]), "1\n2\n");
        assert_eq!(framed(Format::Text, true, &["a\n", "b\n"]), "a\n\nb\n");
        assert_eq!(framed(Format::Markdown, false, &[]), "");
        assert_eq!(
            framed(Format::Html, true, &["a\n", "b\n"]),
            format!("{}a\nb\n{}", page::ENTITIES, page::END)
        );
    }
}
