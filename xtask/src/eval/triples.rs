//! Scores of stances end to end, on raw articles: who is for or against whom, as triples.
//!
//! Every article is read as a whole; a triple is a sentence, a source, a target, and for or against.
//! Names in the data are canonical, so that only expected triples count whose source and target
//! both have their last word in the sentence, and a name is right if it has the same last word.
//! Expected triples of the author, and neutral pairs, which the data leave unmarked, do not count.
//! Beside the program stand two baselines on its own entities: every pair of a sentence is against
//! each other, and verbs that are for or against what stands behind them.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Context;
use newsdesk::document::{Holder, Polarity, SentenceRef, Target};
use newsdesk::{Document, Newsdesk, Settings, Targets};
use serde::{Deserialize, Serialize};

use super::dataset;
use super::score::Counts;
use crate::report::{Line, percent};

/// So many topics are offered for an article.
const TOPICS: usize = 10;

/// Verbs for what stands behind them, by their beginnings.
const FOR: [&str; 16] = [
    "applaud", "back", "celebrat", "commend", "congratulat", "defend", "endors", "favor", "hail",
    "laud", "prais", "promot", "support", "thank", "welcom", "champion",
];

/// Verbs against what stands behind them, by their beginnings.
const AGAINST: [&str; 20] = [
    "accus", "attack", "blam", "blast", "condemn", "critici", "decri", "denounc", "deplor",
    "dismiss", "fault", "mock", "oppos", "rebuk", "reject", "ridicul", "slam", "su", "threaten",
    "warn",
];

/// The scores of one system on one set; in percent.
#[derive(Debug, Serialize)]
pub struct TripleScore {
    task: &'static str,
    set: String,
    system: &'static str,
    articles: usize,
    expected: usize,
    precision: f64,
    recall: f64,
    f1: f64,
}

impl Line for TripleScore {
    const COLUMNS: &'static [&'static str] =
        &["set", "system", "articles", "triples", "precision", "recall", "F1"];

    fn cells(&self) -> Vec<String> {
        let names = [self.set.clone(), self.system.to_owned()];
        let counts = [self.articles.to_string(), self.expected.to_string()];
        let scores = [self.precision, self.recall, self.f1].map(percent);
        names.into_iter().chain(counts).chain(scores).collect()
    }
}

/// A sentence of an article; the sentences of an article follow each other.
#[derive(Deserialize)]
struct Row {
    doc: String,
    text: String,
    triples: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    source: String,
    target: String,
    sentiment: String,
}

/// Source, target and polarity, names by their last words in lower case.
type Triple = (String, String, bool);

/// Scores one set: the two baselines, the program with topics that nobody named, and without.
pub fn evaluate(data: &Path, set: &str) -> anyhow::Result<Vec<TripleScore>> {
    let newsdesk = |offered| {
        let stances = Some(Targets { offered, ..Targets::default() });
        Newsdesk::with_settings(&Settings { stances, summary: None, ..Settings::default() })
    };
    let (newsdesk, with_topics) = (newsdesk(0)?, newsdesk(TOPICS)?);
    let mut articles: Vec<Vec<Row>> = Vec::new();
    dataset::visit(data, "stance", set, |row: Row| {
        match articles
            .last_mut()
            .filter(|article| article.first().is_some_and(|first| first.doc == row.doc))
        {
            Some(article) => article.push(row),
            None => articles.push(vec![row]),
        }
        Ok(())
    })?;
    let mut counts = [Counts::default(); 4];
    for article in &articles {
        let documents = [read(&newsdesk, article)?, read(&with_topics, article)?];
        let [document, with_topics] = &documents;
        let mut start = 0;
        for row in article {
            let end = start + row.text.len();
            let expected = row.expected();
            let sentences: Vec<SentenceRef<'_>> = document
                .sentences()
                .filter(|sentence| (start..end).contains(&sentence.span().range().start))
                .collect();
            let systems = [
                all_against(document, &sentences),
                verbs(document, &sentences),
                found(with_topics, &sentences),
                found(document, &sentences),
            ];
            for (counts, found) in counts.iter_mut().zip(systems) {
                let found: Vec<&Triple> = found.iter().collect();
                let expected: Vec<&Triple> = expected.iter().collect();
                *counts += Counts::of_sorted(&found, &expected);
            }
            start = end + 1;
        }
    }
    let names = ["all pairs against", "verbs", "newsdesk, 10 topics", "newsdesk"];
    let score = |(system, counts): (&'static str, Counts)| TripleScore {
        task: "triples",
        set: set.to_owned(),
        system,
        articles: articles.len(),
        expected: counts.expected,
        precision: 100.0 * counts.precision(),
        recall: 100.0 * counts.recall(),
        f1: 100.0 * counts.f1(),
    };
    Ok(names.into_iter().zip(counts).map(score).collect())
}

fn read(newsdesk: &Newsdesk, article: &[Row]) -> anyhow::Result<Document> {
    let id = article.first().map_or("", |row| row.doc.as_str());
    let text: Vec<&str> = article.iter().map(|row| row.text.as_str()).collect();
    let document = Document::new(id, text.join("\n"))?;
    newsdesk.annotate_document(document).context("an article")
}

impl Row {
    /// The triples whose names are in the sentence.
    fn expected(&self) -> BTreeSet<Triple> {
        let words: BTreeSet<String> = self.text.split_whitespace().map(last_word).collect();
        let triples = self.triples.iter().map(|triple| {
            (last_word(&triple.source), last_word(&triple.target), triple.sentiment == "POS")
        });
        triples.filter(|(p, q, _)| p != q && words.contains(p) && words.contains(q)).collect()
    }
}

/// The last word of a name, without a possessive and marks.
fn last_word(name: &str) -> String {
    let word = name.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word).to_owned()
}

/// What the program says.
fn found(document: &Document, sentences: &[SentenceRef<'_>]) -> BTreeSet<Triple> {
    let name =
        |entity: u32| document.entity(entity as usize).map(|entity| last_word(entity.name()));
    let stances = document.attached_stances().unwrap_or_default().iter();
    let here = stances.filter(|stance| {
        sentences.iter().any(|sentence| sentence.index() == stance.evidence.sentence as usize)
    });
    here.filter_map(|stance| {
        let Holder::Entity(holder) = stance.holder else { return None };
        let target = match &stance.target {
            Target::Entity(target) => name(*target)?,
            Target::Topic(topic) => last_word(topic),
        };
        let is_for = match stance.polarity {
            Polarity::For => true,
            Polarity::Against => false,
            Polarity::Neutral => return None,
        };
        Some((name(holder)?, target, is_for))
    })
    .collect()
}

/// The names of the entities of each sentence, in text order.
fn names(document: &Document, sentence: SentenceRef<'_>) -> Vec<(usize, String)> {
    let inside = document.mentions().filter(|mention| sentence.span().contains(mention.span()));
    let mut names: Vec<(usize, String)> = inside
        .map(|mention| (mention.span().range().start, last_word(mention.entity().name())))
        .collect();
    names.sort_unstable();
    names
}

fn all_against(document: &Document, sentences: &[SentenceRef<'_>]) -> BTreeSet<Triple> {
    let mut triples = BTreeSet::new();
    for sentence in sentences {
        let names = names(document, *sentence);
        for (_, p) in &names {
            triples.extend(
                names.iter().filter(|(_, q)| q != p).map(|(_, q)| (p.clone(), q.clone(), false)),
            );
        }
    }
    triples
}

/// The nearest names before and behind a verb.
fn verbs(document: &Document, sentences: &[SentenceRef<'_>]) -> BTreeSet<Triple> {
    let mut triples = BTreeSet::new();
    for sentence in sentences {
        let names = names(document, *sentence);
        for token in sentence.tokens() {
            let word = token.text();
            let begins = |stems: &[&str]| {
                stems.iter().any(|stem| word.starts_with(stem) && word.len() <= stem.len() + 4)
            };
            let is_for = match (begins(&FOR), begins(&AGAINST)) {
                (true, _) => true,
                (_, true) => false,
                _ => continue,
            };
            let place = token.span().range().start;
            let before = names.iter().rev().find(|(start, _)| *start < place);
            let behind = names.iter().find(|(start, _)| *start > place);
            if let (Some((_, p)), Some((_, q))) = (before, behind) {
                triples.extend((p != q).then(|| (p.clone(), q.clone(), is_for)));
            }
        }
    }
    triples
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_by_their_last_word() {
        for (name, last) in
            [("Donald Trump", "trump"), ("Trump’s", "trump"), ("“GOP”", "gop"), ("", "")]
        {
            assert_eq!(last_word(name), last, "{name}");
        }
    }

    #[test]
    fn only_triples_with_names_in_the_sentence_count() {
        let triple = |source: &str, target: &str, sentiment: &str| Expected {
            source: source.to_owned(),
            target: target.to_owned(),
            sentiment: sentiment.to_owned(),
        };
        let row = Row {
            doc: String::new(),
            text: "Trump attacked Ms. Pelosi.".to_owned(),
            triples: vec![
                triple("Donald Trump", "Nancy Pelosi", "NEG"),
                triple("None", "Nancy Pelosi", "POS"),
                triple("Democratic Party", "Donald Trump", "NEG"),
            ],
        };
        assert_eq!(
            row.expected().into_iter().collect::<Vec<_>>(),
            [("trump".into(), "pelosi".into(), false)]
        );
    }
}
