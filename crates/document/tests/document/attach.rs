//! What is checked when a layer is attached, and what goes with a layer that is replaced.

use newsdesk_document::{
    Attribution, AttributionKind, Entity, EntityKind, Evidence, GeneratedSentence, Holder, Mention,
    Polarity, Resolved, Segmentation, SelectedSentence, Span, Stance, Summary, Target, json,
};

use crate::{document, example, span};

fn mention(span: Span, probability: f32) -> Mention {
    Mention { span, kind: EntityKind::Location, probability }
}

fn entity(mentions: Vec<Mention>) -> Entity {
    Entity { kind: EntityKind::Location, name: span(0, 5), value: None, mentions }
}

fn attribution(speaker: Option<u32>, content: Vec<Span>) -> Attribution {
    Attribution { source: None, speaker, cue: None, content, kind: AttributionKind::Indirect }
}

fn stance() -> Stance {
    Stance {
        holder: Holder::Author,
        target: Target::Topic("rain".to_owned()),
        polarity: Polarity::For,
        probability: 0.5,
        evidence: Evidence { sentence: 1, spans: vec![span(16, 21)] },
        attribution: None,
    }
}

#[test]
fn a_segmentation_of_another_text_is_refused() {
    let mut document = document();
    let before = document.clone();
    for (sentences, tokens, message) in [
        (
            [span(0, 90)],
            [span(0, 5)],
            "sentences[0]: span 0..90 ends outside of the text, which has 22 bytes",
        ),
        ([span(0, 22)], [span(0, 2)], "tokens[0]: span 0..2 cuts the character at byte 2"),
    ] {
        let segmentation = Segmentation::new(&sentences, &tokens).unwrap();
        let error = document.attach_segmentation(segmentation).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert_eq!(document, before);
    }
}

#[test]
fn entities_that_do_not_fit_are_refused() {
    let mut document = document();
    let before = document.clone();
    let good = mention(span(0, 5), 1.0);
    for (faulty, message) in [
        (entity(vec![]), "entities[1]: has no mention"),
        (
            entity(vec![mention(span(0, 2), 1.0)]),
            "entities[1]: span 0..2 cuts the character at byte 2",
        ),
        (entity(vec![mention(span(3, 3), 1.0)]), "entities[1]: span 3..3 is empty"),
        (entity(vec![mention(span(0, 5), 1.5)]), "entities[1]: 1.5 is not a probability in 0..=1"),
        (
            entity(vec![mention(span(0, 5), f32::NAN)]),
            "entities[1]: NaN is not a probability in 0..=1",
        ),
        (entity(vec![good, good]), "entities[1]: span 0..5 overlaps or precedes 0..5"),
    ] {
        let error = document.attach_entities(vec![entity(vec![good]), faulty]).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert_eq!(document, before);
    }
    // Touching is not overlapping.
    let touching = vec![mention(span(6, 8), 0.0), mention(span(8, 11), 1.0)];
    document.attach_entities(vec![entity(touching)]).unwrap();
}

#[test]
fn attributions_that_do_not_fit_are_refused() {
    let mut document = document();
    for (faulty, message) in [
        (attribution(None, vec![]), "attributions[0]: has no content"),
        (
            attribution(None, vec![span(0, 23)]),
            "attributions[0]: span 0..23 ends outside of the text, which has 22 bytes",
        ),
        (
            attribution(Some(0), vec![span(0, 5)]),
            "attributions[0]: refers to entities[0], but there are 0",
        ),
    ] {
        let error = document.attach_attributions(vec![faulty]).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
    document.attach_attributions(vec![attribution(None, vec![span(0, 5)])]).unwrap();
}

#[test]
fn stances_that_do_not_fit_are_refused() {
    let mut document = document();
    let evidence = |sentence, spans| Evidence { sentence, spans };
    for (faulty, message) in [
        (
            Stance { holder: Holder::Entity(3), ..stance() },
            "stances[0]: refers to entities[3], but there are 0",
        ),
        (
            Stance { target: Target::Entity(0), ..stance() },
            "stances[0]: refers to entities[0], but there are 0",
        ),
        (
            Stance { attribution: Some(1), ..stance() },
            "stances[0]: refers to attributions[1], but there are 0",
        ),
        (
            Stance { probability: -0.1, ..stance() },
            "stances[0]: -0.1 is not a probability in 0..=1",
        ),
        (
            Stance { evidence: evidence(2, vec![]), ..stance() },
            "stances[0]: refers to sentences[2], but there are 2",
        ),
        (
            Stance { evidence: evidence(0, vec![span(4, 4)]), ..stance() },
            "stances[0]: span 4..4 is empty",
        ),
    ] {
        assert_eq!(document.attach_stances(vec![faulty]).unwrap_err().to_string(), message);
    }
    document.attach_stances(vec![stance()]).unwrap();
}

#[test]
fn summaries_that_do_not_fit_are_refused() {
    let mut document = document();
    let selected = |sentences: &[(u32, f32)]| {
        let selected = sentences.iter();
        Summary::Extractive(
            selected
                .map(|&(sentence, score)| SelectedSentence::verbatim(sentence, score))
                .collect(),
        )
    };
    let generated = GeneratedSentence {
        text: "It rains in Köln.".to_owned(),
        sources: vec![0, 2],
        unsupported: Vec::new(),
    };
    for (faulty, message) in [
        (selected(&[(2, 0.0)]), "summary[0]: refers to sentences[2], but there are 2"),
        (selected(&[(0, 1.0), (0, 1.0)]), "summary[1]: sentence 0 is repeated or out of order"),
        (selected(&[(1, 1.0), (0, 1.0)]), "summary[1]: sentence 0 is repeated or out of order"),
        (selected(&[(0, f32::INFINITY)]), "summary[0]: score inf is not finite"),
        (
            Summary::Abstractive(vec![generated]),
            "summary[0]: refers to sentences[2], but there are 2",
        ),
    ] {
        assert_eq!(document.attach_summary(faulty).unwrap_err().to_string(), message);
        assert_eq!(document.summary(), None);
    }
    document.attach_summary(selected(&[(0, 1.0), (1, -2.0)])).unwrap();
}

#[test]
fn what_a_summary_changes_lies_in_its_sentence() {
    let mut document = example();
    let span = |start, end| Span::new(start, end).unwrap();
    let changed = |dropped: &[Span], resolved| {
        let mut selected = SelectedSentence::verbatim(1, 1.0);
        selected.dropped = dropped.to_vec();
        selected.resolved = resolved;
        Summary::Extractive(vec![selected])
    };
    let she = |entity| Some(Resolved { pronoun: span(79, 82), entity });
    for (faulty, message) in [
        (changed(&[span(55, 70)], None), "summary[0]: 55..70 lies outside of its sentence 61..93"),
        (
            changed(&[span(70, 77), span(75, 80)], None),
            "summary[0]: span 75..80 overlaps or precedes 70..77",
        ),
        (changed(&[], she(4)), "summary[0]: refers to entities[4], but there are 4"),
    ] {
        assert_eq!(document.attach_summary(faulty).unwrap_err().to_string(), message);
    }
    document.attach_summary(changed(&[span(87, 92)], she(0))).unwrap();
    let read = json::from_str(&json::to_string(&document).unwrap());
    assert_eq!(read.unwrap(), document);
    let selected = document.selected().next().unwrap();
    assert_eq!(selected.text(), "\"It is too dear,\" [Ada Brandt] said.");
    assert!(!selected.is_verbatim());
}

#[test]
fn a_layer_that_is_replaced_takes_those_with_it_that_refer_to_it() {
    let full = example();
    let segmentation = full.segmentation().unwrap().clone();

    let mut document = full.clone();
    document.attach_stances(Vec::new()).unwrap();
    assert_eq!((document.stances().len(), document.attributions().len()), (0, 3));
    assert!(document.summary().is_some());

    let mut document = full.clone();
    document.attach_attributions(Vec::new()).unwrap();
    assert_eq!((document.stances().len(), document.entities().len()), (0, 4));

    let mut document = full.clone();
    document.attach_entities(Vec::new()).unwrap();
    assert_eq!((document.attributions().len(), document.stances().len()), (0, 0));
    assert_eq!(document.summary(), None);

    let mut document = full;
    document.attach_segmentation(segmentation).unwrap();
    assert_eq!(document.entities().len(), 0);
    assert_eq!(document.summary(), None);
    assert_eq!(document.sentences().len(), 3);
}
