//! From tagged words to attributions and speakers, without a model.

use newsdesk_document::{
    Attribution, AttributionKind, Document, Entity, EntityKind, Mention, Span,
};
use newsdesk_tokenization::segment;

use super::words::{Run, Words};
use super::{assembled, pronouns, speakers};

/// A text with its parts marked, as `[source]`, `<cue>` and `{content}`.
struct Marked {
    document: Document,
    words: Words,
    parts: [Vec<Run>; 3],
}

impl Marked {
    fn new(marked: &str) -> Self {
        let (mut text, mut open, mut spans) = (String::new(), Vec::new(), Vec::new());
        for character in marked.chars() {
            let place = u32::try_from(text.len()).unwrap();
            match character {
                '[' | '<' | '{' => open.push(place),
                ']' | '>' | '}' => {
                    let part = "]>}".find(character).unwrap();
                    spans.push((part, Span::new(open.pop().unwrap(), place).unwrap()));
                }
                _ => text.push(character),
            }
        }
        let mut document = Document::new("test", text.as_str()).unwrap();
        document.attach_segmentation(segment(&text).unwrap()).unwrap();
        let words = Words::new(&document);
        let of = |wanted: usize| {
            let spans = spans.iter().filter(|(part, _)| *part == wanted);
            let mut runs: Vec<Run> = spans.map(|(_, span)| words.run(*span)).collect();
            runs.sort_by_key(|run| run.start);
            runs
        };
        let parts = [0, 1, 2].map(of);
        Self { document, words, parts }
    }

    fn attributions(&self) -> Vec<Attribution> {
        let [sources, cues, contents] = &self.parts;
        assembled(&self.document, &self.words, sources, cues, contents)
    }
}

/// Compares "source | cue | content / content", one a line.
#[track_caller]
fn check(marked: &str, expected: &[&str]) {
    let marked = Marked::new(marked);
    let text = |span: &Span| span.of(marked.document.text()).unwrap().to_owned();
    let found: Vec<String> = marked
        .attributions()
        .iter()
        .map(|found| {
            let one = |span: &Option<Span>| span.as_ref().map(text).unwrap_or_default();
            let content: Vec<String> = found.content.iter().map(text).collect();
            format!("{} | {} | {}", one(&found.source), one(&found.cue), content.join(" / "))
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_pronoun_or_name_before_a_cue_is_its_source() {
    for (marked, expected) in [
        ("He <said> {it was wrong}.", "He | said | it was wrong"),
        ("Then she has also <denied> {any part in it}.", "she | denied | any part in it"),
        ("They repeatedly <warned of> {floods}.", "They | warned of | floods"),
        ("In a statement, Anna Berg <said>: {\"No.\"}", "Anna Berg | said | \"No.\""),
        ("Emily <said> {it rained}.", "Emily | said | it rained"),
        ("Anna Berg on Monday <said> {it rained}.", "Anna Berg | said | it rained"),
        ("The ministry on Monday <said> {it rained}.", " | said | it rained"),
        ("Joe Friday has on Monday also <said> {it rained}.", "Joe Friday | said | it rained"),
        ("<According to> Anna Berg, {it rained}.", "Anna Berg | According to | it rained"),
        // A passive has no subject that speaks.
        ("It was <said> {that it rained}.", " | said | that it rained"),
        ("He left. Then <said> {Anna, it rained}.", " | said | Anna, it rained"),
        ("[Anna] told them and she <said> {it rained}.", "Anna | said | it rained"),
    ] {
        check(marked, &[expected]);
    }
}

#[test]
fn parts_belong_to_the_nearest_cue() {
    check(
        "[Kim] <said> {it rained} and [Lee] <denied> {it}.",
        &["Kim | said | it rained", "Lee | denied | it"],
    );
    check("{It rained}, <according to> [Kim].", &["Kim | according to | It rained"]);
    check(
        "[Kim] <said> {it rained} and <added> {that it poured}.",
        &["Kim | said | it rained", "Kim | added | that it poured"],
    );
    check(
        "{“It rains,”} <said> [Kim], {“and pours.”}",
        &["Kim | said | “It rains,” / “and pours.”"],
    );
    check(
        "[Kim] <said> {that [Lee] <believes> it rained}.",
        &["Kim | said | that Lee believes it rained", "Lee | believes | it rained"],
    );
}

#[test]
fn quotations_are_whole_and_go_on() {
    check("“It {rains all day,”} [Kim] <said>.", &["Kim | said | “It rains all day,”"]);
    check(
        "{“No,”} [he] <said>. {“Never. Not at all.”}",
        &["he | said | “No,” / “Never. Not at all.”"],
    );
    check("{“No,”} [he] <said>.\n\n{“Never.”}", &["he | said | “No,”", " |  | “Never.”"]);
    check(
        "[Kim] <said> {it was “late.”\n\n“It rained,”} [Lee] <said>.",
        &["Kim | said | it was “late.”", "Lee | said | “It rained,”"],
    );
    check(
        "[Kim] <said>: {“It was late.\n\n“It rained.”}",
        &["Kim | said | “It was late.\n\n“It rained.”"],
    );
    check("A {stray tag} is nothing.", &[]);
}

#[test]
fn clauses_that_every_newspaper_has_need_no_tags() {
    check("{“It rains,”} the minister said on Monday.", &["the minister | said | “It rains,”"]);
    check("{“It rains,”} said Ada Brandt, the mayor.", &["Ada Brandt | said | “It rains,”"]);
    check("Ada Brandt replied: {“It rains.”}", &["Ada Brandt | replied | “It rains.”"]);
    check(
        "{“It rains all day.”}\n―Ada Brandt\n\nThe end.",
        &["Ada Brandt | ― | “It rains all day.”"],
    );
}

#[test]
fn kinds_are_by_quotation_marks() {
    for (marked, kind) in [
        ("{“It rains,”} [Kim] <said>.", AttributionKind::Direct),
        ("[Kim] <said> {it rained}.", AttributionKind::Indirect),
        ("[Kim] <called> {it a “deluge”}.", AttributionKind::Mixed),
    ] {
        assert_eq!(Marked::new(marked).attributions()[0].kind, kind, "{marked}");
    }
}

/// Adds entities, each with all places of its names, and resolves the speakers.
fn speakers_of(marked: &str, entities: &[(EntityKind, &[&str])]) -> Vec<Option<String>> {
    let marked = Marked::new(marked);
    let text = marked.document.text().to_owned();
    let entity = |(kind, names): &(EntityKind, &[&str])| {
        let mut spans: Vec<Span> = Vec::new();
        for name in *names {
            for (start, _) in text.match_indices(name) {
                let start = u32::try_from(start).unwrap();
                let span = Span::new(start, start + u32::try_from(name.len()).unwrap()).unwrap();
                if !spans.iter().any(|other| other.overlaps(span)) {
                    spans.push(span);
                }
            }
        }
        spans.sort_unstable();
        let mention = |span: &Span| Mention { span: *span, kind: *kind, probability: 1.0 };
        let mentions = spans.iter().map(mention).collect();
        Entity { kind: *kind, name: spans[0], value: None, mentions }
    };
    let mut attributions = marked.attributions();
    let mut document = marked.document;
    document.attach_entities(entities.iter().map(entity).collect()).unwrap();
    speakers::resolve(&document, &mut attributions);
    let name = |speaker: u32| document.entity(speaker as usize).unwrap().name().to_owned();
    attributions.iter().map(|said| said.speaker.map(name)).collect()
}

#[test]
fn sources_are_entities() {
    use EntityKind::{Location, Organization, Person};
    let people: &[(EntityKind, &[&str])] =
        &[(Person, &["Ada Brandt", "Brandt"]), (Person, &["Bo Lee", "Lee"])];
    let kremlin: &[(EntityKind, &[&str])] = &[
        (Organization, &["Kremlin"]),
        (Organization, &["Defence Ministry"]),
        (Person, &["Peskov"]),
    ];
    let summit: &[(EntityKind, &[&str])] =
        &[(Person, &["Vladimir Putin"]), (Location, &["North Korea"])];
    for (marked, entities, expected) in [
        ("[Brandt] <said> {no}.", people, vec![Some("Brandt")]),
        ("[Brandt’s lawyer] <said> {no}.", people, vec![None]),
        ("[A lawyer for Ada Brandt] <said> {no}.", people, vec![None]),
        ("[Bo Lee, a friend of Ada Brandt,] <said> {no}.", people, vec![Some("Bo Lee")]),
        ("[Mayors] <said> {no}.", people, vec![None]),
        (
            "[Ms. Brandt] <met> {Mr. Lee}. [She] <said> {no}. [He] <said> {yes}.",
            people,
            vec![Some("Brandt"), Some("Brandt"), None],
        ),
        ("Mr. Lee came late. [He] <said> {that Brandt was ill}.", people, vec![Some("Lee")]),
        (
            "[Mayor Ada Brandt] <said> {no}. {“Never,”} [the mayor] <said>.",
            people,
            vec![Some("Ada Brandt"), Some("Ada Brandt")],
        ),
        ("[Ada Brandt, who] <said> {no}, left.", people, vec![Some("Ada Brandt")]),
        ("Ada Brandt, [who] <said> {no}, left.", people, vec![Some("Ada Brandt")]),
        ("[the Kremlin] <said> {no}.", kremlin, vec![Some("Kremlin")]),
        ("[A spokesman for the Kremlin] <said> {no}.", kremlin, vec![Some("Kremlin")]),
        ("[Kremlin spokesman Peskov] <said> {no}.", kremlin, vec![Some("Peskov")]),
        (
            "The Defence Ministry met. [The ministry] <said> {no}.",
            kremlin,
            vec![Some("Defence Ministry")],
        ),
        (
            "President Vladimir Putin flew home. [The president] <said> {no}.",
            summit,
            vec![Some("Vladimir Putin")],
        ),
        ("North Korea fired. [It] <said> {all was well}.", summit, vec![Some("North Korea")]),
    ] {
        let used: Vec<(EntityKind, &[&str])> = entities
            .iter()
            .filter(|(_, names)| names.iter().any(|name| marked.contains(name)))
            .copied()
            .collect();
        let found = speakers_of(marked, &used);
        let found: Vec<Option<&str>> = found.iter().map(Option::as_deref).collect();
        assert_eq!(found, expected, "{marked}");
    }
}

#[test]
fn a_quotation_that_stands_alone_has_the_speaker_before() {
    let brandt: &[(EntityKind, &[&str])] = &[(EntityKind::Person, &["Ada Brandt"])];
    for (marked, carries) in [
        ("[Ada Brandt] <said>: {“It rains.}\n\n{“It pours.”}", true),
        ("{“It rains,”} <said> [Ada Brandt].\n\n{“It pours.”}", true),
        ("[Ada Brandt] <said> {that it rained}.\n\n{“It pours.”}", true),
        ("{“It rains,”} <said> [Ada Brandt] on Monday.\n\n{“It pours.”}", false),
        ("{“It rains,”} <said> [Ada Brandt].\n\nThe mayor came. {“It pours.”}", false),
    ] {
        let found = speakers_of(marked, brandt);
        let last = carries.then(|| "Ada Brandt".to_owned());
        assert_eq!(found, [Some("Ada Brandt".to_owned()), last], "{marked}");
    }
}

#[test]
fn pronouns_outside_of_what_is_said_stand_for_somebody() {
    let marked = Marked::new("Mr. Lee came. He smiled. {“He is ill,”} [she] <said>.");
    let attributions = marked.attributions();
    let mut document = marked.document;
    let lee =
        Mention { span: Span::new(4, 7).unwrap(), kind: EntityKind::Person, probability: 1.0 };
    let entity = Entity { kind: lee.kind, name: lee.span, value: None, mentions: vec![lee] };
    document.attach_entities(vec![entity]).unwrap();
    document.attach_attributions(attributions).unwrap();
    assert_eq!(pronouns(&document), [(Span::new(14, 16).unwrap(), 0)]);
}
