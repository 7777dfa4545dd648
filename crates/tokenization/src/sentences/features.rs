//! What the model sees of a place between two words.

use crate::words::shape::Shape;
use crate::words::{Word, lexicon};

use super::layout::Gap;

/// What is known of the sentence so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct State {
    /// Number of words.
    length: u32,
    /// Quotation marks that were opened and not closed.
    quotes: u32,
    /// Brackets that were opened and not closed.
    brackets: u32,
    /// Shape of the first word.
    first: Option<Shape>,
}

impl State {
    /// Adds the next word of the sentence.
    pub fn advance(&mut self, word: Word) {
        self.length += 1;
        self.first.get_or_insert(word.shape);
        match word.shape {
            Shape::OpenQuote => self.quotes += 1,
            Shape::CloseQuote => self.quotes = self.quotes.saturating_sub(1),
            Shape::OpenBracket => self.brackets += 1,
            Shape::CloseBracket => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
    }

    /// Length in six steps.
    fn length_step(&self) -> u32 {
        match self.length {
            0..=1 => 0,
            2..=3 => 1,
            4..=7 => 2,
            8..=15 => 3,
            16..=31 => 4,
            _ => 5,
        }
    }
}

/// A place between two words and what surrounds it.
pub(super) struct Context<'c> {
    pub text: &'c str,
    pub words: &'c [Word],
    /// Index of the word before the place.
    pub left: usize,
    /// Index of the word behind the place.
    pub right: usize,
    /// What stands between them.
    pub gap: Gap,
    /// The sentence up to the place.
    pub state: &'c State,
    /// Whether the author often begins sentences in lower case.
    pub starts_in_lower_case: bool,
}

impl Context<'_> {
    /// A word near the place: 0 is the one before it, -1 and -2 those further back, 1 the one
    /// behind it, 2 and 3 those further on.
    fn word(&self, offset: isize) -> Option<Word> {
        let from = if offset > 0 { self.right.wrapping_sub(1) } else { self.left };
        from.checked_add_signed(offset).and_then(|index| self.words.get(index)).copied()
    }

    /// Whether the word before the place is punctuation, or ends in a full stop.
    pub fn has_punctuation(&self) -> bool {
        self.word(0).is_some_and(|word| {
            let has_stop =
                matches!(word.shape, Shape::Abbreviation | Shape::Initial | Shape::Acronym);
            has_stop || !word.shape.is_word()
        })
    }

    /// Whether a word in lower case follows, which is not how the author begins sentences.
    pub fn goes_on_in_lower_case(&self) -> bool {
        let is_lower = self.word(1).is_some_and(|word| word.shape == Shape::Lower);
        is_lower && !self.starts_in_lower_case
    }
}

/// Calls `visit` with the hash of each feature of a place.
pub(super) fn visit(context: &Context<'_>, mut visit: impl FnMut(u32)) {
    let &Context { text, state, .. } = context;
    let at = |offset| context.word(offset);
    let shape = |offset: isize| at(offset).map_or(31, |word| word.shape as u32);
    let word = |offset: isize| at(offset).map_or(0, |word| word_hash(word.text(text), word.shape));
    let (l3, l2, l1) = (shape(-2), shape(-1), shape(0));
    let (r1, r2, r3) = (shape(1), shape(2), shape(3));
    let (l2_word, l1_word, r1_word, r2_word) = (word(-1), word(0), word(1), word(2));
    let gap = context.gap as u32;
    let pair = l1 << 5 | r1;
    let quotes = state.quotes.min(2);
    let left_length = at(0).map_or(0, |word| (word.end - word.start).min(7));
    let before_length = at(-1).map_or(0, |word| (word.end - word.start).min(7));
    let first = state.first.map_or(31, |shape| shape as u32);
    let is_title = at(0).is_some_and(|word| {
        word.shape == Shape::Abbreviation
            && lexicon::is_title(word.text(text).strip_suffix('.').unwrap_or_default())
    });

    let mut feature = |kind: u32, value: u32| visit(hash(kind, value));
    feature(0, 0);
    feature(1, pair);
    feature(2, pair << 2 | gap);
    feature(3, l1_word);
    feature(4, r1_word);
    feature(5, l1_word ^ r1);
    feature(6, l2 << 10 | pair);
    feature(7, l2_word ^ l1);
    feature(8, r1_word ^ l1);
    feature(9, pair << 5 | r2);
    feature(10, r2_word ^ pair);
    feature(11, pair << 2 | quotes);
    feature(12, pair << 1 | state.brackets.min(1));
    feature(13, pair << 3 | state.length_step());
    feature(14, l1 << 3 | state.length_step());
    feature(15, pair << 3 | left_length);
    feature(16, pair << 3 | before_length);
    feature(17, first << 10 | pair);
    feature(18, l3 << 10 | l2 << 5 | l1);
    feature(19, pair << 10 | r2 << 5 | r3);
    feature(20, l3 << 20 | l2 << 15 | pair << 5 | r2);
    feature(21, pair << 1 | u32::from(is_title));
    feature(22, l1_word.rotate_left(7) ^ r1_word);
    feature(23, l2_word ^ pair);
    feature(24, pair << 1 | u32::from(context.starts_in_lower_case));
    feature(25, (l1_word ^ r1) << 1 | u32::from(context.starts_in_lower_case));
}

/// Hash of a word in lower case; quotation marks of every form are one word, digits one digit.
fn word_hash(word: &str, shape: Shape) -> u32 {
    match shape {
        Shape::OpenQuote | Shape::CloseQuote => return shape as u32 + 1,
        Shape::Number if word.len() > 1 => {
            return 100 + u32::try_from(word.len()).unwrap_or(0).min(9);
        }
        _ => {}
    }
    word.bytes().take(16).fold(0x811C_9DC5, |hash, byte| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
    })
}

/// Mixes the kind of a feature with its value.
fn hash(kind: u32, value: u32) -> u32 {
    let mixed = (value ^ kind.wrapping_mul(0x9E37_79B9)).wrapping_mul(0x85EB_CA6B);
    (mixed ^ mixed >> 15).wrapping_mul(0xC2B2_AE35)
}
