//! From documents to encodings.

use newsdesk_document::{Document, Span};
use newsdesk_encoder::{EncodeError, Encoder, LetterCase, Precision, SentenceVectors};
use newsdesk_tokenization::segment;
use proptest::prelude::*;

use crate::files;

fn encoder() -> Encoder {
    Encoder::from_files(&files(), Precision::Int8).unwrap()
}

fn document(text: &str) -> Document {
    let mut document = Document::new("test", text).unwrap();
    document.attach_segmentation(segment(text).unwrap()).unwrap();
    document
}

#[test]
fn pieces_are_slices_of_the_text_with_their_letter_case() {
    let document = document("Kim SIGNED the 2024 treaty — İt's é🙂. Sanctions?");
    let encoder = encoder();
    let encoding = encoder.encode(&document).unwrap();
    let pieces: Vec<(&str, LetterCase, u32)> = encoding
        .pieces()
        .iter()
        .map(|piece| (piece.span.of(document.text()).unwrap(), piece.letter_case, piece.sentence))
        .collect();
    assert_eq!(pieces[0], ("Kim", LetterCase::Title, 0));
    assert_eq!(pieces[1], ("SIGN", LetterCase::Upper, 0));
    assert_eq!(pieces[2], ("ED", LetterCase::Upper, 0));
    assert!(pieces.contains(&("2", LetterCase::Digits, 0)));
    assert!(pieces.contains(&("—", LetterCase::None, 0)));
    assert!(pieces.contains(&("Sanction", LetterCase::Title, 1)));
    assert_eq!(pieces.last(), Some(&("?", LetterCase::None, 1)));
}

#[test]
fn spans_find_their_pieces_and_mean_vectors() {
    let document = document("The summit. Kim signed.");
    let encoder = encoder();
    let encoding = encoder.encode(&document).unwrap();
    let signed = Span::new(16, 22).unwrap();
    let pieces = encoding.pieces_of(signed);
    assert_eq!(pieces.len(), 2);
    let mean = encoding.mean(signed).unwrap().unwrap();
    let vectors = encoding.vectors().unwrap();
    let vector = |piece: usize| &vectors[piece * mean.len()..][..mean.len()];
    assert_eq!(
        encoding.vectors_of(signed).unwrap(),
        [vector(pieces.start), vector(pieces.start + 1)].concat()
    );
    for (index, value) in mean.iter().enumerate() {
        let sum: f32 = pieces.clone().map(|piece| vector(piece)[index]).sum();
        assert!((value - sum / 2.0).abs() < 1e-6);
    }
    let second = document.sentence(1).unwrap().span();
    assert_eq!(encoding.pieces_of(second).end, encoding.pieces().len());
    let space = Span::new(11, 12).unwrap();
    assert!(encoding.mean(space).unwrap().is_none(), "the space has no piece");
}

/// The tiny model reads 46 pieces at once, so this takes many windows.
#[test]
fn a_long_document_has_a_vector_for_every_piece() {
    let text = "Kim signed the treaty. Putin signed too. ".repeat(50);
    let document = document(&text);
    let encoder = encoder();
    let encoding = encoder.encode(&document).unwrap();
    let vectors = encoding.vectors().unwrap();
    assert_eq!(vectors.len(), encoding.pieces().len() * encoding.hidden_size());
    assert!(vectors.iter().all(|value| value.is_finite()));
    assert_eq!(
        encoding.pieces().iter().filter(|piece| piece.span.of(&text) == Some("Kim")).count(),
        50
    );
}

/// Whatever is read first, and however often.
#[test]
fn parts_follow_each_other_and_have_the_vectors_of_all_words() {
    let text = "Kim signed the treaty with Putin. \u{7} ".repeat(100);
    let document = document(&text);
    let encoder = encoder();
    let encoding = encoder.encode(&document).unwrap();
    let hidden = encoding.hidden_size();
    let last = document.sentence(99).unwrap().span();
    let read_first = encoding.vectors_of(last).unwrap();
    let (mut pieces, mut words, mut vectors) = (0, 0, Vec::new());
    let mut sentences = SentenceVectors::new(&document, hidden);
    for part in encoding.parts() {
        let part = part.unwrap();
        assert_eq!((part.pieces().start, part.words().start), (pieces, words));
        (pieces, words) = (part.pieces().end, part.words().end);
        let of_words = encoding.vectors_of_words(&document, &part);
        assert_eq!(of_words.len(), part.words().len() * hidden);
        for (word, vector) in part.words().zip(of_words.chunks(hidden)) {
            let span = document.tokens().nth(word).unwrap().span();
            let expected = encoding.vectors_of(span).unwrap();
            let expected = expected.get(..hidden).map_or(vec![0.0; hidden], <[f32]>::to_vec);
            assert_eq!(vector, expected, "word {word}");
        }
        vectors.extend_from_slice(part.vectors());
        sentences.read(&encoding, &part);
    }
    assert_eq!((pieces, words), (encoding.pieces().len(), document.tokens().len()));
    assert!(encoding.part_count() > 4 && vectors == encoding.vectors().unwrap());
    assert!(vectors.ends_with(&read_first));
    for (sentence, mean) in document.sentences().zip(sentences.into_means().chunks(hidden)) {
        assert_eq!(mean, encoding.mean(sentence.span()).unwrap().unwrap());
    }
}

#[test]
fn a_document_that_fits_one_window_is_encoded_as_one_sequence() {
    let encoder = encoder();
    let vector = |text: &str, word| {
        let encoding = encoder.encode(&document(text)).unwrap();
        assert_eq!(encoding.part_count(), 1);
        let signed = encoding.vectors_of(word).unwrap();
        assert!(!signed.is_empty());
        signed
    };
    let (first, second) = (Span::new(4, 10).unwrap(), Span::new(6, 12).unwrap());
    assert_eq!(vector("Kim signed.", first), vector("Kim signed.", first));
    assert_ne!(vector("Kim signed.", first), vector("Putin signed.", second), "context counts");
}

#[test]
fn documents_without_sentences() {
    let bare = Document::new("bare", "Kim").unwrap();
    assert!(matches!(encoder().encode(&bare), Err(EncodeError::NotSegmented)));
    let encoder = encoder();
    let empty = encoder.encode(&document(" \n")).unwrap();
    assert!(empty.pieces().is_empty() && empty.vectors().unwrap().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_has_pieces_in_order_on_character_boundaries(text in "\\PC{0,60}|(?s).{0,60}") {
        let document = document(&text);
        let encoder = encoder();
        let encoding = encoder.encode(&document).unwrap();
        let vectors = encoding.vectors().unwrap();
        prop_assert_eq!(vectors.len(), encoding.pieces().len() * encoding.hidden_size());
        let mut start = 0;
        for piece in encoding.pieces() {
            prop_assert!(piece.span.of(&text).is_some(), "{:?} of {:?}", piece, text);
            prop_assert!(piece.span.start() >= start, "{:?} of {:?}", piece, text);
            let sentence = document.sentence(piece.sentence as usize).unwrap();
            prop_assert!(sentence.span().contains(piece.span));
            start = piece.span.start();
        }
    }
}
