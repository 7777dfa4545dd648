//! What is said in each sentence.

use std::collections::{BTreeMap, BTreeSet};

use newsdesk_document::{Attribution, Span};

use super::mentions::Sentence;

/// Of a sentence at most so many attributions are read, the first ones.
///
/// This bounds the work on texts that are no news, where each word may be said by somebody.
pub const MAX_ATTRIBUTIONS: usize = 50;

/// For each sentence, the contents that share a byte with it, each with the index of its attribution,
/// in their order. Attributions that are not wanted are left out.
pub fn said(
    sentences: &[Sentence],
    attributions: &[Attribution],
    is_wanted: impl Fn(&Attribution) -> bool,
) -> Vec<Vec<(u32, Span)>> {
    let wanted = (0_u32..).zip(attributions).filter(|(_, found)| is_wanted(found));
    let mut contents: Vec<((u32, usize), Span)> = wanted
        .flat_map(|(index, found)| {
            let parts = found.content.iter().enumerate();
            parts.map(move |(part, content)| ((index, part), *content))
        })
        .collect();
    contents.sort_by_key(|(_, content)| content.start());
    let mut contents = contents.into_iter().peekable();
    // Those of the last sentence, in their order and by their ends.
    let (mut open, mut ends) = (BTreeMap::new(), BTreeSet::new());
    let in_sentence = |sentence: &Sentence| {
        let Sentence { span, .. } = sentence;
        while let Some((place, content)) =
            contents.next_if(|(_, content)| content.start() < span.end())
        {
            open.insert(place, content);
            ends.insert((content.end(), place));
        }
        while let Some((_, place)) = ends.first().filter(|(end, _)| *end <= span.start()) {
            open.remove(place);
            ends.pop_first();
        }
        let first = open.iter().take(MAX_ATTRIBUTIONS);
        first.map(|((index, _), content)| (*index, *content)).collect()
    };
    sentences.iter().map(in_sentence).collect()
}

#[cfg(test)]
mod tests {
    use newsdesk_document::AttributionKind;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn contents_are_those_of_a_plain_search(
            lengths in prop::collection::vec(1..9_u32, 1..20),
            contents in prop::collection::vec(
                prop::collection::vec((0..90_u32, 1..40_u32), 1..3), 0..20,
            ),
        ) {
            let mut start = 0;
            let sentences: Vec<Sentence> = lengths.into_iter().zip(0..).map(|(length, index)| {
                start += length + 1;
                let span = Span::new(start - length, start).unwrap();
                Sentence { index, span, entities: Vec::new(), topics: Vec::new() }
            }).collect();
            let span = |(start, length)| Span::new(start, start + length).unwrap();
            let attributions: Vec<Attribution> = contents.into_iter().map(|content| Attribution {
                source: None,
                speaker: None,
                cue: None,
                content: content.into_iter().map(span).collect(),
                kind: AttributionKind::Indirect,
            }).collect();
            for (sentence, found) in sentences.iter().zip(said(&sentences, &attributions, |_| true)) {
                let all = (0_u32..).zip(&attributions);
                let all = all.flat_map(|(index, said)| said.content.iter().map(move |c| (index, *c)));
                let expected: Vec<_> = all.filter(|(_, c)| c.overlaps(sentence.span)).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
