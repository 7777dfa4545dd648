//! A page with the text and its mentions highlighted. The page is framed in `frame`.

use newsdesk::Document;
use newsdesk::document::{EntityKind, MentionRef};

use super::{mentions, other_names};
use crate::output::escape::html as escaped;
use crate::output::{Shown, one_line};

/// All kinds, in the order of the legend.
const KINDS: [EntityKind; 9] = [
    EntityKind::Person,
    EntityKind::Organization,
    EntityKind::Location,
    EntityKind::Facility,
    EntityKind::Norp,
    EntityKind::Product,
    EntityKind::Date,
    EntityKind::Money,
    EntityKind::Misc,
];

/// A document: its title, a legend of the kinds that it has, the text, and a table of its entities.
pub fn html(shown: &Shown<'_>) -> String {
    let document = shown.document;
    let title = document.metadata().title.as_deref().unwrap_or(document.id());
    let mut html = format!("<article>\n<h1>{}</h1>\n", escaped(&one_line(title)));
    html.push_str(&legend(document));
    html.push_str(&format!("<div class=\"text\" dir=\"auto\">{}</div>\n", highlighted(document)));
    html.push_str(&table(document));
    html.push_str("</article>\n");
    html
}

fn legend(document: &Document) -> String {
    let mut html = "<ul class=\"legend\" aria-label=\"Kinds\">\n".to_owned();
    for kind in KINDS {
        let count = document.mentions().filter(|mention| mention.kind() == kind).count();
        if count > 0 {
            let class = class(kind);
            html.push_str(&format!("<li><mark class=\"{class}\">{kind}</mark> {count}</li>\n"));
        }
    }
    html.push_str("</ul>\n");
    html
}

/// The text with its mentions marked.
fn highlighted(document: &Document) -> String {
    let (mut html, mut end) = (String::new(), 0);
    for mention in mentions(document) {
        let range = mention.span().range();
        html.push_str(&escaped(document.text().get(end..range.start).unwrap_or_default()));
        html.push_str(&mark(mention));
        end = range.end;
    }
    html.push_str(&escaped(document.text().get(end..).unwrap_or_default()));
    html
}

fn mark(mention: MentionRef<'_>) -> String {
    let kind = mention.kind();
    let name = escaped(&one_line(mention.entity().name()));
    let percent = 100.0 * mention.probability();
    format!(
        "<mark class=\"{class}\" title=\"{name} · {kind} · {percent:.0} %\">{text}</mark>",
        class = class(kind),
        text = escaped(mention.text()),
    )
}

fn table(document: &Document) -> String {
    let mut html = "<table>\n<thead><tr><th>Entity</th><th>Kind</th><th>Mentions</th><th>Also</th><th>Value</th></tr></thead>\n<tbody>\n"
        .to_owned();
    for entity in document.entities() {
        let others: Vec<String> = other_names(entity).into_iter().map(one_line).collect();
        html.push_str(&format!(
            "<tr><td>{name}</td><td><mark class=\"{class}\">{kind}</mark></td><td>{count}</td><td>{others}</td><td>{value}</td></tr>\n",
            name = escaped(&one_line(entity.name())),
            class = class(entity.kind()),
            kind = entity.kind(),
            count = entity.mentions().len(),
            others = escaped(&others.join(", ")),
            value = entity.value().unwrap_or_default(),
        ));
    }
    html.push_str("</tbody>\n</table>\n");
    html
}

/// The class of the style sheet that colours a kind.
fn class(kind: EntityKind) -> String {
    kind.as_str().to_lowercase()
}
