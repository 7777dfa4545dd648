//! Closed lists of English words, sorted, in lower case.
//!
//! Sources: abbreviations from general knowledge of English news style and from the training part
//! of UD English EWT; hyphenated prefixes as the UD English guidelines keep them together.

/// Abbreviations that are written with a full stop and then usually go on.
const ABBREVIATIONS: &[&str] = &[
    "adj", "adm", "al", "ala", "approx", "apr", "apt", "arc", "ariz", "ark", "assn", "assoc",
    "asst", "attn", "atty", "aug", "ave", "bldg", "blvd", "brig", "bros", "ca", "calif", "capt",
    "cf", "ch", "cmdr", "co", "col", "colo", "comdr", "conn", "corp", "cpl", "cpt", "dec", "del",
    "dept", "det", "dist", "dr", "drs", "ed", "eds", "eq", "esp", "esq", "est", "etc", "ext",
    "feb", "fig", "figs", "fla", "fr", "fri", "ft", "ga", "gen", "gov", "govs", "hon", "hwy",
    "ill", "inc", "ind", "insp", "intl", "jan", "jr", "jul", "jun", "kan", "kans", "ky", "la",
    "lb", "lbs", "lieut", "lt", "ltd", "maj", "mar", "mass", "md", "messrs", "mfg", "mich", "minn",
    "miss", "mlle", "mme", "mon", "mont", "mos", "mr", "mrs", "ms", "msgr", "mt", "mts", "natl",
    "neb", "nev", "no", "nos", "nov", "oct", "okla", "ont", "ore", "oz", "pa", "pfc", "ph", "pl",
    "pp", "pres", "prof", "profs", "pt", "pte", "pty", "pvt", "rd", "rep", "reps", "rev", "sat",
    "sec", "sen", "sens", "sep", "sept", "sgt", "spc", "sq", "sr", "st", "ste", "supt", "tenn",
    "tex", "thu", "thur", "thurs", "tue", "tues", "univ", "va", "viz", "vol", "vols", "vs", "vt",
    "wash", "wed", "wis", "wyo", "yr", "yrs",
];

/// Abbreviations that are words of their own too, so that a full stop behind them counts only
/// before a number or a name.
const AMBIGUOUS: &[&str] = &[
    "ala", "arc", "ark", "art", "col", "del", "det", "est", "fig", "gen", "ill", "ind", "la",
    "mar", "mass", "miss", "mon", "mos", "no", "ore", "pa", "pres", "sat", "sec", "sun", "tex",
    "wash", "wed",
];

/// Titles and the like, which a name follows.
const TITLES: &[&str] = &[
    "adm", "atty", "brig", "capt", "cmdr", "col", "comdr", "cpl", "cpt", "det", "dr", "drs", "fr",
    "gen", "gov", "govs", "hon", "insp", "lieut", "lt", "maj", "messrs", "mlle", "mme", "mr",
    "mrs", "ms", "msgr", "pfc", "pres", "prof", "profs", "pvt", "rep", "reps", "rev", "sen",
    "sens", "sgt", "spc", "st", "ste", "supt",
];

/// Abbreviations that never end a sentence, without their last full stop.
const NEVER_FINAL: &[&str] = &[
    "capt", "cf", "cmdr", "col", "dr", "drs", "e.g", "gen", "gov", "hon", "i.e", "lt", "maj",
    "messrs", "mlle", "mme", "mr", "mrs", "ms", "prof", "rep", "reps", "rev", "sen", "sens", "sgt",
    "vs",
];

/// Prefixes that stay joined to what follows their hyphen.
const PREFIXES: &[&str] = &[
    "anti", "arch", "auto", "bi", "bio", "co", "counter", "cross", "de", "e", "ex", "extra",
    "hyper", "inter", "intra", "macro", "mega", "meta", "micro", "mid", "mini", "mis", "mono",
    "multi", "nano", "neo", "non", "over", "post", "pre", "pro", "proto", "pseudo", "psycho",
    "quasi", "re", "semi", "socio", "sub", "super", "supra", "tele", "trans", "tri", "ultra", "un",
    "under", "uni", "vice",
];

/// Units that part from the number before them.
const UNITS: &[&str] = &[
    "am", "bn", "cm", "ft", "gb", "ghz", "hr", "hrs", "hz", "in", "k", "kg", "km", "kph", "kw",
    "lb", "lbs", "m", "mb", "mg", "mhz", "min", "mins", "ml", "mm", "mn", "mph", "mw", "oz", "pm",
    "sq", "tb", "tn", "trn", "x", "yr", "yrs",
];

/// Short forms with a slash that are one word.
const SLASHED: &[&str] = &["a/c", "b/c", "c/o", "n/a", "s/he", "w/e", "w/o", "w/out"];

/// Endings of host and file names.
const NAME_ENDINGS: &[&str] = &[
    "avi", "biz", "ca", "co", "com", "csv", "doc", "docx", "edu", "eu", "exe", "gif", "gov", "gz",
    "htm", "html", "info", "int", "io", "jpeg", "jpg", "js", "json", "mil", "mp3", "mp4", "net",
    "org", "pdf", "php", "png", "ppt", "py", "ru", "tar", "tv", "txt", "uk", "us", "wav", "xls",
    "xlsx", "xml", "zip",
];

/// Words that begin with an apostrophe.
const ELIDED: &[&str] = &["bout", "cause", "cos", "em", "n", "round", "til", "till", "tis", "twas"];

pub(super) fn is_abbreviation(word: &str) -> bool {
    contains(ABBREVIATIONS, word)
}

pub(super) fn is_ambiguous(word: &str) -> bool {
    contains(AMBIGUOUS, word)
}

pub(crate) fn is_title(word: &str) -> bool {
    contains(TITLES, word)
}

pub(crate) fn is_never_final(word: &str) -> bool {
    contains(NEVER_FINAL, word)
}

pub(super) fn is_prefix(word: &str) -> bool {
    contains(PREFIXES, word)
}

pub(super) fn is_unit(word: &str) -> bool {
    contains(UNITS, word)
}

pub(super) fn is_slashed(word: &str) -> bool {
    contains(SLASHED, word)
}

pub(super) fn is_name_ending(word: &str) -> bool {
    contains(NAME_ENDINGS, word)
}

pub(super) fn is_elided(word: &str) -> bool {
    contains(ELIDED, word)
}

/// Whether a sorted list of lower-case ASCII words has `word`, in any case.
fn contains(list: &[&str], word: &str) -> bool {
    if word.is_empty() || word.len() > 8 {
        return false;
    }
    let lower = word.bytes().map(|byte| byte.to_ascii_lowercase());
    list.binary_search_by(|entry| entry.bytes().cmp(lower.clone())).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        let lists = [
            ABBREVIATIONS, AMBIGUOUS, TITLES, NEVER_FINAL, PREFIXES, UNITS, SLASHED, NAME_ENDINGS,
            ELIDED,
        ];
        for list in lists {
            assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
            assert!(list.iter().all(|word| word.len() <= 8), "{list:?}");
        }
    }

    #[test]
    fn every_title_is_an_abbreviation() {
        assert!(TITLES.iter().all(|title| is_abbreviation(title)));
    }
}
