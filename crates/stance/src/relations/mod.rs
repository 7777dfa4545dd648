//! Who is for or against whom in a document.

mod edges;
pub mod mentions;
mod offered;
pub mod said;
mod topics;

use newsdesk_document::{
    Attribution, Coverage, Document, Evidence, Holder, Polarity, Span, Stance, Target,
};
use newsdesk_encoder::Encoding;

use crate::classifier::StanceClassifier;
use crate::error::StanceError;
use mentions::{Mention, Sentence};
use said::said;

pub use edges::{Edge, edges};
pub use mentions::MAX_ENTITIES;
pub use said::MAX_ATTRIBUTIONS;
pub use topics::Topic;

/// What is less probable than this is not said of a pair.
const PAIR: f32 = 0.5;

/// The same of somebody and a topic: who asks for it gets an answer in any case, so that a stance
/// which is nearly as probable as none tells more than neutral.
const TOPIC: f32 = 0.4;

/// What is less probable than this is not said of the author, whose tone is easily misread.
const AUTHOR: f32 = 0.7;

/// A speaker and what is said are read together over at most so many bytes.
const LONGEST_CONTEXT: u32 = 1_000;

/// Finds the stances of a document whose entities and attributions are known.
///
/// For each sentence, in order: between its entities; of the entities towards topics; of the author,
/// outside of what is said; of speakers towards what is said.
pub fn stances(
    classifier: &StanceClassifier,
    document: &Document,
    encoding: &Encoding<'_>,
    topics: &[Topic],
) -> Result<Vec<Stance>, StanceError> {
    let sentences = mentions::sentences(document, topics);
    let attributions = document.attached_attributions().unwrap_or_default();
    let covered = attributions.iter().flat_map(|said| said.content.clone()).collect();
    let covered = Coverage::new(covered);
    let mut reader =
        Reader { classifier, encoding, attributions, said: covered, found: Vec::new() };
    let is_spoken = |said: &Attribution| said.speaker.is_some() && said.source.is_some();
    for (sentence, said) in sentences.iter().zip(said(&sentences, attributions, is_spoken)) {
        reader.between_entities(sentence)?;
        reader.towards_topics(sentence)?;
        reader.of_author(sentence)?;
        for (attribution, content) in said {
            reader.of_speaker(sentence, attribution, content)?;
        }
    }
    Ok(most_probable(reader.found))
}

struct Reader<'d> {
    classifier: &'d StanceClassifier,
    encoding: &'d Encoding<'d>,
    attributions: &'d [Attribution],
    /// What is said by anybody.
    said: Coverage,
    found: Vec<Stance>,
}

impl Reader<'_> {
    fn between_entities(&mut self, sentence: &Sentence) -> Result<(), StanceError> {
        let entities = &sentence.entities;
        let pairs = entities
            .iter()
            .enumerate()
            .flat_map(|(place, p)| entities.iter().skip(place + 1).map(move |q| (p, q)));
        self.of_pairs(sentence, pairs.collect())
    }

    fn towards_topics(&mut self, sentence: &Sentence) -> Result<(), StanceError> {
        let pairs =
            sentence.topics.iter().flat_map(|q| sentence.entities.iter().map(move |p| (p, q)));
        let pairs = pairs.filter(|(p, q)| !p.span.overlaps(q.span));
        self.of_pairs(sentence, pairs.collect())
    }

    /// What both of each pair hold towards each other; topics hold nothing.
    fn of_pairs(
        &mut self,
        sentence: &Sentence,
        pairs: Vec<(&Mention, &Mention)>,
    ) -> Result<(), StanceError> {
        let spans: Vec<_> = pairs.iter().map(|(p, q)| (p.span, q.span)).collect();
        let answers = self.classifier.directed(self.encoding, sentence.span, &spans)?;
        for ((p, q), answer) in pairs.into_iter().zip(answers) {
            let Some(answer) = answer else { continue };
            self.add(sentence, p, q, [answer.p_for_q, answer.p_against_q]);
            self.add(sentence, q, p, [answer.q_for_p, answer.q_against_p]);
        }
        Ok(())
    }

    /// The tone of the sentence towards what it mentions outside of what others say.
    fn of_author(&mut self, sentence: &Sentence) -> Result<(), StanceError> {
        let mentions: Vec<&Mention> = sentence
            .entities
            .iter()
            .chain(&sentence.topics)
            .filter(|mention| !self.said.contains(mention.span))
            .collect();
        let spans: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
        let answers = self.classifier.target(self.encoding, sentence.span, &spans)?;
        for (mention, answer) in mentions.into_iter().zip(answers) {
            let Some(answer) = answer else { continue };
            let (polarity, probability) =
                decided(&mention.target, [answer.favour, answer.against], AUTHOR);
            let evidence = Evidence { sentence: sentence.index, spans: vec![mention.span] };
            self.found.extend(polarity.map(|polarity| Stance {
                holder: Holder::Author,
                target: mention.target.clone(),
                polarity,
                probability,
                evidence,
                attribution: None,
            }));
        }
        Ok(())
    }

    /// What a speaker holds towards what he speaks of in a sentence: as a pair with the source, and
    /// as the tone of what is said, in equal parts.
    fn of_speaker(
        &mut self,
        sentence: &Sentence,
        attribution: u32,
        content: Span,
    ) -> Result<(), StanceError> {
        let said = self.attributions.get(attribution as usize);
        let Some((speaker, source)) = said.and_then(|said| said.speaker.zip(said.source)) else {
            return Ok(());
        };
        let holder = Target::Entity(speaker);
        let mentions: Vec<&Mention> = sentence
            .entities
            .iter()
            .chain(&sentence.topics)
            .filter(|mention| content.contains(mention.span) && mention.target != holder)
            .collect();
        if mentions.is_empty() {
            return Ok(());
        }
        let both = union(sentence.span, source);
        let read = if both.len() <= LONGEST_CONTEXT { both } else { sentence.span };
        let spans: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
        let pairs: Vec<(Span, Span)> = spans.iter().map(|span| (source, *span)).collect();
        let directed = self.classifier.directed(self.encoding, read, &pairs)?;
        let tones = self.classifier.target(self.encoding, sentence.span, &spans)?;
        for ((mention, directed), tone) in mentions.into_iter().zip(directed).zip(tones) {
            let (Some(directed), Some(tone)) = (directed, tone) else { continue };
            let shares = [
                f32::midpoint(directed.p_for_q, tone.favour),
                f32::midpoint(directed.p_against_q, tone.against),
            ];
            let (polarity, probability) = decided(&mention.target, shares, least(&mention.target));
            let mut spans = vec![source, mention.span];
            spans.sort_unstable();
            self.found.extend(polarity.map(|polarity| Stance {
                holder: Holder::Entity(speaker),
                target: mention.target.clone(),
                polarity,
                probability,
                evidence: Evidence { sentence: sentence.index, spans },
                attribution: Some(attribution),
            }));
        }
        Ok(())
    }

    /// Adds what `p` holds towards `q`, if it is probable: `[for, against]`.
    fn add(&mut self, sentence: &Sentence, p: &Mention, q: &Mention, shares: [f32; 2]) {
        let Target::Entity(holder) = p.target else { return };
        let (Some(polarity), probability) = decided(&q.target, shares, least(&q.target)) else {
            return;
        };
        let mut spans = vec![p.span, q.span];
        spans.sort_unstable();
        self.found.push(Stance {
            holder: Holder::Entity(holder),
            target: q.target.clone(),
            polarity,
            probability,
            evidence: Evidence { sentence: sentence.index, spans },
            attribution: None,
        });
    }
}

/// One stance for each holder, target and sentence: the most probable one, in text order.
pub fn most_probable(mut found: Vec<Stance>) -> Vec<Stance> {
    let mut kept: Vec<Stance> = Vec::new();
    found.sort_by_key(|stance| stance.evidence.sentence);
    for stance in found {
        let same = kept
            .iter_mut()
            .rev()
            .take_while(|other| other.evidence.sentence == stance.evidence.sentence);
        let mut same =
            same.filter(|other| (other.holder, &other.target) == (stance.holder, &stance.target));
        let Some(other) = same.next() else {
            kept.push(stance);
            continue;
        };
        // The attribution is known, whatever was more probable.
        let attribution = other.attribution.or(stance.attribution);
        if stance.probability > other.probability {
            *other = stance;
        }
        other.attribution = attribution;
    }
    kept
}

/// What is less probable is not said of somebody and this target.
fn least(target: &Target) -> f32 {
    match target {
        Target::Topic(_) => TOPIC,
        Target::Entity(_) => PAIR,
    }
}

/// For or against if that is probable enough; towards a topic that was asked for, neutral if not.
pub fn decided(
    target: &Target,
    [favour, against]: [f32; 2],
    least: f32,
) -> (Option<Polarity>, f32) {
    let (polarity, probability) =
        if favour >= against { (Polarity::For, favour) } else { (Polarity::Against, against) };
    match target {
        _ if probability >= least => (Some(polarity), probability),
        Target::Topic(_) => (Some(Polarity::Neutral), (1.0 - favour - against).clamp(0.0, 1.0)),
        Target::Entity(_) => (None, 0.0),
    }
}

fn union(a: Span, b: Span) -> Span {
    Span::new(a.start().min(b.start()), a.end().max(b.end())).unwrap_or(a)
}
