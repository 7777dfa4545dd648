//! Topics that nobody named: noun phrases that a document speaks of again and again.
//!
//! There are no parts of speech here. A candidate is a run of words in lower case that say
//! something, between words that say nothing, names and marks, up to the last one that looks like a
//! noun of what people quarrel about. Candidates are counted by the stems of their last words, so that
//! "the sanctions" and "new sanctions" are one.

use std::collections::{BTreeMap, BTreeSet};

use newsdesk_document::{Document, SentenceRef};
use newsdesk_tokenization::{is_stop_word, reports_speech};
use rust_stemmers::{Algorithm, Stemmer};

use super::topics::Topic;

/// The most words of a topic.
const LONGEST: usize = 3;

/// A topic stands in at least so many sentences.
const LEAST: usize = 3;

/// How such nouns end, besides plurals: "agreement", "policy", "treaty".
const NOUN_ENDINGS: [&str; 12] =
    ["ade", "age", "ance", "cy", "ence", "ion", "ism", "ment", "sal", "ship", "ty", "ure"];

/// How often a noun is spoken of.
#[derive(Default)]
struct Head {
    /// The noun as it first stands.
    word: String,
    sentences: BTreeSet<usize>,
    phrases: BTreeMap<String, usize>,
}

impl Topic {
    /// At most so many topics that a document with sentences and tokens speaks of most, in at least
    /// three sentences each; the most frequent first, equally frequent ones by the alphabet.
    ///
    /// A topic has the name of its noun, or of a longer phrase that at least half of its mentions
    /// are called by.
    pub fn offered(document: &Document, most: usize) -> Vec<Self> {
        if most == 0 {
            return Vec::new();
        }
        let stemmer = Stemmer::create(Algorithm::English);
        let mut heads: BTreeMap<String, Head> = BTreeMap::new();
        for sentence in document.sentences() {
            for run in runs(sentence) {
                let Some((noun, phrase)) = phrase(&run) else { continue };
                let head = heads.entry(stemmer.stem(noun).into_owned()).or_default();
                if head.word.is_empty() {
                    noun.clone_into(&mut head.word);
                }
                head.sentences.insert(sentence.index());
                *head.phrases.entry(phrase).or_default() += 1;
            }
        }
        let mut heads: Vec<Head> =
            heads.into_values().filter(|head| head.sentences.len() >= LEAST).collect();
        heads.sort_by_key(|head| std::cmp::Reverse(head.sentences.len()));
        heads.truncate(most);
        heads.into_iter().map(Head::topic).collect()
    }
}

impl Head {
    fn topic(self) -> Topic {
        let all: usize = self.phrases.values().sum();
        let common = self.phrases.into_iter().find(|(_, count)| 2 * count >= all);
        match common.filter(|(phrase, _)| phrase.contains(' ')) {
            Some((phrase, _)) => Topic { name: phrase, aliases: vec![self.word] },
            None => Topic::new(self.word),
        }
    }
}

/// Runs of words that say something.
fn runs(sentence: SentenceRef<'_>) -> Vec<Vec<&str>> {
    let mut runs = vec![Vec::new()];
    for token in sentence.tokens() {
        let word = token.text();
        let says_something = word.len() > 2
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && !is_stop_word(word)
            && !reports_speech(word);
        match runs.last_mut() {
            Some(run) if says_something => run.push(word),
            _ => runs.push(Vec::new()),
        }
    }
    runs
}

/// The last word of a run that looks like a noun, and the phrase that ends with it.
fn phrase<'r>(run: &[&'r str]) -> Option<(&'r str, String)> {
    let place = run.iter().rposition(|word| {
        let is_plural = word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
        is_plural || NOUN_ENDINGS.iter().any(|ending| word.ends_with(ending))
    })?;
    let start = (place + 1).saturating_sub(LONGEST);
    Some((run.get(place)?, run.get(start..=place)?.join(" ")))
}

#[cfg(test)]
mod tests {
    use newsdesk_tokenization::segment;

    use super::*;

    #[test]
    fn what_is_spoken_of_again_and_again() {
        let text = "The sanctions hurt. Moscow called the sanctions unjust. New sanctions came. \
                    The military exercises went on. More military exercises are planned. All \
                    military exercises cost money. It rained for days.";
        let mut document = Document::new("test", text).unwrap();
        document.attach_segmentation(segment(text).unwrap()).unwrap();
        let names: Vec<String> =
            Topic::offered(&document, 5).into_iter().map(|topic| topic.name).collect();
        assert_eq!(names, ["military exercises", "sanctions"]);
        assert!(Topic::offered(&document, 0).is_empty());
    }
}
