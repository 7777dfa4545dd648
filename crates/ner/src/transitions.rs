//! Which tag may follow which: hard constraints, so that every path is a set of mentions.

use crate::labels::Tag;

/// For each tag of a model, which tags may stand before and after it.
#[derive(Clone, Debug)]
pub struct Transitions {
    tags: Vec<Tag>,
    predecessors: Vec<Vec<usize>>,
    successors: Vec<Vec<usize>>,
    starts: Vec<bool>,
    ends: Vec<bool>,
}

impl Transitions {
    /// The rules for these tags. There must be [`Tag::Outside`] among them, so that each sentence
    /// has at least one path.
    pub fn new(tags: &[Tag]) -> Self {
        let closes = tags.iter().any(|tag| matches!(tag, Tag::End(_) | Tag::Single(_)));
        let may_start = |tag: Tag| !matches!(tag, Tag::Inside(_) | Tag::End(_));
        let may_end = |tag: Tag| !(closes && matches!(tag, Tag::Begin(_) | Tag::Inside(_)));
        let follows = |next: Tag, previous: Tag| {
            next.continues(previous) || may_end(previous) && may_start(next)
        };
        let indexes = |is_listed: &dyn Fn(Tag) -> bool| {
            let listed = tags.iter().enumerate().filter(|&(_, &tag)| is_listed(tag));
            listed.map(|(index, _)| index).collect()
        };
        Self {
            tags: tags.to_vec(),
            predecessors: tags
                .iter()
                .map(|&tag| indexes(&|previous| follows(tag, previous)))
                .collect(),
            successors: tags.iter().map(|&tag| indexes(&|next| follows(next, tag))).collect(),
            starts: tags.iter().map(|&tag| may_start(tag)).collect(),
            ends: tags.iter().map(|&tag| may_end(tag)).collect(),
        }
    }

    /// The tags; all other functions speak of their indexes.
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// For each tag those that may stand before it.
    pub fn predecessors(&self) -> &[Vec<usize>] {
        &self.predecessors
    }

    /// For each tag those that may stand behind it.
    pub fn successors(&self) -> &[Vec<usize>] {
        &self.successors
    }

    /// For each tag whether a sentence may start with it.
    pub fn starts(&self) -> &[bool] {
        &self.starts
    }

    /// For each tag whether a sentence may end with it.
    pub fn ends(&self) -> &[bool] {
        &self.ends
    }

    /// Whether `next` belongs to the mention of `previous`.
    pub fn continues(&self, next: usize, previous: usize) -> bool {
        match (self.tags.get(next), self.tags.get(previous)) {
            (Some(next), Some(previous)) => next.continues(*previous),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use newsdesk_document::EntityKind::{Location, Person};

    use super::*;

    fn check(tags: &[Tag], path: &[Tag], is_allowed: bool) {
        let transitions = Transitions::new(tags);
        let path: Vec<usize> =
            path.iter().map(|tag| tags.iter().position(|other| other == tag).unwrap()).collect();
        let found = transitions.starts()[path[0]]
            && transitions.ends()[path[path.len() - 1]]
            && path.windows(2).all(|pair| transitions.predecessors()[pair[1]].contains(&pair[0]));
        assert_eq!(found, is_allowed, "{path:?} of {tags:?}");
        for (index, predecessors) in transitions.predecessors().iter().enumerate() {
            for &previous in predecessors {
                assert!(transitions.successors()[previous].contains(&index));
            }
        }
    }

    #[test]
    fn mentions_begin_and_end_as_their_scheme_says() {
        use Tag::{Begin, End, Inside, Outside, Plain, Single};
        let bio = [Outside, Begin(Person), Inside(Person), Begin(Location), Inside(Location)];
        check(&bio, &[Begin(Person), Inside(Person), Begin(Person), Outside], true);
        check(&bio, &[Inside(Person)], false);
        check(&bio, &[Outside, Inside(Person)], false);
        check(&bio, &[Begin(Location), Inside(Person)], false);
        check(&bio, &[Begin(Location)], true);
        let bioes = [Outside, Begin(Person), Inside(Person), End(Person), Single(Person)];
        check(&bioes, &[Begin(Person), Inside(Person), End(Person), Single(Person)], true);
        check(&bioes, &[Begin(Person), Outside], false);
        check(&bioes, &[Begin(Person)], false);
        check(&bioes, &[Single(Person), End(Person)], false);
        let plain = [Outside, Plain(Person), Plain(Location)];
        check(&plain, &[Plain(Person), Plain(Location), Outside, Plain(Person)], true);
    }
}
