//! The command line, as it is written.

mod formats;
mod generation;

use std::error::Error;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use newsdesk::{Backend, Budget, Focus, Scorer, SummarySettings, Topic};

pub use formats::{DocumentFormat, EntitiesFormat, StanceFormat, SummaryFormat, TokensFormat};
pub use generation::GenerationArguments;

/// Print the sentences that tell the story of news articles
///
/// Reads text, or with --jsonl one article a line, from files, directories or the standard input;
/// compressed with gzip or not. Prints sentences of the text as they stand, in their order, unless
/// --resolve is given.
#[derive(Debug, Parser)]
#[command(name = "summarize", version, after_help = SUMMARIZE_EXAMPLES, after_long_help = LONG_HELP)]
pub struct SummarizeArguments {
    #[command(flatten)]
    pub input: InputArguments,
    #[command(flatten)]
    pub model: ModelArguments,
    #[command(flatten)]
    pub length: LengthArguments,
    #[command(flatten)]
    pub choice: ChoiceArguments,
    #[command(flatten)]
    pub generation: GenerationArguments,
    /// Print one summary of all documents, which are on one event, each sentence with the document
    /// that it comes from
    #[arg(long, help_heading = "Choice", conflicts_with_all = ["query", "about", "resolve", "ratio"])]
    pub multi: bool,
    /// How to print summaries [default: jsonl with --jsonl, else text]
    #[arg(long, value_enum, help_heading = "Run")]
    pub format: Option<SummaryFormat>,
    #[command(flatten)]
    pub run: RunArguments,
}

const SUMMARIZE_EXAMPLES: &str = "\
Examples:
  summarize article.txt
  summarize --words 60 --format markdown *.txt
  summarize --about 'Kim Jong Un' --resolve article.txt
  summarize --jsonl news.jsonl.gz > summaries.jsonl
  curl -s https://example.org/article.txt | summarize --sentences 1";

const LONG_HELP: &str = "\
Examples:
  summarize article.txt
  summarize --words 60 --format markdown *.txt
  summarize --about 'Kim Jong Un' --resolve article.txt
  summarize --jsonl news.jsonl.gz > summaries.jsonl
  curl -s https://example.org/article.txt | summarize --sentences 1

Exit status:
  0  every document was read
  1  some documents failed; the others were printed
  2  wrong usage, or no document could be read
  130, 143  interrupted by Ctrl-C or SIGTERM; what was printed is whole";

/// Read English news: words, sentences, entities, summaries
#[derive(Debug, Parser)]
#[command(name = "newsdesk", version)]
pub struct NewsdeskArguments {
    #[command(subcommand)]
    pub command: NewsdeskCommand,
}

/// What `newsdesk` does.
#[derive(Debug, Subcommand)]
pub enum NewsdeskCommand {
    /// Print the words and punctuation marks, sentence by sentence
    Tokens(TokensArguments),
    Summarize(SummarizeArguments),
    /// Print the people, organisations, places and other things that are named
    #[command(after_help = ENTITIES_EXAMPLES)]
    Entities(EntitiesArguments),
    /// Print who is for or against whom, and what shows it
    #[command(after_help = STANCE_EXAMPLES)]
    Stance(StanceArguments),
    /// Print the subword pieces of a BERT model, and their vectors
    Encode(EncodeArguments),
    /// Print documents with everything that was found in them, as JSON
    Annotate(AnnotateArguments),
}

/// Arguments of `newsdesk tokens`.
#[derive(Args, Debug)]
pub struct TokensArguments {
    #[command(flatten)]
    pub input: InputArguments,
    /// How to print tokens; text is one a line, with an empty line between sentences
    /// [default: jsonl with --jsonl, else text]
    #[arg(long, value_enum, help_heading = "Run")]
    pub format: Option<TokensFormat>,
    #[command(flatten)]
    pub run: RunArguments,
}

const ENTITIES_EXAMPLES: &str = "\
Examples:
  newsdesk entities article.txt
  newsdesk entities --format html --output article.html article.txt
  newsdesk entities --jsonl news.jsonl.gz > entities.jsonl";

/// Arguments of `newsdesk entities`.
#[derive(Args, Debug)]
pub struct EntitiesArguments {
    #[command(flatten)]
    pub input: InputArguments,
    #[command(flatten)]
    pub model: ModelArguments,
    /// How to print entities [default: jsonl with --jsonl, else text]
    #[arg(long, value_enum, help_heading = "Run")]
    pub format: Option<EntitiesFormat>,
    #[command(flatten)]
    pub run: RunArguments,
}

const STANCE_EXAMPLES: &str = "\
Examples:
  newsdesk stance article.txt
  newsdesk stance --target sanctions --target 'nuclear weapons=warheads,bombs' article.txt
  newsdesk stance --format html --output article.html article.txt
  newsdesk stance --format dot article.txt | dot -Tsvg > article.svg";

/// Arguments of `newsdesk stance`.
#[derive(Args, Debug)]
pub struct StanceArguments {
    #[command(flatten)]
    pub input: InputArguments,
    #[command(flatten)]
    pub model: ModelArguments,
    /// Also print what everybody holds towards this, with other words for it behind `=`; may be
    /// repeated
    #[arg(long = "target", value_name = "NAME[=ALIAS,…]", value_parser = topic)]
    pub targets: Vec<Topic>,
    /// Also print what is held towards the N topics that a text speaks of most, which are found
    /// without being named
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub topics: usize,
    /// What finds stances
    #[arg(long, value_enum, default_value_t = MethodName::Heads)]
    pub method: MethodName,
    /// Print one graph over all documents, with counts by source and date, which --jsonl reads from
    /// the fields `source` and `date`
    #[arg(long)]
    pub aggregate: bool,
    /// How to print stances [default: jsonl with --jsonl, else text]
    #[arg(long, value_enum, help_heading = "Run")]
    pub format: Option<StanceFormat>,
    #[command(flatten)]
    pub run: RunArguments,
}

/// What finds stances.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MethodName {
    /// The heads of the model, from the vectors of one pass
    Heads,
    /// A model for natural language inference, in the folder --model: what is held towards targets
    /// and topics; --backend does not apply
    Entailment,
}

/// Arguments of `newsdesk annotate`.
#[derive(Args, Debug)]
pub struct AnnotateArguments {
    #[command(flatten)]
    pub input: InputArguments,
    #[command(flatten)]
    pub model: ModelArguments,
    #[command(flatten)]
    pub length: LengthArguments,
    #[command(flatten)]
    pub choice: ChoiceArguments,
    /// How to print documents
    #[arg(long, value_enum, help_heading = "Run", default_value_t = DocumentFormat::Jsonl)]
    pub format: DocumentFormat,
    #[command(flatten)]
    pub run: RunArguments,
}

/// Arguments of `newsdesk encode`.
#[derive(Args, Debug)]
pub struct EncodeArguments {
    #[command(flatten)]
    pub input: InputArguments,
    /// Folder with config.json, tokenizer.json and model.safetensors
    #[arg(long, value_name = "DIR", env = "NEWSDESK_MODEL", help_heading = "Model")]
    pub model: PathBuf,
    /// Compute in single precision instead of eight bits: three times slower, and exact
    #[arg(long, help_heading = "Model")]
    pub exact: bool,
    /// Print the vector of each piece
    #[arg(long, help_heading = "Run")]
    pub vectors: bool,
    /// How to print pieces
    #[arg(long, value_enum, help_heading = "Run", default_value_t = DocumentFormat::Jsonl)]
    pub format: DocumentFormat,
    #[command(flatten)]
    pub run: RunArguments,
}

/// Where documents come from.
#[derive(Args, Debug)]
#[command(next_help_heading = "Input")]
pub struct InputArguments {
    /// Files to read; - or none is the standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Read directories too, with all below them: files named *.txt, *.text and *.md, or with
    /// --jsonl *.jsonl and *.ndjson, and each of them with .gz
    #[arg(long, short)]
    pub recursive: bool,
    /// Read JSON Lines: one object with one document a line. Its other fields are printed as they
    /// are; one that has the name of a field of ours gets the prefix `input_`
    #[arg(long)]
    pub jsonl: bool,
    /// Field with the text
    #[arg(long, value_name = "NAME", default_value = "text", requires = "jsonl")]
    pub text_field: String,
    /// Field with the identifier; a line without it is named by its file and number
    #[arg(long, value_name = "NAME", default_value = "id", requires = "jsonl")]
    pub id_field: String,
}

/// Which model reads documents.
#[derive(Args, Debug)]
#[command(next_help_heading = "Model")]
pub struct ModelArguments {
    /// Another model than the one inside of this program: a folder with config.json,
    /// tokenizer.json or a vocabulary, and model.safetensors; or the name of one in the folder
    /// `NEWSDESK_MODELS`, or else models/cache
    #[arg(long, value_name = "MODEL", env = "NEWSDESK_MODEL")]
    pub model: Option<PathBuf>,
    /// What runs the model
    #[arg(long, value_enum, default_value_t = BackendName::Native)]
    pub backend: BackendName,
}

/// What runs a model.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum BackendName {
    /// Pure Rust, in eight bits
    Native,
    /// libtorch, in single precision; also runs RoBERTa models
    Libtorch,
}

impl From<BackendName> for Backend {
    fn from(name: BackendName) -> Self {
        match name {
            BackendName::Native => Self::Native,
            BackendName::Libtorch => Self::Libtorch,
        }
    }
}

/// How long summaries may be.
#[derive(Args, Debug)]
#[command(next_help_heading = "Length")]
#[group(multiple = false)]
pub struct LengthArguments {
    /// At most N sentences [default: 3]
    #[arg(long, value_name = "N", value_parser = |value: &str| budget(value, Budget::sentences))]
    pub sentences: Option<Budget>,
    /// At most N words
    #[arg(long, value_name = "N", value_parser = |value: &str| budget(value, Budget::words))]
    pub words: Option<Budget>,
    /// At most N characters
    #[arg(long, value_name = "N", value_parser = |value: &str| budget(value, Budget::characters))]
    pub chars: Option<Budget>,
    /// At most this share of the sentences, above 0 and up to 1
    #[arg(long, value_name = "R", value_parser = |value: &str| budget(value, Budget::ratio))]
    pub ratio: Option<Budget>,
}

impl LengthArguments {
    pub fn budget(&self) -> Budget {
        let named = [self.sentences, self.words, self.chars, self.ratio];
        named.into_iter().flatten().next().unwrap_or_default()
    }
}

/// Which sentences a summary takes.
#[derive(Args, Debug)]
#[command(next_help_heading = "Choice")]
pub struct ChoiceArguments {
    /// What tells which sentences are good
    #[arg(long, value_enum, default_value_t = ScorerName::Salience)]
    pub scorer: ScorerName,
    /// Only sentences that have to do with these words
    #[arg(long, value_name = "WORDS", value_parser = with_a_word, conflicts_with = "about")]
    pub query: Option<String>,
    /// Only sentences about this person, organisation or place, by one of its names
    #[arg(long, value_name = "ENTITY", value_parser = with_a_word)]
    pub about: Option<String>,
    /// Put names in square brackets in place of pronouns that nobody could understand
    #[arg(long)]
    pub resolve: bool,
}

/// What tells which sentences are good.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ScorerName {
    /// A model that learned from summaries that people wrote
    Salience,
    /// What a sentence shares with the others, its place and its length: needs no model, and is much
    /// faster
    Centrality,
}

impl ChoiceArguments {
    pub fn settings(self, budget: Budget) -> SummarySettings {
        let focus = self.query.map(Focus::Query).or(self.about.map(Focus::Entity));
        let scorer = match self.scorer {
            ScorerName::Salience => Scorer::Salience,
            ScorerName::Centrality => Scorer::Centrality,
        };
        SummarySettings { author: None, budget, scorer, focus, resolves_pronouns: self.resolve }
    }

    /// Whether it takes a model to choose.
    pub fn needs_model(&self) -> bool {
        matches!(self.scorer, ScorerName::Salience) || self.about.is_some() || self.resolve
    }
}

/// How the program runs, and where its output goes.
#[derive(Args, Debug)]
#[command(next_help_heading = "Run")]
pub struct RunArguments {
    /// Write to a file, which appears when all is done
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Threads that work [default: one a core]
    #[arg(long, value_name = "N", env = "NEWSDESK_THREADS")]
    pub threads: Option<NonZeroUsize>,
    /// No progress bar and no warnings; errors are still shown
    #[arg(long, short)]
    pub quiet: bool,
}

/// Reads words.
fn with_a_word(value: &str) -> Result<String, &'static str> {
    let has_word = value.contains(char::is_alphanumeric);
    has_word.then(|| value.to_owned()).ok_or("there is no word in it")
}

/// Reads "name" or "name=alias,alias".
fn topic(value: &str) -> Result<Topic, &'static str> {
    let (name, aliases) = value.split_once('=').unwrap_or((value, ""));
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let aliases = aliases.split(',').map(words).filter(|alias| !alias.is_empty());
    let topic = Topic { name: words(name), aliases: aliases.collect() };
    let has_word = topic.name.contains(char::is_alphanumeric);
    has_word.then_some(topic).ok_or("a target needs a word")
}

/// Reads a number and makes a budget of it.
fn budget<Number>(
    value: &str,
    make: impl Fn(Number) -> Result<Budget, newsdesk::summarization::BudgetError>,
) -> Result<Budget, Box<dyn Error + Send + Sync>>
where
    Number: std::str::FromStr<Err: Error + Send + Sync + 'static>,
{
    Ok(make(value.parse()?)?)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_lines_are_sound() {
        SummarizeArguments::command().debug_assert();
        NewsdeskArguments::command().debug_assert();
    }
}
