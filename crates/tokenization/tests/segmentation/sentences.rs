//! Tables of sentences: each case is the list of its sentences, joined as the case says.

use crate::sentences;

/// Joins the sentences with spaces and expects them back.
fn check(expected: &[&str]) {
    check_joined(" ", expected);
}

fn check_joined(separator: &str, expected: &[&str]) {
    let text = expected.join(separator);
    assert_eq!(sentences(&text), expected, "{text:?}");
}

#[test]
fn abbreviations() {
    check(&["Gen. Park met Sen. Lee at 5 p.m. on Monday.", "They left."]);
    check(&["He flew to the U.S. on Tuesday.", "Talks begin at 9 a.m. today."]);
    check(&["The plane landed at 5 p.m.", "Nobody was hurt."]);
    check(&["Dr. J. R. Smith of St. Mary's Hospital agreed.", "Mr. Kim did not."]);
    check(&["It is No. 7 on the list.", "It was No. 9."]);
    check(&["Acme Inc. and Widget Co. said so.", "Shares fell."]);
    check(&["The U.S. Senate voted.", "The bill passed."]);
}

#[test]
fn numbers() {
    check(&["Sales rose 3.5 percent to $1.13 billion.", "Costs fell."]);
    check(&["It was 1,200.50 in 2024.", "Then it was 900."]);
}

#[test]
fn quotations() {
    check(&["\"We will not accept this.\"", "He left the room."]);
    check(&["“We will not accept this.”", "Then he left the room."]);
    check(&["\"Is this the end?\" he asked.", "Nobody answered."]);
    check(&["“Is this the end?” Smith asked.", "Nobody answered."]);
    check(&["\"Never!\" the minister said.", "He sat down."]);
    check(&["He called it “a ‘very big’ mistake.”", "She agreed."]);
    check(&["He said, \"It is over.\"", "The crowd cheered."]);
}

#[test]
fn paragraphs_that_were_joined_without_a_space() {
    check_joined("", &["The rain stopped.", "Trains run again."]);
    check_joined("", &["He said, \"It is over.\"", "The crowd cheered."]);
    check_joined("", &["He said, “It is over.”", "The crowd cheered."]);
    check_joined("", &["The crowd cheered.", "\"It is over,\" he said."]);
    check_joined("", &["She said, \"Is it over?\"", "\"It is,\" he said.", "They left."]);
    check(&["The site of the party.gov.example says \"U.S.\"only."]);
}

#[test]
fn names_with_marks() {
    check(&["Banks fell.", "Yahoo! shares rose on Monday.", "It was a slow day."]);
}

#[test]
fn brackets_and_ellipses() {
    check(&["The plan (see page 4) failed.", "A new one came."]);
    check(&["It was over ... or so they thought.", "It was not."]);
    check(&["The council met in 1805. [19]", "Later it met again."]);
}

#[test]
fn datelines() {
    check(&[
        "SEOUL, June 19 (Yonhap) — The two leaders signed a treaty on Wednesday.",
        "They praised it.",
    ]);
    check(&["WASHINGTON (AP) — The Senate voted on Monday.", "The bill passed."]);
    check(&["LONDON, Jan. 5 - Shares fell sharply on Friday.", "Oil rose."]);
}

#[test]
fn lines() {
    check_joined(
        "\n",
        &["Leaders sign treaty", "By Jane Doe", "The two leaders signed a treaty on Wednesday."],
    );
    check_joined("\r\n\r\n", &["Leaders sign treaty", "The two leaders met.", "They signed."]);
    check_joined("\n", &["The list:", "- bread and butter", "- milk", "• eggs"]);
    check_joined("\n\n", &["[Photo: The two leaders shake hands]", "They signed a treaty."]);
}

#[test]
fn wrapped_lines_go_on() {
    let text = "The two leaders signed a treaty on Wednesday that binds\n\
                each state to help the other if it is attacked, said\n\
                the ministry. It gave no details, and a spokesman did\n\
                not answer questions.";
    let ends: Vec<_> =
        sentences(text).into_iter().map(|sentence| sentence.lines().count()).collect();
    assert_eq!(ends, [3, 2]);
}

#[test]
fn addresses() {
    check(&["See https://news.org/a.b?c=d for more.", "Write to desk@news.org today."]);
}

#[test]
fn missing_space_and_capitals() {
    assert_eq!(
        sentences("The talks ended.They will resume."),
        ["The talks ended.", "They will resume."]
    );
    check(&["THE LEADERS SIGNED A TREATY.", "THEY PRAISED IT."]);
}

#[test]
fn nothing_and_white_space() {
    assert!(sentences("").is_empty());
    assert!(sentences(" \r\n\t\u{A0}\n").is_empty());
    assert_eq!(sentences("Headline"), ["Headline"]);
}
