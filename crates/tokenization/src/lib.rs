//! English text to sentences and words, with exact byte spans.

use newsdesk_document::{DocumentError, Segmentation, Span};

/// Sentences and words of a text.
///
/// # Errors
///
/// [`DocumentError::TooLong`] if the text has more than `u32::MAX` bytes.
pub fn segment(text: &str) -> Result<Segmentation, DocumentError> {
    let (mut sentences, mut tokens, mut start) = (Vec::new(), Vec::new(), None);
    for word in text.split_whitespace() {
        let from = word.as_ptr() as usize - text.as_ptr() as usize;
        let (from, to) = (from as u32, (from + word.len()) as u32);
        let first = *start.get_or_insert(from);
        tokens.push(Span::new(from, to).unwrap());
        if word.ends_with(['.', '?', '!', '"', '”']) || text[to as usize..].starts_with("\n\n") {
            sentences.push(Span::new(first, to).unwrap());
            start = None;
        }
    }
    if let Some(first) = start {
        sentences.push(Span::new(first, tokens.last().unwrap().end()).unwrap());
    }
    Ok(Segmentation::new(&sentences, &tokens).unwrap())
}
