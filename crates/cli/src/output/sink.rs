//! Where output goes: the standard output, or a file that appears when all is done.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::NamedTempFile;

/// Where output goes.
pub enum Sink {
    StandardOutput(BufWriter<Stdout>),
    /// A device or a pipe, which cannot be replaced.
    Special(BufWriter<File>),
    /// A temporary file, and the path that it will have.
    File(BufWriter<NamedTempFile>, PathBuf),
}

impl Sink {
    /// The standard output, or a new file beside the path.
    pub fn new(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else {
            return Ok(Self::StandardOutput(BufWriter::with_capacity(1 << 16, io::stdout())));
        };
        let existing = fs::metadata(path).ok();
        let cannot_write = || format!("{}: cannot write", path.display());
        if existing.as_ref().is_some_and(|metadata| !metadata.is_file()) {
            let file = File::options().write(true).open(path).with_context(cannot_write)?;
            return Ok(Self::Special(BufWriter::new(file)));
        }
        let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let mut builder = tempfile::Builder::new();
        let permissions = existing.map(|metadata| metadata.permissions()).or_else(new_file);
        if let Some(permissions) = permissions {
            builder.permissions(permissions);
        }
        let file =
            builder.tempfile_in(directory.unwrap_or(Path::new("."))).with_context(cannot_write)?;
        Ok(Self::File(BufWriter::with_capacity(1 << 16, file), path.to_owned()))
    }

    /// Gives a file its name, in the place of one that may be there.
    pub fn keep(self) -> anyhow::Result<()> {
        let Self::File(file, path) = self else { return Ok(()) };
        let cannot_write = || format!("{}: cannot write", path.display());
        file.into_inner()?.persist(&path).with_context(cannot_write)?;
        Ok(())
    }
}

/// The permissions of a new file, less what the user's mask takes away.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn new_file() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

/// The system decides.
#[cfg(not(unix))]
fn new_file() -> Option<Permissions> {
    None
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::StandardOutput(output) => output.write(bytes),
            Self::Special(output) => output.write(bytes),
            Self::File(output, _) => output.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::StandardOutput(output) => output.flush(),
            Self::Special(output) => output.flush(),
            Self::File(output, _) => output.flush(),
        }
    }
}
