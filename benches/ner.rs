//! Entities: what the heads take behind the encoder, and grouping of very many mentions.

#![allow(missing_docs, reason = "criterion's macros make public functions")]
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use newsdesk::document::{EntityKind, Mention, Span};
use newsdesk::encoder::{Encoder, ModelFiles, Precision};
use newsdesk::ner::{Recognizer, group};
use newsdesk::{Document, Newsdesk};
use newsdesk_benches::ARTICLES;
use newsdesk_benches::shapes::name;

/// A name for each number.
type Numbered = fn(usize) -> String;

/// From the vectors of an article to its entities.
fn articles(criterion: &mut Criterion) {
    let model = ModelFiles::embedded();
    let encoder = Encoder::from_files(&model, Precision::Int8).unwrap();
    let recognizer = Recognizer::from_files(&model).unwrap();
    let newsdesk = Newsdesk::new().unwrap();
    let mut benchmarks = criterion.benchmark_group("ner/article");
    for (name, text) in ARTICLES {
        let document = newsdesk.annotate(text).unwrap();
        let encoding = encoder.encode(&document).unwrap();
        benchmarks.throughput(Throughput::Bytes(text.len() as u64));
        benchmarks.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| {
                let entities = recognizer.recognize(black_box(&document), &encoding).unwrap();
                assert_eq!(Some(&*entities), document.attached_entities());
            });
        });
    }
}

/// Mentions of people, each with another name, or with another name of one family.
fn grouping(criterion: &mut Criterion) {
    let kinds: [(&str, Numbered); 2] = [
        ("names", |number| format!("{} {}", name(number), name(number + 1_000_000))),
        ("one family", |number| format!("{} Berg", name(number))),
    ];
    for (id, person) in kinds {
        let mut benchmarks = criterion.benchmark_group(format!("ner/grouping of {id}"));
        benchmarks.sample_size(10);
        for count in [1_000, 10_000, 100_000] {
            let names: Vec<String> = (0..count).map(person).collect();
            let document = Document::new("bench", names.join("\n")).unwrap();
            let mut end = 0;
            let mention = |name: &String| {
                let start = end;
                end += u32::try_from(name.len()).unwrap();
                let span = Span::new(start, end).unwrap();
                end += 1;
                Mention { span, kind: EntityKind::Person, probability: 1.0 }
            };
            let mentions: Vec<Mention> = names.iter().map(mention).collect();
            benchmarks.throughput(Throughput::Elements(count as u64));
            benchmarks.bench_function(BenchmarkId::from_parameter(count), |bencher| {
                bencher.iter(|| assert_eq!(group(black_box(&document), &mentions).len(), count));
            });
        }
    }
}

criterion_group!(benches, articles, grouping);
criterion_main!(benches);
