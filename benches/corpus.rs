//! Prints a corpus as JSON Lines: `cargo run --release -p newsdesk-benches --example corpus -- 10000`.

use std::io::{self, BufWriter, Write};

use newsdesk_benches::documents;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count = std::env::args().nth(1).ok_or("usage: corpus COUNT")?.parse()?;
    let mut output = BufWriter::new(io::stdout().lock());
    for document in documents(count)? {
        newsdesk::document::json::to_writer(&mut output, &document)?;
        writeln!(output)?;
    }
    output.flush()?;
    Ok(())
}
