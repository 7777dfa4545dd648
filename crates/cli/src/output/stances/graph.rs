//! Stances as a graph that other programs draw. Neutral stances have no edge.

use newsdesk::Document;
use newsdesk::document::Polarity;

use super::Relation;
use crate::output::one_line;

/// The names at the ends of edges, each once, in the order of the edges.
pub fn nodes<'r>(relations: impl Iterator<Item = &'r Relation<'r>>) -> Vec<&'r str> {
    let mut nodes: Vec<&str> = Vec::new();
    for relation in relations {
        for name in [relation.holder.as_str(), relation.target.as_str()] {
            if !nodes.contains(&name) {
                nodes.push(name);
            }
        }
    }
    nodes
}

/// Those that are for or against somebody.
pub fn drawn<'r>(relations: &'r [Relation<'r>]) -> impl Iterator<Item = &'r Relation<'r>> + Clone {
    relations.iter().filter(|relation| relation.polarity() != Polarity::Neutral)
}

/// The language of Graphviz.
pub fn dot(document: &Document, relations: &[Relation<'_>]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let mut dot = format!("digraph {} {{\n", quoted(&one_line(document.id())));
    for name in nodes(drawn(relations)) {
        dot.push_str(&format!("  {};\n", quoted(name)));
    }
    for relation in drawn(relations) {
        let (polarity, probability) = (relation.polarity(), relation.edge.probability);
        let style = match polarity {
            Polarity::Against => "color=\"#b3261e\", style=dashed",
            _ => "color=\"#1e7d32\"",
        };
        dot.push_str(&format!(
            "  {} -> {} [label=\"{polarity} {probability:.2}\", {style}];\n",
            quoted(&relation.holder),
            quoted(&relation.target),
        ));
    }
    dot.push_str("}\n");
    dot
}

/// The language of Mermaid.
pub fn mermaid(document: &Document, relations: &[Relation<'_>]) -> String {
    let escaped =
        |text: &str| text.replace('#', "#35;").replace('"', "#quot;").replace('<', "#lt;");
    let names = nodes(drawn(relations));
    let place = |name: &str| names.iter().position(|other| *other == name).unwrap_or_default();
    let mut mermaid = format!("%% {}\nflowchart LR\n", one_line(document.id()));
    for (number, name) in names.iter().enumerate() {
        mermaid.push_str(&format!("  n{number}[\"{}\"]\n", escaped(name)));
    }
    for relation in drawn(relations) {
        let arrow = if relation.polarity() == Polarity::Against { "-.->" } else { "-->" };
        mermaid.push_str(&format!(
            "  n{} {arrow}|{} {:.2}| n{}\n",
            place(&relation.holder),
            relation.polarity(),
            relation.edge.probability,
            place(&relation.target),
        ));
    }
    mermaid
}
