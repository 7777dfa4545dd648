//! Tables made of files.

use std::path::{Component, Path, absolute};
use std::str::FromStr;
use std::sync::Arc;

use anyhow::{Context, bail, ensure};
use datafusion::arrow::datatypes::Schema;
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::file_format::csv::CsvFormat;
use datafusion::datasource::file_format::file_compression_type::FileCompressionType;
use datafusion::datasource::file_format::json::JsonFormat;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::prelude::SessionContext;
use url::Url;

/// `NAME=FILES`.
#[derive(Clone, Debug)]
pub struct TableArgument {
    name: String,
    files: String,
}

impl FromStr for TableArgument {
    type Err = String;

    fn from_str(argument: &str) -> Result<Self, Self::Err> {
        match argument.split_once('=') {
            Some((name, files)) if !name.is_empty() && !files.is_empty() => {
                Ok(Self { name: name.to_owned(), files: files.to_owned() })
            }
            _ => Err("expected NAME=FILES, such as news=articles/*.parquet".to_owned()),
        }
    }
}

impl TableArgument {
    /// Makes the table known to a session, with the columns that any of its files has.
    ///
    /// Each file is named to the engine, which would send a pattern to a cluster as its folder.
    pub async fn register(&self, context: &SessionContext) -> anyhow::Result<()> {
        let Self { name, files } = self;
        let (format, end) = format(files)?;
        let options = ListingOptions::new(format).with_file_extension(end);
        let (mut urls, mut schemas) = (Vec::new(), Vec::new());
        for file in glob::glob(files).with_context(|| format!("{files}: no pattern"))? {
            let file = file?;
            let url = file_url(&file).with_context(|| file.display().to_string())?;
            let schema = options.infer_schema(&context.state(), &url).await;
            schemas.push(schema.with_context(|| file.display().to_string())?.as_ref().clone());
            urls.push(url);
        }
        ensure!(!urls.is_empty(), "{files}: no such file");
        let schema =
            Schema::try_merge(schemas).with_context(|| format!("{files}: not one table"))?;
        let config = ListingTableConfig::new_with_multi_paths(urls)
            .with_listing_options(options)
            .with_schema(Arc::new(schema));
        context.register_table(name, Arc::new(ListingTable::try_new(config)?))?;
        Ok(())
    }
}

fn file_url(file: &Path) -> anyhow::Result<ListingTableUrl> {
    ensure!(file.is_file(), "not a file");
    // The engine takes no `..`; links are left alone otherwise, since other machines may have theirs.
    let goes_up = file.components().any(|part| part == Component::ParentDir);
    let path = if goes_up { file.canonicalize()? } else { absolute(file)? };
    let url = Url::from_file_path(path);
    let url = url.map_err(|()| anyhow::anyhow!("cannot be written as a URL"))?;
    Ok(ListingTableUrl::try_new(url, None)?)
}

/// The format of files, which their names tell, and how their names end.
fn format(files: &str) -> anyhow::Result<(Arc<dyn FileFormat>, String)> {
    let (stem, compression) = match files.rsplit_once('.') {
        Some((stem, "gz")) => (stem, FileCompressionType::GZIP),
        Some((stem, "zst")) => (stem, FileCompressionType::ZSTD),
        Some((stem, "bz2")) => (stem, FileCompressionType::BZIP2),
        Some((stem, "xz")) => (stem, FileCompressionType::XZ),
        _ => (files, FileCompressionType::UNCOMPRESSED),
    };
    let extension = stem.rsplit_once('.').map_or("", |(_, extension)| extension);
    let format: Arc<dyn FileFormat> = match extension {
        "parquet" if compression == FileCompressionType::UNCOMPRESSED => {
            Arc::new(ParquetFormat::default())
        }
        "jsonl" | "ndjson" | "json" => {
            Arc::new(JsonFormat::default().with_file_compression_type(compression))
        }
        "csv" => {
            let format = CsvFormat::default().with_has_header(true).with_newlines_in_values(true);
            Arc::new(format.with_file_compression_type(compression))
        }
        _ => bail!(
            "{files}: cannot tell the format; names must end in .parquet, .jsonl or .csv, the last \
             two also followed by .gz, .zst, .bz2 or .xz"
        ),
    };
    let compressed = files.strip_prefix(stem).unwrap_or_default();
    Ok((format, format!(".{extension}{compressed}")))
}
