//! Who has spoken so far, and where.

use newsdesk_document::Span;

use super::traits::Traits;

/// Sources with their speakers, in text order.
#[derive(Default)]
pub struct Spoken {
    sources: Vec<(Span, u32)>,
    /// For each trait, the indexes of the sources whose speaker has it, in order.
    by_trait: Vec<Vec<usize>>,
}

impl Spoken {
    /// Adds a source, which does not start before the last one, with its speaker and what is known
    /// of that.
    pub fn add(&mut self, source: Span, speaker: u32, traits: Traits) {
        for one in traits.each().map(Traits::number) {
            if self.by_trait.len() <= one {
                self.by_trait.resize(one + 1, Vec::new());
            }
            if let Some(sources) = self.by_trait.get_mut(one) {
                sources.push(self.sources.len());
            }
        }
        self.sources.push((source, speaker));
    }

    /// The last speaker with a trait, of sources that start at `start` or behind it and end at `end`
    /// or before it.
    pub fn last(&self, wanted: Traits, start: u32, end: u32) -> Option<u32> {
        let mut behind = self.sources.partition_point(|(source, _)| source.start() < end);
        while behind
            .checked_sub(1)
            .and_then(|last| self.sources.get(last))
            .is_some_and(|(source, _)| source.end() > end)
        {
            behind -= 1;
        }
        let fitting = self.by_trait.get(wanted.number())?;
        let last = fitting.partition_point(|place| *place < behind).checked_sub(1)?;
        let &(source, speaker) = self.sources.get(*fitting.get(last)?)?;
        (source.start() >= start).then_some(speaker)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_last_speaker_is_that_of_a_plain_search(
            mut sources in prop::collection::vec((0..60_u32, 1..9_u32, 0..5_u32), 0..30),
            start in 0..60_u32,
            length in 0..40_u32,
            wanted in prop::sample::select(vec![Traits::MALE, Traits::FEMALE, Traits::THING]),
        ) {
            sources.sort_unstable();
            let of_speakers = [
                Traits::default(), Traits::MALE, Traits::FEMALE, Traits::THING,
                Traits::MALE.or(Traits::FEMALE),
            ];
            let (mut spoken, end) = (Spoken::default(), start + length);
            let sources: Vec<_> = sources.into_iter().map(|(start, length, speaker)| {
                (Span::new(start, start + length).unwrap(), speaker)
            }).collect();
            for &(source, speaker) in &sources {
                spoken.add(source, speaker, of_speakers[speaker as usize]);
            }
            let before = sources.iter().rev().skip_while(|(source, _)| source.end() > end);
            let mut here = before.take_while(|(source, _)| source.start() >= start);
            let expected = here.find(|(_, speaker)| of_speakers[*speaker as usize].meet(wanted));
            prop_assert_eq!(
                spoken.last(wanted, start, end),
                expected.map(|(_, speaker)| *speaker)
            );
        }
    }
}
