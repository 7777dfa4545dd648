//! The whole of Newsdesk on libtorch, with our own model.

use newsdesk::encoder::{Encoder, ModelFiles, Precision};
use newsdesk::ner::Recognizer;
use newsdesk::tokenization::segment;
use newsdesk::{Backend, Document, Newsdesk, Settings};

const SAMPLES: [&str; 3] = [
    include_str!("../../../../benches/samples/summit.txt"),
    include_str!("../../../../benches/samples/ruling.txt"),
    include_str!("../../../../benches/samples/flood.txt"),
];

#[test]
fn entities_are_those_of_the_native_backend() {
    let files = ModelFiles::embedded();
    let native = Encoder::from_files(&files, Precision::Float32).unwrap();
    let libtorch = Encoder::on_libtorch(&files).unwrap();
    let recognizer = Recognizer::from_files(&files).unwrap();
    for text in SAMPLES {
        let mut document = Document::new("sample", text).unwrap();
        document.attach_segmentation(segment(text).unwrap()).unwrap();
        let [a, b] = [&native, &libtorch].map(|encoder| {
            let encoding = encoder.encode(&document).unwrap();
            let entities = recognizer.recognize(&document, &encoding).unwrap();
            let mentions = entities.into_iter().flat_map(|entity| entity.mentions);
            mentions.map(|mention| (mention.span, mention.kind)).collect::<Vec<_>>()
        });
        assert!(a.len() > 10);
        assert_eq!(a, b);
    }
}

#[test]
fn every_layer_is_found() {
    let settings = Settings { backend: Backend::Libtorch, ..Settings::default() };
    let document = Newsdesk::with_settings(&settings).unwrap().annotate(SAMPLES[0]).unwrap();
    assert!(document.entities().len() > 3);
    assert!(document.attributions().len() > 0);
    assert!(document.stances().len() > 0);
    assert_eq!(document.selected().len(), 3);
}
