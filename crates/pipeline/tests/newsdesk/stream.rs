//! The parallel map: order, bounds, panics.

use std::sync::atomic::{AtomicUsize, Ordering};

use newsdesk::{catch_panic, ordered_map};

use crate::on_threads;

#[test]
fn results_come_in_the_order_of_the_items() {
    let work = |number: u64| {
        // Items that take longer than those behind them must not be overtaken.
        let steps = if number.is_multiple_of(7) { 20_000 } else { 1 };
        (0..steps).fold(number, |sum, step| sum.wrapping_mul(31).wrapping_add(step));
        number
    };
    let results: Vec<u64> = on_threads(4, || ordered_map(0..1000, |_| 1, work).collect());
    assert!(results.into_iter().eq(0..1000));
}

/// How many items have been read when the first result comes.
fn read_ahead(threads: usize, size: usize) -> usize {
    let read = AtomicUsize::new(0);
    let items = (0..100_000).inspect(|_| {
        read.fetch_add(1, Ordering::Relaxed);
    });
    on_threads(threads, || ordered_map(items, |_| size, |item| item).next().unwrap());
    read.into_inner()
}

#[test]
fn only_a_bounded_number_of_items_is_read_ahead() {
    assert_eq!(read_ahead(1, 10), 64);
    assert_eq!(read_ahead(2, 10), 128);
    assert_eq!(read_ahead(1, 1 << 20), 4);
    assert_eq!(read_ahead(2, 3 << 20), 3);
    assert_eq!(read_ahead(1, usize::MAX), 1);
}

#[test]
fn a_panic_stays_with_its_item() {
    std::panic::set_hook(Box::new(|_| ()));
    let work = |number: u32| {
        catch_panic(|| {
            assert!(number != 70, "number {number} is not welcome");
            number
        })
    };
    let results: Vec<_> = on_threads(2, || ordered_map(0..200_u32, |_| 1, work).collect());
    let _ = std::panic::take_hook();
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
