//! A page with the graph, the text with what is said and who is named, and a table of stances.

use std::collections::{BTreeMap, HashMap};

use newsdesk::Document;
use newsdesk::document::{Coverage, MentionRef, Polarity, Span, Stance};

use super::svg::svg;
use super::{Relation, not_mentioned, sentence};
use crate::output::escape::html as escaped;
use crate::output::{Shown, one_line};

/// A document: title, legend, graph, text and table.
pub fn html(shown: &Shown<'_>, relations: &[Relation<'_>]) -> String {
    let document = shown.document;
    let title = document.metadata().title.as_deref().unwrap_or(document.id());
    let mut html = format!("<article>\n<h1>{}</h1>\n", escaped(&one_line(title)));
    html.push_str(
        "<ul class=\"legend\">\n<li><span class=\"for\">→ for</span></li>\n\
         <li><span class=\"against\">⇢ against</span></li>\n\
         <li><span class=\"name\">named</span></li>\n<li><span class=\"said\">said by somebody</span></li>\n\
         <li><span class=\"shows\">shows a stance</span></li>\n</ul>\n",
    );
    let first = |relation: &Relation<'_>| {
        relation.shown_by.first().map_or_else(String::new, |stance| anchor(document, stance))
    };
    html.push_str(&svg(relations, first));
    html.push_str(&format!(
        "<div class=\"text\" dir=\"auto\">{}</div>\n",
        marked(document, relations)
    ));
    html.push_str(&table(document, relations));
    let missing: Vec<String> = not_mentioned(shown).map(escaped).collect();
    if !missing.is_empty() {
        html.push_str(&format!("<p>Not mentioned: {}</p>\n", missing.join(", ")));
    }
    html.push_str("</article>\n");
    html
}

/// The place of a sentence in the page; several documents may share the page.
fn anchor(document: &Document, stance: &Stance) -> String {
    let id: String =
        document.id().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("{id}-{}", stance.evidence.sentence)
}

/// The text in pieces: what is said, who is named, and which sentences show a stance.
fn marked(document: &Document, relations: &[Relation<'_>]) -> String {
    let said: Vec<Span> = document
        .attached_attributions()
        .unwrap_or_default()
        .iter()
        .flat_map(|attribution| attribution.content.iter().copied())
        .collect();
    let names: Vec<Span> = document.mentions().map(MentionRef::span).collect();
    let drawn = relations
        .iter()
        .filter(|relation| relation.polarity() != Polarity::Neutral)
        .flat_map(|relation| &relation.shown_by);
    let shows: BTreeMap<Span, String> = drawn
        .filter_map(|stance| {
            let sentence = document.sentence(stance.evidence.sentence as usize)?;
            Some((sentence.span(), anchor(document, stance)))
        })
        .collect();
    let spans = said.iter().chain(&names).chain(shows.keys());
    let mut borders: Vec<u32> = spans.flat_map(|span| [span.start(), span.end()]).collect();
    borders.extend([0, u32::try_from(document.text().len()).unwrap_or(u32::MAX)]);
    borders.sort_unstable();
    borders.dedup();
    let anchors: HashMap<u32, &str> =
        shows.iter().map(|(span, anchor)| (span.start(), anchor.as_str())).collect();
    let classes = [
        (Coverage::new(said), "said"),
        (Coverage::new(names), "name"),
        (Coverage::new(shows.keys().copied().collect()), "shows"),
    ];
    let mut html = String::new();
    for pair in borders.windows(2) {
        let &[start, end] = pair else { continue };
        let Ok(piece) = Span::new(start, end) else { continue };
        if let Some(anchor) = anchors.get(&start) {
            html.push_str(&format!("<span class=\"place\" id=\"{anchor}\"></span>"));
        }
        let classes: Vec<&str> = classes
            .iter()
            .filter_map(|(coverage, class)| coverage.contains(piece).then_some(*class))
            .collect();
        let text = escaped(piece.of(document.text()).unwrap_or_default());
        if classes.is_empty() {
            html.push_str(&text);
        } else {
            html.push_str(&format!("<span class=\"{}\">{text}</span>", classes.join(" ")));
        }
    }
    html
}

fn table(document: &Document, relations: &[Relation<'_>]) -> String {
    let mut html = "<table>\n<thead><tr><th>Holder</th><th>Stance</th><th>Target</th><th>Shown by</th></tr></thead>\n<tbody>\n"
        .to_owned();
    for relation in relations {
        let polarity = relation.polarity();
        let shown_by = relation.shown_by.first().map(|stance| {
            let (anchor, text) = (anchor(document, stance), sentence(document, stance));
            match polarity {
                Polarity::Neutral => escaped(&text),
                _ => format!("<a href=\"#{anchor}\">{}</a>", escaped(&text)),
            }
        });
        html.push_str(&format!(
            "<tr><td>{}</td><td class=\"{polarity}\">{polarity} {:.0} %</td><td>{}</td><td>{}</td></tr>\n",
            escaped(&relation.holder),
            100.0 * relation.edge.probability,
            escaped(&relation.target),
            shown_by.unwrap_or_default(),
        ));
    }
    html.push_str("</tbody>\n</table>\n");
    html
}
