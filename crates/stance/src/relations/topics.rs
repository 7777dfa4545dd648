//! Targets that the caller names: where the text mentions them.

use newsdesk_document::{Document, Span, TokenRef};
use rust_stemmers::{Algorithm, Stemmer};

/// Words before a head noun that show that it stands for the whole phrase: "the sanctions".
const DETERMINERS: [&str; 12] =
    ["all", "any", "her", "his", "its", "our", "such", "that", "the", "their", "these", "those"];

/// A target that the caller names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// What it is called: the words that are looked for, and its name in stances.
    pub name: String,
    /// Other words for it.
    pub aliases: Vec<String>,
}

impl Topic {
    /// A topic without other names.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), aliases: Vec::new() }
    }

    /// Where a document with sentences and tokens mentions it, in text order, without overlap.
    ///
    /// Words match in any inflection and letter case. A phrase is also mentioned by its head noun
    /// behind a determiner ("the sanctions" for "international sanctions"). If the words name an
    /// entity, all mentions of the entity count.
    pub fn mentions(&self, document: &Document) -> Vec<Span> {
        TopicFinder::new(document).mentions(self)
    }
}

/// The words of a document, as topics are looked for.
pub struct TopicFinder<'d> {
    document: &'d Document,
    stemmer: Stemmer,
    words: Vec<(Span, usize, String)>,
}

impl<'d> TopicFinder<'d> {
    pub fn new(document: &'d Document) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let word =
            |token: TokenRef<'_>, sentence| (token.span(), sentence, stem(&stemmer, token.text()));
        let words = document.sentences().flat_map(|sentence| {
            let words = sentence.tokens().map(|token| word(token, sentence.index()));
            words.collect::<Vec<_>>()
        });
        let words = words.collect();
        Self { document, stemmer, words }
    }

    /// As [`Topic::mentions`].
    pub fn mentions(&self, topic: &Topic) -> Vec<Span> {
        let names = std::iter::once(&topic.name).chain(&topic.aliases);
        let phrases: Vec<Vec<String>> = names
            .map(|name| name.split_whitespace().map(|word| stem(&self.stemmer, word)).collect())
            .collect();
        let mut found = self.entities(&phrases);
        for phrase in phrases.iter().filter(|phrase| !phrase.is_empty()) {
            found.extend(self.phrases(phrase));
            if let [_, .., head] = phrase.as_slice() {
                found.extend(self.heads(head));
            }
        }
        found.sort_by_key(|span| (span.start(), std::cmp::Reverse(span.end())));
        let mut end = 0;
        found.retain(|span| {
            let is_free = span.start() >= end;
            end = end.max(span.end());
            is_free
        });
        found
    }

    fn entities(&self, phrases: &[Vec<String>]) -> Vec<Span> {
        let names = |text: &str| -> Vec<String> {
            text.split_whitespace().map(|word| stem(&self.stemmer, word)).collect()
        };
        let entities = self.document.entities().filter(|entity| {
            entity.mentions().any(|mention| phrases.contains(&names(mention.text())))
        });
        entities
            .flat_map(|entity| entity.mentions().map(newsdesk_document::MentionRef::span))
            .collect()
    }

    /// Runs of words of one sentence that are a phrase.
    fn phrases(&self, phrase: &[String]) -> impl Iterator<Item = Span> {
        self.words.windows(phrase.len()).filter_map(move |window| {
            let (first, last) = (window.first()?, window.last()?);
            let is_same = window.iter().map(|word| &word.2).eq(phrase) && first.1 == last.1;
            is_same.then(|| Span::new(first.0.start(), last.0.end()).ok())?
        })
    }

    /// A head noun right behind a determiner.
    fn heads(&self, head: &str) -> impl Iterator<Item = Span> {
        self.words.windows(2).filter_map(move |window| {
            let [before, word] = window else { return None };
            let is_head = word.2 == head && DETERMINERS.contains(&before.2.as_str());
            (is_head && before.1 == word.1).then_some(word.0)
        })
    }
}

fn stem(stemmer: &Stemmer, word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    // A determiner stays what it is.
    if DETERMINERS.contains(&word.as_str()) { word } else { stemmer.stem(&word).into_owned() }
}

#[cfg(test)]
mod tests {
    use newsdesk_document::{Entity, EntityKind, Mention};
    use newsdesk_tokenization::segment;

    use super::*;

    fn document(text: &str) -> Document {
        let mut document = Document::new("test", text).unwrap();
        document.attach_segmentation(segment(text).unwrap()).unwrap();
        document
    }

    #[track_caller]
    fn check(document: &Document, topic: &Topic, expected: &[&str]) {
        let found = topic.mentions(document);
        let found: Vec<&str> = found.iter().filter_map(|span| span.of(document.text())).collect();
        assert_eq!(found, expected, "{topic:?}");
    }

    #[test]
    fn inflection_case_and_head_nouns() {
        let text = "International sanctions hurt. The Sanctions, \"sanctioned\" by all, are a \
                    sanction. Drills? Military exercises. Nuclear. Weapons.";
        let document = document(text);
        check(
            &document,
            &Topic::new("sanction"),
            &["sanctions", "Sanctions", "sanctioned", "sanction"],
        );
        check(
            &document,
            &Topic::new("international sanctions"),
            &["International sanctions", "Sanctions"],
        );
        let drills = Topic { name: "military exercise".into(), aliases: vec!["drill".into()] };
        check(&document, &drills, &["Drills", "Military exercises"]);
        check(&document, &Topic::new("nuclear weapons"), &[]);
        check(&document, &Topic::new("whales"), &[]);
    }

    #[test]
    fn a_topic_that_is_an_entity_has_all_its_mentions() {
        let mut document = document("Vladimir Putin spoke. Putin left.");
        let mention = |start, end| Mention {
            span: Span::new(start, end).unwrap(),
            kind: EntityKind::Person,
            probability: 1.0,
        };
        let mentions = vec![mention(0, 14), mention(22, 27)];
        let (kind, name) = (EntityKind::Person, mentions[0].span);
        document.attach_entities(vec![Entity { kind, name, value: None, mentions }]).unwrap();
        check(&document, &Topic::new("putin"), &["Vladimir Putin", "Putin"]);
    }
}
