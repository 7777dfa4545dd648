//! What pronouns, titles and roles tell of a person.

/// Grammatical gender, as far as titles and pronouns tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    Male,
    Female,
}

/// Whom a pronoun can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    Person(Gender),
    /// An organisation or a country.
    Thing,
    /// Who stands right before it.
    Relative,
}

/// Titles that a sentence may call somebody by without a name, and their words.
const ROLES: [&str; 46] = [
    "adviser", "agency", "ambassador", "archbishop", "attorney", "authority", "bank", "bishop",
    "chairman", "chairwoman", "chancellor", "coach", "commission", "commissioner", "committee",
    "congressman", "congresswoman", "council", "court", "department", "director", "executive",
    "foundation", "general", "governor", "judge", "king", "leader", "mayor", "minister",
    "ministry", "parliament", "party", "pope", "premier", "president", "prince", "prosecutor",
    "queen", "secretary", "senator", "spokesman", "spokesperson", "spokeswoman", "union",
    "university",
];

const FEMALE: [&str; 12] = [
    "chairwoman", "congresswoman", "councilwoman", "dame", "lady", "madam", "miss", "mrs", "ms",
    "princess", "queen", "spokeswoman",
];

/// Bytes before a name in which a title is looked for.
const LONGEST_TITLE: usize = 24;

/// Titles that end with a full stop.
const ABBREVIATED: [&str; 3] = ["mr", "mrs", "ms"];

const MALE: [&str; 8] =
    ["chairman", "congressman", "king", "lord", "mr", "prince", "sir", "spokesman"];

impl Pronoun {
    /// Reads a source in lower case; none if it is no pronoun that refers back.
    pub fn new(source: &str) -> Option<Self> {
        Some(match source {
            "he" | "him" | "himself" => Self::Person(Gender::Male),
            "she" | "her" | "herself" => Self::Person(Gender::Female),
            "it" => Self::Thing,
            "who" | "which" | "that" => Self::Relative,
            _ => return None,
        })
    }
}

/// The gender that a title tells.
pub fn gender(title: &str) -> Option<Gender> {
    let mut words = words(title);
    words.find_map(|word| {
        if FEMALE.contains(&word.as_str()) {
            Some(Gender::Female)
        } else {
            MALE.contains(&word.as_str()).then_some(Gender::Male)
        }
    })
}

/// The last words before a name, together with the name itself, which may begin with a title.
pub fn title<'d>(before: &'d str, name: &'d str) -> &'d str {
    // A title in the name is enough; the text before may belong to another.
    let first = name.split_whitespace().next().unwrap_or_default();
    if words(first).any(|word| is_title(&word)) {
        return first;
    }
    let cut = before.ceil_char_boundary(before.len().saturating_sub(LONGEST_TITLE));
    let before = before.get(cut..).unwrap_or_default();
    let line = before.rsplit(['\n', '.', ',', ';', '"', '“']).next().unwrap_or_default();
    // "Mr." ends with the full stop at which the line was cut.
    let last = last_word(before);
    let is_title = words(last).any(|word| ABBREVIATED.contains(&word.as_str()));
    if line.trim().is_empty() && is_title { last } else { line }
}

fn last_word(text: &str) -> &str {
    text.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default()
}

fn is_title(word: &str) -> bool {
    FEMALE.contains(&word) || MALE.contains(&word) || ROLES.contains(&word)
}

/// The number of the role that a source in lower case names: "the foreign minister" is a minister.
pub fn role(source: &str) -> Option<usize> {
    ROLES.binary_search(&last_word(source)).ok()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_gender_and_role() {
        assert_eq!(gender(title("He met Mr. ", "Putin")), Some(Gender::Male));
        assert_eq!(gender(title("", "Mrs. May")), Some(Gender::Female));
        assert_eq!(gender(title("Mr. Smith and ", "Jones")), None);
        assert_eq!(title("Russian President ", "Vladimir Putin"), "Russian President ");
        assert_eq!(title("the president. ", "Jones"), " ");
        assert_eq!(role("the defence ministry"), role("ministry"));
        assert!(role("ministry").is_some());
        assert_eq!(role("the man"), None);
        assert!(ROLES.is_sorted());
    }
}
