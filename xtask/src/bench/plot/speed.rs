//! Words a second by engine: a line for each, a point for one core and one for all.

use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

use super::super::page::rounded;
use super::super::programs::{EngineTurns, Programs, Task};
use super::super::statistics::median;
use super::canvas::{self, Canvas, GRID, INK};

const WIDTH: u32 = 960;
/// Of one engine, in pixels.
const LINE: u32 = 26;
/// Of the title and the axis, in pixels.
const FRAME: u32 = 120;
/// Where the names of the engines end, in pixels.
const NAMES: u32 = 330;

/// A line of the plot.
enum Line<'a> {
    Heading(Task),
    Engine { engine: &'a EngineTurns, one_core: f64, all_cores: Option<f64> },
}

/// The plot; engines that are missing are left out.
pub fn plot(programs: &Programs) -> anyhow::Result<String> {
    let lines = lines(&programs.engines);
    let height = FRAME + LINE * u32::try_from(lines.len())?;
    canvas::draw((WIDTH, height), |canvas| picture(canvas, &lines, programs.cores))
}

/// Engines below the headings of their tasks.
fn lines(engines: &[EngineTurns]) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for task in Task::ALL {
        let of_task = engines.iter().filter(|engine| engine.task == task);
        let mut measured = of_task.filter_map(|engine| {
            let one_core = median(engine.one_core_speeds())?;
            Some(Line::Engine { engine, one_core, all_cores: median(engine.all_cores_speeds()) })
        });
        if let Some(first) = measured.next() {
            lines.extend([Line::Heading(task), first]);
            lines.extend(measured);
        }
    }
    lines
}

fn picture(canvas: &Canvas<'_>, lines: &[Line<'_>], cores: usize) -> anyhow::Result<()> {
    let speeds = || {
        lines
            .iter()
            .flat_map(|line| match line {
                Line::Heading(_) => [None, None],
                Line::Engine { one_core, all_cores, .. } => [Some(*one_core), *all_cores],
            })
            .flatten()
    };
    let (least, greatest) = (speeds().fold(f64::INFINITY, f64::min), speeds().fold(1.0, f64::max));
    legend(canvas, cores)?;
    let rows = 0.0..f64::from(u32::try_from(lines.len())?);
    let mut chart = ChartBuilder::on(canvas)
        .margin_top(60)
        .margin_right(20)
        .x_label_area_size(50)
        .y_label_area_size(NAMES)
        .build_cartesian_2d(
            (least.min(greatest) / 3.0..greatest * 3.0).log_scale(),
            rows.clone(),
        )?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .disable_y_axis()
        .axis_style(GRID)
        .bold_line_style(GRID)
        .light_line_style(TRANSPARENT)
        .label_style(canvas::text(14, INK, HPos::Center))
        .x_desc("words per second, on a logarithmic axis")
        .x_label_formatter(&|value| canvas::tick(*value))
        .draw()?;
    for (line, row) in lines.iter().zip(0_u32..) {
        let y = rows.end - f64::from(row) - 0.5;
        let (_, middle) = chart.backend_coord(&(greatest, y));
        match line {
            Line::Heading(task) => {
                let style = canvas::text(15, INK, HPos::Left);
                canvas.draw(&Text::new(task.to_string(), (20, middle), style))?;
            }
            Line::Engine { engine, one_core, all_cores } => {
                let color = canvas::color(engine.origin);
                let style = |side| canvas::text(13, color, side);
                let beside = |is_left| if is_left { (-10, HPos::Right) } else { (10, HPos::Left) };
                let name = (i32::try_from(NAMES)? - 10, middle);
                canvas.draw(&Text::new(engine.engine.clone(), name, style(HPos::Right)))?;
                if let Some(all) = all_cores {
                    let ends = [(*one_core, y), (*all, y)];
                    chart.draw_series([PathElement::new(ends.to_vec(), color.stroke_width(2))])?;
                    let (at, side) = beside(all < one_core);
                    chart.draw_series([EmptyElement::at((*all, y))
                        + Circle::new((0, 0), 5, WHITE.filled())
                        + Circle::new((0, 0), 5, color.stroke_width(2))
                        + Text::new(rounded(*all), (at, 0), style(side))])?;
                }
                let (at, side) = beside(all_cores.is_some_and(|all| *one_core <= all));
                chart.draw_series([EmptyElement::at((*one_core, y))
                    + Circle::new((0, 0), 5, color.filled())
                    + Text::new(rounded(*one_core), (at, 0), style(side))])?;
            }
        }
    }
    Ok(())
}

/// The title, and what full and empty points are.
fn legend(canvas: &Canvas<'_>, cores: usize) -> anyhow::Result<()> {
    let style = canvas::text(14, INK, HPos::Left);
    canvas.draw(&Text::new("Speed", (20, 25), canvas::text(20, INK, HPos::Left)))?;
    let x = i32::try_from(NAMES)?;
    canvas.draw(&Circle::new((x, 25), 5, INK.filled()))?;
    canvas.draw(&Text::new("one core, by processor time", (x + 12, 25), style.clone()))?;
    canvas.draw(&Circle::new((x + 240, 25), 5, INK.stroke_width(2)))?;
    let all = format!("all {cores} cores, by the clock");
    canvas.draw(&Text::new(all, (x + 252, 25), style))?;
    Ok(())
}
