//! The words of a date, and the days that are nearest to the one of publication.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A word of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'t> {
    /// A day of a month; a year may not be meant.
    Day(i8),
    /// "19th".
    Ordinal(i8),
    /// Four digits.
    Year(i16),
    /// "1990s", by its first three digits.
    Decade(i16),
    /// From 1.
    Month(i8),
    /// "Wed", "Wednesday".
    Weekday(Weekday),
    /// Any other word, in lower case.
    Word(&'t str),
}

impl<'t> Part<'t> {
    /// Reads a word in lower case.
    pub fn new(word: &'t str) -> Self {
        let is_digits = word.bytes().all(|byte| byte.is_ascii_digit());
        let decade = word.strip_suffix("0s").or_else(|| word.strip_suffix("0's"));
        let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
        let day = |digits: &str| digits.parse().ok().filter(|day| (1..=31).contains(day));
        if let Some(month) = month(word) {
            return Self::Month(month);
        }
        if let Some(weekday) = weekday(word) {
            return Self::Weekday(weekday);
        }
        if let Some(decade) = decade.filter(|decade| decade.len() == 3).and_then(|d| d.parse().ok())
        {
            return Self::Decade(decade);
        }
        if let Some(day) = ordinal.and_then(day) {
            return Self::Ordinal(day);
        }
        match word.len() {
            1 | 2 if is_digits => day(word).map_or(Self::Word(word), Self::Day),
            4 if is_digits => word.parse().map_or(Self::Word(word), Self::Year),
            _ => Self::Word(word),
        }
    }
}

/// The number of a month, by its name or the first letters of it.
fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ];
    let place = by_first_letters(&MONTHS, word, &["sept"])?;
    i8::try_from(place + 1).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    const WEEKDAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let place = by_first_letters(&WEEKDAYS, word, &["tues", "thur", "thurs"])?;
    Weekday::from_monday_zero_offset(i8::try_from(place).ok()?).ok()
}

/// The place of the name that is `word`, or begins with its three letters.
fn by_first_letters(names: &[&str], word: &str, longer: &[&str]) -> Option<usize> {
    let is_short = word.len() == 3 || longer.contains(&word);
    names.iter().position(|name| *name == word || is_short && name.starts_with(word))
}

/// The one of these days that is nearest to `published`; of two, the earlier.
pub fn nearest(published: Date, days: impl Iterator<Item = Date>) -> Option<Date> {
    days.min_by_key(|day| {
        let distance = published.until(*day).map_or(i32::MAX, |span| span.get_days());
        (distance.abs(), distance)
    })
}

/// The day that is `days` behind `published`, or before it.
pub fn shifted(published: Date, days: i32) -> Option<Date> {
    published.checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn words() {
        for (word, part) in [
            ("june", Part::Month(6)),
            ("sept", Part::Month(9)),
            ("wed", Part::Weekday(Weekday::Wednesday)),
            ("thurs", Part::Weekday(Weekday::Thursday)),
            ("1990s", Part::Decade(199)),
            ("3rd", Part::Ordinal(3)),
            ("31", Part::Day(31)),
            ("32", Part::Word("32")),
            ("2024", Part::Year(2024)),
            ("marchers", Part::Word("marchers")),
            ("thu", Part::Weekday(Weekday::Thursday)),
        ] {
            assert_eq!(Part::new(word), part, "{word}");
        }
    }

    #[test]
    fn the_nearest_day() {
        let published = date(2024, 6, 10);
        let days = [date(2024, 5, 19), date(2024, 6, 19), date(2024, 6, 1)];
        assert_eq!(nearest(published, days.into_iter()), Some(date(2024, 6, 1)));
        assert_eq!(shifted(published, -10), Some(date(2024, 5, 31)));
    }
}
