//! The graph as a drawing: names on an ellipse, stances as arrows that lead to their sentences.

use std::collections::HashMap;
use std::f64::consts::TAU;

use newsdesk::document::Polarity;

use super::graph::nodes;
use super::{Relation, drawn, shown};
use crate::output::escape::html as escaped;

const WIDTH: f64 = 720.0;

/// An arrow ends so far from the middle of a name.
const GAP: f64 = 26.0;

/// Longer names are cut in the drawing; the whole name is in its title.
const LONGEST_NAME: usize = 24;

/// A drawing of the stances for and against, or nothing if there are none.
///
/// `anchor` gives the place in the page that an arrow leads to.
pub fn svg(relations: &[Relation<'_>], anchor: impl Fn(&Relation<'_>) -> String) -> String {
    let names = nodes(drawn(relations));
    if names.is_empty() {
        return String::new();
    }
    #[expect(clippy::cast_precision_loss, reason = "a drawing has few names")]
    let (count, step) = (names.len() as f64, TAU / names.len() as f64);
    let height = (160.0 + 34.0 * count).min(900.0);
    let places: HashMap<&str, usize> =
        names.iter().enumerate().map(|(place, name)| (*name, place)).collect();
    let point = |name: &str| {
        let place = places.get(name).copied().unwrap_or_default();
        #[expect(clippy::cast_precision_loss, reason = "a drawing has few names")]
        let angle = step * place as f64 - TAU / 4.0;
        let (x, y) = (WIDTH / 2.0 - 110.0, height / 2.0 - 40.0);
        (WIDTH / 2.0 + x * angle.cos(), height / 2.0 + y * angle.sin())
    };
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"group\" aria-label=\"Stance graph\">\n<defs>\n"
    );
    for class in ["for", "against"] {
        svg.push_str(&format!(
            "<marker id=\"{class}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" \
             markerHeight=\"7\" orient=\"auto\"><path class=\"head {class}\" d=\"M0 0L8 4L0 8z\"/></marker>\n"
        ));
    }
    svg.push_str("</defs>\n");
    for relation in shown(relations) {
        svg.push_str(&arrow(
            relation,
            point(&relation.holder),
            point(&relation.target),
            &anchor(relation),
        ));
    }
    for name in &names {
        let (x, y) = point(name);
        svg.push_str(&format!(
            "<g class=\"node\"><title>{}</title><text x=\"{x:.1}\" y=\"{y:.1}\">{}</text></g>\n",
            escaped(name),
            escaped(&cut(name)),
        ));
    }
    svg.push_str("</svg>\n");
    svg
}

/// A curve, bent so that both directions of a pair are seen.
fn arrow(relation: &Relation<'_>, from: (f64, f64), to: (f64, f64), anchor: &str) -> String {
    let class = match relation.polarity() {
        Polarity::Against => "against",
        _ => "for",
    };
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let bend = (from.0.midpoint(to.0) - dy * 0.14, from.1.midpoint(to.1) + dx * 0.14);
    let ends = |end: (f64, f64)| {
        let (x, y) = (bend.0 - end.0, bend.1 - end.1);
        let share = (GAP / x.hypot(y).max(1.0)).min(0.5);
        (end.0 + x * share, end.1 + y * share)
    };
    let ((x1, y1), (x2, y2)) = (ends(from), ends(to));
    let width = 1.0 + 1.5 * f64::from(relation.edge.probability);
    let label = format!(
        "{} {} {} ({:.2})",
        relation.holder,
        relation.polarity(),
        relation.target,
        relation.edge.probability
    );
    let label = escaped(&label);
    format!(
        "<a href=\"#{anchor}\" aria-label=\"{label}\"><title>{label}</title><path class=\"edge {class}\" \
         d=\"M{x1:.1} {y1:.1}Q{:.1} {:.1} {x2:.1} {y2:.1}\" stroke-width=\"{width:.1}\" \
         marker-end=\"url(#{class})\"/></a>\n",
        bend.0, bend.1,
    )
}

fn cut(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    let start: String = name.chars().take(LONGEST_NAME - 1).collect();
    format!("{}…", start.trim_end())
}
