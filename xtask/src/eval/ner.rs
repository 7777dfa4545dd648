//! Scores of mentions against texts that people annotated.
//!
//! A mention counts if its words and its kind are right; counts are pooled over the documents of a
//! set. The words of the set are kept and joined by spaces, and its sentences are kept, but a
//! document is read as a whole.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use newsdesk_document::{Document, EntityKind, Segmentation, Span, TokenRef};
use newsdesk_encoder::Encoder;
use newsdesk_ner::Recognizer;
use serde::{Deserialize, Serialize};

use super::chunks::chunks;
use super::dataset;
use super::model::ModelOptions;
use super::score::Counts;
use crate::report::{Line, percent};

/// Which model reads what, and which kinds count.
#[derive(Args, Clone, Debug)]
pub struct Options {
    #[command(flatten)]
    model: ModelOptions,
    /// The kinds that count
    #[arg(long, value_enum, default_value_t = Kinds::Newsdesk)]
    kinds: Kinds,
    /// Read a copy of the text in this letter case
    #[arg(long, value_enum)]
    case: Option<Case>,
}

/// The kinds that count.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kinds {
    /// All nine
    Newsdesk,
    /// PER, LOC, ORG and MISC; dates and money are left out
    Conll,
}

/// The letter case of a text.
#[derive(Clone, Copy, Debug, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
enum Case {
    Lower,
    Upper,
}

/// The scores of one set.
#[derive(Debug, Serialize)]
pub struct Score {
    task: &'static str,
    set: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<Case>,
    documents: usize,
    #[serde(flatten)]
    all: Rates,
    kinds: BTreeMap<&'static str, Rates>,
}

/// How often mentions are right, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
struct Rates {
    f1: f64,
    precision: f64,
    recall: f64,
    /// Mentions that people marked.
    mentions: usize,
}

/// A line of the table: one kind of one set.
pub struct KindLine<'s> {
    set: &'s str,
    kind: &'s str,
    rates: Rates,
}

impl Line for KindLine<'_> {
    const COLUMNS: &'static [&'static str] =
        &["set", "kind", "mentions", "precision", "recall", "F1"];

    fn cells(&self) -> Vec<String> {
        let Rates { f1, precision, recall, mentions } = self.rates;
        let names = [self.set.to_owned(), self.kind.to_owned(), mentions.to_string()];
        names.into_iter().chain([precision, recall, f1].map(percent)).collect()
    }
}

impl Score {
    /// The lines of the table: each kind, then all of them.
    pub fn lines(&self) -> impl Iterator<Item = KindLine<'_>> {
        let kinds = self.kinds.iter().map(|(kind, rates)| (*kind, *rates));
        let lines = kinds.chain([("all", self.all)]);
        lines.map(|(kind, rates)| KindLine { set: &self.set, kind, rates })
    }
}

impl From<Counts> for Rates {
    fn from(counts: Counts) -> Self {
        Self {
            f1: 100.0 * counts.f1(),
            precision: 100.0 * counts.precision(),
            recall: 100.0 * counts.recall(),
            mentions: counts.expected,
        }
    }
}

/// The model that is scored.
pub struct Model {
    encoder: Encoder,
    recognizer: Recognizer,
}

impl Model {
    /// Loads the model that the options name.
    pub fn load(options: &Options) -> anyhow::Result<Self> {
        let (files, precision) = (options.model.files()?, options.model.precision());
        Ok(Self {
            encoder: Encoder::from_files(&files, precision)?,
            recognizer: Recognizer::from_files(&files)?,
        })
    }
}

/// One document of a set: sentences of words with BIO tags.
#[derive(Deserialize)]
struct Row {
    sentences: Vec<Vec<(String, String)>>,
}

/// A mention as it is counted: its kind and its words.
type Counted = (&'static str, usize, usize);

/// Scores one set.
pub fn evaluate(data: &Path, set: &str, model: &Model, options: &Options) -> anyhow::Result<Score> {
    let mut counts: BTreeMap<&'static str, Counts> = BTreeMap::new();
    let documents = dataset::visit(data, "ner", set, |row: Row| {
        let mut expected = expected(&row, options.kinds)?;
        let document = document(&row, options.case)?;
        let mut predicted = predicted(model, &document, options.kinds)?;
        expected.sort_unstable();
        predicted.sort_unstable();
        for kind in expected.iter().chain(&predicted).map(|counted| counted.0) {
            counts.entry(kind).or_default();
        }
        for (kind, counts) in &mut counts {
            let of_kind = |mentions: &[Counted]| -> Vec<Counted> {
                mentions.iter().filter(|counted| counted.0 == *kind).copied().collect()
            };
            *counts += Counts::of_sorted(&of_kind(&predicted), &of_kind(&expected));
        }
        Ok(())
    })?;
    let mut all = Counts::default();
    for &counts in counts.values() {
        all += counts;
    }
    Ok(Score {
        task: "ner",
        set: set.to_owned(),
        case: options.case,
        documents,
        all: all.into(),
        kinds: counts.into_iter().map(|(kind, counts)| (kind, counts.into())).collect(),
    })
}

/// The document of a row: its words and sentences as they are.
fn document(row: &Row, case: Option<Case>) -> anyhow::Result<Document> {
    let (mut text, mut sentences, mut words) = (String::new(), Vec::new(), Vec::new());
    for sentence in row.sentences.iter().filter(|sentence| !sentence.is_empty()) {
        let first = words.len();
        for (word, _) in sentence {
            let start = text.len();
            match case {
                None => text.push_str(word),
                Some(Case::Lower) => text.push_str(&word.to_lowercase()),
                Some(Case::Upper) => text.push_str(&word.to_uppercase()),
            }
            words.push(Span::new(u32::try_from(start)?, u32::try_from(text.len())?)?);
            text.push(' ');
        }
        if let Some([first, .., last] | [first @ last]) = words.get(first..) {
            sentences.push(Span::new(first.start(), last.end())?);
        }
    }
    let mut document = Document::new("", text)?;
    document.attach_segmentation(Segmentation::new(&sentences, &words)?)?;
    Ok(document)
}

/// The mentions that people marked, with their words counted from the start of the document.
fn expected(row: &Row, kinds: Kinds) -> anyhow::Result<Vec<Counted>> {
    let (mut mentions, mut first) = (Vec::new(), 0);
    for sentence in &row.sentences {
        let tags: Vec<&str> = sentence.iter().map(|(_, tag)| tag.as_str()).collect();
        for (name, Range { start, end }) in chunks(&tags)? {
            let kind = kind(name).with_context(|| format!("kind `{name}` is not known"))?;
            let name = match (kinds, kind) {
                (Kinds::Newsdesk, Kind::Conll(name)) => {
                    bail!("kind `{name}` is one of CoNLL's four; --kinds conll counts them")
                }
                (Kinds::Newsdesk, Kind::Newsdesk(kind)) => Some(kind.as_str()),
                (Kinds::Conll, Kind::Conll(name)) => Some(name),
                (Kinds::Conll, Kind::Newsdesk(kind)) => conll(kind),
            };
            mentions.extend(name.map(|name| (name, first + start, first + end)));
        }
        first += sentence.len();
    }
    Ok(mentions)
}

/// The mentions that the model finds.
fn predicted(model: &Model, document: &Document, kinds: Kinds) -> anyhow::Result<Vec<Counted>> {
    let encoding = model.encoder.encode(document)?;
    let words: Vec<Span> = document.tokens().map(TokenRef::span).collect();
    let mentions = model.recognizer.mentions(document, &encoding)?;
    let counted = mentions.iter().filter_map(|mention| {
        let name = match kinds {
            Kinds::Newsdesk => Some(mention.kind.as_str()),
            Kinds::Conll => conll(mention.kind),
        };
        let start = words.partition_point(|word| word.end() <= mention.span.start());
        let end = words.partition_point(|word| word.start() < mention.span.end());
        Some((name?, start, end))
    });
    Ok(counted.collect())
}

/// A kind as a set names it.
#[derive(Clone, Copy)]
enum Kind {
    Conll(&'static str),
    Newsdesk(EntityKind),
}

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "PER" => Kind::Conll("PER"),
        "LOC" => Kind::Conll("LOC"),
        "ORG" => Kind::Conll("ORG"),
        "MISC" => Kind::Conll("MISC"),
        "Person" => Kind::Newsdesk(EntityKind::Person),
        "Organization" => Kind::Newsdesk(EntityKind::Organization),
        "Location" => Kind::Newsdesk(EntityKind::Location),
        "Facility" => Kind::Newsdesk(EntityKind::Facility),
        "NORP" => Kind::Newsdesk(EntityKind::Norp),
        "Product" => Kind::Newsdesk(EntityKind::Product),
        "Date" => Kind::Newsdesk(EntityKind::Date),
        "Money" => Kind::Newsdesk(EntityKind::Money),
        "Misc" => Kind::Newsdesk(EntityKind::Misc),
        _ => return None,
    })
}

/// Which of CoNLL's four kinds one of ours is; none for dates and money.
fn conll(kind: EntityKind) -> Option<&'static str> {
    match kind {
        EntityKind::Person => Some("PER"),
        EntityKind::Location | EntityKind::Facility => Some("LOC"),
        EntityKind::Organization => Some("ORG"),
        EntityKind::Norp | EntityKind::Product | EntityKind::Misc => Some("MISC"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TINY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/ner/tests/ner/tiny");

    fn score(rows: &[&str], kinds: Kinds, case: Option<Case>) -> anyhow::Result<Score> {
        let data = tempfile::tempdir().unwrap();
        std::fs::create_dir(data.path().join("ner")).unwrap();
        std::fs::write(data.path().join("ner/few.jsonl"), rows.join("\n")).unwrap();
        let model = ModelOptions { model: Some(TINY.into()), exact: false };
        let options = Options { model, kinds, case };
        evaluate(data.path(), "few", &Model::load(&options).unwrap(), &options)
    }

    /// The tiny model finds all but the word that it does not know.
    const ROWS: [&str; 2] = [
        r#"{"sentences": [[["Vladimir", "B-Person"], ["Putin", "I-Person"], ["left", "O"]], [], [["Kim", "B-Person"]]]}"#,
        r#"{"sentences": [[["Russia", "B-Location"], ["Today", "B-Date"], ["Kumsusan", "B-Facility"], ["Xi", "B-Person"]]]}"#,
    ];

    #[test]
    fn mentions_count_by_kind() {
        let score = score(&ROWS, Kinds::Newsdesk, None).unwrap();
        let rates =
            |correct, predicted, expected| Rates::from(Counts { correct, predicted, expected });
        assert_eq!((score.documents, score.all), (2, rates(4, 4, 6)));
        assert_eq!(score.kinds["Person"], rates(2, 2, 3));
        assert_eq!(score.kinds["Date"], rates(0, 0, 1));
        assert_eq!(score.lines().count(), 5);
    }

    #[test]
    fn coarser_kinds_leave_dates_out() {
        let upper = score(&ROWS, Kinds::Conll, Some(Case::Upper)).unwrap();
        assert_eq!(upper.all, Rates::from(Counts { correct: 4, predicted: 4, expected: 5 }));
        assert_eq!(upper.kinds.keys().copied().collect::<Vec<_>>(), ["LOC", "PER"]);
        let json = serde_json::to_value(&upper).unwrap();
        assert_eq!((&json["set"], &json["case"]), (&"few".into(), &"upper".into()));
        assert_eq!(json["kinds"]["LOC"]["f1"], 100.0);
    }

    #[test]
    fn kinds_that_cannot_be_told_apart_are_refused() {
        let row = r#"{"sentences": [[["Kim", "B-PER"]]]}"#;
        let error = format!("{:#}", score(&[row], Kinds::Newsdesk, None).unwrap_err());
        assert!(
            error.ends_with(
                "few.jsonl:1: kind `PER` is one of CoNLL's four; --kinds conll counts them"
            ),
            "{error}"
        );
    }
}
