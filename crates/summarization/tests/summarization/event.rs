//! One summary of several documents.

use newsdesk_summarization::{Budget, Event, Excerpt, MAX_EXCERPTED, centrality};

use crate::document;

fn event(texts: &[&str]) -> Event {
    let mut event = Event::default();
    for text in texts {
        let document = document(text);
        let scores = centrality(&document).unwrap();
        event.add(Excerpt::new(&document, &scores).unwrap());
    }
    event
}

#[test]
fn what_several_documents_tell_is_told_once() {
    let event = event(&[
        "The river Elbe flooded the old town of Pirna on Monday. A baker lost his shop.",
        "The Elbe flooded the old town of Pirna on Monday, and 900 people left. It was cold.",
        "The army brought sandbags to Pirna, where the Elbe flooded the old town.",
    ]);
    let summary = event.summary(Budget::sentences(2).unwrap()).unwrap();
    let places: Vec<_> = summary.iter().map(|found| (found.document, found.sentence)).collect();
    assert_eq!(event.documents(), 3);
    assert_eq!(summary.len(), 2);
    assert!(places.is_sorted() && places[0].0 != places[1].0, "{summary:#?}");
    let floods = summary.iter().filter(|found| found.text.contains("on Monday")).count();
    assert_eq!(floods, 1, "{summary:#?}");
}

#[test]
fn sentences_keep_their_place_in_their_document() {
    let text = "Rain fell in the north. Trains stood still in the south.";
    let event = event(&[text]);
    for found in event.summary(Budget::sentences(2).unwrap()).unwrap() {
        assert_eq!(found.span.of(text), Some(found.text.as_str()));
    }
}

#[test]
fn memory_is_bounded_and_nothing_is_an_answer() {
    assert!(event(&[]).summary(Budget::default()).unwrap().is_empty());
    let texts: Vec<String> =
        (0..=MAX_EXCERPTED * 2).map(|number| format!("House {number} burnt down.")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let event = event(&texts);
    assert_eq!(event.documents(), MAX_EXCERPTED * 2 + 1);
    let summary = event.summary(Budget::sentences(3).unwrap()).unwrap();
    assert_eq!(summary.len(), 3);
}
