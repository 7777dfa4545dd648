//! Scores from elsewhere.

use newsdesk_summarization::{Budget, Summarizer};

use crate::{ARTICLE, document, selected};

const TEXT: &str =
    "Rain fell in the north. Trains stood still. A minister resigned. Bread got cheaper.";

#[test]
fn the_best_are_chosen_in_text_order_and_keep_their_scores() {
    let document = document(TEXT);
    let summarizer = Summarizer::new(Budget::sentences(2).unwrap());
    let chosen = selected(summarizer.select(&document, &[0.1, 3.0, -1.0, 5.0], &[]).unwrap());
    let pairs: Vec<_> = chosen.iter().map(|chosen| (chosen.sentence, chosen.score)).collect();
    assert_eq!(pairs, [(1, 3.0), (3, 5.0)]);
}

#[test]
fn of_equal_sentences_the_earlier_are_chosen() {
    let document = document(TEXT);
    let summarizer = Summarizer::new(Budget::sentences(2).unwrap());
    let chosen = selected(summarizer.select(&document, &[1.0; 4], &[]).unwrap());
    assert_eq!(chosen.iter().map(|chosen| chosen.sentence).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn boilerplate_stays_out_whatever_its_score() {
    let document = document(ARTICLE);
    let last = document.sentences().len() - 1;
    let mut scores = vec![0.0; last + 1];
    scores[last] = 9.0;
    let chosen = selected(Summarizer::default().select(&document, &scores, &[]).unwrap());
    assert!(chosen.iter().all(|chosen| chosen.sentence as usize != last));
}

#[test]
fn scores_that_do_not_fit_are_refused() {
    let document = document(TEXT);
    let error = |scores: &[f32]| Summarizer::default().select(&document, scores, &[]).unwrap_err();
    assert_eq!(error(&[1.0]).to_string(), "1 scores for 4 sentences");
    assert_eq!(
        error(&[1.0, f32::INFINITY, 0.0, 0.0]).to_string(),
        "score inf of sentence 1 is not finite"
    );
    assert_eq!(
        error(&[0.0, 0.0, 0.0, f32::NAN]).to_string(),
        "score NaN of sentence 3 is not finite"
    );
}
