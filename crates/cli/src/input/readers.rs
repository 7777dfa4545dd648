//! Readers that stop when the run is cancelled, also while they wait for input.

use std::io::{self, Cursor, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use newsdesk::encoder::Cancellation;

/// Bytes that are read at once.
const CHUNK: usize = 1 << 16;

/// So often a reader that waits looks at whether to stop.
const LOOK: Duration = Duration::from_millis(100);

/// A reader that fails when the run is cancelled.
pub struct CancellableReader<Reader> {
    reader: Reader,
    cancellation: Cancellation,
}

impl<Reader> CancellableReader<Reader> {
    pub fn new(reader: Reader, cancellation: Cancellation) -> Self {
        Self { reader, cancellation }
    }
}

impl<Reader: Read> Read for CancellableReader<Reader> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.cancellation.check().map_err(io::Error::other)?;
        self.reader.read(buffer)
    }
}

/// A reader for terminals, pipes and devices, which may keep one waiting forever: they are read on
/// a thread of their own, for which nobody waits.
pub struct BackgroundReader {
    chunks: Receiver<io::Result<Vec<u8>>>,
    /// What was read and not given on.
    chunk: Cursor<Vec<u8>>,
    cancellation: Cancellation,
}

impl BackgroundReader {
    /// Starts to read what `open` gives; opening may wait as well.
    pub fn new<Reader: Read>(
        open: impl FnOnce() -> io::Result<Reader> + Send + 'static,
        cancellation: Cancellation,
    ) -> io::Result<Self> {
        let (sender, chunks) = sync_channel(1);
        thread::Builder::new().name("input".to_owned()).spawn(move || send_all(open, &sender))?;
        Ok(Self { chunks, chunk: Cursor::default(), cancellation })
    }

    /// The next bytes; none at the end.
    fn next_chunk(&self) -> io::Result<Vec<u8>> {
        loop {
            self.cancellation.check().map_err(io::Error::other)?;
            match self.chunks.recv_timeout(LOOK) {
                Ok(chunk) => return chunk,
                Err(RecvTimeoutError::Disconnected) => return Ok(Vec::new()),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}

impl Read for BackgroundReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.chunk.read(buffer)?;
        if count > 0 || buffer.is_empty() {
            return Ok(count);
        }
        self.chunk = Cursor::new(self.next_chunk()?);
        self.chunk.read(buffer)
    }
}

/// Sends all that can be read, until the end, an error, or the other side is gone.
fn send_all<Reader: Read>(
    open: impl FnOnce() -> io::Result<Reader>,
    chunks: &SyncSender<io::Result<Vec<u8>>>,
) {
    let sent = open().and_then(|mut reader| {
        loop {
            let mut chunk = vec![0; CHUNK];
            let count = match reader.read(&mut chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                count => count?,
            };
            chunk.truncate(count);
            if count == 0 || chunks.send(Ok(chunk)).is_err() {
                return Ok(());
            }
        }
    });
    if let Err(error) = sent {
        // If the other side is gone, nobody asks.
        let _ = chunks.send(Err(error));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bytes_come_through_and_then_the_error() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("broken"))
            }
        }
        let bytes: Vec<u8> = (0..200_000_u32).map(|number| number.to_le_bytes()[0]).collect();
        let whole = bytes.clone();
        let open = move || Ok(Cursor::new(whole).chain(Broken));
        let mut reader = BackgroundReader::new(open, Cancellation::default()).unwrap();
        let mut found = Vec::new();
        assert_eq!(reader.read_to_end(&mut found).unwrap_err().to_string(), "broken");
        assert_eq!(found, bytes);
        assert_eq!(reader.read(&mut [0; 8]).unwrap(), 0);
    }

    #[test]
    fn a_reader_that_waits_forever_is_left_alone() {
        let (keep_open, never) = sync_channel::<()>(0);
        let open = move || {
            let _ = never.recv();
            Ok(io::empty())
        };
        let cancellation = Cancellation::default();
        let mut reader = BackgroundReader::new(open, cancellation.clone()).unwrap();
        cancellation.cancel();
        assert_eq!(reader.read(&mut [0; 8]).unwrap_err().to_string(), "cancelled");
        let mut reader = CancellableReader::new(io::repeat(1), cancellation);
        assert_eq!(reader.read(&mut [0; 8]).unwrap_err().to_string(), "cancelled");
        drop(keep_open);
    }
}
