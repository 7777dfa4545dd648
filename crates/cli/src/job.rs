//! What is to be done, checked: from the arguments to settings that can run.

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use newsdesk::encoder::{Encoder, Precision};
use newsdesk::{Newsdesk, Settings};

use crate::arguments::{
    DocumentFormat, EncodeArguments, InputArguments, NewsdeskArguments, NewsdeskCommand,
    RunArguments, SummarizeArguments, SummaryFormat, TokensFormat,
};
use crate::input::{Source, expand};
use crate::output::Format;
use crate::record::FieldNames;

/// A run of one of the programs.
pub struct Job {
    pub newsdesk: Newsdesk,
    /// The model that encodes documents, for the view that needs it.
    pub encoder: Option<Encoder>,
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
}

/// What is shown of each document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    Summary,
    Tokens,
    Document,
    /// Subword pieces, with their vectors or without.
    Encoding {
        has_vectors: bool,
    },
}

impl Job {
    /// The job of the program `summarize`.
    pub fn summarize(arguments: SummarizeArguments) -> anyhow::Result<Self> {
        let SummarizeArguments { input, length, format, run } = arguments;
        let format = format.map(|format| match format {
            SummaryFormat::Text => Format::Text,
            SummaryFormat::Json => Format::Json,
            SummaryFormat::Jsonl => Format::JsonLines,
            SummaryFormat::Markdown => Format::Markdown,
        });
        let settings = Settings { summary: Some(length.budget()) };
        Self::new(settings, View::Summary, format, input, run)
    }

    /// The job of a command of the program `newsdesk`.
    pub fn newsdesk(arguments: NewsdeskArguments) -> anyhow::Result<Self> {
        match arguments.command {
            NewsdeskCommand::Summarize(arguments) => Self::summarize(arguments),
            NewsdeskCommand::Tokens(arguments) => {
                let format = arguments.format.map(|format| match format {
                    TokensFormat::Text => Format::Text,
                    TokensFormat::Json => Format::Json,
                    TokensFormat::Jsonl => Format::JsonLines,
                });
                let settings = Settings { summary: None };
                Self::new(settings, View::Tokens, format, arguments.input, arguments.run)
            }
            NewsdeskCommand::Encode(arguments) => Self::encode(arguments),
            NewsdeskCommand::Annotate(arguments) => {
                let format = document_format(arguments.format);
                let settings = Settings { summary: Some(arguments.length.budget()) };
                Self::new(settings, View::Document, Some(format), arguments.input, arguments.run)
            }
        }
    }

    fn encode(arguments: EncodeArguments) -> anyhow::Result<Self> {
        let EncodeArguments { input, model, exact, vectors, format, run } = arguments;
        let precision = if exact { Precision::Float32 } else { Precision::Int8 };
        let encoder = Encoder::from_folder(&model, precision)
            .with_context(|| format!("{}: cannot load the model", model.display()))?;
        let view = View::Encoding { has_vectors: vectors };
        let settings = Settings { summary: None };
        let job = Self::new(settings, view, Some(document_format(format)), input, run)?;
        Ok(Self { encoder: Some(encoder), ..job })
    }

    fn new(
        settings: Settings,
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
        Ok(Self {
            newsdesk: Newsdesk::with_settings(&settings)?,
            encoder: None,
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
        })
    }
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
