//! Datelines: where, when and by whom a report was filed, in front of its first words.

/// A dateline is looked for in so many bytes from the start of a sentence.
const LONGEST_DATELINE: usize = 90;

/// What stands between a dateline and the report.
const SEPARATORS: [&str; 6] = ["--", "\u{2014}", "\u{2013}", " - ", "\u{2015}", ":"];

/// The sentence without a dateline in front: `"SEOUL, June 19 (Yonhap) -- Talks began."` becomes
/// `"Talks began."`. A sentence without one is returned whole; one that is nothing but a dateline
/// becomes empty.
pub(crate) fn without_dateline(sentence: &str) -> &str {
    let head = head(sentence);
    behind_agency(sentence, head).or_else(|| behind_place(sentence, head)).unwrap_or(sentence)
}

/// The first bytes, cut at a character boundary.
fn head(sentence: &str) -> &str {
    let starts = sentence.char_indices().map(|(start, _)| start);
    let end = starts.take_while(|&start| start <= LONGEST_DATELINE).last().unwrap_or(0);
    if sentence.len() <= LONGEST_DATELINE {
        sentence
    } else {
        sentence.get(..end).unwrap_or(sentence)
    }
}

/// Behind an agency in parentheses, with or without a place: `(CNN)`, `Beirut (CNN) --`,
/// `New Delhi, Aug 2 (PTI)`.
fn behind_agency<'t>(sentence: &'t str, head: &str) -> Option<&'t str> {
    let open = head.find('(')?;
    let close = open + head.get(open..)?.find(')')?;
    let (place, agency) = (head.get(..open)?.trim(), head.get(open + 1..close)?);
    let rest = sentence.get(close + 1..)?;
    let body = strip_separator(rest);
    let is_separated = body.len() < rest.trim_start().len();
    let is_filed = if AGENCIES.contains(&agency) {
        place.is_empty() || is_place(place)
    } else {
        is_separated && is_agency(agency) && (place.is_empty() || is_shouted_place(place))
    };
    is_filed.then_some(body)
}

/// Behind a place in capitals and a dash: `SEOUL, June 19 --`, `WASHINGTON —`.
fn behind_place<'t>(sentence: &'t str, head: &str) -> Option<&'t str> {
    let dashes = SEPARATORS.iter().filter(|separator| **separator != ":");
    let at = dashes.filter_map(|separator| head.find(separator)).min()?;
    let place = head.get(..at)?.trim();
    let rest = sentence.get(at..)?;
    is_shouted_place(place).then(|| strip_separator(rest))
}

/// Names of agencies and papers that stand in parentheses without a dash behind them.
const AGENCIES: [&str; 18] = [
    "AFP", "ANI", "AP", "BBC", "Bloomberg", "CNN", "DPA", "EFE", "IANS", "Kyodo", "PTI", "Reuters",
    "Rolling Stone", "TASS", "UPI", "WIRED", "Xinhua", "Yonhap",
];

/// Whether this could be an agency: one to four words with a capital.
fn is_agency(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (1..=4).contains(&words) && name.starts_with(char::is_uppercase)
}

/// Whether this could be a place and a date: capitalised words, numbers and few small words.
fn is_place(place: &str) -> bool {
    let mut words = place.split([' ', ',', '/', '\u{a0}']).filter(|word| !word.is_empty());
    let names = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || matches!(word, "de" | "la" | "of" | "and" | "the" | "al" | "el" | "near")
    };
    place.starts_with(char::is_uppercase) && words.clone().count() <= 8 && words.all(names)
}

/// Whether this could be a place and a date whose first word is in capitals.
fn is_shouted_place(place: &str) -> bool {
    let first = place.split([' ', ',']).next().unwrap_or_default();
    let capitals = first.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 3 && !first.chars().any(char::is_lowercase) && is_place(place)
}

/// Without dashes, colons and space in front.
fn strip_separator(text: &str) -> &str {
    let mut rest = text.trim_start();
    for separator in SEPARATORS {
        rest = rest.strip_prefix(separator.trim()).unwrap_or(rest).trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_removed() {
        for (sentence, body) in [
            ("(CNN)On Monday it rained.", "On Monday it rained."),
            ("(CNN) -- On Monday it rained.", "On Monday it rained."),
            ("Beirut (CNN) -- Syria answered.", "Syria answered."),
            ("Karachi, Pakistan (CNN)Suicide bombers struck.", "Suicide bombers struck."),
            ("SEOUL, June 19 (Yonhap) -- Talks began.", "Talks began."),
            ("SEOUL (Korea Times) — Talks began.", "Talks began."),
            ("New Delhi, Aug 2 (PTI) Bomb squads came.", "Bomb squads came."),
            ("LONDON (Reuters) - Oil rose 2 - 3 percent.", "Oil rose 2 - 3 percent."),
            ("WASHINGTON — The Senate met.", "The Senate met."),
            ("RIO DE JANEIRO, Brazil, May 3 – Rain fell.", "Rain fell."),
            ("SEOUL, June 19 (Yonhap) --", ""),
        ] {
            assert_eq!(without_dateline(sentence), body, "{sentence}");
        }
    }

    #[test]
    fn other_beginnings_stay() {
        for sentence in [
            "",
            "Oil (Brent) rose.",
            "The World Health Organization (WHO) - which met - agreed.",
            "The company (CNN) said so.",
            "NATO agreed on Monday — after long talks — to send troops.",
            "Talks began — and failed.",
            "US-led talks - now in their third week - failed.",
            "Ünïcödé text with no dateline at all, but long enough that the head ends within a wörd ééééé",
        ] {
            assert_eq!(without_dateline(sentence), sentence);
        }
    }
}
