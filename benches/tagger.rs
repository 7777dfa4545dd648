//! A model that is made of rules, so that stages behind the encoder can be measured on texts of any
//! length without paying for a large one.
//!
//! Its only layer passes vectors on, since all its matrices are zero. A vector tells what its piece
//! is, which the heads read again: words with a capital name people, "he" and "she" are sources,
//! "said" is a cue, "alleged" is a cue that is content too, and other words but "Anna" are content. All
//! speakers are for whom they speak of.

use std::borrow::Cow;
use std::collections::BTreeMap;

use newsdesk::encoder::ModelFiles;
use safetensors::tensor::{Dtype, TensorView};
use safetensors::{SafeTensorError, serialize};

const CONFIG: &str = r#"{
    "model_type": "bert",
    "vocab_size": 9, "hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2,
    "intermediate_size": 8, "max_position_embeddings": 256, "type_vocab_size": 8,
    "id2label": {"0": "O", "1": "B-Person", "2": "I-Person"},
    "newsdesk": {"temperatures": {"directed_stance": 1.0, "target_stance": 1.0}}
}"#;

const TOKENIZER: &str = r###"{
    "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
    "normalizer": {
        "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
        "strip_accents": null, "lowercase": true
    },
    "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": null, "decoder": null,
    "model": {
        "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
        "max_input_chars_per_word": 100,
        "vocab": {
            "[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "he": 4, "she": 5, "said": 6, "alleged": 7,
            "anna": 8
        }
    }
}"###;

const PIECES: usize = 9;
const HIDDEN: usize = 16;
const INNER: usize = 8;
const POSITIONS: usize = 256;

/// What some numbers of a vector tell.
const PERSON: usize = 1;
const SOURCE: usize = 2;
const CUE: usize = 3;
const CONTENT: usize = 4;

/// What is known of pieces, by their numbers in the vocabulary.
const OF_PIECES: [(usize, usize, f32); 5] =
    [(4, SOURCE, 3.0), (5, SOURCE, 3.0), (6, CUE, 3.0), (7, CUE, 1.0), (8, PERSON, 3.0)];

/// How many letter cases there are.
const CASES: usize = 8;

/// What is known of letter cases, by their numbers: of lower case, and of a capital.
const OF_CASES: [(usize, usize, f32); 3] = [(1, CONTENT, 1.0), (2, PERSON, 1.0), (2, CONTENT, 1.0)];

/// Below this, a number tells that a piece is something else.
const THRESHOLD: f32 = 1.5;

/// Numbers with their shape.
type Tensor = (Vec<usize>, Vec<f32>);

/// The files of the model.
///
/// # Errors
///
/// None that is known: what `safetensors` reports.
pub fn files() -> Result<ModelFiles<'static>, SafeTensorError> {
    let tensors = tensors();
    let bytes: BTreeMap<&str, Vec<u8>> = tensors
        .iter()
        .map(|(name, (_, numbers))| {
            (name.as_str(), numbers.iter().flat_map(|number| number.to_le_bytes()).collect())
        })
        .collect();
    let views = bytes.iter().filter_map(|(name, bytes)| {
        let (shape, _) = tensors.get(*name)?;
        Some(TensorView::new(Dtype::F32, shape.clone(), bytes).map(|view| (*name, view)))
    });
    let views: Vec<_> = views.collect::<Result<_, _>>()?;
    Ok(ModelFiles {
        config: Cow::Borrowed(CONFIG.as_bytes()),
        tokenizer: Cow::Borrowed(TOKENIZER.as_bytes()),
        weights: Cow::Owned(serialize(views, None)?),
    })
}

fn tensors() -> BTreeMap<String, Tensor> {
    let mut tensors = BTreeMap::new();
    let mut add = |name: &str, shape: &[usize], set: &[(usize, f32)]| {
        let mut numbers = vec![0.0; shape.iter().product()];
        for &(place, number) in set {
            if let Some(slot) = numbers.get_mut(place) {
                *slot = number;
            }
        }
        tensors.insert(name.to_owned(), (shape.to_vec(), numbers));
    };
    let place = |(row, what, number)| (row * HIDDEN + what, number);
    add("embeddings.word_embeddings.weight", &[PIECES, HIDDEN], &OF_PIECES.map(place));
    add("embeddings.token_type_embeddings.weight", &[CASES, HIDDEN], &OF_CASES.map(place));
    add("embeddings.position_embeddings.weight", &[POSITIONS, HIDDEN], &[]);
    for (name, outputs, inputs) in [
        ("attention.self.query", HIDDEN, HIDDEN),
        ("attention.self.key", HIDDEN, HIDDEN),
        ("attention.self.value", HIDDEN, HIDDEN),
        ("attention.output.dense", HIDDEN, HIDDEN),
        ("intermediate.dense", INNER, HIDDEN),
        ("output.dense", HIDDEN, INNER),
    ] {
        add(&format!("encoder.layer.0.{name}.weight"), &[outputs, inputs], &[]);
        add(&format!("encoder.layer.0.{name}.bias"), &[outputs], &[]);
    }
    let ones = [1.0; HIDDEN];
    let ones: Vec<_> = ones.into_iter().enumerate().collect();
    for name in ["embeddings", "encoder.layer.0.attention.output", "encoder.layer.0.output"] {
        add(&format!("{name}.LayerNorm.weight"), &[HIDDEN], &ones);
        add(&format!("{name}.LayerNorm.bias"), &[HIDDEN], &[]);
    }
    // Outside, begin and inside; what goes on is a little better than what begins again.
    let tags = |first: usize, what| {
        let row = (first + 1) * HIDDEN + what;
        [(row, 1.0), (row + HIDDEN, 1.1)]
    };
    add("classifier.weight", &[3, HIDDEN], &tags(0, PERSON));
    add("classifier.bias", &[3], &[(0, THRESHOLD)]);
    let parts = [tags(0, SOURCE), tags(3, CUE), tags(6, CONTENT)].concat();
    add("heads.attribution.weight", &[9, HIDDEN], &parts);
    add("heads.attribution.bias", &[9], &[0, 3, 6].map(|row| (row, THRESHOLD)));
    add("heads.attribution.transitions", &[27], &[]);
    for (name, mentions, products, favour) in
        [("directed_stance", 2, 1, 1), ("target_stance", 1, 0, 2)]
    {
        let inputs = (mentions + products) * HIDDEN + 128;
        for (part, outputs, inputs, set) in [
            ("query", 128, mentions * HIDDEN, None),
            ("hidden", 256, inputs, None),
            ("output", 3, 256, Some((favour, 10.0))),
        ] {
            add(&format!("heads.{name}.{part}.weight"), &[outputs, inputs], &[]);
            add(&format!("heads.{name}.{part}.bias"), &[outputs], set.as_slice());
        }
        for part in ["key", "value"] {
            add(&format!("heads.{name}.{part}.weight"), &[128, HIDDEN], &[]);
        }
    }
    tensors
}
