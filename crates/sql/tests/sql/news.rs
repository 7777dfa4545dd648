//! Articles for the tests.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::json;

const PEOPLE: [&str; 6] =
    ["Anna Keller", "Tom Brandt", "Mary Osei", "Luis Prado", "Ivan Petrov", "Sara Lindqvist"];
const PLACES: [&str; 5] = ["Dresden", "Porto", "Accra", "Malmö", "Riga"];
const ACTS: [&str; 4] = ["praised", "criticised", "met", "warned"];
const TOPICS: [&str; 4] =
    ["the new bridge", "higher tolls", "the tram line", "the closure of the port"];

/// An article of three sentences; another one for each number.
pub fn article(number: usize) -> String {
    let pick = |list: &[&'static str], step: usize| list[number / step % list.len()];
    let (one, other) = (pick(&PEOPLE[..3], 1), pick(&PEOPLE[3..], 4));
    let (act, topic, place) = (pick(&ACTS, 2), pick(&TOPICS, 3), pick(&PLACES, 5));
    format!(
        "{one} {act} {other} in {place} on Monday, when {number} people had come to the town hall. \
         “We need {topic},” {one} said. The council of {place} will vote on {topic} next week."
    )
}

/// Writes so many files of so many articles each, as JSON Lines with `id` and `text`.
pub fn write_files(folder: &Path, files: usize, articles: usize) {
    for file in 0..files {
        let mut lines = String::new();
        for number in file * articles..(file + 1) * articles {
            writeln!(lines, "{}", json!({"id": number, "text": article(number)})).unwrap();
        }
        fs::write(folder.join(format!("{file:03}.jsonl")), lines).unwrap();
    }
}
