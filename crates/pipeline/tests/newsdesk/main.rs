//! One document and many: same results, in order, each alone.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may panic")]

mod batch;
mod cancellation;
#[cfg(feature = "libtorch")]
mod libtorch;
mod settings;
mod stances;
mod stream;

use newsdesk::{Document, Model, Newsdesk, Settings, SummarySettings};

/// A model that knows some words.
const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ner/tests/ner/tiny");

/// Documents of many lengths, some of them empty or odd.
fn documents(count: usize) -> Vec<Document> {
    let sentences = [
        "The minister of finance resigned on Monday after a long debate. ",
        "\"I have done my duty,\" she told reporters in St. Gallen. ",
        "Prices rose 3.5 percent.\n\n",
        "[Photo: a bank]\n",
        "Ünïcödé — 漢字 🙂 … ",
        "President Vladimir Putin met Kim Jong Un in Russia. Putin gave him a car. ",
    ];
    let text = |index: usize| {
        let length = index * 7 % 23;
        (0..length)
            .map(|place| sentences[(index + place * place) % sentences.len()])
            .collect::<String>()
    };
    (0..count).map(|index| Document::new(index.to_string(), text(index)).unwrap()).collect()
}

fn newsdesk() -> Newsdesk {
    let model = Some(Model::Folder(MODEL.into()));
    Newsdesk::with_settings(&Settings {
        model,
        stances: None,
        summary: Some(SummarySettings::default()),
        ..Settings::default()
    })
    .unwrap()
}

/// A result that can be compared.
fn comparable(result: Result<Document, newsdesk::AnnotateError>) -> Result<Document, String> {
    result.map_err(|error| error.to_string())
}

/// Runs the work on a pool of its own.
fn on_threads<Output: Send>(threads: usize, work: impl FnOnce() -> Output + Send) -> Output {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(work)
}

/// Programs share one value between threads.
#[test]
fn types_are_send_and_sync() {
    fn check<T: Send + Sync>() {}
    check::<Newsdesk>();
    check::<newsdesk::AnnotateError>();
    check::<newsdesk::Settings>();
}
