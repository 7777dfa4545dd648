//! The entity behind a source.
//!
//! A source with a name is who is named, unless the name only says whose supporter, lawyer or
//! spokesman the source is. Pronouns and titles refer back: sentence by sentence, first to a
//! speaker, then to the first fitting name. What fits nothing stays unknown.

use std::collections::HashMap;

use newsdesk_document::{Attribution, AttributionKind, Coverage, Document, EntityKind, Span};

use super::people::{self, Gender, Pronoun};

/// Pronouns and titles refer back over so many sentences.
const SENTENCES_BACK: usize = 3;

/// Of a sentence with more names than this, the last ones are looked at.
const NAMES_BACK: usize = 50;

/// Words that a source is named behind without being the one who is named.
const BELONGING: [&str; 5] = ["for", "of", "to", "from", "with"];

/// A mention of something that can speak.
#[derive(Clone, Copy)]
struct Named<'d> {
    span: Span,
    entity: u32,
    kind: EntityKind,
    gender: Option<Gender>,
    /// The words before it that may be a title.
    title: &'d str,
}

/// What is known of the document so far.
struct Resolver<'d> {
    document: &'d Document,
    named: Vec<Named<'d>>,
    /// The bytes at which sentences start.
    starts: Vec<u32>,
    /// Source, speaker and content of attributions that were resolved.
    spoken: Vec<(Span, u32)>,
    /// What is said by anybody.
    said: Coverage,
    /// The mentions of each entity, by their places in `named`.
    places: HashMap<u32, Vec<usize>>,
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
        resolver.spoken.extend(attribution.speaker.map(|speaker| (source, speaker)));
    }
    carry_over(document.text(), attributions);
}

/// Where "he" and "she" stand for an entity outside of what is said, in text order.
pub fn pronouns(document: &Document) -> Vec<(Span, u32)> {
    let attributions = document.attached_attributions().unwrap_or_default();
    let mut resolver = Resolver::new(document, attributions);
    resolver.spoken =
        attributions.iter().filter_map(|said| said.source.zip(said.speaker)).collect();
    resolver.spoken.sort_unstable();
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
        let mut named: Vec<Named<'d>> = Vec::new();
        for (entity, index) in document.entities().zip(0..) {
            if matches!(entity.kind(), EntityKind::Date | EntityKind::Money) {
                continue;
            }
            let first = named.len();
            named.extend(entity.mentions().map(|mention| {
                let before = document.text().get(..mention.span().range().start);
                let title = people::title(before.unwrap_or_default(), mention.text());
                Named {
                    span: mention.span(),
                    entity: index,
                    kind: entity.kind(),
                    gender: people::gender(title),
                    title,
                }
            }));
            let mentions = named.get_mut(first..).unwrap_or_default();
            let gender = mentions.iter().find_map(|named| named.gender);
            for named in mentions {
                named.gender = gender;
            }
        }
        named.sort_by_key(|named| named.span);
        let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
        for (place, named) in named.iter().enumerate() {
            places.entry(named.entity).or_default().push(place);
        }
        let said = attributions.iter().flat_map(|found| found.content.clone()).collect();
        let said = Coverage::new(said);
        Self { document, named, starts, spoken: Vec::new(), said, places }
    }

    fn speaker(&self, source: Span) -> Option<u32> {
        let text = source.of(self.document.text())?;
        let lower = text.to_lowercase();
        if let Some(pronoun) = Pronoun::new(&lower) {
            return match pronoun {
                Pronoun::Relative => self.right_before(source),
                Pronoun::Person(gender) => self.back(source, |named| {
                    named.kind == EntityKind::Person
                        && (gender.is_none() || named.gender.is_none() || named.gender == gender)
                }),
                Pronoun::Thing => self.back(source, |named| {
                    matches!(named.kind, EntityKind::Organization | EntityKind::Location)
                }),
            };
        }
        self.named_in(source).or_else(|| {
            let role = people::role(&lower)?;
            self.back(source, |named| match named.kind {
                EntityKind::Person => people::has_title(named.title, role),
                EntityKind::Organization | EntityKind::Facility => {
                    let name = named.span.of(self.document.text()).unwrap_or_default();
                    name.to_lowercase().split_whitespace().any(|word| word == role)
                }
                _ => false,
            })
        })
    }

    /// Who is named by a source: a person, or else an organisation or place that is all of it.
    fn named_in(&self, source: Span) -> Option<u32> {
        let inside = self.between(source.start(), source.end());
        let text = self.document.text();
        let part = |start: u32, end: u32| text.get(start as usize..end as usize).unwrap_or("");
        let belongs = |named: &Named<'_>| {
            let before = part(source.start(), named.span.start()).trim_end();
            let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
            let behind = part(named.span.end(), source.end());
            let owned = ["'s", "’s", "'", "’"].iter().find_map(|end| behind.strip_prefix(end));
            let is_owner = owned.is_some_and(|owned| !owned.trim().is_empty());
            (is_owner, BELONGING.contains(&last.to_lowercase().as_str()))
        };
        let person = inside
            .iter()
            .find(|named| named.kind == EntityKind::Person && belongs(named) == (false, false));
        let whole = inside.iter().find(|named| {
            let article = part(source.start(), named.span.start()).trim().to_lowercase();
            let rest = part(named.span.end(), source.end()).trim();
            let is_all = matches!(article.as_str(), "" | "the") && rest.is_empty();
            // "a spokesman for the Kremlin" speaks for it.
            let speaks_for = named.kind != EntityKind::Person
                && rest.is_empty()
                && (article.contains("spokes") || article.starts_with("official"));
            is_all || speaks_for && matches!(belongs(named), (false, _))
        });
        person.or(whole).map(|named| named.entity)
    }

    /// The name right before a "who".
    fn right_before(&self, source: Span) -> Option<u32> {
        let before = self.between(0, source.start()).last()?;
        let between = Span::new(before.span.end(), source.start()).ok()?;
        let between = between.of(self.document.text())?;
        between.trim_matches([' ', ',']).is_empty().then_some(before.entity)
    }

    /// The speaker, or the first name that fits, of this sentence before the source or of the
    /// nearest sentence before. Names in what is said do not count.
    fn back(&self, source: Span, fits: impl Fn(&Named<'_>) -> bool) -> Option<u32> {
        let here = sentence_of(&self.starts, source);
        let is_fit = |speaker: u32| {
            let places = self.places.get(&speaker).into_iter().flatten();
            places.filter_map(|place| self.named.get(*place)).any(&fits)
        };
        (here.saturating_sub(SENTENCES_BACK)..=here).rev().find_map(|sentence| {
            let start = self.starts.get(sentence).copied().unwrap_or_default();
            let end = self.starts.get(sentence + 1).copied().unwrap_or(u32::MAX);
            let end = end.min(source.start());
            let spoken = self.spoken.iter().rev().skip_while(|(place, _)| place.end() > end);
            let mut spoken = spoken.take_while(|(place, _)| place.start() >= start);
            let speaker = spoken.find(|(_, speaker)| is_fit(*speaker));
            let named = self.between(start, end);
            let named = named.get(named.len().saturating_sub(NAMES_BACK)..).unwrap_or_default();
            let name = || named.iter().find(|named| fits(named) && !self.said.contains(named.span));
            speaker.map(|(_, speaker)| *speaker).or_else(|| name().map(|named| named.entity))
        })
    }

    /// The mentions between two bytes.
    fn between(&self, start: u32, end: u32) -> &[Named<'d>] {
        let first = self.named.partition_point(|named| named.span.start() < start);
        let last = self.named.partition_point(|named| named.span.end() <= end);
        self.named.get(first..last.max(first)).unwrap_or_default()
    }
}

/// The sentence in which a span starts.
fn sentence_of(starts: &[u32], span: Span) -> usize {
    starts.partition_point(|start| *start <= span.start()).saturating_sub(1)
}
