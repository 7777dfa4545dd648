//! The encoder on a model of the size of MiniLM-L6-H384 with random weights, whose speed is that of
//! trained ones. Elements are pieces.

#![allow(missing_docs, reason = "criterion's macros make public functions")]
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use std::hint::black_box;
use std::thread::available_parallelism;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use newsdesk::encoder::{Backend, Config, NativeBackend, Precision, Sequence};
use newsdesk_benches::model::{CONFIG, random_weights};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

/// Sequences and the length of each.
const SHAPES: [(usize, usize); 4] = [(1, 32), (1, 128), (1, 256), (16, 128)];

const PRECISIONS: [(&str, Precision); 2] = [("int8", Precision::Int8), ("f32", Precision::Float32)];

fn config() -> Config {
    Config::from_json(CONFIG.as_bytes()).unwrap()
}

fn backend(precision: Precision) -> NativeBackend {
    NativeBackend::new(config(), &random_weights(precision).unwrap(), precision).unwrap()
}

/// Pieces of a sequence and their types.
fn pieces(length: usize) -> (Vec<u32>, Vec<u32>) {
    ((0..30_000).step_by(97).cycle().take(length).collect(), vec![0; length])
}

/// One caller.
fn encode(criterion: &mut Criterion) {
    for (name, precision) in PRECISIONS {
        let backend = backend(precision);
        let mut group = criterion.benchmark_group(format!("encoder/{name}"));
        group.sample_size(10);
        for (count, length) in SHAPES {
            let (pieces, types) = pieces(length);
            let sequences = vec![Sequence { pieces: &pieces, types: &types }; count];
            group.throughput(Throughput::Elements((count * length) as u64));
            let id = BenchmarkId::from_parameter(format!("{count}x{length}"));
            group.bench_function(id, |bencher| {
                bencher.iter(|| {
                    let vectors = backend.encode(black_box(&sequences)).unwrap();
                    assert_eq!(vectors.len(), count * length * backend.hidden_size());
                });
            });
        }
    }
}

/// Thirty-two sequences of 128 pieces, with one worker and with one on each core.
fn workers(criterion: &mut Criterion) {
    let backend = backend(Precision::Int8);
    let (pieces, types) = pieces(128);
    let sequences = [Sequence { pieces: &pieces, types: &types }; 32];
    let mut group = criterion.benchmark_group("encoder/workers");
    group.sample_size(10).throughput(Throughput::Elements(32 * 128));
    let mut counts = vec![1, available_parallelism().map_or(1, usize::from)];
    counts.dedup();
    for count in counts {
        let pool = ThreadPoolBuilder::new().num_threads(count).build().unwrap();
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            let encode = |sequence| backend.encode(&[sequence]).unwrap().len();
            bencher.iter(|| {
                let numbers: usize =
                    pool.install(|| sequences.par_iter().copied().map(encode).sum());
                assert_eq!(numbers, 32 * 128 * backend.hidden_size());
            });
        });
    }
}

/// From the file in memory to a model that can run.
fn load(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("encoder/load");
    group.sample_size(10);
    for (name, precision) in PRECISIONS {
        let weights = random_weights(precision).unwrap();
        group.throughput(Throughput::Bytes(weights.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| NativeBackend::new(config(), black_box(&weights), precision).unwrap());
        });
    }
}

criterion_group!(benches, encode, workers, load);
criterion_main!(benches);
