//! The encoder on a model of the size of MiniLM-L6-H384 with random weights, whose speed is that of
//! trained ones. Elements are pieces.

#![allow(missing_docs, reason = "criterion's macros make public functions")]
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use newsdesk_benches::model::{CONFIG, random_weights};
use newsdesk_encoder::{Backend, Config, NativeBackend, Precision, Sequence};

/// Sequences and the length of each.
const SHAPES: [(usize, usize); 4] = [(1, 32), (1, 128), (1, 256), (16, 128)];

fn encode(criterion: &mut Criterion) {
    let (config, weights) =
        (Config::from_json(CONFIG.as_bytes()).unwrap(), random_weights().unwrap());
    for (name, precision) in [("int8", Precision::Int8), ("f32", Precision::Float32)] {
        let backend = NativeBackend::new(config.clone(), &weights, precision).unwrap();
        let mut group = criterion.benchmark_group(format!("encoder/{name}"));
        group.sample_size(10);
        for (count, length) in SHAPES {
            let pieces: Vec<u32> =
                (0..length).map(|place| (place * 7919 % 30_000) as u32).collect();
            let types = vec![0; length];
            let sequences = vec![Sequence { pieces: &pieces, types: &types }; count];
            group.throughput(Throughput::Elements((count * length) as u64));
            group.bench_function(
                BenchmarkId::from_parameter(format!("{count}x{length}")),
                |bencher| {
                    bencher.iter(|| {
                        let vectors = backend.encode(black_box(&sequences)).unwrap();
                        assert_eq!(vectors.len(), count * length * backend.hidden_size());
                    });
                },
            );
        }
    }
}

/// From the file in memory to a model that can run.
fn load(criterion: &mut Criterion) {
    let (config, weights) =
        (Config::from_json(CONFIG.as_bytes()).unwrap(), random_weights().unwrap());
    let mut group = criterion.benchmark_group("encoder/load");
    group.sample_size(10).throughput(Throughput::Bytes(weights.len() as u64));
    for (name, precision) in [("int8", Precision::Int8), ("f32", Precision::Float32)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                NativeBackend::new(config.clone(), black_box(&weights), precision).unwrap()
            });
        });
    }
}

criterion_group!(benches, encode, load);
criterion_main!(benches);
