//! What each sentence is for: the story, the headline, or something around them.

use newsdesk_document::{Document, SentenceRef};

use crate::boilerplate::{ends_sentence, is_boilerplate, is_boilerplate_line};

/// What a sentence is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// It tells the story.
    Story,
    /// A headline: lines at the top without a full stop. Not for the summary, but it says what the
    /// story is about.
    Headline,
    /// A heading between paragraphs.
    Heading,
    /// A caption, a byline, a dateline of its own, a notice of rights, an appeal to the reader.
    Boilerplate,
}

/// A line at the top with more words than this is no headline.
const LONGEST_HEADLINE: usize = 25;

/// A line with more words than this is no heading.
const LONGEST_HEADING: usize = 10;

/// The role of each sentence, in text order; empty before segmentation.
pub(crate) fn roles(document: &Document) -> Vec<Role> {
    let (mut is_top, mut caption_end) = (true, 0);
    let count = document.sentences().len();
    let role = |sentence: SentenceRef<'_>| {
        let text = sentence.text();
        caption_end = bracketed_line_end(document, sentence).unwrap_or(caption_end);
        if sentence.span().range().end <= caption_end {
            return Role::Boilerplate;
        }
        if is_boilerplate(text) || is_own_line(document, sentence) && is_boilerplate_line(text) {
            return Role::Boilerplate;
        }
        if is_top && sentence.index() + 1 < count && is_headline(document, sentence) {
            return Role::Headline;
        }
        is_top = false;
        if is_heading(document, sentence) { Role::Heading } else { Role::Story }
    };
    let mut roles: Vec<Role> = document.sentences().map(role).collect();

    // A list of lines without a full stop anywhere has no headline: all of it is the story.
    let mut told = document.sentences().zip(&roles).filter(|(_, role)| **role == Role::Story);
    if !told.any(|(sentence, _)| ends_sentence(sentence.text())) {
        for role in roles.iter_mut().filter(|role| **role == Role::Headline) {
            *role = Role::Story;
        }
    }
    roles
}

/// Indexes of the sentences that a summary may choose from, in text order.
///
/// Those that tell the story; if there are none, every sentence, since a text that is all
/// headlines and notices still has something to say.
pub(crate) fn candidates(roles: &[Role]) -> Vec<usize> {
    let indexes = |wanted: &dyn Fn(Role) -> bool| -> Vec<usize> {
        let found = roles.iter().enumerate().filter(|(_, role)| wanted(**role));
        found.map(|(index, _)| index).collect()
    };
    let story = indexes(&|role| role == Role::Story);
    if story.is_empty() { indexes(&|_| true) } else { story }
}

/// A line of its own at the top, without the end of a sentence, and not too long.
fn is_headline(document: &Document, sentence: SentenceRef<'_>) -> bool {
    let text = sentence.text().trim_end();
    let is_title = document.metadata().title.as_deref().is_some_and(|title| title.trim() == text);
    is_title
        || is_own_line(document, sentence)
            && !text.ends_with(['.', ':', ',', ';', '"', '”', '…'])
            && text.split_whitespace().count() <= LONGEST_HEADLINE
}

/// Where the line ends that starts with the sentence, if all of it stands in square brackets: a
/// caption, often of several sentences.
fn bracketed_line_end(document: &Document, sentence: SentenceRef<'_>) -> Option<usize> {
    let start = sentence.span().range().start;
    let (before, line) = document.text().split_at_checked(start)?;
    let is_line_start = before.is_empty() || before.ends_with('\n');
    if !line.starts_with('[') || !is_line_start {
        return None;
    }
    let line = line.lines().next()?.trim_end();
    line.ends_with(']').then_some(start + line.len())
}

/// A short line of its own without the end of a sentence, between sentences that have one; so the
/// items of a list are no headings.
fn is_heading(document: &Document, sentence: SentenceRef<'_>) -> bool {
    let ends = |index| {
        let neighbour = document.sentence(index);
        neighbour.is_some_and(|neighbour| ends_sentence(neighbour.text()))
    };
    let index = sentence.index();
    !ends_sentence(sentence.text())
        && !sentence.text().ends_with([':', ',', ';'])
        && sentence.text().split_whitespace().count() <= LONGEST_HEADING
        && is_own_line(document, sentence)
        && index.checked_sub(1).is_some_and(ends)
        && ends(index + 1)
}

/// Whether nothing but space stands with the sentence on its lines.
fn is_own_line(document: &Document, sentence: SentenceRef<'_>) -> bool {
    let (text, range) = (document.text(), sentence.span().range());
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let blank = |space: &str| space.is_empty() || space.contains('\n');
    let before = before.get(before.trim_end().len()..).unwrap_or_default();
    let after = after.get(..after.len() - after.trim_start().len()).unwrap_or_default();
    (range.start == before.len() || blank(before))
        && (range.end + after.len() == text.len() || blank(after))
}

#[cfg(test)]
mod tests {
    use super::Role::{Boilerplate, Heading, Headline, Story};
    use super::*;

    fn roles_of(text: &str) -> Vec<Role> {
        let mut document = Document::new("test", text).unwrap();
        document.attach_segmentation(newsdesk_tokenization::segment(text).unwrap()).unwrap();
        roles(&document)
    }

    #[test]
    fn lines_at_the_top_are_headlines() {
        let text = "River floods the old town\n\nBy Jane Doe\n\nThe river rose on Monday.\n\nWhat comes next\n\nIt fell on Tuesday.";
        assert_eq!(roles_of(text), [Headline, Boilerplate, Story, Heading, Story]);
        assert_eq!(roles_of("Will it rain?\n\nIt will."), [Headline, Story]);
    }

    #[test]
    fn a_caption_may_have_several_sentences() {
        let text = "[A ship leaves. Photo by J. Doe]\n\nIt left. [He means the ship.] It sank.";
        assert_eq!(roles_of(text)[..3], [Boilerplate, Boilerplate, Story]);
        assert_eq!(roles_of(text).last(), Some(&Story));
    }

    #[test]
    fn items_of_a_list_are_not_headings() {
        let text =
            "The parties agreed on three points.\n\n- Trade\n- Visas\n- Fish\n\nTalks go on.";
        assert_eq!(roles_of(text), [Story; 5]);
    }

    #[test]
    fn a_text_of_one_line_is_no_headline() {
        assert_eq!(roles_of("River floods the old town"), [Story]);
        assert_eq!(roles_of("The river rose. It fell."), [Story, Story]);
        assert!(roles_of("").is_empty());
    }

    #[test]
    fn signed_lines_are_bylines() {
        let text =
            "The river rose.\n\nJane Doe, Staff Writer\n\njane@example.com\n\nHe is an editor.";
        assert_eq!(roles_of(text), [Story, Boilerplate, Boilerplate, Story]);
    }

    #[test]
    fn without_a_story_everything_may_be_chosen() {
        assert_eq!(candidates(&[Headline, Boilerplate]), [0, 1]);
        assert_eq!(candidates(&[Headline, Story, Boilerplate]), [1]);
        assert!(candidates(&[]).is_empty());
    }
}
