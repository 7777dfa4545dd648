//! Texts as the model reads them: the model once a process, and a text once for all functions of a
//! row.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::LazyLock;

use datafusion::error::{DataFusionError, Result};
use newsdesk::document::Span;
use newsdesk::tokenization::segment;
use newsdesk::{Document, LoadError, Newsdesk, Topic, catch_panic};

/// Bytes of the longest text that is read. Such a text takes 780 MB while it is read, and an engine
/// reads one text a core at once.
pub const MAX_TEXT_BYTES: usize = 1 << 20;

/// Bytes of the texts that a thread remembers: those of a batch, for the next function.
const REMEMBERED_BYTES: usize = 4 << 20;

/// What a short text costs beyond its bytes.
const BYTES_A_TEXT: usize = 4 << 10;

/// The stages, with the model that is part of the program.
static NEWSDESK: LazyLock<std::result::Result<Newsdesk, LoadError>> = LazyLock::new(Newsdesk::new);

thread_local! {
    static READINGS: RefCell<Readings> = RefCell::default();
}

/// A text that was read.
pub struct Reading {
    /// With all layers.
    pub document: Document,
    /// How well each sentence tells the story.
    pub scores: Vec<f32>,
}

/// A text that was read, or why it could not be.
pub type Outcome = std::result::Result<Reading, String>;

/// What a thread has read of late, the last at the end. An engine evaluates the functions of a batch
/// one after another on one thread.
#[derive(Default)]
struct Readings {
    outcomes: VecDeque<(String, Rc<Outcome>)>,
    bytes: usize,
}

impl Readings {
    fn get(&self, text: &str) -> Option<Rc<Outcome>> {
        let mut outcomes = self.outcomes.iter();
        outcomes.find(|(other, _)| other == text).map(|(_, outcome)| Rc::clone(outcome))
    }

    fn remember(&mut self, text: &str, outcome: &Rc<Outcome>) {
        if text.len() > MAX_TEXT_BYTES {
            return;
        }
        self.bytes += text.len() + BYTES_A_TEXT;
        self.outcomes.push_back((text.to_owned(), Rc::clone(outcome)));
        while self.bytes > REMEMBERED_BYTES {
            let Some((oldest, _)) = self.outcomes.pop_front() else { return };
            self.bytes -= oldest.len() + BYTES_A_TEXT;
        }
    }
}

/// Reads a text, unless this thread has read it just before.
///
/// # Errors
///
/// If the model cannot be loaded, which no row is to blame for.
pub fn read(text: &str) -> Result<Rc<Outcome>> {
    if let Some(outcome) = READINGS.with_borrow(|readings| readings.get(text)) {
        return Ok(outcome);
    }
    let outcome = Rc::new(read_with(newsdesk()?, text));
    READINGS.with_borrow_mut(|readings| readings.remember(text, &outcome));
    Ok(outcome)
}

/// Reads a text for what is held towards a target.
///
/// # Errors
///
/// As [`read`].
pub fn read_towards(text: &str, target: &Topic) -> Result<Outcome> {
    Ok(read_with(&newsdesk()?.with_topics(vec![target.clone()]), text))
}

fn newsdesk() -> Result<&'static Newsdesk> {
    let failed = |error: &'static LoadError| DataFusionError::External(Box::new(error));
    NEWSDESK.as_ref().map_err(failed)
}

/// The sentences of a text, for which no model is needed.
pub fn read_sentences(text: &str) -> std::result::Result<Vec<Span>, String> {
    check_length(text)?;
    let segmentation = catch_panic(|| segment(text)).map_err(|panicked| panicked.to_string())?;
    let segmentation = segmentation.map_err(|error| error.to_string())?;
    Ok(segmentation.sentences().iter().map(|sentence| sentence.span()).collect())
}

fn check_length(text: &str) -> std::result::Result<(), String> {
    let length = text.len();
    if length > MAX_TEXT_BYTES {
        return Err(format!("text of {length} bytes exceeds the limit of {MAX_TEXT_BYTES} bytes"));
    }
    Ok(())
}

fn read_with(newsdesk: &Newsdesk, text: &str) -> Outcome {
    check_length(text)?;
    let document = Document::new("", text).map_err(|error| error.to_string())?;
    let annotated = catch_panic(|| newsdesk.annotate_scored(document));
    let annotated = annotated.map_err(|panicked| panicked.to_string())?;
    let (document, scores) = annotated.map_err(|error| error.into_kind().to_string())?;
    Ok(Reading { document, scores })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_remembers_what_it_has_read_within_bounds() {
        let first = read("It rained.").unwrap();
        assert!(Rc::ptr_eq(&first, &read("It rained.").unwrap()));
        let mut readings = Readings::default();
        for number in 0..10 {
            readings.remember(&number.to_string().repeat(REMEMBERED_BYTES / 4), &first);
            assert!(readings.bytes <= REMEMBERED_BYTES);
        }
        assert_eq!(readings.outcomes.len(), 3);
        assert!(readings.get(&"9".repeat(REMEMBERED_BYTES / 4)).is_some());
    }

    #[test]
    fn a_text_that_is_too_long_is_refused() {
        let message = read(&"a ".repeat(MAX_TEXT_BYTES)).unwrap();
        let message = message.as_ref().as_ref().err().unwrap();
        assert_eq!(message, "text of 2097152 bytes exceeds the limit of 1048576 bytes");
    }
}
