//! How much memory a document takes.

use crate::{
    Attribution, Document, Entity, GeneratedSentence, Segmentation, SelectedSentence, Stance,
    Summary, Target,
};

impl Document {
    /// Bytes that the text, the metadata and the layers take on the heap, without what vectors keep
    /// in reserve. Grows linearly with the text; takes time for each entity, attribution and stance.
    pub fn heap_size(&self) -> usize {
        let metadata = self.metadata();
        let metadata = [&metadata.title, &metadata.source, &metadata.date, &metadata.language];
        let entities = self.attached_entities().unwrap_or_default();
        let attributions = self.attached_attributions().unwrap_or_default();
        let stances = self.attached_stances().unwrap_or_default();
        self.id().len()
            + self.text().len()
            + metadata.into_iter().flatten().map(String::len).sum::<usize>()
            + self.segmentation().map_or(0, of_segmentation)
            + entities.iter().map(of_entity).sum::<usize>()
            + attributions.iter().map(of_attribution).sum::<usize>()
            + stances.iter().map(of_stance).sum::<usize>()
            + self.summary().map_or(0, of_summary)
    }
}

fn of_segmentation(segmentation: &Segmentation) -> usize {
    size_of_val(segmentation.sentences()) + size_of_val(segmentation.tokens())
}

fn of_entity(entity: &Entity) -> usize {
    size_of::<Entity>()
        + entity.value.as_ref().map_or(0, String::len)
        + size_of_val(entity.mentions.as_slice())
}

fn of_attribution(attribution: &Attribution) -> usize {
    size_of::<Attribution>() + size_of_val(attribution.content.as_slice())
}

fn of_stance(stance: &Stance) -> usize {
    let topic = match &stance.target {
        Target::Topic(topic) => topic.len(),
        Target::Entity(_) => 0,
    };
    size_of::<Stance>() + topic + size_of_val(stance.evidence.spans.as_slice())
}

fn of_summary(summary: &Summary) -> usize {
    let of_selected = |sentence: &SelectedSentence| {
        size_of::<SelectedSentence>() + size_of_val(sentence.dropped.as_slice())
    };
    let of_generated = |sentence: &GeneratedSentence| {
        size_of::<GeneratedSentence>()
            + sentence.text.len()
            + size_of_val(sentence.sources.as_slice())
            + sentence
                .unsupported
                .iter()
                .map(|name| size_of::<String>() + name.len())
                .sum::<usize>()
    };
    match summary {
        Summary::Extractive(sentences) => sentences.iter().map(of_selected).sum(),
        Summary::Abstractive(sentences) => sentences.iter().map(of_generated).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Sentence, Span, Token};

    fn span(start: u32, end: u32) -> Span {
        Span::new(start, end).unwrap()
    }

    #[test]
    fn every_layer_adds_to_it() {
        let mut document = Document::new("note", "Kim met Kim.").unwrap();
        assert_eq!(document.heap_size(), 16);
        let words = [span(0, 3), span(4, 7), span(8, 11), span(11, 12)];
        document.attach_segmentation(Segmentation::new(&[span(0, 12)], &words).unwrap()).unwrap();
        let before = document.heap_size();
        assert_eq!(before, 16 + size_of::<Sentence>() + 4 * size_of::<Token>());
        let chosen = vec![SelectedSentence::verbatim(0, 1.0)];
        document.attach_summary(Summary::Extractive(chosen)).unwrap();
        assert_eq!(document.heap_size(), before + size_of::<SelectedSentence>());
    }
}
