//! Tokenizers of models that are older than `tokenizer.json`.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use tokenizers::models::bpe::{BPE, Vocab};
use tokenizers::models::wordpiece::WordPiece;
use tokenizers::normalizers::BertNormalizer;
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;
use tokenizers::pre_tokenizers::byte_level::ByteLevel;
use tokenizers::{AddedToken, Model, ModelWrapper, Tokenizer};

use crate::error::LoadError;

const WORD_PIECE_SPECIAL: [&str; 5] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
const BYTE_PAIR_SPECIAL: [&str; 5] = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"];

/// What `tokenizer_config.json` may say of letter case.
#[derive(Deserialize)]
struct TokenizerConfig {
    #[serde(default = "yes")]
    do_lower_case: bool,
}

fn yes() -> bool {
    true
}

/// A `tokenizer.json` for the vocabulary in a folder, if there is one: BERT's `vocab.txt`, or
/// `vocab.json` and `merges.txt` as GPT-2, RoBERTa and BART have them. Tokens are split as
/// `BertTokenizerFast` and `RobertaTokenizerFast` of `transformers` split them.
///
/// # Errors
///
/// [`LoadError::Read`] or [`LoadError::Tokenizer`].
pub fn tokenizer_of_vocabulary(folder: &Path) -> Result<Option<Vec<u8>>, LoadError> {
    let tokenizer = if folder.join("vocab.txt").exists() {
        word_piece(folder)?
    } else if folder.join("vocab.json").exists() {
        byte_pairs(folder)?
    } else {
        return Ok(None);
    };
    Ok(Some(tokenizer.to_string(false).map_err(LoadError::Tokenizer)?.into_bytes()))
}

fn word_piece(folder: &Path) -> Result<Tokenizer, LoadError> {
    let vocabulary = read(folder, "vocab.txt")?;
    let vocabulary: Vocab = vocabulary.lines().map(str::to_owned).zip(0_u32..).collect();
    let is_lower = match fs::read(folder.join("tokenizer_config.json")) {
        Ok(json) => {
            let config: TokenizerConfig = serde_json::from_slice(&json)
                .map_err(|error| LoadError::Tokenizer(error.into()))?;
            config.do_lower_case
        }
        Err(_) => true,
    };
    let model = WordPiece::builder().vocab(vocabulary).unk_token("[UNK]".to_owned()).build();
    let mut tokenizer = with_special(model.map_err(LoadError::Tokenizer)?, &WORD_PIECE_SPECIAL)?;
    let normalizer = BertNormalizer::new(true, true, None, is_lower);
    tokenizer.with_normalizer(Some(normalizer)).map_err(LoadError::Tokenizer)?;
    tokenizer.with_pre_tokenizer(Some(BertPreTokenizer));
    Ok(tokenizer)
}

fn byte_pairs(folder: &Path) -> Result<Tokenizer, LoadError> {
    let vocabulary: Vocab = serde_json::from_str(&read(folder, "vocab.json")?)
        .map_err(|error| LoadError::Tokenizer(error.into()))?;
    let merges = read(folder, "merges.txt")?;
    let merges = merges.lines().filter(|line| !line.starts_with("#version"));
    let merges = merges.filter_map(|line| line.split_once(' '));
    let merges = merges.map(|(first, second)| (first.to_owned(), second.to_owned())).collect();
    let model = BPE::builder().vocab_and_merges(vocabulary, merges).build();
    let mut tokenizer = with_special(model.map_err(LoadError::Tokenizer)?, &BYTE_PAIR_SPECIAL)?;
    let bytes = ByteLevel::new(false, true, true);
    tokenizer.with_pre_tokenizer(Some(bytes)).with_decoder(Some(bytes));
    tokenizer.with_post_processor(Some(bytes));
    Ok(tokenizer)
}

/// A tokenizer that knows those of the special pieces that its model has.
fn with_special(
    model: impl Into<ModelWrapper>,
    pieces: &[&'static str],
) -> Result<Tokenizer, LoadError> {
    let model = model.into();
    let is_known = |piece: &&&str| model.token_to_id(piece).is_some();
    let special: Vec<_> =
        pieces.iter().filter(is_known).map(|&piece| AddedToken::from(piece, true)).collect();
    let mut tokenizer = Tokenizer::new(model);
    tokenizer.add_special_tokens(special).map_err(LoadError::Tokenizer)?;
    Ok(tokenizer)
}

fn read(folder: &Path, name: &str) -> Result<String, LoadError> {
    let path = folder.join(name);
    fs::read_to_string(&path).map_err(|source| LoadError::Read { path, source })
}
