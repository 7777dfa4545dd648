//! Documents and streams stop when they are asked to.

use std::iter;

use newsdesk::encoder::Cancellation;
use newsdesk::{AnnotateError, AnnotateErrorKind, Document};

use crate::{documents, newsdesk, on_threads};

fn is_cancelled(result: &Result<Document, AnnotateError>) -> bool {
    let error = result.as_ref().err();
    error.is_some_and(|error| matches!(error.kind(), AnnotateErrorKind::Cancelled(_)))
}

#[test]
fn a_stream_without_end_stops() {
    let newsdesk = newsdesk();
    let document = Document::new("again", "The minister resigned on Monday.").unwrap();
    for threads in [1, 3] {
        let cancellation = Cancellation::default();
        let newsdesk = newsdesk.with_cancellation(cancellation.clone());
        let (mut handed_over, mut cancelled) = (0, 0);
        let sink = |result| {
            handed_over += 1;
            cancelled += usize::from(is_cancelled(&result));
            if handed_over == 20 {
                cancellation.cancel();
            }
            Ok::<_, ()>(())
        };
        let documents = iter::repeat(document.clone());
        on_threads(threads, || newsdesk.annotate_stream(documents, sink)).unwrap();
        // Once cancelled, it reads nothing more than what each thread has begun.
        assert!(handed_over >= 20 && cancelled <= threads, "{cancelled} of {handed_over}");
    }
}

#[test]
fn every_document_of_a_batch_says_that_it_was_cancelled() {
    let cancellation = Cancellation::default();
    let newsdesk = newsdesk();
    let cancellable = newsdesk.with_cancellation(cancellation.clone());
    cancellation.cancel();
    let results = cancellable.annotate_batch(documents(20));
    assert!(results.iter().all(is_cancelled));
    assert_eq!(results[3].as_ref().unwrap_err().to_string(), "document `3`: cancelled");
    assert!(newsdesk.annotate_batch(documents(20)).iter().all(Result::is_ok));
}
