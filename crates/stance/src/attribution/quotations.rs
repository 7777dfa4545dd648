//! What stands in quotation marks.
//!
//! Straight, curly, low and angle marks, doubled or single, and doubled accents; never across
//! paragraphs. A quotation without a close ends with its paragraph, as one that goes on in the next
//! is printed. Marks inside of a quotation of another kind are part of it.

use newsdesk_document::Span;

/// Marks that open, with those that may close what they open.
const PAIRS: [(&str, &[&str]); 9] = [
    ("“", &["”", "\""]),
    ("„", &["“", "”"]),
    ("«", &["»"]),
    ("‘", &["’"]),
    ("``", &["''", "\""]),
    ("''", &["''"]),
    ("\"", &["\"", "”"]),
    ("”", &["”"]),
    ("'", &["'"]),
];

/// Between single marks there are at most so many bytes; the rest are apostrophes.
const LONGEST_SINGLE: usize = 1_000;

/// The quotations of a text with their marks, in text order, without overlap.
pub fn quotations(text: &str) -> Vec<Span> {
    let (mut found, mut start) = (Vec::new(), 0);
    for paragraph in text.split_inclusive('\n') {
        in_paragraph(paragraph, start, &mut found);
        start += paragraph.len();
    }
    found
}

fn in_paragraph(paragraph: &str, base: usize, found: &mut Vec<Span>) {
    let mut place = 0;
    while let Some((open, mark, closers)) = next_opener(paragraph, place) {
        let inside = open + mark.len();
        let is_single = matches!(mark, "'" | "‘");
        let close = closing(paragraph, inside, closers, is_single);
        let end = match close {
            Some(end) => end,
            // An apostrophe.
            None if is_single => {
                place = inside;
                continue;
            }
            None => paragraph.trim_end().len(),
        };
        if let (Ok(start), Ok(end)) = (u32::try_from(base + open), u32::try_from(base + end)) {
            found.extend(Span::new(start, end).ok());
        }
        place = end.max(inside);
    }
}

/// The next mark at or behind `from` that can open a quotation.
fn next_opener(text: &str, from: usize) -> Option<(usize, &'static str, &'static [&'static str])> {
    let rest = text.get(from..)?;
    rest.char_indices().find_map(|(offset, _)| {
        let (before, behind) = text.split_at_checked(from + offset)?;
        let (mark, closers) = PAIRS.iter().find(|(mark, _)| behind.starts_with(mark))?;
        let next = behind.strip_prefix(mark)?.chars().next()?;
        let opens = match *mark {
            "“" | "„" | "«" => true,
            // "'90s" and "O'Neill" open nothing.
            "'" | "‘" => is_free(before) && next.is_alphabetic(),
            _ => is_free(before) && !next.is_whitespace(),
        };
        opens.then_some((from + offset, *mark, *closers))
    })
}

/// Whether a mark behind this text can open: at its start, behind a space, a dash or a bracket.
fn is_free(before: &str) -> bool {
    let last = before.chars().next_back();
    last.is_none_or(|last| last.is_whitespace() || "([{—–-:/…“\"‘".contains(last))
}

/// Where a quotation ends whose first byte behind the mark is `from`: behind the mark that closes it.
fn closing(text: &str, from: usize, closers: &[&str], is_single: bool) -> Option<usize> {
    let rest = text.get(from..)?;
    let limit = if is_single { LONGEST_SINGLE } else { rest.len() };
    let mut before = None;
    for (offset, character) in rest.char_indices().take_while(|(offset, _)| *offset <= limit) {
        let behind = rest.get(offset..)?;
        if let Some(closer) = closers.iter().find(|closer| behind.starts_with(**closer)) {
            let next = behind.get(closer.len()..)?.chars().next();
            let ends_word = next.is_none_or(|next| !next.is_alphanumeric());
            let has_word = before.is_some_and(|last: char| !last.is_whitespace());
            if !is_single || ends_word && has_word {
                return Some(from + offset + closer.len());
            }
        }
        before = Some(character);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = quotations(text).iter().filter_map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_all_kinds() {
        check("He said \"no\" and \"yes.\"", &["\"no\"", "\"yes.\""]);
        check("“No,” he said. “Never.”", &["“No,”", "“Never.”"]);
        check("„Nein“, sagte er", &["„Nein“"]);
        check("Il dit «non».", &["«non»"]);
        check("``No,'' she said.", &["``No,''"]);
        check("a ‘groundbreaking’ deal", &["‘groundbreaking’"]);
        check("a 'groundbreaking' deal", &["'groundbreaking'"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("the players' strike in the '90s, O'Neill's and rock 'n' roll", &["'n'"]);
        check("It’s the workers’ party", &[]);
        check("‘It’s mine,’ he said", &["‘It’s mine,’"]);
        check("'It's mine,' he said", &["'It's mine,'"]);
    }

    #[test]
    fn quotations_in_quotations_are_part_of_them() {
        check("“He called it ‘mad’ and “bad”,” she said", &["“He called it ‘mad’ and “bad”"]);
        check("\"He said 'no' to me,\" she said", &["\"He said 'no' to me,\""]);
    }

    #[test]
    fn a_quotation_without_a_close_ends_with_its_paragraph() {
        check("“One.\n\n“Two,” he said.", &["“One.", "“Two,”"]);
        check("He said: \"One.", &["\"One."]);
    }

    #[test]
    fn inches_open_nothing() {
        check("a 5\" pipe and a 6\" one", &[]);
    }
}
