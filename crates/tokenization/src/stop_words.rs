//! Words that say nothing of what a text is about.

/// Whether a word in lower case says nothing of what a text is about: function words, and what every
/// report has.
///
/// ```
/// use newsdesk_tokenization::is_stop_word;
///
/// assert!(is_stop_word("the") && !is_stop_word("treaty"));
/// ```
pub fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

/// Function words and what every report has ("said", "Mr"), sorted; contractions as the
/// tokenizer parts them.
const STOP_WORDS: [&str; 172] = [
    "'d", "'ll", "'m", "'re", "'s", "'ve", "a", "about", "above", "after", "again", "against",
    "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been", "before",
    "being", "below", "between", "both", "but", "by", "ca", "can", "could", "d", "did", "do",
    "does", "doing", "down", "during", "each", "even", "few", "for", "from", "further", "had",
    "has", "have", "having", "he", "her", "here", "hers", "herself", "him", "himself", "his",
    "how", "however", "i", "if", "in", "into", "is", "it", "its", "itself", "just", "ll", "m",
    "may", "me", "might", "more", "most", "mr", "mrs", "ms", "much", "must", "my", "myself", "n't",
    "nor", "not", "now", "n’t", "of", "off", "on", "once", "one", "only", "or", "other", "our",
    "ours", "ourselves", "out", "over", "own", "re", "s", "said", "same", "say", "saying", "says",
    "shall", "she", "should", "so", "some", "such", "t", "than", "that", "the", "their", "theirs",
    "them", "themselves", "then", "there", "these", "they", "this", "those", "through", "to",
    "told", "too", "under", "until", "up", "upon", "us", "ve", "very", "was", "we", "were", "what",
    "when", "where", "whether", "which", "while", "who", "whom", "whose", "why", "will", "with",
    "within", "without", "wo", "would", "yet", "you", "your", "yours", "yourself", "yourselves",
    "’d", "’ll", "’m", "’re", "’s", "’ve",
];
