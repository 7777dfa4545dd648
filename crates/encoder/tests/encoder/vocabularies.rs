//! Models that have a vocabulary instead of a `tokenizer.json`.

use std::fs;
use std::path::Path;

use newsdesk_document::Document;
use newsdesk_encoder::{Cancellation, Config, ModelFiles, PieceTokenizer};
use newsdesk_tokenization::segment;
use serde::Deserialize;

use crate::{CONFIG, WEIGHTS, files};

/// The pieces that `transformers` makes of a text.
#[derive(Deserialize)]
struct Tokens {
    text: String,
    pieces: Vec<u32>,
}

fn pieces(files: &ModelFiles<'_>, text: &str) -> Vec<u32> {
    let config = Config::from_json(&files.config).unwrap();
    let tokenizer = PieceTokenizer::from_json(&files.tokenizer, config.vocab_size).unwrap();
    let mut document = Document::new("note", text).unwrap();
    document.attach_segmentation(segment(text).unwrap()).unwrap();
    tokenizer
        .pieces(&document, &Cancellation::default())
        .unwrap()
        .iter()
        .map(|piece| piece.id)
        .collect()
}

#[test]
fn byte_pairs_are_those_of_transformers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/encoder/tiny-roberta");
    let files = ModelFiles::read(&folder).unwrap();
    let tokens: Vec<Tokens> =
        serde_json::from_str(include_str!("tiny-roberta/tokens.json")).unwrap();
    // Sentences are split alone; these texts are one each but for the last.
    for Tokens { text, pieces: expected } in &tokens[..2] {
        assert_eq!(pieces(&files, text), *expected, "{text}");
    }
}

/// A `vocab.txt` with the pieces of `tokenizer.json`, one a line, splits as that does.
#[test]
fn word_pieces_are_those_of_the_vocabulary() {
    let json: serde_json::Value = serde_json::from_slice(&files().tokenizer).unwrap();
    let vocabulary = json["model"]["vocab"].as_object().unwrap();
    // Numbers that no piece has are lines that no word is.
    let count = vocabulary.values().map(|id| id.as_u64().unwrap()).max().unwrap() + 1;
    let mut lines = vec!["[unused]"; usize::try_from(count).unwrap()];
    for (piece, id) in vocabulary {
        lines[usize::try_from(id.as_u64().unwrap()).unwrap()] = piece;
    }
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("vocab.txt", lines.join("\n").as_bytes());
    let config = String::from_utf8(CONFIG.to_vec()).unwrap();
    write("config.json", config.replace("\"vocab_size\": 90", "\"vocab_size\": 91").as_bytes());
    write("model.safetensors", WEIGHTS);
    let text = "Kim signed the sanctions, “again”. Zürich!";
    let made = ModelFiles::read(folder.path()).unwrap();
    assert_eq!(pieces(&made, text), pieces(&files(), text));

    // A vocabulary of a model that keeps letter case.
    write("tokenizer_config.json", b"{\"do_lower_case\": false}");
    let made = ModelFiles::read(folder.path()).unwrap();
    let unknown = u32::try_from(lines.iter().position(|piece| *piece == "[UNK]").unwrap()).unwrap();
    assert_eq!(pieces(&made, "Kim")[0], unknown);
}

#[test]
fn a_folder_without_either_says_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.json"), CONFIG).unwrap();
    let error = ModelFiles::read(folder.path()).unwrap_err().to_string();
    assert!(error.ends_with("tokenizer.json: cannot read"), "{error}");
}
