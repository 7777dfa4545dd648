//! `benches/plots`: the results as pictures in SVG.

mod canvas;
mod lengths;
mod speed;

use super::programs::Programs;

/// The names of the files in `benches` with their contents.
pub fn plots(programs: &Programs) -> anyhow::Result<Vec<(&'static str, String)>> {
    Ok(vec![
        ("plots/speed.svg", speed::plot(programs)?),
        ("plots/time.svg", lengths::time(programs)?),
        ("plots/memory.svg", lengths::memory(programs)?),
    ])
}
