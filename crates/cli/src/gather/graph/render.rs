//! The graph over many documents, in all formats.

use newsdesk::document::Polarity;
use serde::Serialize;

use super::{Graph, Total, Votes};
use crate::output::{Drawn, Format, dot, mermaid};

/// What is printed of the graph.
pub fn render(format: Format, graph: &Graph) -> serde_json::Result<Vec<u8>> {
    let edges = graph.sorted();
    let drawn = || {
        edges.iter().map(|(holder, target, total)| Drawn {
            holder,
            target,
            label: label(total.votes),
            polarity: total.votes.polarity(),
        })
    };
    match format {
        Format::Json | Format::JsonLines => {
            let mut json = match format {
                Format::JsonLines => serde_json::to_vec(&object(&edges))?,
                _ => serde_json::to_vec_pretty(&object(&edges))?,
            };
            json.push(b'\n');
            Ok(json)
        }
        Format::Csv => Ok(table(&edges)),
        Format::Dot => Ok(dot("stances", drawn()).into_bytes()),
        Format::Mermaid => Ok(mermaid("stances", drawn()).into_bytes()),
        _ => Ok(text(&edges).into_bytes()),
    }
}

/// "against 3, for 1": the heavier first, and nothing that is 0.
fn label(votes: Votes) -> String {
    let (favour, against) = (format!("for {}", votes.favour), format!("against {}", votes.against));
    match (votes.polarity(), votes.favour.min(votes.against)) {
        (Polarity::Against, 0) => against,
        (Polarity::Against, _) => format!("{against}, {favour}"),
        (_, 0) => favour,
        _ => format!("{favour}, {against}"),
    }
}

fn text(edges: &[(&str, &str, &Total)]) -> String {
    let line = |(holder, target, total): &(&str, &str, &Total)| {
        let documents = match total.documents {
            1 => "1 document".to_owned(),
            documents => format!("{documents} documents"),
        };
        format!("{holder} → {target}: {} ({documents})\n", label(total.votes))
    };
    edges.iter().map(line).collect()
}

/// A line for each source and date of an edge.
fn table(edges: &[(&str, &str, &Total)]) -> Vec<u8> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(vec![]);
    // Writing to memory cannot fail, and every row has as many fields.
    let _ = writer.write_record(["holder", "target", "source", "date", "for", "against"]);
    for (holder, target, total) in edges {
        for ((source, date), votes) in &total.by_source_and_date {
            let (favour, against) = (votes.favour.to_string(), votes.against.to_string());
            let _ = writer.write_record([*holder, *target, source, date, &favour, &against]);
        }
    }
    writer.into_inner().unwrap_or_default()
}

#[derive(Serialize)]
struct GraphObject<'g> {
    edges: Vec<EdgeObject<'g>>,
}

#[derive(Serialize)]
struct EdgeObject<'g> {
    holder: &'g str,
    target: &'g str,
    documents: u64,
    #[serde(flatten)]
    votes: VotesObject,
    counts: Vec<CountObject<'g>>,
}

/// In sentences.
#[derive(Serialize)]
struct VotesObject {
    #[serde(rename = "for")]
    favour: u64,
    against: u64,
}

#[derive(Serialize)]
struct CountObject<'g> {
    source: &'g str,
    date: &'g str,
    #[serde(flatten)]
    votes: VotesObject,
}

fn object<'g>(edges: &[(&'g str, &'g str, &'g Total)]) -> GraphObject<'g> {
    let votes = |votes: Votes| VotesObject { favour: votes.favour, against: votes.against };
    let edges = edges.iter().map(|(holder, target, total)| EdgeObject {
        holder,
        target,
        documents: total.documents,
        votes: votes(total.votes),
        counts: total
            .by_source_and_date
            .iter()
            .map(|((source, date), found)| CountObject { source, date, votes: votes(*found) })
            .collect(),
    });
    GraphObject { edges: edges.collect() }
}
