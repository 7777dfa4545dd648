//! What a token looks like: the only thing, beside its letters, that sentence splitting asks.

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Shape {
    /// Letters that begin in lower case, or have no case.
    Lower,
    /// A capital and then lower case.
    Title,
    /// Two capitals or more.
    Upper,
    /// One capital letter alone.
    Capital,
    /// Digits, perhaps with separators.
    Number,
    /// Letters and digits.
    Mixed,
    /// A word with its full stop: "Gen.", "etc."
    Abbreviation,
    /// A capital with its full stop: "J."
    Initial,
    /// Letters that each have a full stop: "U.S.", "p.m."
    Acronym,
    /// A web or mail address, a file name.
    Address,
    /// A clitic that was split from its word: "n't", "'s".
    Clitic,
    /// "."
    Stop,
    /// "?" and "!" and runs of them.
    Mark,
    /// "..." and "…"
    Ellipsis,
    /// ","
    Comma,
    /// ":"
    Colon,
    /// ";"
    Semicolon,
    /// "-", "–", "—", "--"
    Dash,
    /// A quotation mark that opens.
    OpenQuote,
    /// A quotation mark that closes.
    CloseQuote,
    /// "(", "[", "{"
    OpenBracket,
    /// ")", "]", "}"
    CloseBracket,
    /// "•", "*" and the like.
    Bullet,
    /// Currency, mathematics, emoji, anything else.
    Symbol,
}

impl Shape {
    /// Whether the token is a word or a number.
    pub fn is_word(self) -> bool {
        (self as u8) <= Self::Clitic as u8
    }
}

/// The shape of a token that is made of letters, digits and marks inside.
pub(super) fn of_word(word: &str) -> Shape {
    let (mut digits, mut upper, mut lower, mut other) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut first_is_upper = false;
    for (index, character) in word.chars().enumerate() {
        let is_upper = if character.is_ascii() {
            character.is_ascii_uppercase()
        } else {
            character.is_uppercase()
        };
        if is_upper {
            upper += 1;
            first_is_upper |= index == 0;
        } else if character.is_ascii_digit() || (!character.is_ascii() && character.is_numeric()) {
            digits += 1;
        } else if character.is_ascii_lowercase()
            || (!character.is_ascii() && character.is_alphabetic())
        {
            lower += 1;
        } else {
            other += 1;
        }
    }
    match (digits, upper, lower) {
        (0, 1, 0) if other == 0 => Shape::Capital,
        (0, 2.., 0) => Shape::Upper,
        (0, ..) if first_is_upper => Shape::Title,
        (1.., 0, 0) => Shape::Number,
        (1.., ..) => Shape::Mixed,
        _ => Shape::Lower,
    }
}

/// The character that begins at byte `at`, if one does.
pub(crate) fn character_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}
