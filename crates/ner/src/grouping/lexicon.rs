//! Words that the rules know: titles, legal forms, surnames that come first, other names of
//! countries. All in the form of [`Name::words`](super::name::Name::words).

/// Words before the name of a person.
const TITLES: &[&str] = &[
    "adm", "admiral", "ambassador", "archbishop", "ayatollah", "baron", "baroness", "bishop",
    "brig", "capt", "captain", "cardinal", "chairman", "chairwoman", "chancellor", "chef", "chief",
    "coach", "col", "colonel", "commander", "comrade", "congressman", "congresswoman", "const",
    "councillor", "cpl", "crown", "dame", "dep", "deputy", "det", "detective", "director", "dr",
    "emir", "emperor", "empress", "executive", "father", "first", "foreign", "former", "gen",
    "general", "gov", "governor", "hon", "imam", "inspector", "insp", "judge", "justice", "king",
    "lady", "leader", "lieutenant", "lord", "lt", "maj", "major", "marshal", "mayor", "minister",
    "miss", "mister", "mr", "mrs", "ms", "mullah", "mx", "officer", "pastor", "pm", "pope",
    "premier", "pres", "president", "prime", "prince", "princess", "prof", "professor", "queen",
    "rabbi", "rep", "representative", "rev", "reverend", "secretary", "sen", "senator", "sergeant",
    "sgt", "sheikh", "sheriff", "sir", "sister", "spokesman", "spokeswoman", "st", "sultan",
    "superintendent", "supreme", "then", "vice",
];

/// Titles that are part of a name of one word.
const NAME_TITLES: &[&str] = &[
    "crown prince", "emperor", "empress", "father", "king", "lady", "lord", "mullah", "pope",
    "prince", "princess", "queen", "saint", "sheikh", "sir", "sister", "st", "sultan",
];

/// Words behind the name of a person.
const GENERATIONS: &[&str] = &["ii", "iii", "iv", "jr", "junior", "senior", "sr"];

/// Words at the end of the name of a company.
const LEGAL_FORMS: &[&str] = &[
    "ab", "ag", "as", "asa", "bhd", "bv", "co", "company", "corp", "corporation", "gmbh", "group",
    "holding", "holdings", "inc", "incorporated", "kgaa", "kk", "limited", "llc", "llp", "lp",
    "ltd", "nv", "oyj", "plc", "pte", "pty", "sa", "sae", "sas", "se", "spa",
];

/// Surnames that come before the given name, in Korean, Chinese and Vietnamese.
const LEADING_SURNAMES: &[&str] = &[
    "ahn", "an", "bae", "baek", "ban", "bo", "cai", "cao", "cha", "chang", "chen", "cheng", "cho",
    "choe", "choi", "chou", "chow", "chun", "chung", "deng", "ding", "duong", "fan", "fang",
    "feng", "gao", "gu", "guo", "ha", "han", "he", "heo", "ho", "hong", "hu", "hua", "huang",
    "hwang", "im", "jang", "jeon", "jeong", "ji", "jia", "jiang", "jin", "jo", "joo", "ju", "jung",
    "kang", "kim", "ko", "koo", "kwon", "lai", "lam", "lau", "lee", "lei", "li", "liang", "lim",
    "lin", "liu", "lu", "luo", "ma", "mao", "meng", "min", "moon", "na", "nam", "nguyen", "no",
    "noh", "oh", "pae", "pak", "pan", "park", "peng", "pham", "phan", "qin", "ri", "roh", "ryu",
    "seo", "shi", "shim", "shin", "sim", "so", "sohn", "son", "song", "su", "suh", "sun", "tan",
    "tang", "thae", "tian", "to", "tran", "tsai", "u", "wan", "wang", "wei", "wen", "won", "wong",
    "woo", "wu", "xi", "xie", "xu", "yan", "yang", "ye", "yeo", "yi", "yim", "yin", "yoo", "yoon",
    "yu", "yuan", "yun", "zeng", "zhang", "zhao", "zheng", "zhong", "zhou", "zhu",
];

/// Short forms of given names, and what they may stand for.
const NICKNAMES: &[(&str, &[&str])] = &[
    ("alex", &["alexander", "alexandra"]),
    ("andy", &["andrew"]),
    ("ben", &["benjamin"]),
    ("bernie", &["bernard"]),
    ("bill", &["william"]),
    ("bob", &["robert"]),
    ("bobby", &["robert"]),
    ("chris", &["christopher"]),
    ("chuck", &["charles"]),
    ("dan", &["daniel"]),
    ("dave", &["david"]),
    ("dick", &["richard"]),
    ("don", &["donald"]),
    ("ed", &["edward"]),
    ("fred", &["frederick"]),
    ("greg", &["gregory"]),
    ("jack", &["john"]),
    ("jeff", &["jeffrey"]),
    ("jim", &["james"]),
    ("jimmy", &["james"]),
    ("joe", &["joseph"]),
    ("kate", &["katherine"]),
    ("ken", &["kenneth"]),
    ("larry", &["lawrence"]),
    ("liz", &["elizabeth"]),
    ("matt", &["matthew"]),
    ("mike", &["michael"]),
    ("mitch", &["mitchell"]),
    ("nick", &["nicholas"]),
    ("pat", &["patrick", "patricia"]),
    ("pete", &["peter"]),
    ("rob", &["robert"]),
    ("ron", &["ronald"]),
    ("sam", &["samuel"]),
    ("steve", &["steven", "stephen"]),
    ("ted", &["edward", "theodore"]),
    ("tim", &["timothy"]),
    ("tom", &["thomas"]),
    ("tony", &["anthony"]),
    ("will", &["william"]),
];

/// Names of one country, city or body; the first is the common one.
const COMMON_NAMES: &[&[&str]] = &[
    &["united states", "america", "united states of america", "us", "usa", "us of a"],
    &["united kingdom", "britain", "great britain", "uk"],
    &["united arab emirates", "emirates", "uae"],
    &["united nations", "un", "united nations organization"],
    &["european union", "eu"],
    &["federal reserve", "fed", "us federal reserve"],
    &["department of defense", "defense department", "pentagon"],
    &["north korea", "democratic peoples republic of korea", "dprk", "n korea", "nkorea"],
    &["south korea", "republic of korea", "rok", "s korea", "skorea"],
    &["china", "mainland china", "peoples republic of china", "prc"],
    &["taiwan", "republic of china"],
    &["russia", "russian federation"],
    &["soviet union", "ussr"],
    &["germany", "federal republic of germany"],
    &["france", "french republic"],
    &["iran", "islamic republic of iran"],
    &["netherlands", "holland"],
    &["czech republic", "czechia"],
    &["bosnia", "bosnia and herzegovina", "bosnia herzegovina"],
    &["north macedonia", "macedonia"],
    &["turkey", "turkiye"],
    &["syria", "syrian arab republic"],
    &["saudi arabia", "kingdom of saudi arabia", "ksa"],
    &["myanmar", "burma"],
    &["ivory coast", "cote divoire"],
    &["eswatini", "swaziland"],
    &["cape verde", "cabo verde"],
    &["east timor", "timor leste"],
    &["democratic republic of the congo", "democratic republic of congo", "dr congo", "drc"],
    &["papua new guinea", "png"],
    &["vatican", "holy see", "vatican city"],
    &["gaza", "gaza strip"],
    &["kyiv", "kiev"],
    &["mumbai", "bombay"],
    &["new york", "new york city", "nyc"],
    &["los angeles", "la"],
    &["washington", "washington dc"],
    &["hong kong", "hksar"],
];

/// Nouns for the members of a group whose adjective differs by more than an s.
const GROUPS: &[(&str, &str)] = &[
    ("briton", "british"),
    ("dane", "danish"),
    ("englishman", "english"),
    ("finn", "finnish"),
    ("frenchman", "french"),
    ("irishman", "irish"),
    ("jew", "jewish"),
    ("kurd", "kurdish"),
    ("pole", "polish"),
    ("scot", "scottish"),
    ("spaniard", "spanish"),
    ("swede", "swedish"),
    ("turk", "turkish"),
];

pub fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// Whether the text begins with a title that is part of a name of one word.
pub fn has_name_title(text: &str) -> bool {
    let text = text.to_lowercase().replace('.', "");
    NAME_TITLES.iter().any(|title| {
        text.strip_prefix(title).is_some_and(|rest| rest.starts_with(char::is_whitespace))
    })
}

pub fn is_generation(word: &str) -> bool {
    GENERATIONS.contains(&word)
}

pub fn is_legal_form(word: &str) -> bool {
    LEGAL_FORMS.contains(&word)
}

pub fn is_leading_surname(word: &str) -> bool {
    LEADING_SURNAMES.contains(&word)
}

/// The short forms of a given name, and the names of which it is one.
pub fn other_given_names(name: &str) -> impl Iterator<Item = &str> {
    NICKNAMES.iter().flat_map(move |(short, long)| {
        let long_forms = long.iter().filter(move |_| *short == name);
        let short_form = long.contains(&name).then_some(short);
        long_forms.chain(short_form).copied()
    })
}

/// The common name of a country, city or body; none if it has only one.
pub fn common_name(name: &str) -> Option<&'static str> {
    let names = COMMON_NAMES.iter().find(|names| names.contains(&name))?;
    names.first().copied()
}

/// One form for the adjective, the singular and the plural of a group: "israeli", "turkish".
pub fn group_of_people(name: &str) -> String {
    let letters: Vec<char> = name.chars().rev().take(3).collect();
    let is_plural = match letters.as_slice() {
        ['s', 'i', before] => !"aeious".contains(*before),
        ['s', before, _] => !"aious".contains(*before),
        _ => false,
    };
    let singular = if is_plural { name.strip_suffix('s').unwrap_or(name) } else { name };
    let singular = match singular.strip_suffix("men") {
        Some(stem) => format!("{stem}man"),
        None => singular.to_owned(),
    };
    let adjective = GROUPS.iter().find(|(noun, _)| *noun == singular);
    adjective.map_or(singular, |(_, adjective)| (*adjective).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_one_form() {
        for (names, expected) in [
            (&["american", "americans"][..], "american"),
            (&["israeli", "israelis"], "israeli"),
            (&["shiite", "shiites"], "shiite"),
            (&["turk", "turks", "turkish"], "turkish"),
            (&["frenchmen", "french"], "french"),
            (&["north korean", "north koreans"], "north korean"),
            (&["swiss"], "swiss"),
            (&["hamas"], "hamas"),
            (&["chinese"], "chinese"),
        ] {
            for name in names {
                assert_eq!(group_of_people(name), expected, "{name}");
            }
        }
    }

    #[test]
    fn names_of_countries_are_listed_once() {
        let mut names: Vec<&str> = COMMON_NAMES.concat();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
