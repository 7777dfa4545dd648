//! Which sentences a reader would not understand on their own.

use std::ops::Range;

use newsdesk_document::{Document, EntityKind, SentenceRef, Span};
use rustc_hash::FxHashSet;

use crate::quotations::Quotations;

/// Pronouns that, as the first word, leave open whom or what they mean.
const OPENING: [&str; 15] = [
    "he", "her", "his", "it", "its", "she", "such", "that", "their", "them", "these", "they",
    "this", "those", "both",
];

/// Words that may stand before the first word that counts.
const CONNECTIVES: [&str; 8] =
    ["also", "and", "but", "however", "meanwhile", "still", "then", "yet"];

/// Words behind "it" by which it means nothing: "It is not clear …".
const EXPLETIVE: [&str; 6] = ["is", "may", "remains", "seems", "was", "will"];

/// Words behind "this" by which it means a time that a reader knows: "This week …".
const TIMES: [&str; 14] = [
    "afternoon", "autumn", "century", "decade", "evening", "month", "morning", "season", "spring",
    "summer", "week", "weekend", "winter", "year",
];

/// What a reader must have read before a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// A sentence that names an entity, since a pronoun stands for it.
    Name {
        /// The entity.
        entity: u32,
        /// The pronoun.
        pronoun: Span,
    },
    /// The sentence before, since nobody knows what a pronoun stands for.
    Previous,
}

/// What every sentence of a document needs, and whom it names.
pub(crate) struct Readability {
    needs: Vec<Option<Need>>,
    quotations: Quotations,
    /// Start and entity of each mention, in text order.
    mentions: Vec<(u32, u32)>,
}

impl Readability {
    /// Reads a document, whose story begins with sentence `first`; `references` are pronouns with
    /// the entities that they stand for, in text order.
    pub(crate) fn new(document: &Document, first: usize, references: &[(Span, u32)]) -> Self {
        let mut mentions: Vec<(u32, u32)> = document
            .entities()
            .zip(0..)
            .flat_map(|(entity, index)| {
                entity.mentions().map(move |mention| (mention.span().start(), index))
            })
            .collect();
        mentions.sort_unstable();
        let mut found = Self { needs: Vec::new(), quotations: Quotations::new(document), mentions };
        found.needs = found.needs(document, first, references);
        found
    }

    fn needs(
        &self,
        document: &Document,
        first: usize,
        references: &[(Span, u32)],
    ) -> Vec<Option<Need>> {
        let people = People::new(document);
        // Whom the passage of a sentence has named before it.
        let mut named: FxHashSet<u32> = FxHashSet::default();
        let need = |sentence: SentenceRef<'_>| {
            let index = sentence.index();
            let passage = self.passage(index).unwrap_or(index..index + 1);
            if passage.start == index {
                named = FxHashSet::default();
            }
            let need = dangling(sentence, passage.start < index, &people).and_then(|pronoun| {
                let place = references.partition_point(|(span, _)| *span < pronoun);
                match references.get(place) {
                    Some(&(span, entity)) if span == pronoun => {
                        (!named.contains(&entity)).then_some(Need::Name { entity, pronoun })
                    }
                    _ => (passage.start > first).then_some(Need::Previous),
                }
            });
            if index + 1 < passage.end {
                named.extend(self.entities(sentence));
            }
            need
        };
        document.sentences().map(need).collect()
    }

    /// What a reader must have read before a sentence, if anything.
    pub(crate) fn need(&self, sentence: usize) -> Option<Need> {
        self.needs.get(sentence).copied().flatten()
    }

    /// The sentences that can only be read together with a sentence, itself at least; none if it has a
    /// part of a quotation that is not all there.
    pub(crate) fn passage(&self, sentence: usize) -> Option<Range<usize>> {
        self.quotations.around(sentence)
    }

    /// Whether a reader understands a sentence that has read nothing else.
    pub(crate) fn stands_alone(&self, sentence: usize) -> bool {
        self.need(sentence).is_none()
            && self.passage(sentence).is_some_and(|passage| passage.len() == 1)
    }

    /// The entities that a sentence names.
    pub(crate) fn entities(&self, sentence: SentenceRef<'_>) -> impl Iterator<Item = u32> {
        let first = self.mentions.partition_point(|mention| mention.0 < sentence.span().start());
        let end = self.mentions.partition_point(|mention| mention.0 < sentence.span().end());
        let here = self.mentions.get(first..end).unwrap_or_default();
        here.iter().map(|&(_, entity)| entity)
    }
}

/// Whether a sentence opens with a pronoun that leaves open whom or what it means.
pub(crate) fn dangles(text: &str) -> bool {
    opening(text.split_whitespace()).is_some()
}

/// The place of the pronoun by which a sentence opens so.
fn opening<'t>(words: impl Iterator<Item = &'t str>) -> Option<usize> {
    let bare = |word: &'t str| word.trim_matches(|c: char| !c.is_alphanumeric());
    let mut words = words.enumerate().peekable();
    while words
        .next_if(|(_, word)| {
            let word = bare(word);
            word.is_empty() && !is_quotation_mark(word) || is_one_of(word, &CONNECTIVES)
        })
        .is_some()
    {}
    let (place, first) = words.next()?;
    let known: &[&str] = match bare(first).to_lowercase().as_str() {
        "it" => &EXPLETIVE,
        "this" => &TIMES,
        _ => &[],
    };
    let is_known = words.next().is_some_and(|(_, next)| is_one_of(bare(next), known));
    let opens = is_one_of(first.trim_end_matches(|c: char| !c.is_alphanumeric()), &OPENING);
    (opens && !is_known).then_some(place)
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|other| word.eq_ignore_ascii_case(other))
}

fn is_quotation_mark(word: &str) -> bool {
    word.starts_with(['"', '“', '‘', '\''])
}

/// The pronoun of a sentence that leaves open whom or what it means: the first word, or the first
/// "he" or "she" outside of quotation marks that no name of a person precedes. `is_quoted` says whether
/// the sentence begins in a quotation.
fn dangling(sentence: SentenceRef<'_>, mut is_quoted: bool, people: &People) -> Option<Span> {
    let tokens = || sentence.tokens().map(|token| (token.span(), token.text()));
    let opening = opening(tokens().map(|(_, text)| text)).filter(|_| !is_quoted);
    if let Some(place) = opening {
        return tokens().nth(place).map(|(span, _)| span);
    }
    let named = people.first_in(sentence)?;
    let subject = tokens().find(|(_, text)| {
        match *text {
            "\"" => is_quoted = !is_quoted,
            "“" => is_quoted = true,
            "”" => is_quoted = false,
            _ => (),
        }
        !is_quoted && is_one_of(text, &["he", "she"])
    });
    subject.map(|(span, _)| span).filter(|span| span.start() < named)
}

/// Where people are named.
struct People {
    starts: Vec<u32>,
    /// Whether anybody has looked for names.
    is_known: bool,
}

impl People {
    fn new(document: &Document) -> Self {
        let people = document.mentions().filter(|mention| mention.kind() == EntityKind::Person);
        let mut starts: Vec<u32> = people.map(|mention| mention.span().start()).collect();
        starts.sort_unstable();
        Self { starts, is_known: document.attached_entities().is_some() }
    }

    /// Where a sentence names the first person, or its end; none if that is not known.
    fn first_in(&self, sentence: SentenceRef<'_>) -> Option<u32> {
        let span = sentence.span();
        let next = self.starts.partition_point(|&start| start < span.start());
        let found = self.starts.get(next).copied().unwrap_or(u32::MAX).min(span.end());
        self.is_known.then_some(found)
    }
}
