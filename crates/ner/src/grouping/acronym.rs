//! Acronyms of long names.

use super::lexicon;

/// The acronyms that a name of several words may have, in lower case, each once: of all its words,
/// of those with a capital, and of those without a legal form at the end.
///
/// "Department of Defense" has `dod` and `dd`.
pub fn acronyms(surface: &str) -> Vec<String> {
    let words: Vec<&str> = surface
        .split(|character: char| !character.is_alphanumeric() && !"'’.".contains(character))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect();
    let words = match words.as_slice() {
        [first, rest @ ..] if first.eq_ignore_ascii_case("the") => rest,
        all => all,
    };
    let is_legal_form = |word: &&str| lexicon::is_legal_form(&word.to_lowercase().replace('.', ""));
    let short = match words {
        [rest @ .., last] if is_legal_form(last) => rest,
        all => all,
    };
    let starts_upper = |word: &&&str| word.starts_with(char::is_uppercase);
    let mut acronyms = Vec::new();
    for words in [words, short] {
        for initials in [initials(words.iter()), initials(words.iter().filter(starts_upper))] {
            if initials.chars().count() > 1 && !acronyms.contains(&initials) {
                acronyms.push(initials);
            }
        }
    }
    acronyms
}

fn initials<'w>(words: impl Iterator<Item = &'w &'w str>) -> String {
    words.filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_and_legal_forms_may_be_left_out() {
        for (surface, expected) in [
            ("Korean Central News Agency", &["kcna"][..]),
            ("the Department of Defense", &["dod", "dd"]),
            ("International Business Machines Corp.", &["ibmc", "ibm"]),
            ("U.N. Security Council", &["usc"]),
            ("Anglo-American Bank", &["aab"]),
            ("Samsung", &[]),
        ] {
            assert_eq!(acronyms(surface), expected, "{surface}");
        }
    }
}
