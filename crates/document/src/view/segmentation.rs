//! Views of sentences and tokens.

use super::{resolved, slice};
use crate::{Document, Sentence, Span, Token};

/// A sentence of a document.
#[derive(Clone, Copy, Debug)]
pub struct SentenceRef<'d> {
    pub(super) document: &'d Document,
    pub(super) index: usize,
    pub(super) sentence: Sentence,
}

impl<'d> SentenceRef<'d> {
    /// Its number in the document, counted from 0.
    pub fn index(self) -> usize {
        self.index
    }

    /// Bytes of the text.
    pub fn span(self) -> Span {
        self.sentence.span()
    }

    /// Its text.
    pub fn text(self) -> &'d str {
        slice(self.document, self.span())
    }

    /// Its tokens, in text order.
    pub fn tokens(self) -> impl ExactSizeIterator<Item = TokenRef<'d>> {
        let document = self.document;
        let tokens = resolved(document.token_layer().get(self.sentence.tokens()));
        tokens.iter().map(move |&token| TokenRef { document, token })
    }
}

/// A token of a document.
#[derive(Clone, Copy, Debug)]
pub struct TokenRef<'d> {
    pub(super) document: &'d Document,
    pub(super) token: Token,
}

impl<'d> TokenRef<'d> {
    /// Bytes of the text.
    pub fn span(self) -> Span {
        self.token.span()
    }

    /// Its text.
    pub fn text(self) -> &'d str {
        slice(self.document, self.span())
    }

    /// The sentence that it stands in.
    pub fn sentence(self) -> SentenceRef<'d> {
        resolved(self.document.sentence(self.token.sentence()))
    }
}
