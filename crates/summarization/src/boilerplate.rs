//! Captions, bylines, notices of rights, appeals to the reader: what is not the story.

use crate::budget::is_word;
use crate::dateline::without_dateline;

/// A byline has at most so many words.
const LONGEST_BYLINE: usize = 12;

/// Whether a sentence, wherever it stands, is something else than part of the story.
pub(crate) fn is_boilerplate(sentence: &str) -> bool {
    let text = sentence.trim().trim_start_matches(['*', '-', '•', '>', '|', '(']).trim_start();
    let lower = text.to_lowercase();
    !is_word(text)
        || without_dateline(sentence.trim()).is_empty()
        || sentence.trim().starts_with('[') && sentence.trim().ends_with(']')
        || STARTS.iter().any(|start| starts_with_words(&lower, start))
        || ENDS.iter().any(|end| lower.trim_end_matches(['.', ')', ' ', '!']).ends_with(end))
        || PARTS.iter().any(|part| lower.contains(part))
        || WHOLES.contains(&lower.trim_end_matches(['.', ')', ':', ' ', '!']))
        || is_date_or_time(text)
        || is_byline(text)
}

/// Beginnings of captions, notices and appeals, in lower case, of whole words.
const STARTS: [&str; 48] = [
    "©",
    "(c)",
    "copyright ©",
    "copyright (c)",
    "copyright 19",
    "copyright 20",
    "all rights reserved",
    "also read",
    "also see",
    "caption:",
    "click here",
    "click to",
    "download our",
    "download the app",
    "exclusive:",
    "file photo",
    "follow @",
    "follow us",
    "for confidential support",
    "for more information, visit",
    "getty images",
    "image:",
    "image caption",
    "image credit",
    "image source",
    "join the conversation",
    "last updated",
    "like us on",
    "media caption",
    "more:",
    "photo:",
    "photo by",
    "photo credit",
    "photograph:",
    "photos:",
    "picture:",
    "published:",
    "read also",
    "read more",
    "read:",
    "related:",
    "scroll down",
    "see also",
    "share this",
    "sign up",
    "subscribe to",
    "updated:",
    "watch:",
];

/// Endings of captions, notices and credits, in lower case, without the full stop.
const ENDS: [&str; 14] = [
    "/ap",
    "/reuters",
    "all rights reserved",
    "click here",
    "contributed to this report",
    "contributed to this story",
    "contributed to this article",
    "file photo",
    "getty images",
    "press release",
    "reuters photo",
    "with agency inputs",
    "yonhap photo",
    "with inputs from agencies",
];

/// Parts of notices, in lower case.
const PARTS: [&str; 12] = [
    "accepting comments on this article",
    "all rights reserved",
    "for more stories like this",
    "may not be published, broadcast",
    "may not be reproduced",
    "scroll down for video",
    "see the original story at",
    "sign up for our",
    "sign up to our newsletter",
    "subscribe to our newsletter",
    "this material may not be",
    "views expressed in this",
];

/// Sentences that are nothing but this, in lower case, without the full stop.
const WHOLES: [&str; 14] = [
    "ad", "advertisement", "by", "end", "ends", "more", "read more", "related articles",
    "scroll down for video", "story continues below", "updated", "published", "with agency inputs",
    "yonhap",
];

/// Whether the text starts with the words, so that "photos:" is not found in "photosynthesis".
fn starts_with_words(lower: &str, start: &str) -> bool {
    let open = start.ends_with(|c: char| !c.is_alphabetic());
    let rest = lower.strip_prefix(start);
    rest.is_some_and(|rest| open || !rest.starts_with(char::is_alphanumeric))
}

/// "03:53 EST, 23 July 2013.", "Monday, June 3, 2024", "2024-06-03 10:15".
fn is_date_or_time(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_part = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            || DATE_WORDS.contains(&word.to_lowercase().as_str())
    };
    words.clone().count() > 1
        && text.contains(|c: char| c.is_ascii_digit())
        && text.contains(char::is_alphabetic) | text.contains([':', '-', '/'])
        && words.all(is_part)
}

/// Words of dates and times, in lower case.
const DATE_WORDS: [&str; 46] = [
    "am", "april", "apr", "at", "august", "aug", "bst", "december", "dec", "edt", "est", "et",
    "february", "feb", "friday", "gmt", "ist", "january", "jan", "july", "jul", "june", "jun",
    "kst", "march", "mar", "may", "monday", "november", "nov", "october", "oct", "on", "pdt", "pm",
    "pst", "saturday", "september", "sept", "sep", "sunday", "thursday", "tuesday", "utc",
    "wednesday", "updated",
];

/// "By Jane Doe and John Roe, Staff Writers".
fn is_byline(text: &str) -> bool {
    let Some(names) = text.strip_prefix("By ").or_else(|| text.strip_prefix("BY ")) else {
        return false;
    };
    let names = names.trim_end_matches(['.', ' ']);
    let mut words = names.split([' ', ',']).filter(|word| !word.is_empty());
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            || matches!(
                word,
                "and"
                    | "for"
                    | "in"
                    | "of"
                    | "the"
                    | "de"
                    | "van"
                    | "von"
                    | "al"
                    | "bin"
                    | "with"
                    | "|"
                    | "&"
            )
    };
    words.clone().count() <= LONGEST_BYLINE
        && names.starts_with(char::is_uppercase)
        && words.all(is_name)
}

/// What is boilerplate only on a line of its own: "Jane Doe, Staff Writer", "jane@example.com".
pub(crate) fn is_boilerplate_line(line: &str) -> bool {
    let line = line.trim();
    let words = line.split_whitespace().count();
    let lower = line.to_lowercase();
    let is_mail = words <= 4
        && line.split_whitespace().any(|word| word.contains('@') && !word.ends_with('@'));
    let is_signed = words <= LONGEST_BYLINE
        && !ends_sentence(line)
        && TITLES.iter().any(|title| lower.ends_with(title));
    let is_agency_photo = line.starts_with('(') && line.ends_with(')') && lower.contains("photo");
    is_mail || is_signed || is_agency_photo
}

/// Endings of lines that say who wrote, in lower case.
const TITLES: [&str; 12] = [
    "bureau chief", "columnist", "contributing writer", "contributor", "correspondent",
    "correspondents", "editor", "reporter", "reporters", "staff", "staff writer", "staff writers",
];

/// Whether a line ends as a sentence does.
pub(crate) fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_bylines_and_notices_are_recognised() {
        for text in [
            "[Photo by Jane Doe]",
            "Photo: Jane Doe/AP",
            "(Reuters Photo)",
            "(Yonhap photo)",
            "By Jane Doe",
            "By Jane Doe and John Roe, Staff Writers",
            "BY JANE DOE",
            "By Daily Mail Reporter.",
            "© 2024 The Daily Example",
            "Copyright © 2024 The Daily Example. All rights reserved.",
            "Copyright 2011 Rolling Stone.",
            "All rights reserved.",
            "(END)",
            "Read more: What the deal means",
            "Follow us on Twitter.",
            "Sign up for our newsletter.",
            "CNN's Jill Martin contributed to this report.",
            "Sorry we are not currently accepting comments on this article.",
            "03:53 EST, 23 July 2013.",
            "PUBLISHED:.",
            "|.",
            "--",
            "SEOUL, June 19 (Yonhap) --",
            "(With agency inputs)",
            "Subscribe to WIRED magazine for less than $1 an issue and get a FREE GIFT!",
        ] {
            assert!(is_boilerplate(text), "{text}");
        }
    }

    #[test]
    fn sentences_of_a_story_are_not() {
        for text in [
            "By Monday the river had fallen.",
            "By The Hague's own count, 40 died.",
            "The photo shows the minister.",
            "Photos of the minister were found.",
            "Read the report before you vote, the minister said.",
            "Copyright law is old.",
            "In 2024, 13 people died.",
            "March 3 was the deadline.",
            "(CNN)It rained.",
            "More than 100 schools have been renamed.",
            "Sign language is taught in 12 schools.",
            "He ended it.",
        ] {
            assert!(!is_boilerplate(text), "{text}");
        }
    }
}
