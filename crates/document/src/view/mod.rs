//! Views: a layer's elements together with the document that they belong to.
//!
//! Spans and references were checked when their layer was attached, and neither the text nor a
//! layer can change afterwards, so views rely on them.

mod attribution;
mod entity;
mod segmentation;
mod stance;
mod summary;

pub use attribution::AttributionRef;
pub use entity::{EntityRef, MentionRef};
pub use segmentation::{SentenceRef, TokenRef};
pub use stance::{HolderRef, StanceRef, TargetRef};
pub use summary::SelectedRef;

use crate::{Document, GeneratedSentence, Span, Summary};

/// The slice under a span of an attached layer.
#[expect(clippy::expect_used, reason = "see the top of this file")]
fn slice(document: &Document, span: Span) -> &str {
    span.of(document.text()).expect("spans are checked when their layer is attached")
}

/// What a reference of an attached layer points to.
#[expect(clippy::expect_used, reason = "see the top of this file")]
fn resolved<View>(view: Option<View>) -> View {
    view.expect("references are checked when their layer is attached")
}

impl Document {
    /// The sentences in text order; none before segmentation.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = SentenceRef<'_>> {
        let sentences = self.sentence_layer().iter().enumerate();
        sentences.map(|(index, &sentence)| SentenceRef { document: self, index, sentence })
    }

    /// The tokens in text order; none before segmentation.
    pub fn tokens(&self) -> impl ExactSizeIterator<Item = TokenRef<'_>> {
        self.token_layer().iter().map(|&token| TokenRef { document: self, token })
    }

    /// The entities, as the stage that found them ordered them.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = EntityRef<'_>> {
        let entities = self.entity_layer().iter().enumerate();
        entities.map(|(index, entity)| EntityRef { document: self, index, entity })
    }

    /// All mentions of all entities, entity by entity.
    pub fn mentions(&self) -> impl Iterator<Item = MentionRef<'_>> {
        self.entities().flat_map(EntityRef::mentions)
    }

    /// Who said what.
    pub fn attributions(&self) -> impl ExactSizeIterator<Item = AttributionRef<'_>> {
        let attributions = self.attribution_layer().iter();
        attributions.map(|attribution| AttributionRef { document: self, attribution })
    }

    /// Who is for or against whom.
    pub fn stances(&self) -> impl ExactSizeIterator<Item = StanceRef<'_>> {
        self.stance_layer().iter().map(|stance| StanceRef { document: self, stance })
    }

    /// The sentences of an extractive summary, in text order; none of any other.
    pub fn selected(&self) -> impl ExactSizeIterator<Item = SelectedRef<'_>> {
        let selected = match self.summary() {
            Some(Summary::Extractive(selected)) => selected.as_slice(),
            Some(Summary::Abstractive(_)) | None => &[],
        };
        selected.iter().map(|selected| SelectedRef { document: self, selected })
    }

    /// The sentences that a model wrote for the summary; none if there is no such summary.
    pub fn generated(&self) -> &[GeneratedSentence] {
        match self.summary() {
            Some(Summary::Abstractive(generated)) => generated,
            Some(Summary::Extractive(_)) | None => &[],
        }
    }

    /// Sentence number `index`, counted from 0.
    pub fn sentence(&self, index: usize) -> Option<SentenceRef<'_>> {
        let &sentence = self.sentence_layer().get(index)?;
        Some(SentenceRef { document: self, index, sentence })
    }

    /// Entity number `index`, counted from 0.
    pub fn entity(&self, index: usize) -> Option<EntityRef<'_>> {
        let entity = self.entity_layer().get(index)?;
        Some(EntityRef { document: self, index, entity })
    }

    /// Attribution number `index`, counted from 0.
    pub fn attribution(&self, index: usize) -> Option<AttributionRef<'_>> {
        let attribution = self.attribution_layer().get(index)?;
        Some(AttributionRef { document: self, attribution })
    }
}
