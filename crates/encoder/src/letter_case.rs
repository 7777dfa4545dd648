//! The letter case of a piece, which a lower-case vocabulary loses.

/// The letter case of a piece of text.
///
/// A model with `type_vocab_size` 8 reads it as the segment type of the piece, so that plain BERT
/// with a lower-case vocabulary still sees what is a name. The numbers are part of such a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum LetterCase {
    /// No letter and no digit; special pieces too.
    None = 0,
    /// "treaty"
    Lower = 1,
    /// "Treaty"
    Title = 2,
    /// "NATO"
    Upper = 3,
    /// "T"
    SingleCapital = 4,
    /// "iPhone"
    Mixed = 5,
    /// "2024", "3rd"
    Digits = 6,
}

impl LetterCase {
    /// The letter case of a text.
    ///
    /// ```
    /// use newsdesk_encoder::LetterCase;
    ///
    /// assert_eq!(LetterCase::of("Kim"), LetterCase::Title);
    /// assert_eq!(LetterCase::of("3rd"), LetterCase::Digits);
    /// ```
    pub fn of(text: &str) -> Self {
        if text.chars().any(char::is_numeric) {
            return Self::Digits;
        }
        let mut letters = text.chars().filter(|character| character.is_alphabetic());
        let Some(first) = letters.next() else { return Self::None };
        let starts_upper = first.is_uppercase();
        let (mut upper, mut other) = (0_usize, 0_usize);
        for letter in letters {
            *(if letter.is_uppercase() { &mut upper } else { &mut other }) += 1;
        }
        match (starts_upper, upper, other) {
            (true, 0, 0) => Self::SingleCapital,
            (true, 0, _) => Self::Title,
            (true, _, 0) => Self::Upper,
            (false, 0, _) => Self::Lower,
            _ => Self::Mixed,
        }
    }

    /// The segment type that stands for it.
    pub fn segment_type(self) -> u32 {
        u32::from(self as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_case_has_its_number() {
        for (text, case, number) in [
            ("", LetterCase::None, 0),
            ("—", LetterCase::None, 0),
            ("treaty", LetterCase::Lower, 1),
            ("é", LetterCase::Lower, 1),
            ("漢字", LetterCase::Lower, 1),
            ("Ürümqi", LetterCase::Title, 2),
            ("O'neil", LetterCase::Title, 2),
            ("NATO", LetterCase::Upper, 3),
            ("U.S.", LetterCase::Upper, 3),
            ("T", LetterCase::SingleCapital, 4),
            ("iPhone", LetterCase::Mixed, 5),
            ("McDonald", LetterCase::Mixed, 5),
            ("3rd", LetterCase::Digits, 6),
            ("Ⅷ", LetterCase::Digits, 6),
        ] {
            assert_eq!(LetterCase::of(text), case, "{text}");
            assert_eq!(case.segment_type(), number);
        }
    }
}
