//! One chunk of text between white space to tokens.

use super::shape::{self, Shape};
use super::{Word, clitic, lexicon, word};

/// Splits `text[start..end]`, which has no white space, and appends its tokens to `words`.
///
/// `open` has the quotation marks that were opened and not closed before the chunk, and is kept up to
/// date.
pub(super) fn split(
    text: &str,
    start: usize,
    end: usize,
    open: &mut OpenQuotes,
    words: &mut Vec<Word>,
) {
    let mut chunk = Chunk { text, start, end, open, words };
    let mut at = start;
    while at < end {
        at = chunk.take(at);
    }
}

/// Quotation marks that were opened and not closed.
#[derive(Default)]
pub(super) struct OpenQuotes {
    /// Whether a single one is: an apostrophe behind a plural closes it, and is a possessive if none is.
    single: bool,
    /// Whether a double one is: a straight mark between a full stop and a word, with no space, closes
    /// it, and opens one if none is.
    double: bool,
}

/// A chunk that is being split.
struct Chunk<'t, 'w> {
    text: &'t str,
    start: usize,
    end: usize,
    open: &'w mut OpenQuotes,
    words: &'w mut Vec<Word>,
}

impl Chunk<'_, '_> {
    /// Appends the token or tokens that begin at `at` and returns where they end.
    fn take(&mut self, at: usize) -> usize {
        let Some(first) = shape::character_at(self.text, at) else { return self.end };
        if word::is_word_character(first) && !word::is_combining(first) {
            return self.take_word(at);
        }
        let next = at + first.len_utf8();
        match first {
            '.' if at == self.start && self.begins_decimal(next) => {
                self.push(at, word::end(self.text, next, self.end), Shape::Number)
            }
            '.' | '?' | '!' | '…' => self.take_stops(at),
            ',' => self.push(at, next, Shape::Comma),
            ':' | ';' | '=' if self.is_emoticon(at) => self.push(at, self.end, Shape::Symbol),
            ':' => self.push(at, next, Shape::Colon),
            ';' => self.push(at, next, Shape::Semicolon),
            '"' => self.take_double_quote(at, next),
            '“' | '„' | '«' => {
                self.open.double = true;
                self.push(at, next, Shape::OpenQuote)
            }
            '”' | '»' => {
                self.open.double = false;
                self.push(at, next, Shape::CloseQuote)
            }
            '`' => self.push(at, self.run_end(at, '`'), Shape::OpenQuote),
            '\'' | '’' | '‘' => self.take_apostrophe(at, first),
            '(' | '[' | '{' => self.push(at, next, Shape::OpenBracket),
            ')' | ']' | '}' => self.push(at, next, Shape::CloseBracket),
            '-' | '–' | '—' | '―' | '\u{2010}' | '\u{2011}' => {
                self.push(at, self.run_end(at, first), Shape::Dash)
            }
            '*' | '•' | '·' | '●' | '▪' | '■' | '◦' => {
                self.push(at, self.run_end(at, first), Shape::Bullet)
            }
            '#' | '@' if self.character(next).is_some_and(char::is_alphabetic) => {
                self.push(at, word::end(self.text, next, self.end), Shape::Mixed)
            }
            '+' if self.character(next).is_some_and(|character| character.is_ascii_digit()) => {
                self.push(at, word::end(self.text, next, self.end), Shape::Number)
            }
            '=' | '_' | '+' | '<' | '>' | '~' | '#' | '|' | '^' => {
                self.push(at, self.run_end(at, first), Shape::Symbol)
            }
            _ => self.take_symbol(at, next, first),
        }
    }

    /// Takes a word with its full stop if that belongs to it, and parts clitics and units.
    fn take_word(&mut self, at: usize) -> usize {
        let end = word::end(self.text, at, self.end);
        let Some(written) = self.text.get(at..end) else { return self.end };
        let stop = self.character(end) == Some('.') && self.character(end + 1) != Some('.');
        if stop {
            let follows = self.text.get(end + 1..).unwrap_or_default();
            if word::takes_stop(written, follows) {
                let shape = match written.len() {
                    1 => Shape::Initial,
                    _ if written.contains('.') => Shape::Acronym,
                    _ => Shape::Abbreviation,
                };
                return self.push(at, end + 1, shape);
            }
        }
        if written.contains("://") || written.contains('@') {
            return self.push(at, end, Shape::Address);
        }
        match word::parting(written) {
            Some(length) => {
                let parting = at + length;
                self.push_word(at, parting);
                let is_clitic = written.contains(clitic::APOSTROPHES);
                let shape = if is_clitic { Shape::Clitic } else { Shape::Lower };
                self.push(parting, end, shape)
            }
            None => self.push_word(at, end),
        }
    }

    /// Takes a run of ".", "?", "!" and "…".
    fn take_stops(&mut self, at: usize) -> usize {
        let rest = self.text.get(at..self.end).unwrap_or_default();
        let dots = rest.bytes().take_while(|&byte| byte == b'.').count();
        let length = if dots >= 3 {
            dots
        } else {
            rest.find(|character| !".?!…".contains(character)).unwrap_or(rest.len())
        };
        let run = rest.get(..length).unwrap_or_default();
        let shape = if run == "." {
            Shape::Stop
        } else if run.bytes().any(|byte| byte == b'?' || byte == b'!') {
            Shape::Mark
        } else {
            Shape::Ellipsis
        };
        self.push(at, at + length, shape)
    }

    /// Takes a straight quotation mark.
    fn take_double_quote(&mut self, at: usize, next: usize) -> usize {
        let opens_behind_stop = !self.open.double
            && self.before(at).is_some_and(|before| ".?!…".contains(before))
            && self.character(next).is_some_and(char::is_alphabetic);
        self.open.double = opens_behind_stop || self.opens(at, next);
        self.push(at, next, if self.open.double { Shape::OpenQuote } else { Shape::CloseQuote })
    }

    /// Takes an apostrophe, a single quotation mark, or the clitic or elided word that it begins.
    fn take_apostrophe(&mut self, at: usize, first: char) -> usize {
        let next = at + first.len_utf8();
        if self.character(next) == Some(first) && first != '‘' {
            let end = next + first.len_utf8();
            let shape = if self.opens(at, end) { Shape::OpenQuote } else { Shape::CloseQuote };
            return self.push(at, end, shape);
        }
        let follows = self.character(next);
        if !follows.is_some_and(word::is_word_character) {
            let shape = self.closing_apostrophe(at);
            return self.push(at, next, shape);
        }
        let end = word::end(self.text, next, self.end);
        let written = self.text.get(next..end).unwrap_or_default();
        let digits = word::leading_digits(written);
        if digits == 2 && matches!(written.get(2..), Some("" | "s")) {
            return self.push(at, end, Shape::Number);
        }
        let is_bare_clitic = at == self.start
            && ["s", "m", "re", "ve", "ll", "d"]
                .iter()
                .any(|entry| written.eq_ignore_ascii_case(entry));
        if is_bare_clitic {
            return self.push(at, end, Shape::Clitic);
        }
        if lexicon::is_elided(written) {
            return self.push(at, end, Shape::Lower);
        }
        let opens = self.opens(at, next);
        self.open.single = opens;
        self.push(at, next, if opens { Shape::OpenQuote } else { Shape::CloseQuote })
    }

    /// An apostrophe behind a plural is its possessive, unless it closes a quotation.
    fn closing_apostrophe(&mut self, at: usize) -> Shape {
        let closes = std::mem::replace(&mut self.open.single, false);
        let previous = self.text.get(self.start..at).unwrap_or_default();
        let is_possessive = !closes && previous.ends_with(['s', 'S', 'x', 'z']);
        if is_possessive { Shape::Clitic } else { Shape::CloseQuote }
    }

    /// Takes one symbol with the marks that modify it, or a sequence of joined emoji.
    fn take_symbol(&mut self, at: usize, next: usize, first: char) -> usize {
        let mut end = next;
        let mut previous = first;
        while let Some(character) = self.character(end) {
            let joined = previous == '\u{200D}' && !character.is_ascii();
            let flag = is_regional(character) && is_regional(first) && end == next;
            if !(joined || flag || word::is_combining(character)) {
                break;
            }
            previous = character;
            end += character.len_utf8();
        }
        self.push(at, end, Shape::Symbol)
    }

    /// Whether a quotation mark at `at..next` opens: nothing or an opening mark stands before it,
    /// and something behind it.
    fn opens(&self, at: usize, next: usize) -> bool {
        let after_opening =
            self.before(at).is_none_or(|before| "([{<“‘\"'«„-–—/=:".contains(before));
        after_opening && next < self.end
    }

    /// The character before `at`, if it is in the chunk.
    fn before(&self, at: usize) -> Option<char> {
        self.text.get(self.start..at)?.chars().next_back()
    }

    /// Whether digits at `next` make the full stop before them a decimal point: ".265".
    fn begins_decimal(&self, next: usize) -> bool {
        self.character(next).is_some_and(|character| character.is_ascii_digit())
    }

    /// Whether the rest of the chunk is an emoticon such as ":-)".
    fn is_emoticon(&self, at: usize) -> bool {
        let rest = self.text.get(at..self.end).unwrap_or_default();
        let mouth = rest.get(1..).unwrap_or_default();
        let mouth = mouth.strip_prefix('-').unwrap_or(mouth);
        matches!(mouth, ")" | "(" | "D" | "P" | "p" | "/" | "|" | "))" | "((")
    }

    /// End of the run of `character` that begins at `at`.
    fn run_end(&self, at: usize, character: char) -> usize {
        let rest = self.text.get(at..self.end).unwrap_or_default();
        at + rest.find(|other| other != character).unwrap_or(rest.len())
    }

    /// The character at `at`, if it is in the chunk.
    fn character(&self, at: usize) -> Option<char> {
        if at < self.end { shape::character_at(self.text, at) } else { None }
    }

    fn push_word(&mut self, start: usize, end: usize) -> usize {
        let written = self.text.get(start..end).unwrap_or_default();
        self.push(start, end, shape::of_word(written))
    }

    /// Appends a token and returns its end.
    fn push(&mut self, start: usize, end: usize, shape: Shape) -> usize {
        self.words.push(Word::new(start, end, shape));
        end
    }
}

/// Whether `character` is half of a flag.
fn is_regional(character: char) -> bool {
    ('\u{1F1E6}'..='\u{1F1FF}').contains(&character)
}
