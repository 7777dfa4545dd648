//! `newsdesk encode`.

use serde_json::Value;

use crate::{folder, newsdesk, printed};

/// A BERT model with random weights.
const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../encoder/tests/encoder/tiny");

#[test]
fn pieces_have_spans_and_vectors() {
    let text = "Kim signed. Putin signed too.";
    let mut command = newsdesk("encode");
    command.args(["--model", MODEL, "--vectors"]).write_stdin(text);
    let value: Value = serde_json::from_str(&printed(&mut command, 0).0).unwrap();
    assert_eq!((&value["id"], &value["hidden_size"]), (&"-".into(), &20.into()));
    let pieces = value["pieces"].as_array().unwrap();
    let slice = |piece: &Value| {
        let offset = |name: &str| usize::try_from(piece[name].as_u64().unwrap()).unwrap();
        &text[offset("start")..offset("end")]
    };
    let slices: Vec<&str> = pieces.iter().map(slice).collect();
    assert_eq!(slices[..4], ["Kim", "sign", "ed", "."]);
    assert_eq!(pieces[4]["sentence"], 1);
    assert!(pieces.iter().all(|piece| piece["vector"].as_array().unwrap().len() == 20));
}

#[test]
fn vectors_are_left_out_unless_asked_for() {
    let mut command = newsdesk("encode");
    command.env("NEWSDESK_MODEL", MODEL).arg("--exact").write_stdin("Kim signed.");
    let (output, _) = printed(&mut command, 0);
    assert!(output.contains("\"pieces\":[{\"id\":") && !output.contains("vector"), "{output}");
}

#[test]
fn a_model_that_cannot_be_loaded_is_named() {
    let folder = folder(&[
        ("model/config.json", b"{}"),
        ("model/tokenizer.json", b"{}"),
        ("model/model.safetensors", b""),
    ]);
    let mut command = newsdesk("encode");
    command.current_dir(&folder).args(["--model", "model"]).write_stdin("Kim.");
    let (_, error) = printed(&mut command, 2);
    assert!(
        error.starts_with(
            "error: model: cannot load the model: config.json is not the configuration of a BERT model: "
        ),
        "{error}"
    );
    let mut command = newsdesk("encode");
    command.current_dir(&folder).args(["--model", "nowhere"]).write_stdin("Kim.");
    let (_, error) = printed(&mut command, 2);
    assert!(error.contains("config.json: cannot read: "), "{error}");
}
