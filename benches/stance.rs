//! Who is for or against whom, behind the encoder, and the graph of that.

#![allow(missing_docs, reason = "criterion's macros make public functions")]
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use newsdesk::document::{Evidence, Holder, Polarity, Stance, Target};
use newsdesk::encoder::{Encoder, ModelFiles, Precision};
use newsdesk::stance::{StanceClassifier, edges};
use newsdesk::{Newsdesk, Topic};
use newsdesk_benches::ARTICLES;

/// From the vectors, entities and attributions of an article to its stances: between its entities
/// only, and towards topics too.
fn articles(criterion: &mut Criterion) {
    let model = ModelFiles::embedded();
    let encoder = Encoder::from_files(&model, Precision::Int8).unwrap();
    let classifier = StanceClassifier::from_files(&model).unwrap();
    let topics = ["government", "law", "money"].map(Topic::new).to_vec();
    for (group, topics) in [("entities", Vec::new()), ("topics", topics)] {
        let newsdesk = Newsdesk::new().unwrap().with_topics(topics.clone());
        let mut group = criterion.benchmark_group(format!("stance/{group}"));
        for (name, text) in ARTICLES {
            let document = newsdesk.annotate(text).unwrap();
            let encoding = encoder.encode(&document).unwrap();
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
                bencher.iter(|| {
                    let document = black_box(&document);
                    let stances = classifier.stances(document, &encoding, &topics).unwrap();
                    assert_eq!(Some(&*stances), document.attached_stances());
                });
            });
        }
    }
}

/// Stances of a thousand holders towards each other, gathered to edges.
fn graph(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("stance/edges");
    group.sample_size(10);
    for count in [1_000, 10_000, 100_000] {
        let stance = |number: u32| Stance {
            holder: Holder::Entity(number % 1_000),
            target: Target::Entity(number / 1_000),
            polarity: if number.is_multiple_of(3) { Polarity::Against } else { Polarity::For },
            probability: 0.8,
            evidence: Evidence { sentence: number, spans: Vec::new() },
            attribution: None,
        };
        let stances: Vec<Stance> = (0..count).map(stance).collect();
        group.throughput(Throughput::Elements(u64::from(count)));
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| assert_eq!(edges(black_box(&stances)).len(), count as usize));
        });
    }
}

criterion_group!(benches, articles, graph);
criterion_main!(benches);
