//! One graph of stances over many documents.

mod render;

use std::collections::{BTreeMap, HashMap};

use newsdesk::Document;
use newsdesk::document::{Holder, Polarity, Target};
use newsdesk::stance::edges;

use crate::output::one_line;

pub use render::render;

/// At most so many counts are kept, of an edge in one source on one date each.
const MAX_COUNTS: usize = 500_000;

/// For and against, in sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    pub favour: u64,
    pub against: u64,
}

/// What one document adds.
#[derive(Debug)]
pub struct Contribution {
    source: String,
    date: String,
    /// Holder, target and votes; each pair once.
    edges: Vec<(String, String, Votes)>,
}

/// What all documents have shown of one holder and target.
#[derive(Debug, Default, PartialEq)]
pub struct Total {
    pub votes: Votes,
    pub documents: u64,
    /// By source and date, as the documents give them; empty if they do not.
    pub by_source_and_date: BTreeMap<(String, String), Votes>,
}

/// The graph so far. Names are joined across documents if they are the same.
///
/// When there are too many counts, the edges that the fewest documents have shown are left out:
/// Manku and Motwani, "Approximate Frequency Counts over Data Streams" (VLDB 2002), has the idea.
#[derive(Debug, Default)]
pub struct Graph {
    edges: HashMap<(String, String), Total>,
    counts: usize,
    left_out: u64,
    /// The most documents that an edge had that was left out.
    most_left_out: u64,
}

impl Contribution {
    /// The stances for and against of a document; its author has none here.
    pub fn new(document: &Document) -> Self {
        let name = |entity: u32| {
            let entity = document.entity(entity as usize);
            one_line(entity.map(newsdesk::document::EntityRef::name).unwrap_or_default())
        };
        let mut found: BTreeMap<(String, String), Votes> = BTreeMap::new();
        for edge in edges(document.attached_stances().unwrap_or_default()) {
            let Holder::Entity(holder) = edge.holder else { continue };
            if edge.polarity == Polarity::Neutral {
                continue;
            }
            let target = match edge.target {
                Target::Entity(entity) => name(entity),
                Target::Topic(topic) => topic,
            };
            let [favour, against, _] = edge.counts.map(|count| count as u64);
            let votes = found.entry((name(holder), target)).or_default();
            votes.favour += favour;
            votes.against += against;
        }
        let metadata = document.metadata();
        Self {
            source: metadata.source.clone().unwrap_or_default(),
            date: metadata.date.clone().unwrap_or_default(),
            edges: found
                .into_iter()
                .map(|((holder, target), votes)| (holder, target, votes))
                .collect(),
        }
    }
}

impl Graph {
    /// Adds what a document shows.
    pub fn add(&mut self, document: Contribution) {
        for (holder, target, votes) in document.edges {
            let total = self.edges.entry((holder, target)).or_default();
            total.documents += 1;
            total.votes.add(votes);
            let place = (document.source.clone(), document.date.clone());
            let before = total.by_source_and_date.len();
            total.by_source_and_date.entry(place).or_default().add(votes);
            self.counts += total.by_source_and_date.len() - before;
        }
        if self.counts > MAX_COUNTS {
            self.forget(MAX_COUNTS / 2);
        }
    }

    /// Leaves out edges with the fewest documents, until there are at most so many counts.
    fn forget(&mut self, counts: usize) {
        while self.counts > counts {
            let Some(fewest) = self.edges.values().map(|total| total.documents).min() else {
                return;
            };
            let before = self.edges.len();
            self.edges.retain(|_, total| total.documents > fewest);
            self.left_out += (before - self.edges.len()) as u64;
            self.most_left_out = self.most_left_out.max(fewest);
            self.counts = self.edges.values().map(|total| total.by_source_and_date.len()).sum();
        }
    }

    /// What had to be left out, in words.
    pub fn warning(&self) -> Option<String> {
        let (edges, documents) = (self.left_out, self.most_left_out);
        (edges > 0).then(|| {
            format!(
                "{edges} edges that had been seen in at most {documents} documents were left out"
            )
        })
    }

    /// Holder, target and total, those in most documents first.
    fn sorted(&self) -> Vec<(&str, &str, &Total)> {
        let edges = self.edges.iter();
        let mut edges: Vec<_> = edges
            .map(|((holder, target), total)| (holder.as_str(), target.as_str(), total))
            .collect();
        edges.sort_by_key(|&(holder, target, total)| {
            (std::cmp::Reverse(total.documents), holder, target)
        });
        edges
    }
}

impl Votes {
    fn add(&mut self, other: Self) {
        self.favour += other.favour;
        self.against += other.against;
    }

    /// What has more votes.
    fn polarity(self) -> Polarity {
        if self.favour >= self.against { Polarity::For } else { Polarity::Against }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Format;

    fn contribution(source: &str, date: &str, edges: &[(&str, &str, u64, u64)]) -> Contribution {
        let edge = |&(holder, target, favour, against): &(&str, &str, u64, u64)| {
            (holder.to_owned(), target.to_owned(), Votes { favour, against })
        };
        Contribution {
            source: source.to_owned(),
            date: date.to_owned(),
            edges: edges.iter().map(edge).collect(),
        }
    }

    #[test]
    fn every_format() {
        let mut graph = Graph::default();
        graph.add(contribution("Post, The", "2024-06-19", &[("Ann", "Bo \"B\"", 0, 2)]));
        graph.add(contribution(
            "Post, The",
            "2024-06-20",
            &[("Ann", "Bo \"B\"", 1, 0), ("Bo", "tax", 1, 0)],
        ));
        graph.add(contribution("", "", &[("Ann", "Bo \"B\"", 0, 1)]));
        for (name, format) in [
            ("text", Format::Text),
            ("json", Format::Json),
            ("csv", Format::Csv),
            ("dot", Format::Dot),
            ("mermaid", Format::Mermaid),
        ] {
            let printed = String::from_utf8(render(format, &graph).unwrap()).unwrap();
            insta::assert_snapshot!(format!("aggregate_as_{name}"), printed);
        }
    }

    #[test]
    fn rare_edges_are_left_out_and_counted() {
        let mut graph = Graph::default();
        for number in 0..10 {
            let rare = format!("rare {number}");
            graph.add(contribution("a", "b", &[("Ann", "Bo", 1, 0), (&rare, "Bo", 1, 0)]));
        }
        assert_eq!(graph.warning(), None);
        graph.forget(5);
        assert_eq!((graph.edges.len(), graph.counts), (1, 1));
        let warning = "10 edges that had been seen in at most 1 documents were left out";
        assert_eq!(graph.warning().as_deref(), Some(warning));
    }
}
