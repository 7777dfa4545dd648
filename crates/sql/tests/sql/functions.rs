//! The functions in an engine.

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::json::LineDelimitedWriter;
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::error::Result;
use datafusion::prelude::{JsonReadOptions, SessionConfig, SessionContext};
use newsdesk::Newsdesk;
use newsdesk::document::EntityRef;
use newsdesk_sql::{BATCH_ROWS, MAX_TEXT_BYTES, register, session_config};
use tokio::runtime::Runtime;

use crate::news::{article, write_files};

const TEXT: &str =
    "Anna Keller criticised Tom Brandt in Dresden. “We need the bridge,” Keller said.";

fn query_with(config: SessionConfig, sql: &str, files: Option<&str>) -> Result<Vec<RecordBatch>> {
    Runtime::new().unwrap().block_on(async {
        let context = SessionContext::new_with_config(config);
        register(&context)?;
        if let Some(files) = files {
            let options = JsonReadOptions::default().file_extension(".jsonl");
            context.register_json("news", files, options).await?;
        }
        context.sql(sql).await?.collect().await
    })
}

fn query(sql: &str) -> String {
    let batches = query_with(session_config(), sql, None).unwrap();
    pretty_format_batches(&batches).unwrap().to_string()
}

/// Rows as JSON Lines.
fn rows(sql: &str) -> String {
    json(&query_with(session_config(), sql, None).unwrap())
}

fn json(batches: &[RecordBatch]) -> String {
    let mut writer = LineDelimitedWriter::new(Vec::new());
    writer.write_batches(&batches.iter().collect::<Vec<_>>()).unwrap();
    writer.finish().unwrap();
    String::from_utf8(writer.into_inner()).unwrap()
}

#[test]
fn results_have_the_documented_types() {
    let functions = [
        "sentences(text)", "entities(text)", "attributions(text)", "stances(text)",
        "stance(text, 'x')", "summary(text, 1)", "annotation_error(text)",
    ];
    let columns: Vec<_> = functions
        .iter()
        .map(|function| {
            format!(
                "SELECT '{}' AS function, arrow_typeof({function}) AS type FROM t",
                function.replace('\'', "")
            )
        })
        .collect();
    let sql = format!("WITH t AS (SELECT 'It rained.' AS text) {}", columns.join(" UNION ALL "));
    let mut lines: Vec<String> = rows(&sql).lines().map(str::to_owned).collect();
    lines.sort();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn results_are_those_of_the_library() {
    let document = Newsdesk::new().unwrap().annotate(TEXT).unwrap();
    let row = rows(&format!(
        "SELECT sentences(text) AS sentences, entities(text) AS entities,
         attributions(text) AS attributions, stances(text) AS stances, summary(text, 1) AS summary
         FROM (SELECT '{TEXT}' AS text)"
    ));
    let row: serde_json::Value = serde_json::from_str(&row).unwrap();
    let names: Vec<_> = document.entities().map(EntityRef::name).collect();
    let found = row["entities"].as_array().unwrap().iter();
    assert_eq!(names, found.map(|entity| entity["name"].as_str().unwrap()).collect::<Vec<_>>());
    assert!(!names.is_empty());
    for (stance, found) in document.stances().zip(row["stances"].as_array().unwrap()) {
        assert_eq!(found["holder"], stance.holder().to_string());
        assert_eq!(found["target"], stance.target().to_string());
        assert_eq!(found["polarity"], stance.polarity().as_str());
    }
    assert_eq!(row["stances"].as_array().unwrap().len(), document.stances().len());
    insta::assert_json_snapshot!(row, {
        ".**.probability" => "probability", ".**.score" => "score",
    });
}

#[test]
fn offsets_are_bytes_of_the_text() {
    let row = rows("SELECT unnest(sentences('Malmö schläft. Es regnet.')) AS s");
    let spans: Vec<serde_json::Value> =
        row.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(spans[0]["s"]["end_byte"], "Malmö schläft.".len());
    assert_eq!(spans[1]["s"]["text"], "Es regnet.");
}

#[test]
fn null_gives_null_and_no_text_gives_nothing() {
    let sql = |text: &str| {
        format!(
            "SELECT sentences({text}) IS NULL AS a, entities({text}) IS NULL AS b,
             attributions({text}) IS NULL AS c, stances({text}) IS NULL AS d,
             stance({text}, 'rain') IS NULL AS e, summary({text}, 2) IS NULL AS f,
             annotation_error({text}) IS NULL AS g"
        )
    };
    let all = |value| {
        let columns: Vec<_> = "abcdefg".chars().map(|name| format!("\"{name}\":{value}")).collect();
        format!("{{{}}}\n", columns.join(","))
    };
    assert_eq!(rows(&sql("NULL")), all("true"));
    let empty =
        all("false").replace("\"e\":false", "\"e\":true").replace("\"g\":false", "\"g\":true");
    assert_eq!(rows(&sql("''")), empty);
    assert_eq!(rows("SELECT cardinality(entities('')) AS n"), "{\"n\":0}\n");
    assert_eq!(rows("SELECT stance('It rained.', NULL) IS NULL AS n"), "{\"n\":true}\n");
    assert_eq!(rows("SELECT summary('It rained.', NULL) IS NULL AS n"), "{\"n\":true}\n");
}

#[test]
fn a_bad_row_is_null_and_harms_no_other() {
    let repeats = MAX_TEXT_BYTES;
    let found = query(&format!(
        "SELECT id, cardinality(entities(text)) AS entities, annotation_error(text) AS error
         FROM (VALUES (1, 'Anna Keller slept.'), (2, repeat('a ', {repeats})), (3, 'Riga slept.'))
         AS t(id, text) ORDER BY id"
    ));
    insta::assert_snapshot!(found);
}

#[test]
fn a_target_that_is_not_mentioned_has_no_stance() {
    let count = |target| {
        let text = "Anna Keller opposes the new tolls.";
        rows(&format!("SELECT cardinality(stance('{text}', '{target}')) AS n"))
    };
    assert_eq!(count("tolls"), "{\"n\":1}\n");
    assert_eq!(count("the harbour"), "{}\n");
}

#[test]
fn summaries_have_the_length_that_was_asked_for() {
    let counts =
        "SELECT cardinality(summary(text, 1)) AS one, cardinality(summary(text, 9)) AS all";
    let text = article(3);
    assert_eq!(
        rows(&format!("{counts} FROM (SELECT '{text}' AS text)")),
        "{\"one\":1,\"all\":3}\n"
    );
    let message =
        query_with(session_config(), "SELECT summary('It rained.', 0)", None).unwrap_err();
    assert!(message.to_string().contains("summary: 0 sentences, but there must be 1 at least"));
}

#[test]
fn any_string_type_will_do() {
    for string in ["Utf8", "LargeUtf8", "Utf8View"] {
        let sql = format!("SELECT sentences(arrow_cast('It rained.', '{string}'))[1]['text'] AS s");
        assert_eq!(rows(&sql), "{\"s\":\"It rained.\"}\n");
    }
}

#[test]
fn batches_and_partitions_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), 3, 50);
    let sql =
        "SELECT id, entities(text) AS e, stance(text, 'the tram line') AS t, stances(text) AS s
               FROM news WHERE cardinality(entities(text)) > 0 ORDER BY id";
    let folder = folder.path().to_str().unwrap();
    let run = |rows, partitions| {
        let config = session_config().with_batch_size(rows).with_target_partitions(partitions);
        json(&query_with(config, sql, Some(folder)).unwrap())
    };
    let expected = run(BATCH_ROWS, 1);
    assert_eq!(expected.lines().count(), 150);
    for (rows, partitions) in [(1, 1), (7, 3), (8192, 2)] {
        assert!(run(rows, partitions) == expected, "{rows} rows, {partitions} partitions");
    }
}
