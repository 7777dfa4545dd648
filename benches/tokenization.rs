//! Sentences and words: throughput on running text, latency on one article, and time that must
//! grow linearly whatever the text.

#![allow(missing_docs, reason = "criterion's macros make public functions")]
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use newsdesk::tokenization::segment;
use newsdesk_benches::{ARTICLES, running_text};

/// Benchmarks one text, which must have so many sentences.
fn bench(criterion: &mut Criterion, group: &str, id: BenchmarkId, text: &str, sentences: usize) {
    let mut group = criterion.benchmark_group(format!("tokenization/{group}"));
    group.sample_size(10).throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function(id, |bencher| {
        bencher.iter(|| {
            let segmentation = segment(black_box(text)).unwrap();
            assert_eq!(segmentation.sentences().len(), sentences);
        });
    });
}

/// From 1 kB to 10 MB of news.
fn running(criterion: &mut Criterion) {
    for bytes in [1_000, 10_000, 100_000, 1_000_000, 10_000_000] {
        let text = running_text(bytes);
        let sentences = segment(&text).unwrap().sentences().len();
        bench(criterion, "running text", BenchmarkId::from_parameter(bytes), &text, sentences);
    }
}

/// One article alone.
fn articles(criterion: &mut Criterion) {
    for (name, text) in ARTICLES {
        let sentences = segment(text).unwrap().sentences().len();
        bench(criterion, "article", BenchmarkId::from_parameter(name), text, sentences);
    }
}

/// Texts that are no news, at two lengths each: the throughput must be about the same.
fn odd(criterion: &mut Criterion) {
    for count in [100_000, 1_000_000] {
        let quotes = "\"".repeat(count);
        bench(criterion, "quotation marks", BenchmarkId::from_parameter(count), &quotes, 1);
    }
    for bytes in [1_000_000, 10_000_000] {
        let line = running_text(bytes).replace(['.', '!', '?', '\n', '\u{2026}'], " ");
        let sentences = segment(&line).unwrap().sentences().len();
        bench(
            criterion,
            "line without full stop",
            BenchmarkId::from_parameter(bytes),
            &line,
            sentences,
        );
    }
}

criterion_group!(benches, running, articles, odd);
criterion_main!(benches);
