//! What dates and amounts of money say, in a form that can be compared.
//!
//! No library gives partial dates ("June", "the 1990s"), which are most of those in the news, so
//! phrases are read here; days are counted by `jiff`, and amounts by `rust_decimal`.

mod calendar;
mod date;
mod money;
mod number;

use jiff::civil::Date;
use newsdesk_document::EntityKind;

/// The value of a mention; none if it is neither a date nor an amount, or if the words do not tell.
pub fn value(kind: EntityKind, words: &str, published: Option<Date>) -> Option<String> {
    match kind {
        EntityKind::Date => date::value(words, published),
        EntityKind::Money => money::value(words),
        _ => None,
    }
}

/// The day on which a document was published, from what the caller says: ISO 8601, with or without
/// a time, or a date in English words; none if it is something else.
pub fn published(date: &str) -> Option<Date> {
    let date = date.trim();
    let day = date.get(..10).unwrap_or(date);
    day.parse().ok().or_else(|| date::value(date, None)?.parse().ok())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn publication_dates_as_callers_write_them() {
        for words in ["2024-06-19", " 2024-06-19T23:30:00Z", "June 19, 2024", "Wed, 19 Jun 2024"] {
            assert_eq!(published(words), Some(date(2024, 6, 19)), "{words}");
        }
        for words in ["", "June 2024", "last week", "2024-13-19", "1718800000"] {
            assert_eq!(published(words), None, "{words}");
        }
    }
}
