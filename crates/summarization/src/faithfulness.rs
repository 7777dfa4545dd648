//! Whether the sentences that a model wrote say what the text says.

use std::cmp::Reverse;
use std::collections::HashSet;

use newsdesk_document::{Document, GeneratedSentence, SentenceRef};
use newsdesk_tokenization::{is_stop_word, segment};
use rust_stemmers::{Algorithm, Stemmer};

use crate::SummarizationError;

/// A sentence leans on so many sentences of the text at most.
const MAX_SOURCES: usize = 3;

/// Parts a summary that a model wrote into sentences, and ties each to the text.
///
/// `sources` are the sentences that share most words with it, the best first; each has words that
/// those before it lack. `unsupported` are names and numbers, in their order, that the text does not
/// have: a name is a run of words with a capital, and the text lacks it if it lacks one of its
/// words. The first word of a sentence counts as part of a name only if a second one follows.
///
/// # Errors
///
/// [`SummarizationError::Document`] or [`SummarizationError::Segmentation`] for a summary that is too
/// long to be a text.
pub fn generated_sentences(
    document: &Document,
    summary: &str,
) -> Result<Vec<GeneratedSentence>, SummarizationError> {
    let text = Words::of(document);
    let mut written = Document::new("", summary)?;
    written.attach_segmentation(segment(summary)?)?;
    let tie = |sentence: SentenceRef<'_>| GeneratedSentence {
        text: sentence.text().to_owned(),
        sources: text.sources(&text.stems(sentence)),
        unsupported: text.unsupported(sentence),
    };
    Ok(written.sentences().map(tie).collect())
}

/// The words of a text.
struct Words {
    stemmer: Stemmer,
    /// Of each sentence, the stems of its words without stop words.
    sentences: Vec<HashSet<String>>,
    /// All words in lower case, and the numbers in them without separators.
    all: HashSet<String>,
}

impl Words {
    fn of(document: &Document) -> Self {
        let words = document.tokens().flat_map(|token| {
            let word = token.text().to_lowercase();
            let parts: Vec<String> = word.split('-').map(str::to_owned).collect();
            parts.into_iter().chain([number(&word), word])
        });
        let title = document.metadata().title.as_deref().unwrap_or_default();
        let title = title.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase);
        let mut all: HashSet<String> = words.chain(title).collect();
        // What a word without digits has for a number.
        all.remove("");
        let mut words =
            Self { stemmer: Stemmer::create(Algorithm::English), sentences: Vec::new(), all };
        words.sentences = document.sentences().map(|sentence| words.stems(sentence)).collect();
        words
    }

    fn stems(&self, sentence: SentenceRef<'_>) -> HashSet<String> {
        let words = sentence.tokens().map(|token| token.text().to_lowercase());
        let words = words.filter(|word| word.contains(char::is_alphanumeric));
        let words = words.filter(|word| !is_stop_word(word));
        words.map(|word| self.stemmer.stem(&word).into_owned()).collect()
    }

    /// The sentences that have most of the stems, as long as each adds at least two, or one if there
    /// is no more.
    fn sources(&self, stems: &HashSet<String>) -> Vec<u32> {
        let (mut missing, mut sources) = (stems.clone(), Vec::new());
        let least = if stems.len() < 4 { 1 } else { 2 };
        while sources.len() < MAX_SOURCES {
            let shared = |words: &HashSet<String>| missing.intersection(words).count();
            // Of sentences that share as much, the first one.
            let sentences = (0_u32..).zip(&self.sentences);
            let best = sentences.min_by_key(|(_, words)| Reverse(shared(words)));
            let Some((index, words)) = best.filter(|(_, words)| shared(words) >= least) else {
                break;
            };
            missing.retain(|stem| !words.contains(stem));
            sources.push(index);
        }
        sources
    }

    /// Names and numbers that the text does not have.
    fn unsupported(&self, sentence: SentenceRef<'_>) -> Vec<String> {
        let (mut found, mut name, mut place) = (Vec::new(), Vec::new(), 0);
        let text: Vec<&str> = sentence.tokens().map(newsdesk_document::TokenRef::text).collect();
        for (index, &word) in text.iter().enumerate() {
            if is_name(word) {
                if name.is_empty() {
                    place = index;
                }
                name.push(word);
                continue;
            }
            self.end_name(&mut name, place, &mut found);
            if word.contains(|letter: char| letter.is_ascii_digit()) && !self.has(word) {
                found.push(word.to_owned());
            }
        }
        self.end_name(&mut name, place, &mut found);
        found
    }

    /// Takes a run of words with a capital; keeps it if the text lacks one of them.
    fn end_name(&self, name: &mut Vec<&str>, place: usize, found: &mut Vec<String>) {
        let words = std::mem::take(name);
        // Any word has a capital where a sentence begins.
        let is_beginning = place == 0 && words.len() == 1;
        if !is_beginning && words.iter().any(|word| !self.has(word)) {
            found.push(words.join(" "));
        }
    }

    fn has(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let word = word.trim_end_matches("'s").trim_end_matches("’s");
        self.all.contains(word)
            || self.all.contains(&number(word))
            || word.split('-').all(|part| self.all.contains(part))
    }
}

/// Whether a word has a capital and is not one that every text has.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && !is_stop_word(&word.to_lowercase())
}

/// A number without separators and signs around it: "$1,130" is "1130".
fn number(word: &str) -> String {
    let digits = word.replace(',', "");
    digits.trim_matches(|letter: char| !letter.is_ascii_digit()).to_owned()
}
