//! Summaries of articles, and of texts far longer than any article.

#![allow(missing_docs, reason = "criterion's macros make public functions")]
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use newsdesk::summarization::Summarizer;
use newsdesk::tokenization::segment;
use newsdesk::{Budget, Document, Summary};
use newsdesk_benches::{ARTICLES, running_text};

fn segmented(text: &str) -> Document {
    let mut document = Document::new("bench", text).unwrap();
    document.attach_segmentation(segment(text).unwrap()).unwrap();
    document
}

/// How many sentences the summary has.
fn length(summary: &Summary) -> usize {
    match summary {
        Summary::Extractive(selected) => selected.len(),
        Summary::Abstractive(generated) => generated.len(),
    }
}

/// Three sentences of each article, without finding its sentences.
fn articles(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("summarization/article");
    for (name, text) in ARTICLES {
        let document = segmented(text);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| {
                let summary = Summarizer::default().summarize(black_box(&document)).unwrap();
                assert_eq!(length(&summary), 3);
            });
        });
    }
}

/// Up to 50,000 sentences that all differ, of which a tenth is chosen.
fn long(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("summarization/sentences");
    group.sample_size(10);
    for count in [500, 5_000, 50_000] {
        let sentence = |number: usize| {
            format!(
                "On day {} the council of town {} met {number} people. ",
                number % 28,
                number / 7
            )
        };
        let document = segmented(&(0..count).map(sentence).collect::<String>());
        assert_eq!(document.sentences().len(), count);
        let summarizer = Summarizer::new(Budget::ratio(0.1).unwrap());
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| {
                let summary = summarizer.summarize(black_box(&document)).unwrap();
                assert_eq!(length(&summary), count / 10);
            });
        });
    }
}

/// A megabyte of news as one document.
fn running(criterion: &mut Criterion) {
    let document = segmented(&running_text(1_000_000));
    let mut group = criterion.benchmark_group("summarization/running text");
    group.sample_size(10).throughput(Throughput::Bytes(document.text().len() as u64));
    group.bench_function("1000000", |bencher| {
        bencher.iter(|| {
            let summary = Summarizer::default().summarize(black_box(&document)).unwrap();
            assert_eq!(length(&summary), 3);
        });
    });
}

criterion_group!(benches, articles, long, running);
criterion_main!(benches);
