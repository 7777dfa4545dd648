//! The layer of sentences and tokens.

use std::ops::Range;

use crate::Span;
use crate::layer::{LayerError, LayerErrorKind, LayerName};

/// Sentences and tokens of one text, in text order.
///
/// Sentences do not overlap, every token lies in exactly one sentence, every sentence has at
/// least one token, and tokens do not overlap. [`Segmentation::new`] checks all of this, so a
/// value of this type always holds it; that the spans fit a particular text is checked when the
/// layer is attached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segmentation {
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
}

/// One sentence: its span and the tokens in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    span: Span,
    first_token: u32,
    end_token: u32,
}

impl Sentence {
    /// Bytes of the text.
    pub fn span(self) -> Span {
        self.span
    }

    /// Indexes of its tokens in the document.
    pub fn tokens(self) -> Range<usize> {
        self.first_token as usize..self.end_token as usize
    }
}

/// One word or punctuation mark: its span and the sentence it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    span: Span,
    sentence: u32,
}

impl Token {
    /// Bytes of the text.
    pub fn span(self) -> Span {
        self.span
    }

    /// Index of its sentence in the document.
    pub fn sentence(self) -> usize {
        self.sentence as usize
    }
}

impl Segmentation {
    /// Joins sentences and tokens, both in text order.
    ///
    /// # Errors
    ///
    /// A [`LayerError`] that names the first sentence or token that is out of order, overlaps its
    /// predecessor, is empty, or (a token) does not lie in a sentence, or (a sentence) has none.
    pub fn new(sentences: &[Span], tokens: &[Span]) -> Result<Self, LayerError> {
        in_order(LayerName::Sentences, sentences)?;
        in_order(LayerName::Tokens, tokens)?;
        let mut segmentation = Self {
            sentences: Vec::with_capacity(sentences.len()),
            tokens: Vec::with_capacity(tokens.len()),
        };
        let mut rest = tokens.iter().copied().peekable();
        for (index, &span) in (0_u32..).zip(sentences) {
            let first_token = segmentation.token_count();
            while let Some(token) = rest.next_if(|token| span.contains(*token)) {
                segmentation.tokens.push(Token { span: token, sentence: index });
            }
            let end_token = segmentation.token_count();
            if first_token == end_token {
                let kind = LayerErrorKind::SentenceWithoutToken { span };
                return Err(LayerError::new(LayerName::Sentences, index as usize, kind));
            }
            segmentation.sentences.push(Sentence { span, first_token, end_token });
        }
        match rest.next() {
            None => Ok(segmentation),
            Some(span) => {
                let kind = LayerErrorKind::TokenOutsideSentence { span };
                Err(LayerError::new(LayerName::Tokens, segmentation.tokens.len(), kind))
            }
        }
    }

    /// The sentences, in text order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The tokens, in text order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Checks that the spans are slices of `text`.
    pub(crate) fn check(&self, text: &str) -> Result<(), LayerError> {
        for (index, sentence) in self.sentences.iter().enumerate() {
            LayerError::check_span(LayerName::Sentences, index, sentence.span, text)?;
        }
        for (index, token) in self.tokens.iter().enumerate() {
            LayerError::check_span(LayerName::Tokens, index, token.span, text)?;
        }
        Ok(())
    }

    /// Tokens so far. Spans are disjoint, non-empty and `u32`, so their number fits as well.
    fn token_count(&self) -> u32 {
        u32::try_from(self.tokens.len()).unwrap_or(u32::MAX)
    }
}

/// Checks that spans are not empty, in order, and do not overlap.
fn in_order(layer: LayerName, spans: &[Span]) -> Result<(), LayerError> {
    let mut previous: Option<Span> = None;
    for (index, &span) in spans.iter().enumerate() {
        if span.is_empty() {
            let kind = crate::SpanError::Empty { at: span.start() }.into();
            return Err(LayerError::new(layer, index, kind));
        }
        if let Some(previous) = previous.filter(|previous| previous.end() > span.start()) {
            return Err(LayerError::new(
                layer,
                index,
                LayerErrorKind::OutOfOrder { previous, span },
            ));
        }
        previous = Some(span);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(offsets: &[(u32, u32)]) -> Vec<Span> {
        offsets.iter().map(|&(start, end)| Span::new(start, end).unwrap()).collect()
    }

    fn message(sentences: &[(u32, u32)], tokens: &[(u32, u32)]) -> String {
        Segmentation::new(&spans(sentences), &spans(tokens)).unwrap_err().to_string()
    }

    #[test]
    fn tokens_know_their_sentence() {
        let segmentation =
            Segmentation::new(&spans(&[(0, 3), (4, 9)]), &spans(&[(0, 2), (2, 3), (4, 9)]))
                .unwrap();
        let sentences: Vec<_> =
            segmentation.tokens().iter().map(|token| token.sentence()).collect();
        assert_eq!(sentences, [0, 0, 1]);
        assert_eq!(segmentation.sentences()[0].tokens(), 0..2);
    }

    #[test]
    fn faults_are_named() {
        assert_eq!(
            message(&[(0, 3), (2, 5)], &[]),
            "sentences[1]: span 2..5 overlaps or precedes 0..3"
        );
        assert_eq!(message(&[(0, 3)], &[(1, 4)]), "sentences[0]: sentence 0..3 has no token");
        assert_eq!(
            message(&[(0, 3)], &[(0, 3), (3, 4)]),
            "tokens[1]: token 3..4 is in no sentence"
        );
        assert_eq!(message(&[(0, 3)], &[(1, 1)]), "tokens[0]: span 1..1 is empty");
    }
}
