//! A vector depends on its sequence alone.

use newsdesk_encoder::{Backend, EncodeError, NativeBackend, Precision, Sequence};
use rayon::prelude::*;

use crate::tiny;

/// Sequences of all lengths that the model takes, in no order.
fn sequences() -> Vec<(Vec<u32>, Vec<u32>)> {
    let sequence = |index: u32| {
        let length = index * 31 % 48 + 1;
        let pieces = (0..length).map(|place| (place * place + index * 13) % 90).collect();
        let types = (0..length).map(|place| (place + index) % 8).collect();
        (pieces, types)
    };
    (0..100).map(sequence).collect()
}

fn bits(backend: &NativeBackend, sequences: &[(Vec<u32>, Vec<u32>)]) -> Vec<u32> {
    let sequences: Vec<_> =
        sequences.iter().map(|(pieces, types)| Sequence { pieces, types }).collect();
    backend.encode(&sequences).unwrap().into_iter().map(f32::to_bits).collect()
}

#[test]
fn batches_equal_single_sequences_to_the_bit() {
    let sequences = sequences();
    for precision in [Precision::Float32, Precision::Int8] {
        let backend = tiny(precision);
        let single: Vec<u32> =
            sequences.chunks(1).flat_map(|sequence| bits(&backend, sequence)).collect();
        for size in [2, 7, 64, 1000] {
            let batched = sequences.chunks(size).flat_map(|batch| bits(&backend, batch));
            assert!(batched.eq(single.iter().copied()), "{precision:?} in batches of {size}");
        }
    }
}

#[test]
fn threads_change_nothing() {
    let sequences = sequences();
    for precision in [Precision::Float32, Precision::Int8] {
        let backend = tiny(precision);
        let single: Vec<Vec<u32>> =
            sequences.chunks(9).map(|batch| bits(&backend, batch)).collect();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap();
        let parallel: Vec<Vec<u32>> =
            pool.install(|| sequences.par_chunks(9).map(|batch| bits(&backend, batch)).collect());
        assert!(parallel == single, "{precision:?}");
    }
}

#[test]
fn what_the_model_does_not_have_is_named() {
    let backend = tiny(Precision::Int8);
    let message = |pieces: &[u32], types: &[u32]| -> String {
        backend.encode(&[Sequence { pieces, types }]).unwrap_err().to_string()
    };
    assert_eq!(
        message(&[0; 49], &[0; 49]),
        "sequence of 49 pieces exceeds the model's maximum of 48"
    );
    assert_eq!(message(&[1, 90], &[0, 0]), "piece 90 is not below the model's 90");
    assert_eq!(message(&[1, 2], &[0, 8]), "segment type 8 is not below the model's 8");
    assert_eq!(message(&[1, 2], &[0]), "1 segment types for 2 pieces");
    assert!(matches!(
        backend.encode(&[
            Sequence { pieces: &[7; 48], types: &[0; 48] },
            Sequence { pieces: &[900], types: &[0] }
        ]),
        Err(EncodeError::PieceOutOfRange { id: 900, limit: 90 })
    ));
}

#[test]
fn nothing_in_gives_nothing_out() {
    let backend = tiny(Precision::Int8);
    assert!(backend.encode(&[]).unwrap().is_empty());
    let empty = Sequence { pieces: &[], types: &[] };
    assert!(backend.encode(&[empty, empty]).unwrap().is_empty());
    let one = Sequence { pieces: &[5], types: &[1] };
    assert_eq!(backend.encode(&[empty, one, empty]).unwrap(), backend.encode(&[one]).unwrap());
}
