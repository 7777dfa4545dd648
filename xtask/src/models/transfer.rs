//! One file from a hub to a folder: whole, right, or not at all.
//!
//! Bytes go to a file that ends in `.part`; what a try has brought stays for the next one, even of
//! another run. When all are there and their hash is right, the file gets its name.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, anyhow, ensure};
use backon::{BackoffBuilder, ExponentialBuilder};
use indicatif::ProgressBar;
use ureq::http::{Method, StatusCode, header};
use url::Url;

use super::digest::{Digest, check};
use super::hub::{Hub, Patience, RequestError};

/// A file that is wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub url: Url,
    /// Where it is put.
    pub target: PathBuf,
    pub bytes: Option<u64>,
    pub digest: Digest,
}

/// Fetches a file; returns its bytes and their SHA-256.
///
/// # Errors
///
/// Why the last try failed. What it brought stays for the next run, unless it is wrong.
pub fn fetch(hub: &Hub, wanted: &Wanted, bar: &ProgressBar) -> anyhow::Result<(u64, String)> {
    let folder = wanted.target.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let part = part_of(&wanted.target);
    let context = || part.display().to_string();
    let mut options = OpenOptions::new();
    let mut file =
        options.create(true).read(true).append(true).open(&part).with_context(context)?;
    file.try_lock().with_context(|| format!("{}: somebody else is fetching it", part.display()))?;

    // A part of an earlier run may be wrong, so a hash that is has one more try, from the start.
    let had_part = file.metadata().with_context(context)?.len() > 0;
    bring_all(hub, wanted, &mut file, bar)?;
    let mut checked = check(&mut file, wanted.bytes, &wanted.digest).with_context(context)?;
    if checked.is_err() && had_part {
        file.set_len(0).with_context(context)?;
        bring_all(hub, wanted, &mut file, bar)?;
        checked = check(&mut file, wanted.bytes, &wanted.digest).with_context(context)?;
    }
    if checked.is_err() {
        fs::remove_file(&part).with_context(context)?;
    }
    let found = checked.with_context(|| format!("{}: what came is wrong", wanted.url))?;
    file.sync_all().with_context(context)?;
    fs::rename(&part, &wanted.target).with_context(context)?;
    bar.finish();
    Ok(found)
}

/// The file to which the bytes of a file go first.
pub fn part_of(target: &Path) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    target.with_file_name(name)
}

/// Tries until all bytes are there. A try that brings something gives back all the others.
fn bring_all(hub: &Hub, wanted: &Wanted, file: &mut File, bar: &ProgressBar) -> anyhow::Result<()> {
    let mut delays = delays(hub.patience());
    loop {
        let before = file.metadata()?.len();
        let error = match bring(hub, wanted, file, bar) {
            Ok(()) => return Ok(()),
            Err(RequestError::Permanent(error)) => return Err(error),
            Err(RequestError::Transient(error)) => error,
        };
        if file.metadata()?.len() > before {
            delays = self::delays(hub.patience());
        }
        let Some(delay) = delays.next() else {
            let tries = hub.patience().tries;
            return Err(error.context(format!("{}: gave up after {tries} tries", wanted.url)));
        };
        thread::sleep(delay);
    }
}

fn delays(patience: Patience) -> impl Iterator<Item = std::time::Duration> {
    ExponentialBuilder::default()
        .with_min_delay(patience.first_delay)
        .with_max_times(patience.tries.saturating_sub(1))
        .with_jitter()
        .build()
}

/// One try: asks for what is missing, and appends what comes.
fn bring(
    hub: &Hub,
    wanted: &Wanted,
    file: &mut File,
    bar: &ProgressBar,
) -> Result<(), RequestError> {
    let transient = |error: std::io::Error| {
        RequestError::Transient(anyhow::Error::new(error).context(wanted.url.to_string()))
    };
    let permanent = |error: std::io::Error| RequestError::Permanent(error.into());
    let mut have = file.metadata().map_err(permanent)?.len();
    if wanted.bytes.is_some_and(|bytes| have > bytes) {
        file.set_len(0).map_err(permanent)?;
        have = 0;
    }
    bar.set_position(have);
    if have > 0 && wanted.bytes == Some(have) {
        return Ok(());
    }
    let mut response = hub.request(&Method::GET, &wanted.url, (have > 0).then_some(have))?;
    if response.status() == StatusCode::PARTIAL_CONTENT {
        let range = response.headers().get(header::CONTENT_RANGE);
        let range = range.and_then(|range| range.to_str().ok()).unwrap_or_default();
        check_range(range, have, wanted).map_err(RequestError::Permanent)?;
    } else {
        file.set_len(0).map_err(permanent)?;
        have = 0;
        bar.set_position(0);
    }
    let coming = response.body().content_length().map(|length| have + length);
    if let (Some(coming), Some(bytes)) = (coming, wanted.bytes)
        && coming != bytes
    {
        let error = anyhow!("{}: has {coming} bytes, expected {bytes}", wanted.url);
        return Err(RequestError::Permanent(error));
    }
    let limit = wanted.bytes.or(coming);
    bar.set_length(limit.unwrap_or_default());

    let mut body = response.body_mut().as_reader();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = body.read(&mut buffer).map_err(transient)?;
        if count == 0 {
            break;
        }
        have += count as u64;
        if limit.is_some_and(|limit| have > limit) {
            let error = anyhow!("{}: more bytes than it says", wanted.url);
            return Err(RequestError::Permanent(error));
        }
        file.write_all(buffer.get(..count).unwrap_or_default()).map_err(permanent)?;
        bar.inc(count as u64);
    }
    if limit.is_some_and(|limit| have < limit) {
        let error = anyhow!("{}: ended after {have} bytes", wanted.url);
        return Err(RequestError::Transient(error));
    }
    Ok(())
}

/// Refuses a part of a file that is not the one that was asked for.
fn check_range(range: &str, first: u64, wanted: &Wanted) -> anyhow::Result<()> {
    let ours = range.strip_prefix(&format!("bytes {first}-"));
    let total = ours.and_then(|rest| rest.split_once('/')).map(|(_, total)| total);
    let total = total.with_context(|| {
        format!("{}: sent `{range}` when asked for bytes from {first}", wanted.url)
    })?;
    let is_right = wanted.bytes.is_none_or(|bytes| total == "*" || total == bytes.to_string());
    ensure!(is_right, "{}: has {total} bytes, expected {:?}", wanted.url, wanted.bytes);
    Ok(())
}
