//! Stances and speakers of the sample articles, all of them, against what a reader understands.
//!
//! Whoever wrote the articles also wrote the answers and the rules, so that this is a floor for what
//! must not get worse rather than a forecast.

use std::collections::BTreeSet;
use std::fs;

use newsdesk::document::{AttributionRef, EntityRef, Holder, Polarity, Target};
use newsdesk::{Document, Model, Newsdesk, Settings, Targets, Topic};

const ANSWERS: &str = include_str!("stances.txt");

const ARTICLES: [&str; 7] = ["quake", "final", "interest", "ruling", "flood", "summit", "feature"];

/// What a reader understands of an article.
#[derive(Default)]
struct Answers {
    triples: BTreeSet<(String, String, bool)>,
    topics: Vec<Topic>,
    /// The beginning of a quotation, and its speaker.
    speakers: Vec<(String, String)>,
}

fn answers(article: &str) -> Answers {
    let mut answers = Answers::default();
    for line in ANSWERS.lines() {
        let Some(line) = line.strip_prefix(&format!("{article}: ")) else { continue };
        let (left, right) = line.rsplit_once(": ").unwrap();
        let Some((holder, target)) = left.split_once(" > ") else {
            answers.speakers.push((left.trim_matches('"').to_owned(), right.to_owned()));
            continue;
        };
        let target = match target.strip_prefix('"') {
            None => target.to_owned(),
            Some(quoted) => {
                let (name, alias) = quoted
                    .trim_end_matches('"')
                    .split_once('=')
                    .unwrap_or((quoted.trim_end_matches('"'), ""));
                let aliases = alias.split(',').filter(|alias| !alias.is_empty());
                let aliases = aliases.map(str::to_owned).collect();
                if answers.topics.iter().all(|topic| topic.name != name) {
                    answers.topics.push(Topic { name: name.to_owned(), aliases });
                }
                name.to_owned()
            }
        };
        answers.triples.insert((holder.to_owned(), target, right == "for"));
    }
    answers
}

#[test]
fn other_topics_need_no_new_model() {
    let text = "Anna Keller opposes the new tolls. “The tram is a gift,” said Tom Brandt.";
    let plain = Newsdesk::new().unwrap();
    for topic in ["tolls", "tram"] {
        let topics = vec![Topic::new(topic)];
        let targets = Targets { topics: topics.clone(), ..Targets::default() };
        let settings = Settings { stances: Some(targets), ..Settings::default() };
        let expected = Newsdesk::with_settings(&settings).unwrap().annotate(text).unwrap();
        let found = plain.with_topics(topics).annotate(text).unwrap();
        assert_eq!(found, expected);
        assert_ne!(found, plain.annotate(text).unwrap(), "{topic}");
    }
}

fn annotate(article: &str, topics: &[Topic]) -> Document {
    let path = format!("{}/../../benches/samples/{article}.txt", env!("CARGO_MANIFEST_DIR"));
    let settings = Settings {
        model: Some(Model::Embedded),
        stances: Some(Targets { topics: topics.to_vec(), ..Targets::default() }),
        summary: None,
        ..Settings::default()
    };
    let newsdesk = Newsdesk::with_settings(&settings).unwrap();
    newsdesk.annotate(&fs::read_to_string(path).unwrap()).unwrap()
}

/// What the program finds, of named holders.
fn found(document: &Document) -> BTreeSet<(String, String, bool)> {
    let name = |entity: u32| document.entity(entity as usize).unwrap().name().to_owned();
    let edges = newsdesk::stance::edges(document.attached_stances().unwrap());
    let edges = edges.into_iter().filter(|edge| edge.polarity != Polarity::Neutral);
    edges
        .filter_map(|edge| {
            let Holder::Entity(holder) = edge.holder else { return None };
            let target = match edge.target {
                Target::Entity(target) => name(target),
                Target::Topic(topic) => topic,
            };
            Some((name(holder), target, edge.polarity == Polarity::For))
        })
        .collect()
}

#[test]
fn stances_of_the_sample_articles() {
    let (mut correct, mut found_count, mut expected_count) = (0_u32, 0_u32, 0_u32);
    for article in ARTICLES {
        let answers = answers(article);
        let found = found(&annotate(article, &answers.topics));
        for (holder, target, is_for) in found.symmetric_difference(&answers.triples) {
            let is_found = found.contains(&(holder.clone(), target.clone(), *is_for));
            let fault = if is_found { "invented" } else { "missed" };
            println!(
                "{article}: {fault}: {holder} > {target}: {}",
                if *is_for { "for" } else { "against" }
            );
        }
        let count = |triples: &BTreeSet<_>| u32::try_from(triples.len()).unwrap();
        correct += u32::try_from(found.intersection(&answers.triples).count()).unwrap();
        found_count += count(&found);
        expected_count += count(&answers.triples);
    }
    let f1 = 2.0 * f64::from(correct) / f64::from(found_count + expected_count);
    println!("{correct} of {expected_count}, {found_count} found: F1 {f1:.3}");
    assert!(f1 >= 0.5, "{f1}");
}

#[test]
fn speakers_of_the_sample_articles() {
    let (mut correct, mut expected_count) = (0_u32, 0_u32);
    for article in ARTICLES {
        let document = annotate(article, &[]);
        for (beginning, answer) in answers(article).speakers {
            let said = document.attributions().find(|said| {
                said.content().any(|part| {
                    part.contains(&format!("\"{beginning}")) || part.starts_with(&beginning)
                })
            });
            let speaker = said.and_then(AttributionRef::speaker);
            let found = speaker.map(EntityRef::name);
            expected_count += 1;
            if found == Some(answer.as_str()) {
                correct += 1;
            } else {
                println!("{article}: {beginning}: {found:?} is not {answer}");
            }
        }
    }
    let accuracy = f64::from(correct) / f64::from(expected_count);
    println!("{correct} of {expected_count} speakers: {accuracy:.3}");
    assert!(accuracy >= 0.8, "{accuracy}");
}
