//! How each view is printed.

use clap::ValueEnum;

/// How summaries are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SummaryFormat {
    /// One sentence a line
    Text,
    /// One object, or an array of them for several documents
    Json,
    /// One object a line
    Jsonl,
    /// A heading and a list of sentences
    Markdown,
    /// One page with the text, the chosen sentences marked, and the scores of all
    Html,
}

/// How entities are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum EntitiesFormat {
    /// One entity a line: kind, name, number of mentions, other names and value, between tabs
    Text,
    /// One object, or an array of them for several documents
    Json,
    /// One object a line
    Jsonl,
    /// One word and its BIO tag a line, with an empty line between sentences
    Conll,
    /// Standoff lines for brat, of one document; offsets are code points, as brat has them
    Brat,
    /// One page with the text, its mentions highlighted
    Html,
    /// A heading and a table
    Markdown,
}

/// How stances are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum StanceFormat {
    /// One holder and target a line, with the sentence that shows the stance best
    Text,
    /// One object, or an array of them for several documents
    Json,
    /// One object a line
    Jsonl,
    /// One sentence with a stance a line, below a line of headings
    Csv,
    /// A graph for Graphviz
    Dot,
    /// A graph for Mermaid
    Mermaid,
    /// One page with the text and the graph
    Html,
}

/// How tokens are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum TokensFormat {
    /// One token a line, with an empty line between sentences
    Text,
    /// One object, or an array of them for several documents
    Json,
    /// One object a line
    Jsonl,
}

/// How documents are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum DocumentFormat {
    /// One object, or an array of them for several documents
    Json,
    /// One object a line
    Jsonl,
}
