//! Where a word ends: which punctuation joins letters and digits into one token.

use memchr::memchr;

use super::{address, clitic, lexicon, shape};

/// Whether a word goes on with `character`.
pub(super) fn is_word_character(character: char) -> bool {
    if character.is_ascii() {
        character.is_ascii_alphanumeric() || character == '_'
    } else {
        character.is_alphanumeric() || is_combining(character)
    }
}

/// Whether `character` modifies the one before it: accents, joiners, variation selectors, skin
/// tones, tags.
pub(super) fn is_combining(character: char) -> bool {
    matches!(character as u32,
        0x0300..=0x036F | 0x0483..=0x0489 | 0x0591..=0x05BD | 0x064B..=0x065F | 0x093A..=0x094F
        | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x200B..=0x200D | 0x20D0..=0x20FF | 0x2060
        | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0xFEFF | 0x00AD | 0x1F3FB..=0x1F3FF
        | 0xE0020..=0xE007F | 0xE0100..=0xE01EF)
}

/// End of the word that begins at `start`, before clitics and units part from it. `limit` is
/// where white space or the text ends.
pub(super) fn end(text: &str, start: usize, limit: usize) -> usize {
    let mut segment = start;
    loop {
        let at = segment_end(text, segment, limit);
        let Some(joiner) = character_before(text, at, limit) else { return at };
        if let Some(length) = address_length(text, start, at, limit) {
            return start + length;
        }
        let next = at + joiner.len_utf8();
        let (Some(left), Some(right)) = (text.get(segment..at), text.get(next..limit)) else {
            return at;
        };
        if joiner == '$' && left.len() <= 2 && left.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return next;
        }
        let word = Joint { before: text.get(start..segment).unwrap_or_default(), left, right };
        if !word.joins(joiner) {
            return at;
        }
        segment = next;
    }
}

/// Length of the address that begins at `start`, given the punctuation at `at` in it. A mail
/// address is recognised at the first punctuation in its user name, if that is short.
fn address_length(text: &str, start: usize, at: usize, limit: usize) -> Option<usize> {
    const LONGEST_USER: usize = 64;
    let rest = text.get(start..limit)?;
    let sign = match text.as_bytes().get(at)? {
        b'@' | b':' => at,
        b'.' | b'-' | b'%' | b'+' => {
            let near = text.as_bytes().get(at..limit.min(at + LONGEST_USER))?;
            memchr(b'@', near).map_or(at, |offset| at + offset)
        }
        _ => return None,
    };
    address::length(rest, sign - start)
}

/// End of the run of letters and digits that begins at `at`.
fn segment_end(text: &str, mut at: usize, limit: usize) -> usize {
    let bytes = text.as_bytes();
    while at < limit {
        match bytes.get(at) {
            Some(byte) if byte.is_ascii_alphanumeric() || *byte == b'_' => at += 1,
            Some(byte) if byte.is_ascii() => return at,
            _ => match shape::character_at(text, at) {
                Some(character) if is_word_character(character) => at += character.len_utf8(),
                _ => return at,
            },
        }
    }
    at
}

/// The character at `at`, if it lies before `limit`.
fn character_before(text: &str, at: usize, limit: usize) -> Option<char> {
    if at < limit { shape::character_at(text, at) } else { None }
}

/// A place in a word where punctuation stands between letters or digits.
struct Joint<'t> {
    /// What the word has before `left`.
    before: &'t str,
    /// The letters and digits directly before the punctuation.
    left: &'t str,
    /// Everything behind it up to white space.
    right: &'t str,
}

impl Joint<'_> {
    /// Whether `joiner` keeps both sides in one word.
    fn joins(&self, joiner: char) -> bool {
        let Some(first) = self.right.chars().next().filter(|&first| is_word_character(first))
        else {
            return false;
        };
        match joiner {
            '.' => self.joins_at_stop(first),
            ',' => self.left_is_number() && leading_digits(self.right) == 3,
            ':' => self.left_is_number() && first.is_ascii_digit(),
            '/' => self.joins_at_slash(first),
            '-' | '\u{2010}' | '\u{2011}' => self.joins_at_hyphen(),
            '\'' | '’' => !self.left_is_number() || matches!(first, 's' | 'S'),
            '&' => ends_upper(self.left) && first.is_uppercase(),
            '*' => first.is_alphabetic(),
            _ => false,
        }
    }

    fn left_is_number(&self) -> bool {
        !self.left.is_empty() && is_number(self.left)
    }

    /// The letters and digits directly behind the punctuation.
    fn right_segment(&self) -> &str {
        let end = self.right.find(|character| !is_word_character(character));
        self.right.get(..end.unwrap_or(self.right.len())).unwrap_or_default()
    }

    /// Joins decimals, acronyms, names of hosts and files; parts sentences without a space
    /// between them ("ended.The").
    fn joins_at_stop(&self, first: char) -> bool {
        let right = self.right_segment();
        let right_has_one = right.chars().nth(1).is_none();
        if self.left_is_number() {
            return first.is_ascii_digit() || !first.is_uppercase();
        }
        if is_one_letter(self.left) {
            let before_initials = self.right.contains('.') && right.len() == 2; // "M.Sc."
            return right_has_one
                || before_initials
                || !first.is_uppercase()
                || lexicon::is_name_ending(right);
        }
        if lexicon::is_name_ending(right) {
            return true;
        }
        if right_has_one && self.left.len() == 2 && self.before.is_empty() {
            return first.is_uppercase(); // "Ph.D."
        }
        if first.is_ascii_digit() {
            return !lexicon::is_abbreviation(self.left);
        }
        !first.is_uppercase() && !lexicon::is_abbreviation(self.left)
    }

    /// Joins dates, fractions and a few short forms; parts alternatives ("and/or").
    fn joins_at_slash(&self, first: char) -> bool {
        if self.left_is_number() {
            return first.is_ascii_digit();
        }
        let right = self.right_segment();
        let both_single = is_one_letter(self.left) && is_one_letter(right);
        both_single || self.left.len() == 1 && lexicon::is_slashed(&[self.left, right].join("/"))
    }

    /// Joins prefixes, telephone numbers and dates; parts compounds, as UD English does.
    fn joins_at_hyphen(&self) -> bool {
        if self.left_is_number() {
            let digits = leading_digits(self.right);
            if digits == 0 {
                return false;
            }
            let goes_on = self.right.as_bytes().get(digits) == Some(&b'-')
                && self.right.as_bytes().get(digits + 1).is_some_and(u8::is_ascii_digit);
            let ends_here = digits == self.right_segment().len();
            return ends_here
                && (goes_on
                    || self.before.ends_with('-')
                    || (self.left.len() == 3 && digits >= 3));
        }
        let first_part = self.before.is_empty() || self.before.ends_with('-');
        first_part && lexicon::is_prefix(self.left)
    }
}

/// Number of ASCII digits that `text` begins with.
pub(super) fn leading_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `text` is one letter.
fn is_one_letter(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
}

/// Whether the last character of `text` is a capital.
fn ends_upper(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_uppercase)
}

/// Where a word parts in two: before a clitic, inside "cannot", between a number and its unit.
/// None if it does not.
pub(super) fn parting(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    let last = bytes.last()?;
    if bytes.first()?.is_ascii_digit() && last.is_ascii_alphabetic() {
        let number = word.trim_end_matches(|character: char| character.is_ascii_alphabetic());
        let unit = word.get(number.len()..)?;
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit() || b".,:".contains(&byte));
        return (is_number && lexicon::is_unit(unit)).then_some(number.len());
    }
    if let Some(length) = clitic::fused_length(word) {
        return Some(length);
    }
    clitic::enclitic_length(word).map(|length| word.len() - length)
}

/// Whether the full stop behind `word` belongs to it: "Gen.", "U.S.", "J."
///
/// `follows` is what comes behind the full stop, white space included.
pub(super) fn takes_stop(word: &str, follows: &str) -> bool {
    if word.contains('.') {
        // "U.S." and "p.m.", but neither "3.5." nor "newsdesk.org."
        let mut parts = word.split('.');
        let first = parts.next().unwrap_or_default();
        return first.len() <= 2 && parts.all(|part| part.len() <= 2 && !is_number(part));
    }
    let rest = follows.trim_start_matches([' ', '\u{A0}', '\t']);
    let next = rest.chars().next();
    let spaced = rest.len() < follows.len();
    if is_one_letter(word) {
        let is_capital = word.chars().all(char::is_uppercase);
        if next.is_some_and(|next| next.is_ascii_digit()) {
            return !is_capital; // "p. 7", "c. 1818"
        }
        return is_capital
            && word != "I"
            && next.is_some_and(|next| next.is_uppercase() || next == ',');
    }
    if !lexicon::is_abbreviation(word) {
        return false;
    }
    if lexicon::is_ambiguous(word) {
        let is_title_case = word.chars().next().is_some_and(char::is_uppercase);
        let before_number = next.is_some_and(|next| next.is_ascii_digit());
        let before_name = spaced && next.is_some_and(char::is_uppercase) && lexicon::is_title(word);
        return before_number || is_title_case && (before_name || next == Some(','));
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends() {
        let cases = [
            ("U.S.", "U.S"),
            ("3.5%", "3.5"),
            ("1,200,", "1,200"),
            ("12,13", "12"),
            ("ended.The", "ended"),
            ("newsdesk.org.", "newsdesk.org"),
            ("desk@news.org,", "desk@news.org"),
            ("https://news.org/a-b_(c).", "https://news.org/a-b_(c)"),
            ("and/or", "and"),
            ("9/11", "9/11"),
            ("co-founder", "co-founder"),
            ("long-term", "long"),
            ("555-0199", "555-0199"),
            ("2003-2004", "2003"),
            ("O'Brien's", "O'Brien's"),
            ("AT&T", "AT&T"),
            ("US$40", "US$"),
        ];
        for (chunk, expected) in cases {
            assert_eq!(&chunk[..end(chunk, 0, chunk.len())], expected, "{chunk}");
        }
    }

    #[test]
    fn partings() {
        let cases = [("7pm", Some(1)), ("1.13bn", Some(4)), ("20th", None), ("cannot", Some(3))];
        for (word, expected) in cases {
            assert_eq!(parting(word), expected, "{word}");
        }
    }

    #[test]
    fn stops() {
        let cases = [
            ("Gen", " Park", true),
            ("U.S", " officials", true),
            ("etc", "", true),
            ("no", " one", false),
            ("No", " 7", true),
            ("J", " Smith", true),
            ("I", " Then", false),
            ("ended", " Then", false),
        ];
        for (word, follows, expected) in cases {
            assert_eq!(takes_stop(word, follows), expected, "{word}.{follows}");
        }
    }
}
