//! Long documents stop when they are asked to.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use newsdesk_document::Document;
use newsdesk_encoder::{
    Backend, Cancellation, Config, EncodeError, Encoder, PieceTokenizer, Sequence,
};
use newsdesk_tokenization::segment;

use crate::files;

/// Gives zeros, and cancels the work when it is asked for the second time.
struct Cancelling {
    cancellation: Cancellation,
    calls: Arc<AtomicUsize>,
}

impl Backend for Cancelling {
    fn hidden_size(&self) -> usize {
        1
    }

    fn max_length(&self) -> usize {
        16
    }

    fn type_count(&self) -> usize {
        8
    }

    fn encode(&self, sequences: &[Sequence<'_>]) -> Result<Vec<f32>, EncodeError> {
        if self.calls.fetch_add(1, Ordering::Relaxed) == 1 {
            self.cancellation.cancel();
        }
        Ok(vec![0.0; sequences.iter().map(|sequence| sequence.pieces.len()).sum()])
    }
}

fn document(text: &str) -> Document {
    let mut document = Document::new("long", text).unwrap();
    document.attach_segmentation(segment(text).unwrap()).unwrap();
    document
}

#[test]
fn no_window_is_encoded_once_the_work_is_cancelled() {
    let files = files();
    let config = Config::from_json(&files.config).unwrap();
    let tokenizer = PieceTokenizer::from_json(&files.tokenizer, config.vocab_size).unwrap();
    let (cancellation, calls) = (Cancellation::default(), Arc::new(AtomicUsize::new(0)));
    let backend = Cancelling { cancellation: cancellation.clone(), calls: Arc::clone(&calls) };
    let encoder = Encoder::new(tokenizer, Box::new(backend));
    let long = document(&"Kim signed the treaty. ".repeat(200));

    let encoding = encoder.encode_cancellable(&long, &cancellation).unwrap();
    assert!(encoding.part_count() > 2);
    let outcome = encoding.vectors();
    assert!(matches!(outcome, Err(EncodeError::Cancelled(_))), "{outcome:?}");
    assert_eq!(calls.load(Ordering::Relaxed), 2);

    let outcome = encoder.encode_cancellable(&document("Kim."), &cancellation);
    assert_eq!(outcome.err().map(|error| error.to_string()).as_deref(), Some("cancelled"));
    assert_eq!(calls.load(Ordering::Relaxed), 2);
    assert!(encoder.encode(&document("Kim.")).is_ok());
}
