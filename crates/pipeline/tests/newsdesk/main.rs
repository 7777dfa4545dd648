//! One document and many: same results, in order, each alone.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may panic")]

mod batch;
mod settings;
mod stream;

use newsdesk::{Document, Newsdesk};

/// Documents of many lengths, some of them empty or odd.
fn documents(count: usize) -> Vec<Document> {
    let sentences = [
        "The minister of finance resigned on Monday after a long debate. ",
        "\"I have done my duty,\" she told reporters in St. Gallen. ",
        "Prices rose 3.5 percent.\n\n",
        "[Photo: a bank]\n",
        "Ünïcödé — 漢字 🙂 … ",
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
    Newsdesk::new().unwrap()
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
