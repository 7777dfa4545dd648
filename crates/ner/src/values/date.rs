//! Dates in the form of the attribute `value` of TIMEX3: `TimeML` 1.2.1, which extends ISO 8601.
//!
//! "June 19, 2024" is `2024-06-19`, "June 2024" `2024-06`, "the 1990s" `199`; what the text does
//! not say is `X`: "June 19" is `XXXX-06-19`, "Wednesday" `XXXX-WXX-3`. If it is known when the
//! text was published, such dates are resolved: to the nearest day, month or year, and weekdays to
//! the last one, since the news tells what has happened.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::calendar::{Part, nearest, shifted};
use super::number::count;

/// A leap year, for dates without a year.
const LEAP: i16 = 2000;

/// The value of the words of a date; none if they do not tell, or name a period of another form.
pub fn value(words: &str, published: Option<Date>) -> Option<String> {
    if let Ok(date) = words.parse::<Date>() {
        return Some(date.to_string());
    }
    let lower = words.to_lowercase();
    if let Some(date) = with_slashes(&lower) {
        return Some(date.to_string());
    }
    let is_idle = |word: &&str| {
        !["", "the", "on", "in", "of", "early", "late", "mid", "around", "about", "since"]
            .contains(word)
    };
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '-' | '–');
    let parts: Vec<Part<'_>> = lower.split(separates).filter(is_idle).map(Part::new).collect();
    // "Wednesday, June 19".
    let parts = match parts.as_slice() {
        [Part::Weekday(_), rest @ ..] if !rest.is_empty() => rest,
        parts => parts,
    };
    absolute(parts).or_else(|| relative(parts, published?)).or_else(|| partial(parts, published))
}

/// "19/06/2024" or "06/19/2024", if only one of them can be meant.
fn with_slashes(words: &str) -> Option<Date> {
    let mut numbers = words.splitn(3, '/').map(|number| number.parse::<i16>().ok());
    let (a, b, year) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let (day, month) = match (a, b) {
        (13.., _) => (a, b),
        (_, 13..) => (b, a),
        _ if a == b => (a, b),
        _ => return None,
    };
    let year = Some(year).filter(|year| *year >= 1000)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Dates that say their year.
fn absolute(parts: &[Part<'_>]) -> Option<String> {
    Some(match *parts {
        [Part::Month(month), Part::Day(day) | Part::Ordinal(day), Part::Year(year)]
        | [Part::Day(day) | Part::Ordinal(day), Part::Month(month), Part::Year(year)] => {
            Date::new(year, month, day).ok()?.to_string()
        }
        [Part::Month(month), Part::Year(year)] => format!("{year}-{month:02}"),
        [Part::Year(year)] | [Part::Word("year"), Part::Year(year)] => year.to_string(),
        [Part::Decade(decade)] => decade.to_string(),
        _ => return None,
    })
}

/// Dates that lack something: as the words have them, or nearest to the day of publication.
fn partial(parts: &[Part<'_>], published: Option<Date>) -> Option<String> {
    let nearest_of = |published: Date, month, day| {
        let years = published.year() - 1..=published.year() + 1;
        nearest(published, years.filter_map(|year| Date::new(year, month, day).ok()))
    };
    match *parts {
        [Part::Month(month), Part::Day(day) | Part::Ordinal(day)]
        | [Part::Day(day) | Part::Ordinal(day), Part::Month(month)] => {
            let Some(published) = published else {
                let day = Date::new(LEAP, month, day).ok()?.day();
                return Some(format!("XXXX-{month:02}-{day:02}"));
            };
            Some(nearest_of(published, month, day)?.to_string())
        }
        [Part::Month(month)] => {
            let year = match published {
                Some(published) => nearest_of(published, month, 15)?.year().to_string(),
                None => "XXXX".to_owned(),
            };
            Some(format!("{year}-{month:02}"))
        }
        [Part::Weekday(weekday)] => match published {
            Some(published) => {
                Some(shifted(published, -days_since(weekday, published))?.to_string())
            }
            None => Some(format!("XXXX-WXX-{}", weekday.to_monday_one_offset())),
        },
        [Part::Ordinal(day)] => {
            let published = published?;
            let months = [-1, 0, 1].into_iter();
            let months = months.filter_map(|month| published.checked_add(month.months()).ok());
            let days = months.filter_map(|month| Date::new(month.year(), month.month(), day).ok());
            Some(nearest(published, days)?.to_string())
        }
        _ => None,
    }
}

/// Dates counted from the day of publication.
fn relative(parts: &[Part<'_>], published: Date) -> Option<String> {
    let day = |days| shifted(published, days).map(|date| date.to_string());
    match *parts {
        [Part::Word("today" | "tonight")] => day(0),
        [Part::Word("yesterday")] => day(-1),
        [Part::Word("tomorrow")] => day(1),
        [Part::Word("last" | "past"), Part::Weekday(weekday)] => {
            let days = days_since(weekday, published);
            day(if days == 0 { -7 } else { -days })
        }
        [Part::Word("next" | "this" | "coming"), Part::Weekday(weekday)] => {
            day(7 - days_since(weekday, published))
        }
        [Part::Word("last" | "previous"), Part::Word(unit)] => counted(published, unit, -1),
        [Part::Word("this"), Part::Word(unit)] => counted(published, unit, 0),
        [Part::Word("next"), Part::Word(unit)] => counted(published, unit, 1),
        [number, Part::Word(unit), Part::Word("ago")] => {
            let number = match number {
                Part::Day(number) | Part::Ordinal(number) => i32::from(number),
                Part::Word(word) => i32::from(count(word)?),
                _ => return None,
            };
            counted(published, unit.strip_suffix('s').unwrap_or(unit), -number)
        }
        _ => None,
    }
}

/// So many days, weeks, months or years behind a day, as exact as the unit is.
fn counted(from: Date, unit: &str, number: i32) -> Option<String> {
    let span = match unit {
        "day" => number.days(),
        "week" => number.weeks(),
        "month" => number.months(),
        "year" => number.years(),
        _ => return None,
    };
    let date = from.checked_add(span).ok()?;
    Some(match unit {
        "year" => date.year().to_string(),
        "month" => format!("{}-{:02}", date.year(), date.month()),
        "week" => {
            let week = date.iso_week_date();
            format!("{}-W{:02}", week.year(), week.week())
        }
        _ => date.to_string(),
    })
}

/// Days since the last such weekday, 0 on that day itself.
fn days_since(weekday: Weekday, published: Date) -> i32 {
    i32::from(weekday.until(published.weekday()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_the_words_alone_say() {
        for (words, expected) in [
            ("June 19, 2024", Some("2024-06-19")),
            ("19 June 2024", Some("2024-06-19")),
            ("the 19th of June, 2024", Some("2024-06-19")),
            ("Wednesday, June 19th", Some("XXXX-06-19")),
            ("Nov. 3", Some("XXXX-11-03")),
            ("2024-06-19", Some("2024-06-19")),
            ("19/06/2024", Some("2024-06-19")),
            ("06/07/2024", None),
            ("June 2024", Some("2024-06")),
            ("late June", Some("XXXX-06")),
            ("2006", Some("2006")),
            ("the year 2000", Some("2000")),
            ("the mid-1990s", Some("199")),
            ("Wednesday", Some("XXXX-WXX-3")),
            ("Feb. 29", Some("XXXX-02-29")),
            ("Feb. 30", None),
            ("February 29, 2023", None),
            ("yesterday", None),
            ("the 19th", None),
            ("1914-18", None),
            ("Ramadan", None),
            ("", None),
        ] {
            assert_eq!(value(words, None).as_deref(), expected, "{words}");
        }
    }

    #[test]
    fn what_they_say_on_a_day() {
        let published = date(2024, 6, 20);
        for (words, expected) in [
            ("Thursday", "2024-06-20"),
            ("Wednesday", "2024-06-19"),
            ("Friday", "2024-06-14"),
            ("last Thursday", "2024-06-13"),
            ("next Friday", "2024-06-21"),
            ("yesterday", "2024-06-19"),
            ("the 19th", "2024-06-19"),
            ("the 2nd", "2024-07-02"),
            ("June 19", "2024-06-19"),
            ("December 31", "2023-12-31"),
            ("January", "2024-01"),
            ("November", "2024-11"),
            ("last year", "2023"),
            ("this month", "2024-06"),
            ("last week", "2024-W24"),
            ("two days ago", "2024-06-18"),
            ("a year ago", "2023"),
            ("24 years ago", "2000"),
            ("June 19, 2001", "2001-06-19"),
        ] {
            assert_eq!(value(words, Some(published)).as_deref(), Some(expected), "{words}");
        }
    }
}
