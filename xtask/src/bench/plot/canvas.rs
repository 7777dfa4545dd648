//! What all plots share: a white ground, fonts, colors and axes in thousands.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::super::programs::Origin;

/// Where plots are drawn.
pub type Canvas<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Text that is not a line of a plot.
pub const INK: RGBColor = RGBColor(40, 40, 40);
/// The lines of a grid at powers of ten.
pub const GRID: RGBColor = RGBColor(210, 210, 210);
/// The lines between them.
pub const FAINT: RGBColor = RGBColor(242, 242, 242);
/// The color of our program where it is one among others.
pub const OURS: RGBColor = RGBColor(0, 114, 178);
const OTHERS: RGBColor = RGBColor(120, 120, 120);

/// Draws a picture of so many pixels on white, since it is also shown on dark pages.
pub fn draw(
    size: (u32, u32),
    picture: impl FnOnce(&Canvas<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<String> {
    let mut svg = String::new();
    {
        let canvas = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        canvas.fill(&WHITE)?;
        picture(&canvas)?;
        canvas.present()?;
    }
    Ok(svg)
}

/// Ours are blue, all else is gray.
pub fn color(origin: Origin) -> RGBColor {
    match origin {
        Origin::Newsdesk => OURS,
        Origin::Beside | Origin::Peer => OTHERS,
    }
}

/// Text of a height in pixels that is centered on its line.
pub fn text(height: u32, color: RGBColor, side: HPos) -> TextStyle<'static> {
    ("sans-serif", height).into_font().color(&color).pos(Pos::new(side, VPos::Center))
}

/// A power of ten as on an axis: 1, 10, 1 k, 10 k, 1 M.
pub fn tick(value: f64) -> String {
    match value {
        value if value >= 1e6 => format!("{:.0} M", value / 1e6),
        value if value >= 1e3 => format!("{:.0} k", value / 1e3),
        value if value >= 0.999 => format!("{value:.0}"),
        value => {
            format!("{value:.*}", usize::from(value < 0.0999) + usize::from(value < 0.00999) + 1)
        }
    }
}
