//! Checks that time grows no faster than the text. Each stage reads each shape of text at one size
//! and at four times that size.
//!
//! What is measured is processor time, the least of several runs. Four times the text may take six
//! times as long, because larger tables fit worse into caches. Where it takes longer, half of both
//! sizes is measured too, since tables outgrow a cache between two sizes only. A stage that compares
//! everything with everything takes sixteen times as long at all sizes and fails, under
//! `cargo bench -- --test` too.

#![allow(missing_docs, reason = "a benchmark is no library")]
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use std::fs;
use std::hint::black_box;
use std::process::ExitCode;
use std::rc::Rc;

use cpu_time::ProcessTime;
use newsdesk::document::{EntityKind, Mention, Span};
use newsdesk::encoder::{Encoder, Precision};
use newsdesk::ner::group;
use newsdesk::stance::{Attributor, pronouns, quotations};
use newsdesk::summarization::Summarizer;
use newsdesk::tokenization::segment;
use newsdesk::{Budget, Document, Model, Newsdesk, Settings};
use newsdesk_benches::shapes::SHAPES;
use newsdesk_benches::tagger;

/// How much longer four times the text may take.
const LIMIT: f64 = 6.0;

/// A shape is measured so often before it fails.
const ATTEMPTS: usize = 5;

/// Bytes that are allocated and freed at the start. The allocator of Linux then keeps smaller blocks
/// when they are freed, so that no time is spent on pages that the system takes and gives again.
const KEPT: usize = 31 << 20;

/// What is measured.
type Run = Box<dyn Fn()>;

/// A stage, with the larger of the sizes of its texts in bytes.
struct Stage {
    name: &'static str,
    bytes: usize,
    /// Whether a shape is of interest.
    has: fn(&str) -> bool,
    /// Takes a text and gives what is measured.
    prepare: Box<dyn Fn(&str) -> Run>,
}

impl Stage {
    fn new<R: Fn() + 'static>(
        name: &'static str,
        bytes: usize,
        has: fn(&str) -> bool,
        prepare: impl Fn(&str) -> R + 'static,
    ) -> Self {
        Self { name, bytes, has, prepare: Box::new(move |text| Box::new(prepare(text))) }
    }

    /// Measures all shapes; returns those that take too long.
    fn measure(&self) -> Vec<String> {
        let Self { name, bytes, .. } = self;
        println!("{name} (ms at {} kB and at {} kB)", bytes / 4_000, bytes / 1_000);
        let mut failed = Vec::new();
        for (shape, text) in SHAPES.into_iter().filter(|(shape, _)| (self.has)(shape)) {
            let mut ratio = self.ratio(shape, text, *bytes);
            if ratio >= LIMIT {
                ratio = ratio.min(self.ratio(shape, text, bytes / 2));
            }
            if ratio >= LIMIT {
                failed.push(format!("{name}, {shape}: {ratio:.1} times"));
            }
        }
        failed
    }

    /// How many times as long a text of so many bytes takes as one of a quarter of its length.
    fn ratio(&self, shape: &str, text: fn(usize) -> String, bytes: usize) -> f64 {
        let [first, second] = [bytes / 4, bytes].map(|bytes| (self.prepare)(&text(bytes)));
        let (mut small, mut large) = (f64::MAX, f64::MAX);
        for _ in 0..ATTEMPTS {
            small = small.min(time(&first)).min(time(&first));
            large = large.min(time(&second));
            if large < LIMIT * small {
                break;
            }
        }
        println!("  {shape:<32} {small:>8.1} {large:>8.1}   {:.1} times", large / small);
        large / small
    }
}

fn main() -> ExitCode {
    drop(black_box(vec![1_u8; KEPT]));
    let folder = tempfile::tempdir().unwrap();
    let files = tagger::files().unwrap();
    for (name, bytes) in [
        ("config.json", &files.config),
        ("tokenizer.json", &files.tokenizer),
        ("model.safetensors", &files.weights),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let model = Some(Model::Folder(folder.path().to_owned()));
    let settings = Settings { model, ..Settings::default() };
    let newsdesk = Newsdesk::with_settings(&settings).unwrap();
    let stages = [
        Stage::new(
            "sentences and words",
            1_000_000,
            |_| true,
            |text| {
                let text = text.to_owned();
                move || {
                    black_box(segment(&text).unwrap());
                }
            },
        ),
        Stage::new(
            "quotations",
            1_000_000,
            |_| true,
            |text| {
                let text = text.to_owned();
                move || {
                    black_box(quotations(&text));
                }
            },
        ),
        grouping("people", EntityKind::Person),
        grouping("organizations", EntityKind::Organization),
        attributed(newsdesk.clone()),
        summary("summary of three sentences", Budget::default()),
        summary("summary of ten words", Budget::words(10).unwrap()),
        Stage::new(
            "all layers",
            100_000,
            |_| true,
            move |text| {
                let (newsdesk, text) = (newsdesk.clone(), text.to_owned());
                move || {
                    black_box(newsdesk.annotate(&text).unwrap());
                }
            },
        ),
    ];
    let failed: Vec<String> = stages.iter().flat_map(Stage::measure).collect();
    for failure in &failed {
        println!("FAILED: {failure}, the limit is {LIMIT}");
    }
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Groups runs of words with a capital: more than 100,000 of them.
fn grouping(name: &'static str, kind: EntityKind) -> Stage {
    Stage::new(
        name,
        2_000_000,
        |shape| shape.contains("name"),
        move |text| {
            let document = segmented(text);
            let mut mentions: Vec<Mention> = Vec::new();
            for token in document.tokens() {
                let (span, is_name) = (token.span(), token.text().starts_with(char::is_uppercase));
                match mentions.last_mut().filter(|last| last.span.end() + 1 == span.start()) {
                    _ if !is_name => {}
                    Some(last) => last.span = Span::new(last.span.start(), span.end()).unwrap(),
                    None => mentions.push(Mention { span, kind, probability: 1.0 }),
                }
            }
            move || {
                black_box(group(&document, &mentions));
            }
        },
    )
}

/// Attributions and pronouns, with the layers and vectors that they read.
fn attributed(newsdesk: Newsdesk) -> Stage {
    let files = tagger::files().unwrap();
    let encoder = Encoder::from_files(&files, Precision::Int8).unwrap();
    let attributor = Rc::new(Attributor::from_files(&files).unwrap());
    let has = |shape: &str| {
        ["news", "quotation", "pronoun", "content", "mark"].iter().any(|part| shape.contains(part))
    };
    Stage::new("attributions and pronouns", 400_000, has, move |text| {
        let document = newsdesk.annotate(text).unwrap();
        let encoding = encoder.encode(&document).unwrap();
        let mut reader = attributor.reader(&document, encoding.hidden_size()).unwrap();
        for part in encoding.parts() {
            reader.read(&encoding.vectors_of_words(&document, &part.unwrap()));
        }
        let (attributor, tags) = (Rc::clone(&attributor), reader.finish());
        move || {
            black_box(attributor.attribute_tagged(&document, &tags));
            black_box(pronouns(&document));
        }
    })
}

fn summary(name: &'static str, budget: Budget) -> Stage {
    Stage::new(
        name,
        1_000_000,
        |_| true,
        move |text| {
            let (summarizer, document) = (Summarizer::new(budget), segmented(text));
            move || {
                black_box(summarizer.summarize(&document).unwrap());
            }
        },
    )
}

fn segmented(text: &str) -> Document {
    let mut document = Document::new("", text).unwrap();
    document.attach_segmentation(segment(text).unwrap()).unwrap();
    document
}

/// Processor time in milliseconds.
fn time(run: impl Fn()) -> f64 {
    let start = ProcessTime::now();
    run();
    start.elapsed().as_secs_f64() * 1e3
}
