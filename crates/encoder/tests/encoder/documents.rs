//! From documents to encodings.

use newsdesk_document::{Document, Span};
use newsdesk_encoder::{EncodeError, Encoder, LetterCase, Precision};
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
    let encoding = encoder().encode(&document).unwrap();
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
    let encoding = encoder().encode(&document).unwrap();
    let signed = Span::new(16, 22).unwrap();
    let pieces = encoding.pieces_of(signed);
    assert_eq!(pieces.len(), 2);
    let mean = encoding.mean(signed).unwrap();
    for (index, value) in mean.iter().enumerate() {
        let sum: f32 = pieces.clone().map(|piece| encoding.vector(piece).unwrap()[index]).sum();
        assert!((value - sum / 2.0).abs() < 1e-6);
    }
    let second = document.sentence(1).unwrap().span();
    assert_eq!(encoding.pieces_of(second).end, encoding.pieces().len());
    assert!(encoding.mean(Span::new(11, 12).unwrap()).is_none(), "the space has no piece");
    assert!(encoding.vector(encoding.pieces().len()).is_none());
}

/// The tiny model reads 46 pieces at once, so this takes many windows.
#[test]
fn a_long_document_has_a_vector_for_every_piece() {
    let text = "Kim signed the treaty. Putin signed too. ".repeat(50);
    let document = document(&text);
    let encoding = encoder().encode(&document).unwrap();
    assert_eq!(encoding.vectors().len(), encoding.pieces().len() * encoding.hidden_size());
    assert!(encoding.vectors().iter().all(|value| value.is_finite()));
    assert_eq!(
        encoding.pieces().iter().filter(|piece| piece.span.of(&text) == Some("Kim")).count(),
        50
    );
}

#[test]
fn a_document_that_fits_one_window_is_encoded_as_one_sequence() {
    let encoder = encoder();
    let short = encoder.encode(&document("Kim signed.")).unwrap();
    let again = encoder.encode(&document("Kim signed.")).unwrap();
    assert_eq!(short, again);
    let other = encoder.encode(&document("Putin signed.")).unwrap();
    assert_ne!(short.vector(1), other.vector(1), "context changes a vector");
}

#[test]
fn documents_without_sentences() {
    let bare = Document::new("bare", "Kim").unwrap();
    assert!(matches!(encoder().encode(&bare), Err(EncodeError::NotSegmented)));
    let empty = encoder().encode(&document(" \n")).unwrap();
    assert!(empty.pieces().is_empty() && empty.vectors().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_has_pieces_in_order_on_character_boundaries(text in "\\PC{0,60}|(?s).{0,60}") {
        let document = document(&text);
        let encoding = encoder().encode(&document).unwrap();
        prop_assert_eq!(encoding.vectors().len(), encoding.pieces().len() * encoding.hidden_size());
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
