//! What holds for any document.

use newsdesk_document::{
    Attribution, AttributionKind, Document, Entity, EntityKind, Evidence, Holder, Mention,
    Polarity, Segmentation, SelectedSentence, Span, Stance, Summary, Target, json,
};
use proptest::prelude::*;

use crate::EXAMPLE;

/// A text of words with its sentences, in threes of words.
fn segmented() -> impl Strategy<Value = (String, Vec<Span>, Vec<Span>)> {
    prop::collection::vec("[^\\s]{1,6}", 1..20).prop_map(|words| {
        let (mut text, mut tokens) = (String::new(), Vec::new());
        for word in words {
            let start = u32::try_from(text.len()).unwrap();
            text.push_str(&word);
            tokens.push(Span::new(start, u32::try_from(text.len()).unwrap()).unwrap());
            text.push(' ');
        }
        let sentence =
            |tokens: &[Span]| Span::new(tokens[0].start(), tokens[tokens.len() - 1].end());
        let sentences = tokens.chunks(3).map(|tokens| sentence(tokens).unwrap()).collect();
        (text, sentences, tokens)
    })
}

/// A document with every layer, whose numbers come from `seed`.
fn documents() -> impl Strategy<Value = Document> {
    (segmented(), any::<u32>(), 0.0..=1.0_f32, -9.0..9.0_f32, any::<String>()).prop_map(
        |((text, sentences, tokens), seed, probability, score, topic)| {
            let pick = |count: usize| seed as usize % count;
            let span = tokens[pick(tokens.len())];
            let sentence = u32::try_from(pick(sentences.len())).unwrap();
            let mut document = Document::new("any", text).unwrap();
            let segmentation = Segmentation::new(&sentences, &tokens).unwrap();
            document.attach_segmentation(segmentation).unwrap();
            let kind = [EntityKind::Norp, EntityKind::Money, EntityKind::Misc][pick(3)];
            let mentions = vec![Mention { span, kind, probability }];
            document
                .attach_entities(vec![Entity { kind, name: span, value: None, mentions }])
                .unwrap();
            let attribution = Attribution {
                source: (seed % 2 == 0).then_some(span),
                speaker: (seed % 3 == 0).then_some(0),
                cue: None,
                content: tokens.clone(),
                kind: AttributionKind::Indirect,
            };
            document.attach_attributions(vec![attribution]).unwrap();
            let stance = Stance {
                holder: Holder::Entity(0),
                target: Target::Topic(topic),
                polarity: [Polarity::For, Polarity::Against, Polarity::Neutral][pick(3)],
                probability,
                evidence: Evidence { sentence, spans: vec![span] },
                attribution: (seed % 5 == 0).then_some(0),
            };
            document.attach_stances(vec![stance]).unwrap();
            let selected = vec![SelectedSentence::verbatim(sentence, score)];
            document.attach_summary(Summary::Extractive(selected)).unwrap();
            document
        },
    )
}

proptest! {
    #[test]
    fn the_json_form_gives_back_the_document(document in documents()) {
        let text = json::to_string(&document).unwrap();
        prop_assert!(!text.contains('\n'));
        prop_assert_eq!(json::from_str(&text).unwrap(), document);
    }

    /// One byte of a good document is replaced: it is refused, or what is read is sound.
    #[test]
    fn damage_is_refused_or_harmless(place in 0..EXAMPLE.len(), byte in 0x20..0x7F_u8) {
        let mut bytes = EXAMPLE.as_bytes().to_vec();
        bytes[place] = byte;
        let Ok(text) = String::from_utf8(bytes) else { return Ok(()) };
        if let Ok(document) = json::from_str(&text) {
            let again = json::from_str(&json::to_string(&document).unwrap()).unwrap();
            prop_assert_eq!(again, document);
        }
    }

    #[test]
    fn garbage_is_an_error(text in "\\PC*") {
        prop_assert!(json::from_str(&text).is_err());
    }
}
