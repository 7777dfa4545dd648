//! Time and memory by the length of a text, on logarithmic axes.

use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

use super::super::programs::{EngineTurns, Origin, Outcome, Programs, Turn};
use super::super::statistics::float;
use super::canvas::{self, Canvas, FAINT, GRID, INK};

const SIZE: (u32, u32) = (960, 520);
/// Of the names at the right, in pixels.
const NAMES: i32 = 300;

/// Colors that people of all kinds of sight tell apart, after Okabe and Ito.
const COLORS: [RGBColor; 8] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(0, 0, 0),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
    RGBColor(130, 130, 130),
];

/// What is on the vertical axis.
struct Quantity {
    title: &'static str,
    axis: &'static str,
    of: fn(&Turn) -> f64,
}

/// One engine: its name, whose it is, and its points from short texts to long ones.
struct Curve<'a> {
    engine: &'a str,
    origin: Origin,
    points: Vec<(f64, f64)>,
}

/// Processor time by the length of a text.
pub fn time(programs: &Programs) -> anyhow::Result<String> {
    let (title, axis) = ("Time for one text", "processor time, s");
    plot(programs, &Quantity { title, axis, of: |turn| turn.processor_seconds })
}

/// Memory by the length of a text.
pub fn memory(programs: &Programs) -> anyhow::Result<String> {
    let (title, axis) = ("Memory for one text", "most resident memory, MB");
    plot(programs, &Quantity { title, axis, of: Turn::peak_megabytes })
}

fn plot(programs: &Programs, quantity: &Quantity) -> anyhow::Result<String> {
    let curves = curves(programs, quantity.of);
    canvas::draw(SIZE, |canvas| picture(canvas, &curves, quantity))
}

/// The curves, in the order of the engines; without engines that read no text.
fn curves(programs: &Programs, of: fn(&Turn) -> f64) -> Vec<Curve<'_>> {
    let points = |turns: &EngineTurns| {
        let lengths = programs.lengths.iter().filter(|length| length.engine == turns.engine);
        let points = lengths.filter_map(|length| match &length.outcome {
            Outcome::Read(turn) => Some((float(length.bytes), of(turn))),
            Outcome::Failed(_) => None,
        });
        points.collect::<Vec<_>>()
    };
    let curves = programs.engines.iter().map(|turns| Curve {
        engine: &turns.engine,
        origin: turns.origin,
        points: points(turns),
    });
    curves.filter(|curve| !curve.points.is_empty()).collect()
}

fn picture(canvas: &Canvas<'_>, curves: &[Curve<'_>], quantity: &Quantity) -> anyhow::Result<()> {
    let points = || curves.iter().flat_map(|curve| curve.points.iter().copied());
    let range = |numbers: &mut dyn Iterator<Item = f64>| {
        let (least, greatest) = numbers.fold((f64::MAX, 1e-3), |(least, greatest), number| {
            (number.min(least), number.max(greatest))
        });
        least.min(greatest) / 1.3..greatest * 1.3
    };
    let mut chart = ChartBuilder::on(canvas)
        .margin_top(50)
        .margin_left(15)
        .margin_right(NAMES)
        .x_label_area_size(50)
        .y_label_area_size(80)
        .build_cartesian_2d(
            range(&mut points().map(|(x, _)| x)).log_scale(),
            range(&mut points().map(|(_, y)| y)).log_scale(),
        )?;
    canvas.draw(&Text::new(quantity.title, (20, 25), canvas::text(20, INK, HPos::Left)))?;
    chart
        .configure_mesh()
        .axis_style(GRID)
        .bold_line_style(GRID)
        .light_line_style(FAINT)
        .label_style(canvas::text(14, INK, HPos::Center))
        .x_desc("length of the text, bytes")
        .y_desc(quantity.axis)
        .x_label_formatter(&|value| canvas::tick(*value))
        .y_label_formatter(&|value| canvas::tick(*value))
        .draw()?;
    for ((curve, color), row) in curves.iter().zip(COLORS.into_iter().cycle()).zip(0_i32..) {
        let line = color.stroke_width(2);
        let points = || curve.points.iter().copied();
        if curve.origin == Origin::Peer {
            chart.draw_series(DashedLineSeries::new(points(), 6, 4, line))?;
        } else {
            chart.draw_series(LineSeries::new(points(), line))?;
        }
        chart.draw_series(points().map(|point| Circle::new(point, 4, color.filled())))?;
        let (x, y) = (i32::try_from(SIZE.0)? - NAMES + 20, 70 + 24 * row);
        let sample = [(x, y), (x + 26, y)];
        if curve.origin == Origin::Peer {
            canvas.draw(&plotters::element::DashedPathElement::new(sample, 6, 4, line))?;
        } else {
            canvas.draw(&PathElement::new(sample, line))?;
        }
        canvas.draw(&Circle::new((x + 13, y), 4, color.filled()))?;
        canvas.draw(&Text::new(curve.engine, (x + 34, y), canvas::text(13, INK, HPos::Left)))?;
    }
    Ok(())
}
