//! Stances as a graph that other programs draw.

use newsdesk::document::Polarity;

/// An edge as it is drawn.
#[derive(Clone, Debug)]
pub struct Drawn<'d> {
    pub holder: &'d str,
    pub target: &'d str,
    pub label: String,
    pub polarity: Polarity,
}

/// The names at the ends of edges, each once, in the order of the edges.
pub fn nodes<'d>(edges: impl Iterator<Item = Drawn<'d>>) -> Vec<&'d str> {
    let mut seen = std::collections::HashSet::new();
    let names = edges.flat_map(|edge| [edge.holder, edge.target]);
    names.filter(|name| seen.insert(*name)).collect()
}

/// The language of Graphviz.
pub fn dot<'d>(name: &str, edges: impl Iterator<Item = Drawn<'d>> + Clone) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let mut dot = format!("digraph {} {{\n", quoted(name));
    for name in nodes(edges.clone()) {
        dot.push_str(&format!("  {};\n", quoted(name)));
    }
    for edge in edges {
        let style = match edge.polarity {
            Polarity::Against => "color=\"#b3261e\", style=dashed",
            _ => "color=\"#1e7d32\"",
        };
        dot.push_str(&format!(
            "  {} -> {} [label={}, {style}];\n",
            quoted(edge.holder),
            quoted(edge.target),
            quoted(&edge.label),
        ));
    }
    dot.push_str("}\n");
    dot
}

/// The language of Mermaid.
pub fn mermaid<'d>(name: &str, edges: impl Iterator<Item = Drawn<'d>> + Clone) -> String {
    let escaped =
        |text: &str| text.replace('#', "#35;").replace('"', "#quot;").replace('<', "#lt;");
    let names = nodes(edges.clone());
    let places: std::collections::HashMap<&str, usize> =
        names.iter().enumerate().map(|(place, name)| (*name, place)).collect();
    let place = |name: &str| places.get(name).copied().unwrap_or_default();
    let mut mermaid = format!("%% {name}\nflowchart LR\n");
    for (number, name) in names.iter().enumerate() {
        mermaid.push_str(&format!("  n{number}[\"{}\"]\n", escaped(name)));
    }
    for edge in edges {
        let arrow = if edge.polarity == Polarity::Against { "-.->" } else { "-->" };
        let (holder, target) = (place(edge.holder), place(edge.target));
        mermaid.push_str(&format!("  n{holder} {arrow}|{}| n{target}\n", edge.label));
    }
    mermaid
}
