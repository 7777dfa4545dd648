//! What holds for any text.

use newsdesk_summarization::{Budget, Summarizer};
use proptest::prelude::*;

use crate::{document, selected};

/// Texts that look like news, with repetitions, odd lines and odd characters.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "The minister spoke on Monday. ",
        "The minister spoke on Monday. ",
        "\"We will not go,\" she said. ",
        "SEOUL (Yonhap) -- ",
        "By Jane Doe\n\n",
        "[Photo]\n",
        "Copyright 2026.\n\n",
        "A heading\n\n",
        "Ünïcödé 漢字 🙂 ",
        "...",
        "$4.5 billion ",
        "\r\n",
    ]);
    prop_oneof![
        prop::collection::vec(pieces, 0..40).prop_map(|parts| parts.concat()),
        any::<String>()
    ]
}

fn budgets() -> impl Strategy<Value = Budget> {
    prop_oneof![
        (1..9_usize).prop_map(|count| Budget::sentences(count).unwrap()),
        (1..90_usize).prop_map(|count| Budget::words(count).unwrap()),
        (1..900_usize).prop_map(|count| Budget::characters(count).unwrap()),
        (1..=100_u32).prop_map(|share| Budget::ratio(f64::from(share) / 100.0).unwrap()),
    ]
}

proptest! {
    #[test]
    fn a_summary_fits_its_document_and_its_budget(text in texts(), budget in budgets()) {
        let mut document = document(&text);
        let summary = Summarizer::new(budget).summarize(&document).unwrap();
        let chosen = selected(summary.clone());
        prop_assert_eq!(chosen.is_empty(), document.sentences().len() == 0);
        prop_assert!(document.attach_summary(summary).is_ok());

        let cost = |index: u32| budget.cost(document.sentence(index as usize).unwrap());
        let spent: usize = chosen.iter().map(|chosen| cost(chosen.sentence)).sum();
        let limit = budget.limit(document.sentences().len());
        prop_assert!(chosen.len() <= 1 || spent <= limit, "{} of {}", spent, limit);
        prop_assert!(chosen.iter().all(|chosen| (0.0..=2.0).contains(&chosen.score)));
    }

    #[test]
    fn the_same_text_gives_the_same_summary(text in texts(), budget in budgets()) {
        let summarizer = Summarizer::new(budget);
        let first = summarizer.summarize(&document(&text)).unwrap();
        prop_assert_eq!(first, summarizer.summarize(&document(&text)).unwrap());
    }
}

/// Every sentence differs a little from the others, so that none is free to compare.
#[test]
fn fifty_thousand_sentences_are_no_problem() {
    let sentence = |number: usize| {
        let (day, town) = (number % 28, number / 7);
        format!("On day {day} the council of town {town} met {number} people. ")
    };
    let text: String = (0..50_000).map(sentence).collect();
    let document = document(&text);
    assert_eq!(document.sentences().len(), 50_000);
    let summary = Summarizer::new(Budget::ratio(0.1).unwrap()).summarize(&document).unwrap();
    assert_eq!(selected(summary).len(), 5_000);
}
