//! Small numbers in words.

/// The value of "a", "one" to "twelve", or of digits.
pub fn count(word: &str) -> Option<u16> {
    const WORDS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    let place = WORDS.iter().position(|&other| other == word);
    place.and_then(|place| u16::try_from(place + 1).ok()).or_else(|| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_digits() {
        for (word, value) in
            [("a", Some(1)), ("one", Some(1)), ("twelve", Some(12)), ("7", Some(7)), ("few", None)]
        {
            assert_eq!(count(word), value, "{word}");
        }
    }
}
