//! The programs beside tools of others: speeds, memory, start-up, and ratios.

use super::super::programs::{EngineTurns, Origin, Programs, Task, Turn};
use super::super::statistics::{median, spread};
use super::{grouped, lengths, number, rounded, table};

/// The tables with what they mean.
pub fn section(programs: &Programs) -> String {
    let Programs { texts, cores, engines, lengths } = programs;
    let [articles, words] = [texts.articles, texts.words].map(|count| grouped(&count.to_string()));
    let rounds = engines.iter().map(|engine| engine.one_core.len()).max().unwrap_or(0);
    let introduction = format!(
        "\
All engines read the same texts, {source}: {articles} articles with {words} words, or these many
times over for engines that need no model. Each turn is a process of its own. The engines take
turns, {rounds} times; the table has medians and, after ±, half of the range. On one core, an engine has
one thread, which is bound to that core, and seconds are those of the processor; on {cores} cores, those of
the clock. For our programs, the whole process counts; for the others, loading is left out. Memory
is the most that was resident in the turns on one core. Start-up is the time from the start of a
process to its first output for one line of text. Engines do different things: compare them within a
task, and see the README for the quality of ours.
",
        source = texts.source
    );
    [introduction, speeds(engines, *cores), ratios(engines), lengths::section(lengths)].join("\n")
}

fn speeds(engines: &[EngineTurns], cores: usize) -> String {
    let head = [
        "task".to_owned(),
        "engine".to_owned(),
        "words/s, one core".to_owned(),
        "… by the clock".to_owned(),
        format!("words/s, {cores} cores"),
        "memory, MB".to_owned(),
        "start-up, ms".to_owned(),
    ];
    let rows = Task::ALL.iter().flat_map(|task| {
        let here = engines.iter().filter(move |engine| engine.task == *task);
        here.map(|engine| {
            let mut row = vec![task.to_string(), engine.engine.clone()];
            row.extend(cells(engine));
            row
        })
    });
    table(&head, rows)
}

/// Speeds, memory and start-up time; why there is none, for an engine that is missing.
fn cells(engine: &EngineTurns) -> [String; 5] {
    let nothing = || "–".to_owned();
    if let Some(reason) = &engine.missing {
        return [format!("missing: {reason}"), nothing(), nothing(), nothing(), nothing()];
    }
    let peaks = engine.one_core.iter().map(Turn::peak_megabytes);
    let start_up = engine.start_up_seconds.iter().map(|seconds| 1e3 * seconds);
    [
        with_spread(engine.one_core_speeds()).unwrap_or_else(nothing),
        with_spread(engine.one_core_clock_speeds()).unwrap_or_else(nothing),
        with_spread(engine.all_cores_speeds()).unwrap_or_else(nothing),
        median(peaks).map_or_else(nothing, number),
        with_spread(start_up).unwrap_or_else(nothing),
    ]
}

fn with_spread(numbers: impl Iterator<Item = f64> + Clone) -> Option<String> {
    let (middle, spread) = (median(numbers.clone())?, spread(numbers)?);
    Some(format!("{} ± {:.0} %", rounded(middle), 100.0 * spread))
}

/// What holds between two engines, as the median over the rounds.
fn ratios(engines: &[EngineTurns]) -> String {
    let find = |name: &str| engines.iter().find(|engine| engine.engine == name);
    let mut lines = Vec::new();
    if let (Some(entities), Some(encode)) = (find("newsdesk entities"), find("newsdesk encode")) {
        let (ratio, range) =
            ratio(&entities.one_core, &encode.one_core, |turn| turn.processor_seconds);
        lines.push(format!(
            "- `newsdesk entities` takes {ratio:.2} times the processor time of `newsdesk encode`, the\n  \
             encoder alone ({range}).\n"
        ));
    }
    if let Some(ours) = find("newsdesk annotate") {
        let others = engines.iter().filter(|engine| engine.origin == Origin::Beside);
        for other in others {
            let (one, one_range) =
                ratio(&other.one_core, &ours.one_core, |turn| turn.processor_seconds);
            let (all, all_range) =
                ratio(&other.all_cores, &ours.all_cores, |turn| turn.wall_seconds);
            lines.push(format!(
                "- `newsdesk annotate` is {one:.2} times as fast as `{}` on one core ({one_range}), and\n  \
                 {all:.2} times on all ({all_range}).\n",
                other.engine
            ));
        }
    }
    lines.concat()
}

/// The median of the ratios of two engines in each round, and their range.
fn ratio(over: &[Turn], under: &[Turn], seconds: impl Fn(&Turn) -> f64) -> (f64, String) {
    let ratios: Vec<f64> =
        over.iter().zip(under).map(|(over, under)| seconds(over) / seconds(under)).collect();
    let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
    let greatest = ratios.iter().copied().fold(0.0, f64::max);
    (median(ratios).unwrap_or(f64::NAN), format!("{least:.2} to {greatest:.2}"))
}
