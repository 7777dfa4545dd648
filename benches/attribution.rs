//! Who says what: quotations, attributions behind the encoder, and pronouns.

#![allow(missing_docs, reason = "criterion's macros make public functions")]
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use newsdesk::Newsdesk;
use newsdesk::encoder::{Encoder, ModelFiles, Precision};
use newsdesk::stance::{Attributor, pronouns, quotations};
use newsdesk_benches::{ARTICLES, running_text};

/// From the vectors and entities of an article to its attributions.
fn articles(criterion: &mut Criterion) {
    let model = ModelFiles::embedded();
    let encoder = Encoder::from_files(&model, Precision::Int8).unwrap();
    let attributor = Attributor::from_files(&model).unwrap();
    let newsdesk = Newsdesk::new().unwrap();
    let mut group = criterion.benchmark_group("attribution/article");
    for (name, text) in ARTICLES {
        let document = newsdesk.annotate(text).unwrap();
        let encoding = encoder.encode(&document).unwrap();
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| {
                let attributions = attributor.attribute(black_box(&document), &encoding).unwrap();
                assert_eq!(Some(&*attributions), document.attached_attributions());
            });
        });
    }
}

/// The pronouns of an article whose attributions are known.
fn references(criterion: &mut Criterion) {
    let newsdesk = Newsdesk::new().unwrap();
    let mut group = criterion.benchmark_group("attribution/pronouns");
    for (name, text) in ARTICLES {
        let document = newsdesk.annotate(text).unwrap();
        let count = pronouns(&document).len();
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| assert_eq!(pronouns(black_box(&document)).len(), count));
        });
    }
}

/// What stands in quotation marks, in up to a megabyte of news.
fn marks(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("attribution/quotations");
    group.sample_size(10);
    for bytes in [10_000, 100_000, 1_000_000] {
        let text = running_text(bytes);
        let count = text.matches('"').count() / 2;
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(bytes), |bencher| {
            bencher.iter(|| assert_eq!(quotations(black_box(&text)).len(), count));
        });
    }
}

criterion_group!(benches, articles, references, marks);
criterion_main!(benches);
