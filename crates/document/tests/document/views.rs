//! Views of the stored example.

use newsdesk_document::{
    AttributionKind, Document, EntityKind, MentionRef, Polarity, SentenceRef, Summary, TokenRef,
};

use crate::{document, example};

#[test]
fn sentences_and_tokens_know_each_other() {
    let document = document();
    let sentences: Vec<_> = document.sentences().map(SentenceRef::text).collect();
    assert_eq!(sentences, ["Köln votes.", "It rains."]);
    let second: Vec<_> = document.sentence(1).unwrap().tokens().map(TokenRef::text).collect();
    assert_eq!(second, ["It", "rains", "."]);
    let places: Vec<_> = document.tokens().map(|token| token.sentence().index()).collect();
    assert_eq!(places, [0, 0, 0, 1, 1, 1]);
    assert!(document.sentence(2).is_none());
}

#[test]
fn entities_have_names_and_mentions() {
    let document = example();
    let names: Vec<_> = document.entities().map(|entity| (entity.name(), entity.kind())).collect();
    assert_eq!(
        names,
        [
            ("Ada Brandt", EntityKind::Person),
            ("KÖLN", EntityKind::Location),
            ("Rhine tunnel", EntityKind::Facility),
            ("June 3", EntityKind::Date),
        ]
    );
    for mention in document.mentions() {
        assert_eq!(mention.text(), mention.entity().name());
        assert_eq!(mention.kind(), mention.entity().kind());
    }
    let probabilities: Vec<_> = document.mentions().map(MentionRef::probability).collect();
    assert_eq!(probabilities, [0.98, 0.75, 0.5, 1.0]);
}

#[test]
fn attributions_say_who_said_what() {
    let document = example();
    let [direct, mixed, bare] = document.attributions().collect::<Vec<_>>()[..] else { panic!() };
    assert_eq!((direct.source(), direct.cue()), (Some("she"), Some("said")));
    assert_eq!(direct.speaker().unwrap().name(), "Ada Brandt");
    assert_eq!(direct.kind(), AttributionKind::Direct);
    assert_eq!(mixed.content().collect::<Vec<_>>(), ["the plan", "lacks courage"]);
    assert!(mixed.speaker().is_none());
    assert_eq!((bare.source(), bare.cue()), (None, None));
}

#[test]
fn stances_say_who_is_for_or_against_whom() {
    let document = example();
    let lines: Vec<_> = document
        .stances()
        .map(|stance| {
            let (holder, target) = (stance.holder(), stance.target());
            format!("{holder} → {target}: {} ({})", stance.polarity(), stance.probability())
        })
        .collect();
    assert_eq!(
        lines,
        [
            "Ada Brandt → Rhine tunnel: against (0.93)",
            "the author → public transport: neutral (0.6)"
        ]
    );
    let [first, second] = document.stances().collect::<Vec<_>>()[..] else { panic!() };
    assert_eq!(first.polarity(), Polarity::Against);
    assert_eq!(first.evidence().collect::<Vec<_>>(), ["opposes"]);
    assert_eq!(first.sentence().index(), 0);
    assert!(first.attribution().is_none());
    assert_eq!(second.attribution().unwrap().source(), Some("Critics"));
}

#[test]
fn a_document_without_layers_has_empty_views() {
    let document = Document::new("bare", "It rains.").unwrap();
    assert_eq!(document.sentences().len(), 0);
    assert_eq!(document.tokens().len(), 0);
    assert_eq!(document.entities().len(), 0);
    assert_eq!(document.mentions().count(), 0);
    assert_eq!(document.attributions().len(), 0);
    assert_eq!(document.stances().len(), 0);
    assert!(document.entity(0).is_none() && document.attribution(0).is_none());
    assert_eq!(document.summary(), None::<&Summary>);
}
