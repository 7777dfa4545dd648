//! Verbs that report speech.

/// Verbs that report speech, in lower case, sorted.
const REPORTING_VERBS: &[&str] = &[
    "added", "adds", "announced", "answered", "argued", "asked", "asks", "boasted", "called",
    "cried", "declared", "demanded", "exclaimed", "explained", "inquired", "insisted", "joked",
    "mused", "noted", "posted", "quipped", "remarked", "replied", "responded", "said", "says",
    "screamed", "shouted", "told", "tweeted", "warned", "whispered", "wondered", "wrote", "yelled",
];

/// Whether a word in lower case is a verb that reports speech, in the present or past tense.
///
/// ```
/// use newsdesk_tokenization::reports_speech;
///
/// assert!(reports_speech("said") && !reports_speech("sat"));
/// ```
pub fn reports_speech(word: &str) -> bool {
    REPORTING_VERBS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_sorted() {
        assert!(REPORTING_VERBS.is_sorted());
    }
}
