//! What can be seen of a sentence besides its vector.

use newsdesk_document::{Document, SentenceRef};

use super::names::Names;
use super::speech::Speech;
use crate::centrality::degrees;
use crate::number::{number, share};
use crate::readability::dangles;
use crate::terms::Terms;

/// Numbers that describe a sentence.
pub(crate) const FEATURES: usize = 26;

/// A sentence is compared with at most so many before it.
const COMPARED: usize = 30;

/// A sentence with fewer words is short.
const SHORT: usize = 8;

/// Words by which somebody speaks for himself, or to the reader.
const PERSONAL: [&str; 6] = ["i", "my", "our", "us", "we", "you"];

/// Each sentence in numbers, most of them in `0..=1`: its place, its length, what it shares with the
/// others, whom it names, and what is said in it.
pub(crate) fn features(document: &Document, terms: &Terms) -> Vec<[f32; FEATURES]> {
    let degrees = degrees(terms);
    let (entities, speech) = (Names::new(document), Speech::new(document));
    let candidates = terms.candidates();
    let mut place = 0;
    let mut row = |sentence: SentenceRef<'_>| {
        let index = sentence.index();
        let here = place;
        place += usize::from(candidates.get(place) == Some(&index));
        let named = entities.of(sentence);
        let words = terms.words(index);
        let text = sentence.text();
        [
            1.0 / (1.0 + number(here)),
            share(here, candidates.len()),
            (1.0 + number(here)).ln() / 4.0,
            number(candidates.len().max(1)).ln() / 4.0,
            flag(here == 0),
            flag(here == 1),
            flag(here == 2),
            flag(begins_paragraph(document, sentence)),
            share(words, 40).min(1.5),
            flag(words < SHORT),
            degrees.get(index).copied().unwrap_or(0.0),
            terms.headline_similarity(index),
            flag(terms.has_headline()),
            terms.similarity(index, terms.first()),
            repeats(terms, index, candidates.get(..here).unwrap_or_default()),
            share(named.entities, 5).min(2.0),
            share(named.new, 3).min(2.0),
            named.weight,
            flag(named.has_date),
            flag(named.has_money),
            flag(text.contains(|character: char| character.is_ascii_digit())),
            speech.quoted(sentence),
            speech.reported(sentence),
            flag(speech.attributes(sentence)),
            flag(dangles(text)),
            share(personal(text), 2).min(2.0),
        ]
    };
    document.sentences().map(&mut row).collect()
}

/// The highest similarity to a candidate before.
fn repeats(terms: &Terms, index: usize, earlier: &[usize]) -> f32 {
    let similarities = earlier.iter().take(COMPARED).map(|&other| terms.similarity(index, other));
    similarities.fold(0.0, f32::max)
}

fn begins_paragraph(document: &Document, sentence: SentenceRef<'_>) -> bool {
    let before = document.text().get(..sentence.span().range().start).unwrap_or_default();
    let told = before.trim_end();
    told.is_empty() || before.get(told.len()..).unwrap_or_default().contains('\n')
}

/// How many words speak in the first or second person.
fn personal(text: &str) -> usize {
    let words = text.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| PERSONAL.iter().any(|other| word.eq_ignore_ascii_case(other))).count()
}

fn flag(is_set: bool) -> f32 {
    f32::from(u8::from(is_set))
}
