//! `summarize`: which sentences, for whom, and of several documents.

use serde_json::Value;

use crate::{RAIN, folder, printed, summarize};

const TOWN: &str = "Mayor Ada Brandt closed the old bridge over the Elbe in Pirna on Monday after the \
    river had risen for a week. Bread got cheaper in most of the shops of the town. The army brought \
    40,000 sandbags to Pirna, and the army will stay until Friday. She also asked the state of \
    Saxony for 3 million euros. A bakery in the old town lost all its ovens.\n";

#[test]
fn a_summary_is_about_an_entity_or_about_words() {
    let (output, _) = printed(summarize().args(["--about", "brandt"]).write_stdin(TOWN), 0);
    assert!(output.starts_with("Mayor Ada Brandt closed"), "{output}");
    assert!(output.lines().all(|line| line.contains("Brandt") || line.starts_with("She")));
    for scorer in ["salience", "centrality"] {
        let mut command = summarize();
        command.args(["--query", "sandbag", "--scorer", scorer]).write_stdin(TOWN);
        let (output, _) = printed(&mut command, 0);
        assert!(output.starts_with("The army brought") && output.lines().count() == 1, "{output}");
    }
    let (output, _) = printed(summarize().args(["--about", "Putin"]).write_stdin(TOWN), 0);
    assert_eq!(output, "");
    let (_, error) = printed(summarize().args(["--query", "…"]).write_stdin(TOWN), 2);
    assert!(error.contains("there is no word in it"), "{error}");
}

#[test]
fn a_name_takes_the_place_of_a_pronoun() {
    let mut command = summarize();
    command.args(["--query", "Saxony", "--resolve", "--jsonl"]);
    let line = serde_json::json!({ "text": TOWN });
    let (output, _) = printed(command.write_stdin(format!("{line}\n")), 0);
    let value: Value = serde_json::from_str(&output).unwrap();
    let sentence = &value["sentences"][0];
    let text = "[Ada Brandt] also asked the state of Saxony for 3 million euros.";
    assert_eq!((&sentence["text"], &value["summary"]), (&text.into(), &text.into()));
    let [start, end] =
        ["start", "end"].map(|key| usize::try_from(sentence[key].as_u64().unwrap()).unwrap());
    assert!(TOWN[start..end].starts_with("She also asked"));
}

#[test]
fn several_documents_have_one_summary() {
    let second = "The army brought 40,000 sandbags to Pirna. Its soldiers sleep in a school.\n";
    let folder = folder(&[("a.txt", TOWN.as_bytes()), ("b.txt", second.as_bytes())]);
    let mut command = summarize();
    command.current_dir(folder.path()).args(["--multi", "--sentences", "2", "a.txt", "b.txt"]);
    let (output, _) = printed(&mut command, 0);
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines.len(), 2, "{output}");
    assert!(lines.iter().all(|line| line.ends_with(" [a.txt]") || line.ends_with(" [b.txt]")));
    assert_eq!(output.matches("40,000 sandbags").count(), 1, "{output}");

    let (output, _) = printed(command.args(["--format", "json"]), 0);
    let value: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(value["documents"], 2);
    assert_eq!(value["sentences"].as_array().unwrap().len(), 2);
    let (_, error) = printed(command.args(["--about", "Brandt"]), 2);
    assert!(error.contains("cannot be used with"), "{error}");
}

#[test]
fn a_page_shows_the_scores_of_all_sentences() {
    let mut command = summarize();
    command.args(["--format", "html", "--sentences", "1"]);
    let (page, _) = printed(command.write_stdin(TOWN.replace("bridge", "<bridge>")), 0);
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert!(page.contains("&lt;bridge&gt;") && !page.contains("<bridge>"));
    let sentences = page.matches("<span class=\"heat").count() + page.matches("<mark").count();
    // Five of the text, three and one of the legend.
    assert_eq!(sentences, 9, "{page}");
}

#[test]
fn a_sentence_is_shortened_to_fit() {
    let text = "The council of Pirna, which met on Monday, closed the old bridge over the Elbe. It \
        was sad about that and said so in a letter to all the people who live there.\n";
    let (output, _) = printed(summarize().args(["--words", "12"]).write_stdin(text), 0);
    assert_eq!(output, "The council of Pirna closed the old bridge over the Elbe.\n");
}

#[test]
fn a_model_without_the_head_is_no_reason_to_fail() {
    let tiny = concat!(env!("CARGO_MANIFEST_DIR"), "/../ner/tests/ner/tiny");
    let (output, _) = printed(summarize().args(["--model", tiny]).write_stdin(RAIN), 0);
    assert_eq!(output.lines().count(), 3, "{output}");
}
