//! What is printed once for all documents together.

mod event;
mod graph;

use newsdesk::summarization::SummarizationError;
use newsdesk::{Budget, Document};

use crate::output::Format;
use event::EventReport;
use graph::Graph;

/// What the documents make together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Whole {
    /// One graph of stances.
    Graph,
    /// One summary.
    Event(Budget),
}

/// What one document adds.
#[derive(Debug)]
pub enum Contribution {
    Graph(graph::Contribution),
    Event(event::Contribution),
}

/// What has been added so far.
pub enum Gathered {
    Graph(Graph),
    Event(EventReport),
}

impl Whole {
    /// What a document adds, whose sentences have these scores.
    pub fn contribution(
        self,
        document: &Document,
        scores: &[f32],
    ) -> Result<Contribution, SummarizationError> {
        Ok(match self {
            Self::Graph => Contribution::Graph(graph::Contribution::new(document)),
            Self::Event(_) => Contribution::Event(event::Contribution::new(document, scores)?),
        })
    }

    /// Nothing yet.
    pub fn start(self) -> Gathered {
        match self {
            Self::Graph => Gathered::Graph(Graph::default()),
            Self::Event(budget) => Gathered::Event(EventReport::new(budget)),
        }
    }
}

impl Gathered {
    /// Adds what a document has.
    pub fn add(&mut self, contribution: Contribution) {
        match (self, contribution) {
            (Self::Graph(graph), Contribution::Graph(found)) => graph.add(found),
            (Self::Event(event), Contribution::Event(found)) => event.add(found),
            (Self::Graph(_), Contribution::Event(_)) | (Self::Event(_), Contribution::Graph(_)) => {
            }
        }
    }

    /// What is printed of it.
    pub fn render(&self, format: Format) -> anyhow::Result<Vec<u8>> {
        match self {
            Self::Graph(graph) => Ok(graph::render(format, graph)?),
            Self::Event(event) => event.render(format),
        }
    }

    /// What the reader should know of it.
    pub fn warning(&self) -> Option<String> {
        match self {
            Self::Graph(graph) => graph.warning(),
            Self::Event(_) => None,
        }
    }
}
