//! Texts that are no news, of any length: what makes a careless stage slow.

/// A text of about so many bytes.
pub type Shape = fn(usize) -> String;

/// All shapes, by name.
pub const SHAPES: [(&str, Shape); 26] = [
    ("news", crate::running_text),
    ("commas", |bytes| one_line("The minister, who spoke, ", bytes)),
    ("short commas", |bytes| one_line("a, ", bytes)),
    ("dashes", |bytes| one_line("The minister — who spoke — ", bytes)),
    ("brackets", |bytes| one_line("The minister (who spoke) ", bytes)),
    ("brackets that only open", |bytes| one_line("The minister (who [spoke ", bytes)),
    ("curly marks that only open", |bytes| one_line("The “minister spoke. ", bytes)),
    ("straight marks that only open", |bytes| one_line("The \"minister spoke. ", bytes)),
    ("apostrophes that only open", |bytes| one_line("the 'minister ", bytes)),
    ("quotations", |bytes| one_line("“We go,” he said. “We stay.” ", bytes)),
    ("quotations without speakers", |bytes| one_line("“We go.” “We stay.” ", bytes)),
    ("pronouns", |bytes| one_line("Anna Berg spoke. He said it rained. She left. ", bytes)),
    ("pronouns in one sentence", |bytes| {
        one_line("Anna Berg and he said it rained and she ", bytes)
    }),
    ("contents within contents", |bytes| {
        one_line("Anna left; he alleged that Bob Stone knew and ", bytes)
    }),
    ("names", |bytes| {
        numbered(bytes, |word, other| format!("{word} {other} met {other} {word}. "))
    }),
    ("names in one sentence", |bytes| numbered(bytes, |word, other| format!("{word} {other}, "))),
    ("names of a family", |bytes| numbered(bytes, |word, _| format!("{word} Berg met Berg. "))),
    ("one name", |bytes| one_line("Anna Berg met Berg and Anna. ", bytes)),
    ("a name without end", |bytes| one_line("Anna Berg ", bytes)),
    ("short sentences", |bytes| one_line("It rained. ", bytes)),
    ("short lines", |bytes| "It rained\n".repeat(bytes / 10)),
    ("short paragraphs", |bytes| "“It rained.\n\n".repeat(bytes / 14)),
    ("one sentence", |bytes| one_line("the river rose and ", bytes)),
    ("one word", |bytes| "a".repeat(bytes)),
    ("full stops", |bytes| ".".repeat(bytes)),
    ("an address of brackets", |bytes| format!("http://{}", ")".repeat(bytes))),
];

/// A line of one part, again and again, and a short story behind it.
fn one_line(part: &str, bytes: usize) -> String {
    let story =
        "went home.\n\nThe river Elbe flooded the old town. The mayor asked people to leave.\n";
    part.repeat(bytes / part.len()) + story
}

/// Parts with two names each, which differ from part to part.
fn numbered(bytes: usize, part: fn(&str, &str) -> String) -> String {
    let mut text = String::with_capacity(bytes + 64);
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&part(&name(number), &name(number.wrapping_mul(7_919) + 17)));
    }
    text
}

/// A name of three syllables or more, another for each number.
pub fn name(mut number: usize) -> String {
    const CONSONANTS: [char; 14] =
        ['b', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v'];
    const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];
    let mut name = String::new();
    while number > 0 || name.len() < 6 {
        for letters in [&CONSONANTS[..], &VOWELS[..]] {
            name.extend(letters.get(number % letters.len()));
            number /= letters.len();
        }
    }
    name.get(..1).unwrap_or_default().to_uppercase() + name.get(1..).unwrap_or_default()
}
