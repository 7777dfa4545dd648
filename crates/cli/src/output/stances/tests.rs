//! Stances that no model found, in all formats.

use newsdesk::document::{
    Attribution, AttributionKind, Entity, EntityKind, Evidence, Holder, Mention, Polarity, Span,
    Stance, Target,
};
use newsdesk::{Document, Metadata, Topic, tokenization};

use super::render;
use crate::output::{Format, Shown};
use crate::record::Record;

const TEXT: &str = "Ada Brandt opposes the \"Rhine, <tunnel>\". “It is too dear,” she told Köln.";

fn span(of: &str) -> Span {
    let start = u32::try_from(TEXT.find(of).unwrap()).unwrap();
    Span::new(start, start + u32::try_from(of.len()).unwrap()).unwrap()
}

fn document() -> Document {
    let metadata = Metadata { title: Some("A <dear> tunnel".into()), ..Metadata::default() };
    let mut document = Document::new("köln/1.txt", TEXT).unwrap().with_metadata(metadata);
    document.attach_segmentation(tokenization::segment(TEXT).unwrap()).unwrap();
    let entity = |kind, name| Entity {
        kind,
        name: span(name),
        value: None,
        mentions: vec![Mention { span: span(name), kind, probability: 0.9 }],
    };
    document
        .attach_entities(vec![
            entity(EntityKind::Person, "Ada Brandt"),
            entity(EntityKind::Facility, "Rhine, <tunnel>"),
            entity(EntityKind::Location, "Köln"),
        ])
        .unwrap();
    document
        .attach_attributions(vec![Attribution {
            source: Some(span("she")),
            speaker: Some(0),
            cue: Some(span("told")),
            content: vec![span("“It is too dear,”")],
            kind: AttributionKind::Direct,
        }])
        .unwrap();
    let stance = |holder, target, polarity, probability, sentence, spans, attribution| Stance {
        holder,
        target,
        polarity,
        probability,
        evidence: Evidence { sentence, spans },
        attribution,
    };
    let topic = || Target::Topic("dear".to_owned());
    let brandt = Holder::Entity(0);
    document
        .attach_stances(vec![
            stance(
                brandt,
                Target::Entity(1),
                Polarity::Against,
                0.75,
                0,
                vec![span("Ada Brandt"), span("Rhine, <tunnel>")],
                None,
            ),
            stance(Holder::Author, Target::Entity(2), Polarity::For, 0.875, 1, vec![], None),
            stance(brandt, topic(), Polarity::Neutral, 0.5, 1, vec![span("dear")], Some(0)),
            stance(brandt, Target::Entity(1), Polarity::Against, 0.8125, 1, vec![], Some(0)),
        ])
        .unwrap();
    document
}

fn printed(format: Format) -> String {
    let (document, record) = (document(), Record::default());
    let topics = [Topic::new("dear"), Topic::new("trams & trains")];
    let shown = Shown {
        document: &document,
        encoding: None,
        scores: &[],
        topics: &topics,
        record: &record,
        has_header: true,
    };
    String::from_utf8(render(format, &shown).unwrap()).unwrap()
}

#[test]
fn every_format() {
    for (name, format) in [
        ("text", Format::Text),
        ("json", Format::Json),
        ("jsonl", Format::JsonLines),
        ("csv", Format::Csv),
        ("dot", Format::Dot),
        ("mermaid", Format::Mermaid),
        ("html", Format::Html),
    ] {
        insta::assert_snapshot!(format!("stances_as_{name}"), printed(format));
    }
}

#[test]
fn nothing_of_the_text_is_markup() {
    let page = printed(Format::Html);
    assert!(!page.contains("<tunnel>") && !page.contains("<dear>"), "{page}");
}

/// Every arrow and link leads to a place of the page.
#[test]
fn links_lead_somewhere() {
    let page = printed(Format::Html);
    let links: Vec<&str> =
        page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(links.len(), 4, "{page}");
    for link in links {
        assert!(page.contains(&format!("id=\"{link}\"")), "{link}");
    }
}
