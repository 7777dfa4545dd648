//! What is to be done, checked: from the arguments to settings that can run.

use std::env;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use newsdesk::encoder::{Cancellation, Encoder, LoadError, ModelFiles, Precision};
use newsdesk::{Author, Model, Newsdesk, Settings, SummarySettings, Targets, Topic};

use crate::arguments::{
    AnnotateArguments, DocumentFormat, EncodeArguments, EntitiesArguments, EntitiesFormat,
    InputArguments, MethodName, ModelArguments, NewsdeskArguments, NewsdeskCommand, RunArguments,
    StanceArguments, StanceFormat, SummarizeArguments, SummaryFormat, TokensArguments,
    TokensFormat,
};
use crate::gather::Whole;
use crate::input::{Source, expand};
use crate::output::Format;
use crate::record::FieldNames;

/// Where models lie that are named only.
const MODELS: &str = "models/cache";

/// A run of one of the programs.
pub struct Job {
    pub newsdesk: Newsdesk,
    /// The model that encodes documents, for the view that needs it.
    pub encoder: Option<Encoder>,
    /// What stances were asked for by name.
    pub topics: Vec<Topic>,
    /// What all documents make together; none if each is printed.
    pub whole: Option<Whole>,
    pub view: View,
    pub format: Format,
    pub sources: Vec<Source>,
    /// The fields of JSON Lines; none if each source is one text.
    pub fields: Option<FieldNames>,
    /// Whether there may be more documents than one, so that each needs its name.
    pub has_many_documents: bool,
    pub output: Option<PathBuf>,
    pub threads: Option<NonZeroUsize>,
    pub quiet: bool,
    /// Stops the documents in work.
    pub cancellation: Cancellation,
}

/// What is shown of each document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    Summary,
    Tokens,
    Entities,
    Stances,
    Document,
    /// Subword pieces, with their vectors or without.
    Encoding {
        has_vectors: bool,
    },
}

impl Job {
    /// The job of the program `summarize`.
    pub fn summarize(arguments: SummarizeArguments) -> anyhow::Result<Self> {
        let SummarizeArguments { input, model, length, choice, generation, multi, format, run } =
            arguments;
        let format = format.map(|format| match format {
            SummaryFormat::Text => Format::Text,
            SummaryFormat::Json => Format::Json,
            SummaryFormat::Jsonl => Format::JsonLines,
            SummaryFormat::Markdown => Format::Markdown,
            SummaryFormat::Html => Format::Html,
        });
        if multi && format == Some(Format::Html) {
            bail!("--format html is for documents; --multi has text, json, jsonl and markdown");
        }
        if generation.is_abstractive && format == Some(Format::Html) {
            bail!("--format html shows sentences of the text, and --abstractive writes others");
        }
        let whole = multi.then(|| Whole::Event(length.budget()));
        let author = generation.is_abstractive.then(|| Author {
            folder: model.model.clone().map(located).unwrap_or_default(),
            generation: generation.settings(),
        });
        let backend = model.backend.into();
        let needs_model = author.is_none() && choice.needs_model();
        let settings = Settings {
            model: needs_model.then(|| chosen(model)),
            backend,
            stances: None,
            summary: Some(SummarySettings { author, ..choice.settings(length.budget()) }),
        };
        Ok(Self { whole, ..Self::new(&settings, View::Summary, format, input, run)? })
    }

    /// The job of a command of the program `newsdesk`.
    pub fn newsdesk(arguments: NewsdeskArguments) -> anyhow::Result<Self> {
        match arguments.command {
            NewsdeskCommand::Summarize(arguments) => Self::summarize(arguments),
            NewsdeskCommand::Tokens(arguments) => Self::tokens(arguments),
            NewsdeskCommand::Entities(arguments) => Self::entities(arguments),
            NewsdeskCommand::Stance(arguments) => Self::stance(arguments),
            NewsdeskCommand::Encode(arguments) => Self::encode(arguments),
            NewsdeskCommand::Annotate(arguments) => Self::annotate(arguments),
        }
    }

    fn tokens(arguments: TokensArguments) -> anyhow::Result<Self> {
        let TokensArguments { input, format, run } = arguments;
        let format = format.map(|format| match format {
            TokensFormat::Text => Format::Text,
            TokensFormat::Json => Format::Json,
            TokensFormat::Jsonl => Format::JsonLines,
        });
        let settings =
            Settings { model: None, stances: None, summary: None, ..Settings::default() };
        Self::new(&settings, View::Tokens, format, input, run)
    }

    fn entities(arguments: EntitiesArguments) -> anyhow::Result<Self> {
        let EntitiesArguments { input, model, format, run } = arguments;
        let format = format.map(|format| match format {
            EntitiesFormat::Text => Format::Text,
            EntitiesFormat::Json => Format::Json,
            EntitiesFormat::Jsonl => Format::JsonLines,
            EntitiesFormat::Conll => Format::Conll,
            EntitiesFormat::Brat => Format::Brat,
            EntitiesFormat::Html => Format::Html,
            EntitiesFormat::Markdown => Format::Markdown,
        });
        let backend = model.backend.into();
        let settings =
            Settings { model: Some(chosen(model)), backend, stances: None, summary: None };
        let job = Self::new(&settings, View::Entities, format, input, run)?;
        if job.format == Format::Brat && job.has_many_documents {
            bail!("--format brat is for one document, since a file of brat belongs to one text");
        }
        Ok(job)
    }

    fn stance(arguments: StanceArguments) -> anyhow::Result<Self> {
        let StanceArguments { input, model, targets, topics, method, aggregate, format, run } =
            arguments;
        let format = format.map(|format| match format {
            StanceFormat::Text => Format::Text,
            StanceFormat::Json => Format::Json,
            StanceFormat::Jsonl => Format::JsonLines,
            StanceFormat::Csv => Format::Csv,
            StanceFormat::Dot => Format::Dot,
            StanceFormat::Mermaid => Format::Mermaid,
            StanceFormat::Html => Format::Html,
        });
        if aggregate && format == Some(Format::Html) {
            bail!(
                "--format html is for documents; --aggregate has text, json, csv, dot and mermaid"
            );
        }
        let backend = model.backend.into();
        let (model, entailment) = match method {
            MethodName::Heads => (chosen(model), None),
            MethodName::Entailment => (Model::Embedded, model.model.map(located)),
        };
        if method == MethodName::Entailment && (entailment.is_none() || targets.is_empty()) {
            bail!("--method entailment needs --model, and a --target to ask for");
        }
        let settings = Settings {
            model: Some(model),
            backend,
            stances: Some(Targets { topics: targets.clone(), offered: topics, entailment }),
            summary: None,
        };
        let job = Self::new(&settings, View::Stances, format, input, run)?;
        if !job.newsdesk.finds_stances() {
            bail!("the model has no heads for stances: it is not newsdesk-en");
        }
        Ok(Self { topics: targets, whole: aggregate.then_some(Whole::Graph), ..job })
    }

    fn annotate(arguments: AnnotateArguments) -> anyhow::Result<Self> {
        let AnnotateArguments { input, model, length, choice, format, run } = arguments;
        let backend = model.backend.into();
        let settings = Settings {
            model: Some(chosen(model)),
            backend,
            stances: Some(Targets::default()),
            summary: Some(choice.settings(length.budget())),
        };
        Self::new(&settings, View::Document, Some(document_format(format)), input, run)
    }

    fn encode(arguments: EncodeArguments) -> anyhow::Result<Self> {
        let EncodeArguments { input, model, exact, vectors, format, run } = arguments;
        let precision = if exact { Precision::Float32 } else { Precision::Int8 };
        let load = || -> Result<Encoder, LoadError> {
            Encoder::from_files(&ModelFiles::read(&model)?, precision)
        };
        let encoder = load().with_context(|| cannot_load(&model))?;
        let view = View::Encoding { has_vectors: vectors };
        let settings =
            Settings { model: None, stances: None, summary: None, ..Settings::default() };
        let job = Self::new(&settings, view, Some(document_format(format)), input, run)?;
        Ok(Self { encoder: Some(encoder), ..job })
    }

    fn new(
        settings: &Settings,
        view: View,
        format: Option<Format>,
        input: InputArguments,
        run: RunArguments,
    ) -> anyhow::Result<Self> {
        let default = if input.jsonl { Format::JsonLines } else { Format::Text };
        if let Some(output) = &run.output {
            check_output(output, &input.files)?;
        }
        let sources = expand(&input.files, input.recursive, input.jsonl);
        let cancellation = Cancellation::default();
        Ok(Self {
            newsdesk: set_up(settings)?.with_cancellation(cancellation.clone()),
            encoder: None,
            topics: Vec::new(),
            whole: None,
            view,
            format: format.unwrap_or(default),
            has_many_documents: input.jsonl || sources.len() > 1,
            sources,
            fields: input
                .jsonl
                .then_some(FieldNames { text: input.text_field, id: input.id_field }),
            output: run.output,
            threads: run.threads,
            quiet: run.quiet,
            cancellation,
        })
    }
}

/// The stages, or why they cannot work.
fn set_up(settings: &Settings) -> anyhow::Result<Newsdesk> {
    let newsdesk = Newsdesk::with_settings(settings);
    let author = settings.summary.as_ref().and_then(|summary| summary.author.as_ref());
    let entailment = settings.stances.as_ref().and_then(|targets| targets.entailment.as_ref());
    let folder = match &settings.model {
        Some(Model::Folder(folder)) => Some(folder),
        Some(Model::Embedded) | None => author.map(|author| &author.folder).or(entailment),
    };
    match folder {
        Some(folder) => newsdesk.with_context(|| cannot_load(folder)),
        None => Ok(newsdesk?),
    }
}

fn cannot_load(folder: &Path) -> String {
    format!("{}: cannot load the model", folder.display())
}

/// The model that the arguments name.
fn chosen(arguments: ModelArguments) -> Model {
    arguments.model.map_or(Model::Embedded, |model| Model::Folder(located(model)))
}

/// The folder of a model that may be named only, as `cargo xtask models fetch` makes it known.
fn located(model: PathBuf) -> PathBuf {
    let models = env::var_os("NEWSDESK_MODELS").map_or_else(|| MODELS.into(), PathBuf::from);
    let named = models.join(&model);
    if !model.exists() && named.exists() { named } else { model }
}

fn document_format(format: DocumentFormat) -> Format {
    match format {
        DocumentFormat::Json => Format::Json,
        DocumentFormat::Jsonl => Format::JsonLines,
    }
}

/// Refuses to write over what is read.
fn check_output(output: &Path, inputs: &[PathBuf]) -> anyhow::Result<()> {
    let Ok(output) = fs::canonicalize(output) else { return Ok(()) };
    if output.is_dir() {
        bail!("{}: is a directory", output.display());
    }
    for input in inputs {
        if fs::canonicalize(input).is_ok_and(|input| input.is_file() && input == output) {
            bail!("{}: is both input and output", output.display());
        }
    }
    Ok(())
}
