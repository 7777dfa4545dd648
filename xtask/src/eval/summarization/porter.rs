//! The stemmer behind ROUGE: Porter's algorithm with the extensions of NLTK.
//!
//! Porter, "An algorithm for suffix stripping", Program 14.3 (1980), as NLTK's `PorterStemmer`
//! implements it in its default mode. It is not the Snowball stemmer "English" (Porter2), which
//! gives other stems and so other scores. `testdata/rouge.json` holds the stems of the original.

/// Words whose stem no rule gives.
const IRREGULAR: [(&str, &str); 16] = [
    ("sky", "sky"),
    ("skies", "sky"),
    ("dying", "die"),
    ("lying", "lie"),
    ("tying", "tie"),
    ("news", "news"),
    ("innings", "inning"),
    ("inning", "inning"),
    ("outings", "outing"),
    ("outing", "outing"),
    ("cannings", "canning"),
    ("canning", "canning"),
    ("howe", "howe"),
    ("proceed", "proceed"),
    ("exceed", "exceed"),
    ("succeed", "succeed"),
];

/// The stem of a word of lower-case ASCII letters and digits.
pub fn stem(word: &str) -> String {
    debug_assert!(word.is_ascii(), "the tokenizer leaves only ASCII");
    if let Some((_, stem)) = IRREGULAR.iter().find(|(irregular, _)| *irregular == word) {
        return (*stem).to_owned();
    }
    if word.len() <= 2 {
        return word.to_owned();
    }
    let word = step1c(step1b(step1a(word.to_owned())));
    step5b(step5a(step4(step3(step2(word)))))
}

/// Plurals.
fn step1a(word: String) -> String {
    if word.len() == 4 && word.ends_with("ies") {
        return replace(&word, "ies", "ie");
    }
    first_rule(word, &[("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", "")], |_| true)
}

/// Past and progressive.
fn step1b(word: String) -> String {
    if word.ends_with("ied") {
        return replace(&word, "ied", if word.len() == 4 { "ie" } else { "i" });
    }
    if let Some(stem) = word.strip_suffix("eed") {
        return if measure(stem) > 0 { format!("{stem}ee") } else { word };
    }
    let stripped = word.strip_suffix("ed").filter(|stem| has_vowel(stem));
    let stripped = stripped.or_else(|| word.strip_suffix("ing").filter(|stem| has_vowel(stem)));
    let Some(stem) = stripped else { return word };
    if ["at", "bl", "iz"].iter().any(|end| stem.ends_with(end)) {
        return format!("{stem}e");
    }
    if ends_in_double_consonant(stem) {
        let keep = stem.ends_with(['l', 's', 'z']);
        return if keep { stem } else { all_but_last(stem) }.to_owned();
    }
    if measure(stem) == 1 && ends_cvc(stem) { format!("{stem}e") } else { stem.to_owned() }
}

/// `y` to `i` behind a consonant that is not the first letter.
fn step1c(word: String) -> String {
    match word.strip_suffix('y') {
        Some(stem) if stem.len() > 1 && ends_in_consonant(stem) => format!("{stem}i"),
        _ => word,
    }
}

fn step2(word: String) -> String {
    const RULES: [(&str, &str); 21] = [
        ("ational", "ate"),
        ("tional", "tion"),
        ("enci", "ence"),
        ("anci", "ance"),
        ("izer", "ize"),
        ("bli", "ble"),
        ("alli", "al"),
        ("entli", "ent"),
        ("eli", "e"),
        ("ousli", "ous"),
        ("ization", "ize"),
        ("ation", "ate"),
        ("ator", "ate"),
        ("alism", "al"),
        ("iveness", "ive"),
        ("fulness", "ful"),
        ("ousness", "ous"),
        ("aliti", "al"),
        ("iviti", "ive"),
        ("biliti", "ble"),
        ("fulli", "ful"),
    ];
    if word.strip_suffix("alli").is_some_and(|stem| measure(stem) > 0) {
        return step2(replace(&word, "alli", "al"));
    }
    // The `l` counts as part of the stem, so that "geology" meets "archaeology".
    if word.ends_with("logi") && word.strip_suffix("ogi").is_some_and(|stem| measure(stem) > 0) {
        return replace(&word, "logi", "log");
    }
    first_rule(word, &RULES, |stem| measure(stem) > 0)
}

fn step3(word: String) -> String {
    const RULES: [(&str, &str); 7] = [
        ("icate", "ic"),
        ("ative", ""),
        ("alize", "al"),
        ("iciti", "ic"),
        ("ical", "ic"),
        ("ful", ""),
        ("ness", ""),
    ];
    first_rule(word, &RULES, |stem| measure(stem) > 0)
}

fn step4(word: String) -> String {
    const SUFFIXES: [&str; 19] = [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion",
        "ou", "ism", "ate", "iti", "ous", "ive", "ize",
    ];
    let found = SUFFIXES.iter().find_map(|suffix| Some((suffix, word.strip_suffix(suffix)?)));
    match found {
        Some((&"ion", stem)) if !stem.ends_with(['s', 't']) => word,
        Some((_, stem)) if measure(stem) > 1 => stem.to_owned(),
        _ => word,
    }
}

fn step5a(word: String) -> String {
    let Some(stem) = word.strip_suffix('e') else { return word };
    match measure(stem) {
        0 => word,
        1 if ends_cvc(stem) => word,
        _ => stem.to_owned(),
    }
}

fn step5b(word: String) -> String {
    let shorter = all_but_last(&word);
    if word.ends_with("ll") && measure(shorter) > 1 { shorter.to_owned() } else { word }
}

/// Applies the first rule whose suffix fits, if the stem meets the condition; else none.
fn first_rule(word: String, rules: &[(&str, &str)], condition: impl Fn(&str) -> bool) -> String {
    let found = rules.iter().find_map(|rule| Some((rule.1, word.strip_suffix(rule.0)?)));
    match found {
        Some((replacement, stem)) if condition(stem) => format!("{stem}{replacement}"),
        _ => word,
    }
}

fn replace(word: &str, suffix: &str, replacement: &str) -> String {
    format!("{}{replacement}", word.strip_suffix(suffix).unwrap_or(word))
}

fn all_but_last(word: &str) -> &str {
    word.get(..word.len().saturating_sub(1)).unwrap_or_default()
}

/// Whether each letter is a consonant; `y` is one at the start and behind a vowel.
fn consonants(word: &str) -> impl Iterator<Item = bool> {
    word.bytes().scan(false, |previous_is_consonant, letter| {
        *previous_is_consonant = match letter {
            b'a' | b'e' | b'i' | b'o' | b'u' => false,
            b'y' => !*previous_is_consonant,
            _ => true,
        };
        Some(*previous_is_consonant)
    })
}

/// How often a consonant follows a vowel: `m` in Porter's paper.
fn measure(stem: &str) -> usize {
    consonants(stem).zip(consonants(stem).skip(1)).filter(|&pair| pair == (false, true)).count()
}

fn has_vowel(stem: &str) -> bool {
    consonants(stem).any(|consonant| !consonant)
}

fn ends_in_consonant(stem: &str) -> bool {
    consonants(stem).last() == Some(true)
}

fn ends_in_double_consonant(stem: &str) -> bool {
    let mut letters = stem.bytes().rev();
    letters.next().zip(letters.next()).is_some_and(|(a, b)| a == b) && ends_in_consonant(stem)
}

/// Consonant, vowel, consonant other than `w`, `x`, `y`; or a word of vowel and consonant.
fn ends_cvc(stem: &str) -> bool {
    let pattern: Vec<bool> = consonants(stem).collect();
    match pattern.as_slice() {
        [.., true, false, true] => !stem.ends_with(['w', 'x', 'y']),
        [first, last] => !first && *last,
        _ => false,
    }
}
