//! Tables of words.

use crate::words;

#[test]
fn contractions_and_possessives() {
    let cases = [
        ("don't", "do|n't"),
        ("He doesn’t.", "He|does|n’t|."),
        ("can't cannot", "ca|n't|can|not"),
        ("Putin's", "Putin|'s"),
        ("the parties' aims", "the|parties|'|aims"),
        ("'the parties' he", "'|the|parties|'|he"),
        ("We've they'll I'd you're I'm", "We|'ve|they|'ll|I|'d|you|'re|I|'m"),
        ("gonna wanna", "gon|na|wan|na"),
        ("O'Brien o'clock Shi'ite", "O'Brien|o'clock|Shi'ite"),
        ("the '90s", "the|'90s"),
        ("'em", "'em"),
    ];
    for (text, expected) in cases {
        assert_eq!(words(text), expected, "{text}");
    }
}

#[test]
fn hyphens_and_slashes() {
    let cases = [
        ("long-term deal", "long|-|term|deal"),
        ("co-founder ex-wife", "co-founder|ex-wife"),
        ("the U.S.-led force", "the|U.S.|-|led|force"),
        ("Jean-Luc", "Jean|-|Luc"),
        ("and/or 9/11 24/7", "and|/|or|9/11|24/7"),
        ("555-0199", "555-0199"),
        ("2024-06-19", "2024-06-19"),
        ("2003-2004 talks", "2003|-|2004|talks"),
        ("it -- and — but", "it|--|and|—|but"),
    ];
    for (text, expected) in cases {
        assert_eq!(words(text), expected, "{text}");
    }
}

#[test]
fn numbers_money_and_dates() {
    let cases = [
        ("$1.13bn", "$|1.13|bn"),
        ("US$40", "US$|40"),
        ("£5,000.50", "£|5,000.50"),
        ("3.5%", "3.5|%"),
        ("7pm 7:30", "7|pm|7:30"),
        ("the 19th, 1990s", "the|19th|,|1990s"),
        ("June 19, 2024", "June|19|,|2024"),
        ("No. 7", "No.|7"),
        (".265", ".265"),
    ];
    for (text, expected) in cases {
        assert_eq!(words(text), expected, "{text}");
    }
}

#[test]
fn abbreviations_and_punctuation() {
    let cases = [
        ("Gen. Park and Sen. Lee", "Gen.|Park|and|Sen.|Lee"),
        ("at 5 p.m. in the U.S.", "at|5|p.m.|in|the|U.S."),
        ("J. R. Smith", "J.|R.|Smith"),
        ("ended.Then", "ended|.|Then"),
        ("Really?! Yes...", "Really|?!|Yes|..."),
        ("\"No,\" he said.", "\"|No|,|\"|he|said|."),
        ("(AP)", "(|AP|)"),
        ("Ph.D. M.Sc.", "Ph.D.|M.Sc."),
        ("no one. No one.", "no|one|.|No|one|."),
    ];
    for (text, expected) in cases {
        assert_eq!(words(text), expected, "{text}");
    }
}

#[test]
fn addresses_and_symbols() {
    let cases = [
        ("See https://news.org/a-b?c=d.", "See|https://news.org/a-b?c=d|."),
        ("(www.news.org)", "(|www.news.org|)"),
        ("desk@news-room.org,", "desk@news-room.org|,"),
        ("carol.st.clair@news.org", "carol.st.clair@news.org"),
        ("report.pdf", "report.pdf"),
        ("#MeToo @desk", "#MeToo|@desk"),
        ("👩‍👩‍👧 🇰🇷🇺🇸 ok", "👩‍👩‍👧|🇰🇷|🇺🇸|ok"),
        (":-) fine", ":-)|fine"),
        ("Müller's café", "Müller|'s|café"),
        ("e\u{301}tat", "e\u{301}tat"),
    ];
    for (text, expected) in cases {
        assert_eq!(words(text), expected, "{text}");
    }
}
