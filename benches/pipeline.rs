//! Whole documents: one alone, and many on one thread and on all cores.

#![allow(missing_docs, reason = "criterion's macros make public functions")]
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use std::hint::black_box;
use std::thread::available_parallelism;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use newsdesk::{Document, Newsdesk, Settings};
use newsdesk_benches::{ARTICLES, documents, size};
use rayon::ThreadPoolBuilder;

/// How many documents are read in one go.
const COUNT: usize = 700;

/// Sentences, words and summaries, which need no model.
fn newsdesk() -> Newsdesk {
    let settings = Settings { model: None, stances: None, ..Settings::default() };
    Newsdesk::with_settings(&settings).unwrap()
}

/// From a text to its summary, one article alone.
fn latency(criterion: &mut Criterion) {
    let newsdesk = newsdesk();
    let mut group = criterion.benchmark_group("pipeline/latency");
    for (name, text) in ARTICLES {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| {
                let document = newsdesk.annotate(black_box(text)).unwrap();
                assert!(document.summary().is_some());
            });
        });
    }
}

/// Many articles, on one thread and on all cores: bytes a second and documents a second.
fn throughput(criterion: &mut Criterion) {
    let newsdesk = newsdesk();
    let corpus = documents(COUNT).unwrap();
    let cores = available_parallelism().map_or(1, usize::from);
    let units = [
        ("bytes", Throughput::Bytes(size(&corpus))),
        ("documents", Throughput::Elements(COUNT as u64)),
    ];
    for (unit, throughput) in units {
        let mut group = criterion.benchmark_group(format!("pipeline/{unit}"));
        group.sample_size(10).throughput(throughput);
        for threads in [1, cores] {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let read = |batch: Vec<Document>| {
                let results = pool.install(|| newsdesk.annotate_batch(batch));
                assert!(results.len() == COUNT && results.iter().all(Result::is_ok));
                results
            };
            group.bench_function(BenchmarkId::new("threads", threads), |bencher| {
                bencher.iter_batched(|| corpus.clone(), read, BatchSize::LargeInput);
            });
            if threads == cores {
                break;
            }
        }
    }
}

criterion_group!(benches, latency, throughput);
criterion_main!(benches);
