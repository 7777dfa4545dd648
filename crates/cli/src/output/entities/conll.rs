//! Words with BIO tags, in two columns between tabs.

use super::mentions;
use crate::output::{Shown, one_line};

/// One word and its tag a line, with an empty line behind each sentence but the last.
///
/// A word that a mention covers only in part, such as the stem of a possessive, has its tag.
/// Before each of several documents stands the line `-DOCSTART-`, as in CoNLL-2003.
pub fn conll(shown: &Shown<'_>) -> String {
    let mut text = String::new();
    if shown.has_header {
        text.push_str("-DOCSTART-\tO\n\n");
    }
    let mentions = mentions(shown.document);
    let mut rest = mentions.iter().peekable();
    for sentence in shown.document.sentences() {
        if sentence.index() > 0 {
            text.push('\n');
        }
        let mut tagged = None;
        for token in sentence.tokens() {
            while rest.next_if(|mention| mention.span().end() <= token.span().start()).is_some() {}
            let mention = rest.peek().filter(|mention| mention.span().overlaps(token.span()));
            let word = one_line(token.text());
            match mention {
                Some(mention) => {
                    let continues = tagged == Some(mention.span());
                    let position = if continues { 'I' } else { 'B' };
                    text.push_str(&format!("{word}\t{position}-{}\n", mention.kind()));
                }
                None => text.push_str(&format!("{word}\tO\n")),
            }
            tagged = mention.map(|mention| mention.span());
        }
    }
    text
}
