//! The entity behind a source.
//!
//! A source with a name is who is named, unless the name only says whose supporter, lawyer or
//! spokesman the source is. Pronouns and titles refer back: sentence by sentence, first to a
//! speaker, then to the first fitting name. What fits nothing stays unknown.

use newsdesk_document::{
    Attribution, AttributionKind, Coverage, Document, EntityKind, EntityRef, MentionRef, Span,
};

use super::people::{self, Gender, Pronoun};
use super::spoken::Spoken;
use super::traits::Traits;

/// Pronouns and titles refer back over so many sentences.
const SENTENCES_BACK: usize = 3;

/// Of a sentence with more names than this, the last ones are looked at.
const NAMES_BACK: usize = 50;

/// Words that a source is named behind without being the one who is named.
const BELONGING: [&str; 5] = ["for", "of", "to", "from", "with"];

/// A mention of something that can speak.
#[derive(Clone, Copy)]
struct Named {
    span: Span,
    entity: u32,
    kind: EntityKind,
    /// What this mention tells of the entity.
    traits: Traits,
}

/// What is known of the document so far.
struct Resolver<'d> {
    document: &'d Document,
    named: Vec<Named>,
    /// The bytes at which sentences start.
    starts: Vec<u32>,
    /// The attributions that were resolved.
    spoken: Spoken,
    /// What is said by anybody.
    said: Coverage,
    /// What all mentions of an entity tell of it, by its index.
    traits: Vec<Traits>,
}

/// Finds the speakers, in text order of the sources.
pub fn resolve(document: &Document, attributions: &mut [Attribution]) {
    let mut resolver = Resolver::new(document, attributions);
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|&index| attributions.get(index).and_then(|found| found.source));
    for index in order {
        let Some(attribution) = attributions.get_mut(index) else { continue };
        let Some(source) = attribution.source else { continue };
        attribution.speaker = resolver.speaker(source);
        if let Some(speaker) = attribution.speaker {
            resolver.hear(source, speaker);
        }
    }
    carry_over(document.text(), attributions);
}

/// Where "he" and "she" stand for an entity outside of what is said, in text order.
pub fn pronouns(document: &Document) -> Vec<(Span, u32)> {
    let attributions = document.attached_attributions().unwrap_or_default();
    let mut resolver = Resolver::new(document, attributions);
    let mut spoken: Vec<(Span, u32)> =
        attributions.iter().filter_map(|said| said.source.zip(said.speaker)).collect();
    spoken.sort_unstable();
    for (source, speaker) in spoken {
        resolver.hear(source, speaker);
    }
    let tokens = document.tokens().filter(|token| {
        ["he", "she"].iter().any(|pronoun| token.text().eq_ignore_ascii_case(pronoun))
    });
    let spans = tokens.map(newsdesk_document::TokenRef::span);
    let spans = spans.filter(|span| !resolver.said.contains(*span));
    spans.filter_map(|span| Some((span, resolver.speaker(span)?))).collect()
}

/// A quotation that stands right behind another attribution, without a word on who says it, has the
/// same source and speaker. It may open the next paragraph.
fn carry_over(text: &str, attributions: &mut [Attribution]) {
    let mut before: Option<(u32, Option<Span>, Option<u32>)> = None;
    for attribution in attributions {
        let start = attribution.content.first().map_or(0, |span| span.start());
        let is_alone = attribution.source.is_none()
            && attribution.cue.is_none()
            && attribution.kind == AttributionKind::Direct;
        if let Some((end, source, speaker)) = before.filter(|_| is_alone) {
            let between = text.get(end as usize..start as usize);
            if between.is_some_and(|between| !between.contains(char::is_alphanumeric)) {
                (attribution.source, attribution.speaker) = (source, speaker);
            }
        }
        let spans = attribution.content.iter().chain(&attribution.cue);
        let own = attribution.source.filter(|_| !is_alone);
        let end = spans.chain(&own).map(|span| span.end()).max().unwrap_or_default();
        before = Some((end, attribution.source, attribution.speaker));
    }
}

impl<'d> Resolver<'d> {
    fn new(document: &'d Document, attributions: &[Attribution]) -> Self {
        let starts: Vec<u32> =
            document.sentences().map(|sentence| sentence.span().start()).collect();
        let (mut named, mut traits) = (Vec::new(), Vec::new());
        for (entity, index) in document.entities().zip(0..) {
            let first = named.len();
            if !matches!(entity.kind(), EntityKind::Date | EntityKind::Money) {
                named.extend(mentions(document, entity, index));
            }
            let own = named.get(first..).unwrap_or_default().iter();
            traits.push(own.map(|named| named.traits).fold(Traits::default(), Traits::or));
        }
        named.sort_by_key(|named| named.span);
        let said = attributions.iter().flat_map(|found| found.content.clone()).collect();
        let said = Coverage::new(said);
        Self { document, named, starts, spoken: Spoken::default(), said, traits }
    }

    /// Takes note of who speaks.
    fn hear(&mut self, source: Span, speaker: u32) {
        let traits = self.traits.get(speaker as usize).copied().unwrap_or_default();
        self.spoken.add(source, speaker, traits);
    }

    fn speaker(&self, source: Span) -> Option<u32> {
        let text = source.of(self.document.text())?;
        let lower = text.to_lowercase();
        match Pronoun::new(&lower) {
            Some(Pronoun::Relative) => self.right_before(source),
            Some(Pronoun::Person(Gender::Male)) => self.back(source, Traits::MALE),
            Some(Pronoun::Person(Gender::Female)) => self.back(source, Traits::FEMALE),
            Some(Pronoun::Thing) => self.back(source, Traits::THING),
            None => self.named_in(source).or_else(|| self.back(source, Traits::of_source(&lower)?)),
        }
    }

    /// Who is named by a source: a person, or else an organisation or place that is all of it.
    fn named_in(&self, source: Span) -> Option<u32> {
        let inside = self.between(source.start(), source.end());
        let text = self.document.text();
        let part = |start: u32, end: u32| text.get(start as usize..end as usize).unwrap_or("");
        let is_owner = |named: &Named| {
            let behind = part(named.span.end(), source.end());
            let owned = ["'s", "’s", "'", "’"].iter().find_map(|end| behind.strip_prefix(end));
            owned.is_some_and(|owned| !owned.trim().is_empty())
        };
        let belongs =
            |named: &Named| ends_with_any(part(source.start(), named.span.start()), &BELONGING);
        let person = inside
            .iter()
            .find(|named| named.kind == EntityKind::Person && !is_owner(named) && !belongs(named));
        let whole = inside.iter().find(|named| {
            if !part(named.span.end(), source.end()).trim().is_empty() {
                return false;
            }
            let article = part(source.start(), named.span.start()).trim().to_lowercase();
            // "a spokesman for the Kremlin" speaks for it.
            let speaks_for = named.kind != EntityKind::Person
                && (article.contains("spokes") || article.starts_with("official"));
            matches!(article.as_str(), "" | "the") || speaks_for
        });
        person.or(whole).map(|named| named.entity)
    }

    /// The name right before a "who".
    fn right_before(&self, source: Span) -> Option<u32> {
        let before = self.between(0, source.start()).last()?;
        let between = Span::new(before.span.end(), source.start()).ok()?;
        let between = between.of(self.document.text())?;
        between.trim_end_matches([' ', ',']).is_empty().then_some(before.entity)
    }

    /// The speaker, or the first name that fits, of this sentence before the source or of the
    /// nearest sentence before. Names in what is said do not count.
    fn back(&self, source: Span, wanted: Traits) -> Option<u32> {
        let here = sentence_of(&self.starts, source);
        (here.saturating_sub(SENTENCES_BACK)..=here).rev().find_map(|sentence| {
            let start = self.starts.get(sentence).copied().unwrap_or_default();
            let end = self.starts.get(sentence + 1).copied().unwrap_or(u32::MAX);
            let end = end.min(source.start());
            let named = self.between(start, end);
            let named = named.get(named.len().saturating_sub(NAMES_BACK)..).unwrap_or_default();
            let fits =
                |named: &&Named| named.traits.meet(wanted) && !self.said.contains(named.span);
            let name = || named.iter().find(fits).map(|named| named.entity);
            self.spoken.last(wanted, start, end).or_else(name)
        })
    }

    /// The mentions between two bytes.
    fn between(&self, start: u32, end: u32) -> &[Named] {
        let first = self.named.partition_point(|named| named.span.start() < start);
        let last = self.named.partition_point(|named| named.span.end() <= end);
        self.named.get(first..last.max(first)).unwrap_or_default()
    }
}

/// The mentions of an entity, with what they tell of it.
fn mentions<'d>(
    document: &'d Document,
    entity: EntityRef<'d>,
    index: u32,
) -> impl Iterator<Item = Named> {
    let title = move |mention: MentionRef<'d>| {
        let before = document.text().get(..mention.span().range().start);
        people::title(before.unwrap_or_default(), mention.text())
    };
    let gender = entity.mentions().find_map(|mention| people::gender(title(mention)));
    let kind = entity.kind();
    entity.mentions().map(move |mention| Named {
        span: mention.span(),
        entity: index,
        kind,
        traits: Traits::of_mention(kind, title(mention), mention.text(), gender),
    })
}

/// Whether the last word of a text is one of these, in any letter case.
fn ends_with_any(text: &str, words: &[&str]) -> bool {
    let text = text.trim_end();
    words.iter().any(|word| {
        let parts =
            text.len().checked_sub(word.len()).and_then(|place| text.split_at_checked(place));
        parts.is_some_and(|(before, last)| {
            last.eq_ignore_ascii_case(word)
                && (before.is_empty() || before.ends_with(char::is_whitespace))
        })
    })
}

/// The sentence in which a span starts.
fn sentence_of(starts: &[u32], span: Span) -> usize {
    starts.partition_point(|start| *start <= span.start()).saturating_sub(1)
}
