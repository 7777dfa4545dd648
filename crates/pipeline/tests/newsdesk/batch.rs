//! A batch gives what each document gives alone.

use std::convert::Infallible;

use crate::{comparable, documents, newsdesk, on_threads};

#[test]
fn batch_equals_single_for_any_size_and_number_of_threads() {
    let newsdesk = newsdesk();
    let documents = documents(200);
    let single: Vec<_> = documents
        .iter()
        .map(|document| comparable(newsdesk.annotate_document(document.clone())))
        .collect();
    assert!(single.iter().all(Result::is_ok));
    for threads in [1, 3] {
        for size in [1, 2, 7, 64, 1000] {
            let batches = documents.chunks(size);
            let results: Vec<_> = on_threads(threads, || {
                batches
                    .flat_map(|batch| newsdesk.annotate_batch(batch.to_vec()))
                    .map(comparable)
                    .collect()
            });
            assert_eq!(results, single, "{threads} threads, batches of {size}");
        }
    }
}

#[test]
fn a_stream_equals_single_for_any_number_of_threads() {
    let newsdesk = newsdesk();
    let documents = documents(500);
    let single: Vec<_> = documents
        .iter()
        .map(|document| comparable(newsdesk.annotate_document(document.clone())))
        .collect();
    for threads in [1, 3] {
        let mut results = Vec::new();
        let sink = |result| {
            results.push(comparable(result));
            Ok::<_, Infallible>(())
        };
        let ended =
            on_threads(threads, || newsdesk.annotate_stream(documents.clone().into_iter(), sink));
        assert_eq!((ended, results), (Ok(()), single.clone()), "{threads} threads");
    }
}

#[test]
fn nothing_in_gives_nothing_out() {
    assert!(newsdesk().annotate_batch(Vec::new()).is_empty());
    let sink = |_| Err("a result");
    assert_eq!(newsdesk().annotate_stream(std::iter::empty(), sink), Ok(()));
}
