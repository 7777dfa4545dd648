//! What each sentence mentions.

use newsdesk_document::{Document, EntityKind, Span, Target};

use crate::attribution::pronouns;

use super::topics::{Topic, TopicFinder};

/// At most so many entities of a sentence are compared, the first ones: 12 make 66 pairs.
pub const MAX_ENTITIES: usize = 12;

/// The first mention of an entity or topic in a sentence, by a name or as "he" or "she".
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    pub span: Span,
    pub target: Target,
}

/// A sentence with what it mentions, in text order.
pub struct Sentence {
    pub index: u32,
    pub span: Span,
    pub entities: Vec<Mention>,
    pub topics: Vec<Mention>,
}

/// All sentences of a document, in order.
pub fn sentences(document: &Document, topics: &[Topic]) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = document
        .sentences()
        .zip(0..)
        .map(|(sentence, index)| Sentence {
            index,
            span: sentence.span(),
            entities: Vec::new(),
            topics: Vec::new(),
        })
        .collect();
    let mut mentions: Vec<Mention> = Vec::new();
    for (entity, index) in document.entities().zip(0..) {
        let is_thing = !matches!(entity.kind(), EntityKind::Date | EntityKind::Money);
        let spans = entity.mentions().filter(|_| is_thing).map(newsdesk_document::MentionRef::span);
        mentions.extend(spans.map(|span| Mention { span, target: Target::Entity(index) }));
    }
    let pronouns = pronouns(document).into_iter();
    mentions
        .extend(pronouns.map(|(span, entity)| Mention { span, target: Target::Entity(entity) }));
    mentions.sort_by_key(|mention| mention.span);
    for mention in mentions {
        let Some(sentence) = sentence_of(&mut sentences, mention.span) else { continue };
        let is_new = sentence.entities.iter().all(|other| other.target != mention.target);
        if is_new && sentence.entities.len() < MAX_ENTITIES {
            sentence.entities.push(mention);
        }
    }
    if topics.is_empty() {
        return sentences;
    }
    let finder = TopicFinder::new(document);
    for topic in topics {
        for span in finder.mentions(topic) {
            let Some(sentence) = sentence_of(&mut sentences, span) else { continue };
            let target = Target::Topic(topic.name.clone());
            if sentence.topics.iter().all(|other| other.target != target) {
                sentence.topics.push(Mention { span, target });
            }
        }
    }
    sentences
}

fn sentence_of(sentences: &mut [Sentence], span: Span) -> Option<&mut Sentence> {
    let place = sentences.partition_point(|sentence| sentence.span.start() <= span.start());
    sentences.get_mut(place.checked_sub(1)?)
}
