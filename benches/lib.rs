//! Texts for benchmarks, made from the sample articles or of odd shapes, and models: one of random
//! weights, and one of rules.

pub mod model;
pub mod shapes;
pub mod tagger;

use newsdesk::Document;

/// The sample articles, from short to long.
pub const ARTICLES: [(&str, &str); 7] = [
    ("quake", include_str!("samples/quake.txt")),
    ("final", include_str!("samples/final.txt")),
    ("interest", include_str!("samples/interest.txt")),
    ("ruling", include_str!("samples/ruling.txt")),
    ("flood", include_str!("samples/flood.txt")),
    ("summit", include_str!("samples/summit.txt")),
    ("feature", include_str!("samples/feature.txt")),
];

/// Running news text of about `bytes` bytes: the articles one after another, again and again, up
/// to the end of a paragraph.
pub fn running_text(bytes: usize) -> String {
    let paragraphs = ARTICLES.iter().flat_map(|(_, text)| text.split_inclusive("\n\n"));
    let mut text = String::with_capacity(bytes + 1000);
    for paragraph in paragraphs.cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(paragraph);
    }
    text
}

/// As many documents as asked for: the articles in turn.
///
/// # Errors
///
/// None for texts of this size.
pub fn documents(count: usize) -> Result<Vec<Document>, newsdesk::document::DocumentError> {
    let articles = ARTICLES.iter().cycle().zip(0..count);
    articles
        .map(|((name, text), number)| Document::new(format!("{name}-{number}"), *text))
        .collect()
}

/// Bytes of the texts of all documents.
pub fn size(documents: &[Document]) -> u64 {
    documents.iter().map(|document| document.text().len() as u64).sum()
}
