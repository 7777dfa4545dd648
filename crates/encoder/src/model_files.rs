//! The files of a model, in memory.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use crate::error::LoadError;
use crate::vocabulary::tokenizer_of_vocabulary;

/// The files of a model in the layout of Hugging Face, in memory.
///
/// The encoder and every head read the same files.
#[derive(Clone, Debug)]
pub struct ModelFiles<'f> {
    /// `config.json`
    pub config: Cow<'f, [u8]>,
    /// `tokenizer.json`
    pub tokenizer: Cow<'f, [u8]>,
    /// `model.safetensors`
    pub weights: Cow<'f, [u8]>,
}

impl ModelFiles<'static> {
    /// Reads `config.json`, `tokenizer.json` and `model.safetensors` of a folder.
    ///
    /// Where there is no `tokenizer.json`, it is made of `vocab.txt`, or of `vocab.json` and
    /// `merges.txt`.
    ///
    /// # Errors
    ///
    /// [`LoadError::Read`] names the first file that cannot be read.
    pub fn read(folder: &Path) -> Result<Self, LoadError> {
        let read = |name| {
            let path = folder.join(name);
            let bytes = fs::read(&path).map_err(|source| LoadError::Read { path, source })?;
            Ok::<_, LoadError>(Cow::Owned(bytes))
        };
        Ok(Self {
            config: read("config.json")?,
            tokenizer: Self::tokenizer_of(folder)?.into(),
            weights: read("model.safetensors")?,
        })
    }

    /// The `tokenizer.json` of a folder, made of its vocabulary if it has only that.
    ///
    /// # Errors
    ///
    /// As [`ModelFiles::read`].
    pub fn tokenizer_of(folder: &Path) -> Result<Vec<u8>, LoadError> {
        let path = folder.join("tokenizer.json");
        let made = if path.exists() { None } else { tokenizer_of_vocabulary(folder)? };
        match made {
            Some(json) => Ok(json),
            None => fs::read(&path).map_err(|source| LoadError::Read { path, source }),
        }
    }

    /// The files of `newsdesk-en`, which are part of the program.
    #[cfg(feature = "embedded-model")]
    pub fn embedded() -> Self {
        Self {
            config: newsdesk_model_en::CONFIG.into(),
            tokenizer: newsdesk_model_en::TOKENIZER.into(),
            weights: newsdesk_model_en::WEIGHTS.into(),
        }
    }
}
