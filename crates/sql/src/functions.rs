//! The functions.

use datafusion::arrow::array::{ArrayRef, StringViewArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::cast::{as_int64_array, as_string_view_array};
use datafusion::common::{exec_err, internal_datafusion_err};
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::ScalarUDF;
use newsdesk::document::{Document, Target};
use newsdesk::stance::pronouns;
use newsdesk::summarization::Summarizer;
use newsdesk::{Budget, Topic};

use crate::reading::{Reading, read, read_sentences, read_towards};
use crate::rows::{Attribution, Entity, Selected, Span, Stance};
use crate::scalar::scalar_function;

/// The functions, for a registry other than a session's.
///
/// # Errors
///
/// As [`crate::register`].
pub fn functions() -> Result<Vec<ScalarUDF>> {
    let text = &[DataType::Utf8View];
    let text_and_target = &[DataType::Utf8View, DataType::Utf8View];
    let text_and_count = &[DataType::Utf8View, DataType::Int64];
    Ok(vec![
        scalar_function("sentences", text, sentences)?,
        scalar_function("entities", text, entities)?,
        scalar_function("attributions", text, attributions)?,
        scalar_function("stances", text, stances)?,
        scalar_function("stance", text_and_target, stances_towards)?,
        scalar_function("summary", text_and_count, summaries)?,
        scalar_function("annotation_error", text, errors)?,
    ])
}

/// One value a row, none for NULL; or what is wrong with the query.
type Column<Value> = Result<Vec<Option<Value>>>;

fn sentences(columns: &[ArrayRef]) -> Column<Vec<Span>> {
    let sentences = |text| {
        let spans = read_sentences(text).ok()?.into_iter();
        Some(spans.map(|span| Span::new(text, span)).collect())
    };
    Ok(strings(columns, 0)?.iter().map(|text| sentences(text?)).collect())
}

fn entities(columns: &[ArrayRef]) -> Column<Vec<Entity>> {
    of_readings(columns, |reading| reading.document.entities().map(Entity::from).collect())
}

fn attributions(columns: &[ArrayRef]) -> Column<Vec<Attribution>> {
    of_readings(columns, |Reading { document, .. }| {
        let attributions = document.attached_attributions().unwrap_or_default().iter();
        attributions.map(|attribution| Attribution::new(document, attribution)).collect()
    })
}

fn stances(columns: &[ArrayRef]) -> Column<Vec<Stance>> {
    of_readings(columns, |reading| stances_of(&reading.document, |_| true))
}

fn stances_towards(columns: &[ArrayRef]) -> Column<Vec<Stance>> {
    let (texts, targets) = (strings(columns, 0)?, strings(columns, 1)?);
    let stances = |(text, target): (Option<&str>, Option<&str>)| {
        let (Some(text), Some(target)) = (text, target) else { return Ok(None) };
        let topic = Topic::new(target);
        let outcome = read_towards(text, &topic)?;
        let reading = outcome.ok().filter(|read| !topic.mentions(&read.document).is_empty());
        let is_towards = |target: &Target| matches!(target, Target::Topic(_));
        Ok(reading.map(|reading| stances_of(&reading.document, is_towards)))
    };
    texts.iter().zip(targets).map(stances).collect()
}

fn stances_of(document: &Document, is_wanted: impl Fn(&Target) -> bool) -> Vec<Stance> {
    let layer = document.attached_stances().unwrap_or_default().iter();
    let stances = layer.zip(document.stances()).filter(|(layer, _)| is_wanted(&layer.target));
    stances.map(|(layer, stance)| Stance::new(document, layer, stance)).collect()
}

fn summaries(columns: &[ArrayRef]) -> Column<Vec<Selected>> {
    let (texts, counts) = (strings(columns, 0)?, as_int64_array(column(columns, 1)?)?);
    let summary = |(text, count): (Option<&str>, Option<i64>)| {
        let (Some(text), Some(count)) = (text, count) else { return Ok(None) };
        let Some(budget) =
            usize::try_from(count).ok().and_then(|count| Budget::sentences(count).ok())
        else {
            return exec_err!("summary: {count} sentences, but there must be 1 at least");
        };
        let outcome = read(text)?;
        let Ok(Reading { document, scores }) = outcome.as_ref() else { return Ok(None) };
        let summary = Summarizer::new(budget).select(document, scores, &pronouns(document));
        let summary = summary.map_err(|error| DataFusionError::External(Box::new(error)))?;
        let mut document = document.clone();
        document
            .attach_summary(summary)
            .map_err(|error| DataFusionError::External(Box::new(error)))?;
        Ok(Some(document.selected().map(Selected::from).collect()))
    };
    texts.iter().zip(counts).map(summary).collect()
}

fn errors(columns: &[ArrayRef]) -> Column<String> {
    let error = |text| Ok(read(text)?.as_ref().as_ref().err().cloned());
    strings(columns, 0)?.iter().map(|text| text.map_or(Ok(None), error)).collect()
}

/// What the readings of the texts give; none for a text that is NULL or could not be read.
fn of_readings<Value>(columns: &[ArrayRef], value: fn(&Reading) -> Value) -> Column<Value> {
    let value = |text| Ok(read(text)?.as_ref().as_ref().ok().map(value));
    strings(columns, 0)?.iter().map(|text| text.map_or(Ok(None), value)).collect()
}

fn strings(columns: &[ArrayRef], index: usize) -> Result<&StringViewArray> {
    as_string_view_array(column(columns, index)?)
}

fn column(columns: &[ArrayRef], index: usize) -> Result<&ArrayRef> {
    let missing =
        || internal_datafusion_err!("{} columns, but number {index} is wanted", columns.len());
    columns.get(index).ok_or_else(missing)
}
