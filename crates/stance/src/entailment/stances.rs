//! Who holds what towards a topic.

use newsdesk_document::{Coverage, Document, Evidence, Holder, Span, Stance, Target};

use super::EntailmentClassifier;
use crate::error::StanceError;
use crate::relations::mentions::{Mention, Sentence, sentences};
use crate::relations::said::said;
use crate::relations::{Topic, decided, most_probable};

/// What is less probable than this is not said; then the stance is neutral.
const LEAST: f32 = 0.5;

/// Finds the stances towards topics of a document whose entities and attributions are known.
pub fn stances(
    classifier: &EntailmentClassifier,
    document: &Document,
    topics: &[Topic],
) -> Result<Vec<Stance>, StanceError> {
    if document.segmentation().is_none() {
        return Err(StanceError::NotSegmented);
    }
    let sentences = sentences(document, topics);
    let mut reader = Reader { classifier, document, found: Vec::new() };
    reader.of_speakers(&sentences)?;
    let said = document.attached_attributions().into_iter().flatten();
    let said = Coverage::new(said.flat_map(|said| said.content.clone()).collect());
    for sentence in &sentences {
        for topic in sentence.topics.iter().filter(|topic| !said.contains(topic.span)) {
            reader.of_sentence(sentence, topic)?;
        }
    }
    Ok(most_probable(reader.found))
}

struct Reader<'d> {
    classifier: &'d EntailmentClassifier,
    document: &'d Document,
    found: Vec<Stance>,
}

impl Reader<'_> {
    /// Of those who speak, towards the topics that they speak of.
    fn of_speakers(&mut self, sentences: &[Sentence]) -> Result<(), StanceError> {
        let attributions = self.document.attached_attributions().unwrap_or_default();
        let said = said(sentences, attributions, |found| found.speaker.is_some());
        for (sentence, said) in sentences.iter().zip(said) {
            for (index, content) in said {
                let speaker = attributions.get(index as usize).and_then(|found| found.speaker);
                let start = sentence.span.start().max(content.start());
                let end = sentence.span.end().min(content.end());
                let (Some(speaker), Ok(premise)) = (speaker, Span::new(start, end)) else {
                    continue;
                };
                for topic in sentence.topics.iter().filter(|topic| premise.contains(topic.span)) {
                    let holder = (Holder::Entity(speaker), "The speaker");
                    self.add(sentence, topic, premise, holder, Some(index))?;
                }
            }
        }
        Ok(())
    }

    /// Of the author and of those whom a sentence names, towards a topic that it mentions.
    fn of_sentence(&mut self, sentence: &Sentence, topic: &Mention) -> Result<(), StanceError> {
        self.add(sentence, topic, sentence.span, (Holder::Author, "The author"), None)?;
        let apart = |mention: &&Mention| !mention.span.overlaps(topic.span);
        for mention in sentence.entities.iter().filter(apart) {
            let Target::Entity(index) = mention.target else { continue };
            let Some(entity) = self.document.entity(index as usize) else { continue };
            let holder = (Holder::Entity(index), entity.name());
            self.add(sentence, topic, sentence.span, holder, None)?;
        }
        Ok(())
    }

    fn add(
        &mut self,
        sentence: &Sentence,
        topic: &Mention,
        premise: Span,
        (holder, name): (Holder, &str),
        attribution: Option<u32>,
    ) -> Result<(), StanceError> {
        let Target::Topic(target) = &topic.target else { return Ok(()) };
        let premise = premise.of(self.document.text()).unwrap_or_default();
        let hypotheses = ["supports", "opposes"].map(|verb| format!("{name} {verb} {target}."));
        let shares = self.classifier.entailment(premise, &hypotheses)?;
        let [favour, against] = shares.as_slice() else { return Ok(()) };
        let (polarity, probability) = decided(&topic.target, [*favour, *against], LEAST);
        self.found.extend(polarity.map(|polarity| Stance {
            holder,
            target: topic.target.clone(),
            polarity,
            probability,
            evidence: Evidence { sentence: sentence.index, spans: vec![topic.span] },
            attribution,
        }));
        Ok(())
    }
}
