//! What the stages add.

use newsdesk::{Budget, Document, Model, Newsdesk, Scorer, Settings, Summary, SummarySettings};

use crate::newsdesk;

const TEXT: &str = "Rain fell in the north. Trains stood still. A minister resigned. Bread got \
                    cheaper. The court will decide in May.";

fn summary_length(document: &Document) -> Option<usize> {
    document.summary().map(|summary| match summary {
        Summary::Extractive(selected) => selected.len(),
        Summary::Abstractive(generated) => generated.len(),
    })
}

#[test]
fn the_budget_of_the_settings_is_kept() {
    for (budget, length) in [
        (None, None),
        (Some(Budget::default()), Some(3)),
        (Some(Budget::sentences(1).unwrap()), Some(1)),
        (Some(Budget::ratio(0.4).unwrap()), Some(2)),
    ] {
        let summary = budget.map(|budget| SummarySettings { budget, ..SummarySettings::default() });
        let newsdesk = Newsdesk::with_settings(&Settings {
            model: None,
            stances: None,
            summary,
            ..Settings::default()
        })
        .unwrap();
        let document = newsdesk.annotate(TEXT).unwrap();
        assert_eq!(document.sentences().len(), 5);
        assert_eq!(summary_length(&document), length);
        assert_eq!(document.entities().len(), 0);
    }
}

#[test]
fn the_scores_of_all_sentences_are_given_and_the_summary_is_chosen_by_them() {
    for scorer in [Scorer::Salience, Scorer::Centrality] {
        let summary = SummarySettings { scorer, ..SummarySettings::default() };
        let settings = Settings { summary: Some(summary), ..Settings::default() };
        let newsdesk = Newsdesk::with_settings(&settings).unwrap();
        let document = Document::new("", TEXT).unwrap();
        let (document, scores) = newsdesk.annotate_scored(document).unwrap();
        assert_eq!(scores.len(), 5);
        assert!(scores.iter().all(|score| (0.0..=2.0).contains(score)), "{scores:?}");
        for selected in document.selected() {
            assert_eq!(selected.score().to_bits(), scores[selected.sentence().index()].to_bits());
        }
        assert_eq!(document.selected().len(), 3);
    }
}

#[test]
fn a_model_finds_entities() {
    let document =
        newsdesk().annotate("President Vladimir Putin came. Putin left Russia.").unwrap();
    let names: Vec<(&str, usize)> =
        document.entities().map(|entity| (entity.name(), entity.mentions().len())).collect();
    assert_eq!(names, [("Vladimir Putin", 2), ("Russia", 1)]);
}

#[test]
fn a_model_that_is_not_there_is_named() {
    let settings = Settings {
        model: Some(Model::Folder("no/such/model".into())),
        stances: None,
        summary: None,
        ..Settings::default()
    };
    let error = Newsdesk::with_settings(&settings).err().unwrap();
    assert!(error.to_string().ends_with("config.json: cannot read"), "{error}");
}

#[test]
fn an_empty_text_has_empty_layers() {
    let document = newsdesk().annotate(" \n").unwrap();
    assert_eq!(document.text(), " \n");
    assert_eq!(document.sentences().len(), 0);
    assert_eq!(summary_length(&document), Some(0));
}

#[test]
fn reading_twice_changes_nothing() {
    let newsdesk = newsdesk();
    let once = newsdesk.annotate(TEXT).unwrap();
    assert_eq!(newsdesk.annotate_document(once.clone()).unwrap(), once);
}
