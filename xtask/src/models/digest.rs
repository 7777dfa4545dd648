//! What a hub says of the content of a file, and whether it is so.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use anyhow::{Context, anyhow};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

/// A hash of a file's content, in hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Digest {
    /// Of the content: hubs give it for large files, and our lock for all.
    Sha256(String),
    /// As git names a file, SHA-1 over `blob LENGTH\0` and the content: hubs give it for small files.
    Git(String),
}

impl Digest {
    /// The digest that an `ETag` of a hub holds; none if it is something else.
    pub fn from_etag(etag: &str) -> Option<Self> {
        let text = etag.trim_start_matches("W/").trim_matches('"').to_ascii_lowercase();
        let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        match text.len() {
            64 if is_hex => Some(Self::Sha256(text)),
            40 if is_hex => Some(Self::Git(text)),
            _ => None,
        }
    }
}

/// The size of a file and its SHA-256, after it was compared with what it should be.
///
/// # Errors
///
/// The file, what was expected and what was found.
pub fn check_file(
    path: &Path,
    bytes: Option<u64>,
    expected: &Digest,
) -> anyhow::Result<(u64, String)> {
    let file = File::open(path).and_then(|mut file| check(&mut file, bytes, expected));
    file.with_context(|| path.display().to_string())?.with_context(|| path.display().to_string())
}

/// As [`check_file`], of a file that is open.
///
/// # Errors
///
/// One for a file that cannot be read, and one for what it should not be.
pub fn check(
    file: &mut File,
    bytes: Option<u64>,
    expected: &Digest,
) -> io::Result<anyhow::Result<(u64, String)>> {
    let length = file.metadata()?.len();
    if let Some(bytes) = bytes.filter(|&bytes| bytes != length) {
        return Ok(Err(anyhow!("{length} bytes, expected {bytes}")));
    }
    let sha256 = hash(Sha256::new(), file)?;
    let (found, expected) = match expected {
        Digest::Sha256(expected) => (sha256.clone(), expected),
        Digest::Git(expected) => {
            let start = Sha1::new().chain_update(format!("blob {length}\0"));
            (hash(start, file)?, expected)
        }
    };
    if found != *expected {
        return Ok(Err(anyhow!("hash {found}, expected {expected}")));
    }
    Ok(Ok((length, sha256)))
}

/// The hash of what it holds already and a file, in hexadecimal digits.
fn hash(mut hash: impl sha2::Digest, file: &mut File) -> io::Result<String> {
    file.rewind()?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        hash.update(buffer.get(..count).unwrap_or_default());
    }
    Ok(hash.finalize().iter().flat_map(|byte| [byte >> 4, byte & 15]).map(digit).collect())
}

/// A number below 16 as a digit.
fn digit(number: u8) -> char {
    char::from_digit(number.into(), 16).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// The values that `sha256sum` and `git hash-object` print for these six bytes.
    #[test]
    fn digests_are_those_of_the_usual_tools() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("hello.txt");
        fs::write(&file, "hello\n").unwrap();
        let sha256 = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
        let git = Digest::from_etag("W/\"ce013625030ba8dba906f756967f9e9ca394464a\"").unwrap();
        assert_eq!(check_file(&file, Some(6), &git).unwrap(), (6, sha256.to_owned()));
        check_file(&file, None, &Digest::from_etag(sha256).unwrap()).unwrap();

        let wrong = format!("{:#}", check_file(&file, Some(7), &git).unwrap_err());
        assert!(wrong.ends_with("hello.txt: 6 bytes, expected 7"), "{wrong}");
        let other = Digest::Sha256("0".repeat(64));
        let wrong = format!("{:#}", check_file(&file, None, &other).unwrap_err());
        assert!(wrong.contains(&format!("hash {sha256}, expected 000")), "{wrong}");
    }

    #[test]
    fn other_etags_are_no_digests() {
        for etag in ["", "\"abc\"", &"z".repeat(64), &"a".repeat(63)] {
            assert_eq!(Digest::from_etag(etag), None);
        }
    }
}
