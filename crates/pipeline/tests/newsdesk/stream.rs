//! The parallel map: order, bounds, errors, panics.

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use newsdesk::{catch_panic, ordered_for_each};
use proptest::prelude::*;

use crate::on_threads;

/// Longer than any thread needs to go on, on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// All results, in the order in which they were handed over.
fn collected<Items, Output>(
    threads: usize,
    items: Items,
    work: impl Fn(Items::Item) -> Output + Sync + Send,
) -> Vec<Output>
where
    Items: Iterator + Send,
    Output: Send,
{
    let mut results = Vec::new();
    let sink = |output| {
        results.push(output);
        Ok::<_, Infallible>(())
    };
    let Ok(()) = on_threads(threads, || ordered_for_each(items, work, |_| 1, sink));
    results
}

/// Work that takes so many steps.
fn spin(steps: u64) -> u64 {
    (0..steps).fold(steps, |sum, step| sum.wrapping_mul(31).wrapping_add(step))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn results_are_those_of_a_sequential_map(
        steps in prop::collection::vec(prop_oneof![9 => 0..200_u64, 1 => 50_000..100_000_u64], 0..200),
        threads in 1..5_usize,
    ) {
        let expected: Vec<u64> = steps.iter().copied().map(spin).collect();
        prop_assert_eq!(collected(threads, steps.into_iter(), spin), expected);
    }
}

#[test]
fn a_slow_item_holds_up_no_other() {
    let (done, others) = channel();
    let others = Mutex::new(others);
    let work = |number: usize| {
        if number == 5 {
            let others = others.lock().unwrap();
            let mut finished: Vec<usize> =
                (0..9_999).map(|_| others.recv_timeout(PATIENCE).unwrap()).collect();
            finished.sort_unstable();
            assert!(finished.into_iter().eq((0..10_000).filter(|&other| other != 5)));
        } else {
            done.send(number).unwrap();
        }
        number
    };
    assert!(collected(2, 0..10_000, work).into_iter().eq(0..10_000));
}

#[test]
fn nothing_is_read_before_a_thread_is_free_for_it() {
    for threads in [1, 2, 4] {
        let (read, started) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let items = (0..1000).inspect(|_| {
            let ahead = read.fetch_add(1, Ordering::SeqCst) - started.load(Ordering::SeqCst);
            assert!(ahead < threads, "{ahead} items");
        });
        let work = |number: u64| {
            started.fetch_add(1, Ordering::SeqCst);
            spin(number)
        };
        assert_eq!(collected(threads, items, work).len(), 1000);
    }
}

#[test]
fn results_that_wait_are_bounded() {
    let read = AtomicUsize::new(0);
    let items = (0..200_usize).inspect(|_| {
        read.fetch_add(1, Ordering::SeqCst);
    });
    let (done, others) = channel();
    let others = Mutex::new(others);
    let work = |number: usize| {
        if number == 0 {
            let others = others.lock().unwrap();
            // 32 MiB for two threads.
            (0..32).for_each(|_| others.recv_timeout(PATIENCE).unwrap());
            let more = others.recv_timeout(Duration::from_millis(300));
            assert_eq!(more, Err(RecvTimeoutError::Timeout));
            assert_eq!(read.load(Ordering::SeqCst), 33);
        } else {
            done.send(()).unwrap();
        }
        number
    };
    let mut results = Vec::new();
    let sink = |number| {
        results.push(number);
        Ok::<_, Infallible>(())
    };
    let Ok(()) = on_threads(2, || ordered_for_each(items, work, |_| 1 << 20, sink));
    assert!(results.into_iter().eq(0..200));
}

#[test]
fn an_error_of_the_sink_ends_a_stream_without_end() {
    for threads in [1, 3] {
        let read = AtomicUsize::new(0);
        let items = (0..).inspect(|_| {
            read.fetch_add(1, Ordering::SeqCst);
        });
        let mut results = Vec::new();
        let sink = |number: u64| {
            results.push(number);
            if number == 50 { Err("enough") } else { Ok(()) }
        };
        let ended = on_threads(threads, || ordered_for_each(items, |number| number, |_| 1, sink));
        assert_eq!(ended, Err("enough"));
        assert!(results.into_iter().eq(0..=50));
        assert!(threads > 1 || read.into_inner() == 51);
    }
}

/// Where the stream panics.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Panicking {
    Items,
    Work,
    Sink,
}

#[test]
fn a_panic_ends_a_stream_without_end_and_reaches_the_caller() {
    for threads in [1, 3] {
        for panicking in [Panicking::Items, Panicking::Work, Panicking::Sink] {
            let check = |place, number: u64| {
                if place == panicking && number == 70 {
                    resume_unwind(Box::new(number));
                }
            };
            let items = (0..).inspect(|&number| check(Panicking::Items, number));
            let work = |number| {
                check(Panicking::Work, number);
                number
            };
            let results = Mutex::new(Vec::new());
            let sink = |number| {
                check(Panicking::Sink, number);
                results.lock().unwrap().push(number);
                Ok::<_, Infallible>(())
            };
            let stream = || on_threads(threads, || ordered_for_each(items, work, |_| 1, sink));
            let panic = catch_unwind(AssertUnwindSafe(stream)).unwrap_err();
            assert_eq!(panic.downcast_ref(), Some(&70_u64), "{panicking:?}");
            let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
            assert!(results.len() <= 70 && results.into_iter().eq(0..70), "{panicking:?}");
        }
    }
}

#[test]
fn streams_in_streams_need_one_thread_only() {
    for threads in [1, 2, 3] {
        let work = |outer: u64| {
            let mut sum = 0;
            let sink = |number| {
                sum += number;
                Ok::<_, Infallible>(())
            };
            // Reading and working themselves divide their work, and so run what others left.
            let items = (0..20).inspect(|_| {
                let _ = rayon::join(|| spin(500), || spin(500));
            });
            let work = |inner| rayon::join(|| spin(500), || outer * inner).1;
            let Ok(()) = ordered_for_each(items, work, |_| 1, sink);
            sum
        };
        let results = collected(threads, 0..100, work);
        assert!(results.into_iter().eq((0..100).map(|outer| outer * 190)), "{threads} threads");
    }
}

#[test]
fn a_stream_runs_outside_of_any_pool() {
    let mut results = Vec::new();
    let sink = |number| {
        results.push(number);
        Ok::<_, Infallible>(())
    };
    let Ok(()) = ordered_for_each(0..100, |number| number, |_| 1, sink);
    assert!(results.into_iter().eq(0..100));
}

#[test]
fn a_panic_that_is_caught_stays_with_its_item() {
    let work = |number: u32| {
        catch_panic(|| {
            if number == 70 {
                resume_unwind(Box::new("number 70 is not welcome"));
            }
            number
        })
    };
    let results = collected(2, 0..200_u32, work);
    for (number, result) in (0..).zip(&results) {
        match result {
            Ok(same) => assert_eq!(*same, number),
            Err(panicked) => {
                assert_eq!((number, panicked.message()), (70, "number 70 is not welcome"));
                assert_eq!(panicked.to_string(), "internal error: number 70 is not welcome");
            }
        }
    }
    assert_eq!(results.iter().filter(|result| result.is_err()).count(), 1);
    assert_eq!(results.len(), 200);
}
