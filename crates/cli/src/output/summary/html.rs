//! A page with the text, in which the chosen sentences are marked and all have the heat of their
//! score. The page is framed in `frame`.

use newsdesk::Document;

use super::lines;
use crate::output::escape::html as escaped;
use crate::output::{Shown, one_line};

/// The highest score.
const HIGHEST: f32 = 2.0;

/// How many shades of heat there are besides none.
const SHADES: f32 = 5.0;

/// A document: its title, its summary as a list, a legend, and its text.
pub fn html(shown: &Shown<'_>) -> String {
    let document = shown.document;
    let title = document.metadata().title.as_deref().unwrap_or(document.id());
    let mut html = format!("<article>\n<h1>{}</h1>\n<ul>\n", escaped(&one_line(title)));
    for line in lines(document) {
        html.push_str(&format!("<li>{}</li>\n", escaped(&line)));
    }
    html.push_str("</ul>\n");
    html.push_str(LEGEND);
    let text = heated(document, shown.scores);
    html.push_str(&format!("<div class=\"text\" dir=\"auto\">{text}</div>\n</article>\n"));
    html
}

const LEGEND: &str = "<ul class=\"legend\" aria-label=\"Legend\">\n\
    <li><mark class=\"heat0\">in the summary</mark></li>\n\
    <li>score: <span class=\"heat1\">low</span> <span class=\"heat3\">middle</span> \
    <span class=\"heat5\">high</span></li>\n</ul>\n";

/// The text with every sentence in the shade of its score, those of the summary marked.
fn heated(document: &Document, scores: &[f32]) -> String {
    let mut chosen = document.selected().map(|selected| selected.sentence().index()).peekable();
    let (mut html, mut end) = (String::new(), 0);
    for (sentence, &score) in document.sentences().zip(scores) {
        let range = sentence.span().range();
        html.push_str(&escaped(document.text().get(end..range.start).unwrap_or_default()));
        let is_chosen = chosen.next_if_eq(&sentence.index()).is_some();
        let tag = if is_chosen { "mark" } else { "span" };
        html.push_str(&format!(
            "<{tag} class=\"heat{shade:.0}\" title=\"{percent:.0} %\">{text}</{tag}>",
            shade = (SHADES * score / HIGHEST).round(),
            percent = 100.0 * score / HIGHEST,
            text = escaped(sentence.text()),
        ));
        end = range.end;
    }
    html.push_str(&escaped(document.text().get(end..).unwrap_or_default()));
    html
}
