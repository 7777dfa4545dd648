//! What a reader can understand: pronouns, quotations, and summaries about one thing.

use newsdesk_document::{Document, Entity, EntityKind, Mention, Span, Summary};
use newsdesk_summarization::{Budget, Focus, Summarizer};

use crate::document;

const TEXT: &str = "Rain fell in the north. Mayor Ada Brandt closed the bridge. \
    She also asked the army for help. Bread got cheaper. \
    \"We are tired. The river took all,\" a baker said. It rose again on Monday.";

/// The document with one entity, the mayor.
fn town() -> Document {
    let mut document = document(TEXT);
    let start = u32::try_from(TEXT.find("Ada Brandt").unwrap()).unwrap();
    let span = Span::new(start, start + 10).unwrap();
    let mention = Mention { span, kind: EntityKind::Person, probability: 1.0 };
    let entity =
        Entity { kind: EntityKind::Person, name: span, value: None, mentions: vec![mention] };
    document.attach_entities(vec![entity]).unwrap();
    document
}

/// "She", who is the mayor.
fn references() -> Vec<(Span, u32)> {
    let start = u32::try_from(TEXT.find("She").unwrap()).unwrap();
    vec![(Span::new(start, start + 3).unwrap(), 0)]
}

/// What is chosen if sentence 2, the one with "She", has the highest score.
fn chosen(summarizer: &Summarizer, scores: &[f32], references: &[(Span, u32)]) -> Vec<String> {
    let mut document = town();
    let summary = summarizer.select(&document, scores, references).unwrap();
    document.attach_summary(summary).unwrap();
    document.selected().map(|selected| selected.text().into_owned()).collect()
}

const SHE_FIRST: [f32; 7] = [0.9, 0.5, 2.0, 0.6, 0.1, 0.1, 0.2];

#[test]
fn a_pronoun_waits_for_the_sentence_that_names_whom_it_stands_for() {
    let two = Summarizer::new(Budget::sentences(2).unwrap());
    let without_her = ["Rain fell in the north.", "Bread got cheaper."];
    assert_eq!(chosen(&two, &SHE_FIRST, &references()), without_her);
    let mut scores = SHE_FIRST;
    scores[1] = 1.0;
    let with_her = ["Mayor Ada Brandt closed the bridge.", "She also asked the army for help."];
    assert_eq!(chosen(&two, &scores, &references()), with_her);
    // Nobody knows who she is: the sentence before must tell.
    assert_eq!(chosen(&two, &scores, &[]), with_her);
    assert_eq!(chosen(&two, &SHE_FIRST, &[]), without_her);
}

#[test]
fn a_name_takes_the_place_of_a_pronoun_where_it_is_needed() {
    let one = Summarizer::new(Budget::sentences(1).unwrap()).resolving_pronouns();
    assert_eq!(
        chosen(&one, &SHE_FIRST, &references()),
        ["[Ada Brandt] also asked the army for help."]
    );
    let three = Summarizer::new(Budget::sentences(3).unwrap()).resolving_pronouns();
    let mut scores = SHE_FIRST;
    scores[1] = 1.0;
    assert_eq!(chosen(&three, &scores, &references())[2], "She also asked the army for help.");
}

#[test]
fn a_quotation_is_chosen_as_a_whole_or_not_at_all() {
    let whole = ["\"We are tired.", "The river took all,\" a baker said."];
    let best = |budget, scores: &[f32]| {
        chosen(&Summarizer::new(Budget::sentences(budget).unwrap()), scores, &[])
    };
    let scores = [0.5, 0.1, 0.1, 0.1, 2.0, 1.0, 0.1];
    assert_eq!(best(1, &scores), ["Rain fell in the north."]);
    assert_eq!(best(2, &scores), whole);
    assert_eq!(best(3, &scores), ["Rain fell in the north.", whole[0], whole[1]]);
    // Worth 1.1 on average, and too much once another is chosen.
    let scores = [1.2, 0.1, 0.1, 0.1, 2.0, 0.2, 0.1];
    assert_eq!(
        best(2, &scores),
        ["Rain fell in the north.", "Mayor Ada Brandt closed the bridge."]
    );
}

#[test]
fn who_speaks_in_a_quotation_must_be_known_and_what_is_quoted_leaves_nothing_open() {
    for (text, expected) in [
        ("\"We go. They took all,\" said Ada Brandt. Rain fell. Bread got cheaper.", [0, 1]),
        ("Rain fell. “We go. He took all,” said Ada Brandt. Bread got cheaper.", [1, 2]),
        ("Rain fell. Snow fell. \"We go. We sing,\" she said. Bread got cheaper.", [0, 4]),
    ] {
        let mut document = document(text);
        document.attach_entities(Vec::new()).unwrap();
        let two = Summarizer::new(Budget::sentences(2).unwrap());
        let scores: Vec<f32> = document
            .sentences()
            .map(|sentence| if sentence.text().contains(['“', '”', '"']) { 2.0 } else { 0.5 })
            .collect();
        let Summary::Extractive(selected) = two.select(&document, &scores, &[]).unwrap() else {
            panic!()
        };
        let selected: Vec<u32> = selected.iter().map(|selected| selected.sentence).collect();
        assert_eq!(selected, expected, "{text}");
    }
}

#[test]
fn a_time_that_is_known_leaves_nothing_open() {
    for (opening, expected) in [("This week", 1), ("This time", 0), ("This", 0)] {
        let mut document = document(&format!("Rain fell in the north. {opening} it will be dry."));
        let one = Summarizer::new(Budget::sentences(1).unwrap());
        let summary = one.select(&document, &[0.5, 1.0], &[]).unwrap();
        document.attach_summary(summary).unwrap();
        assert_eq!(document.selected().next().unwrap().sentence().index(), expected, "{opening}");
    }
}

#[test]
fn a_summary_is_about_what_is_asked_for() {
    let three = || Summarizer::new(Budget::sentences(3).unwrap());
    let about = |focus| chosen(&three().about(focus), &SHE_FIRST, &references());
    let mayor = ["Mayor Ada Brandt closed the bridge.", "She also asked the army for help."];
    for name in ["Ada Brandt", "brandt"] {
        assert_eq!(about(Focus::Entity(name.to_owned())), mayor);
    }
    assert!(about(Focus::Entity("Brand".to_owned())).is_empty());
    assert_eq!(about(Focus::Query("bridges".to_owned())), mayor[..1]);
    assert_eq!(about(Focus::Query("rain in the north".to_owned())), ["Rain fell in the north."]);
    assert!(about(Focus::Query("elections".to_owned())).is_empty());
    let quotation = ["\"We are tired.", "The river took all,\" a baker said."];
    assert_eq!(about(Focus::Query("bakers".to_owned())), quotation);
}

#[test]
fn a_sentence_that_is_too_long_is_shortened() {
    let mut document = document(
        "The council of the town, which met on Monday, closed the old bridge. \
         The mayor (a friend of bridges) and the baker and the butcher were sad about that.",
    );
    for (words, expected) in [
        (9, "The council of the town closed the old bridge."),
        (3, "The council of the town, which met on Monday, closed the old bridge."),
    ] {
        let summarizer = Summarizer::new(Budget::words(words).unwrap());
        let summary = summarizer.select(&document, &[1.0, 0.9], &[]).unwrap();
        let Summary::Extractive(selected) = &summary else { panic!() };
        assert_eq!(selected.len(), 1);
        document.attach_summary(summary).unwrap();
        assert_eq!(document.selected().next().unwrap().text(), expected, "{words}");
    }
}
