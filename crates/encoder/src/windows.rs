//! Long documents as windows that overlap.

use std::ops::Range;

/// Pieces of a document that a model reads at once, and those of them whose vectors are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Indexes of the pieces.
    pub pieces: Range<usize>,
    /// The pieces that have more context here than in any other window; part of `pieces`.
    pub kept: Range<usize>,
}

/// Windows of at most `size` pieces over a document.
///
/// `sentence_starts` are the indexes of the first pieces of its sentences, in order, and `count`
/// is the number of its pieces. A window begins and ends with a sentence where it can, and shares
/// about `overlap` pieces with the one before, at least one sentence if that is longer than half
/// of it. The kept parts follow each other and cover every piece exactly once: the border lies in
/// the middle of what two windows share, so that each piece takes the window with most context.
pub fn windows(
    count: usize,
    sentence_starts: &[usize],
    size: usize,
    overlap: usize,
) -> Vec<Window> {
    let size = size.max(1);
    let overlap = overlap.min(size / 2);
    let mut windows: Vec<Window> = Vec::new();
    let (mut start, mut covered) = (0, 0);
    while covered < count {
        let limit = (start + size).min(count);
        let end = if limit == count {
            count
        } else {
            last_start(sentence_starts, covered + 1, limit).unwrap_or(limit)
        };
        let border = windows.last_mut().map_or(0, |last: &mut Window| {
            let border = last.pieces.end.midpoint(start);
            last.kept.end = border;
            border
        });
        windows.push(Window { pieces: start..end, kept: border..end });
        covered = end;
        // The next window begins so far back that it can still move on.
        let earliest = end.saturating_sub(overlap).max(start + 1);
        start = first_start(sentence_starts, earliest, end).unwrap_or(earliest);
    }
    windows
}

/// The last start of a sentence in `from..=to`.
fn last_start(starts: &[usize], from: usize, to: usize) -> Option<usize> {
    let index = starts.partition_point(|&start| start <= to).checked_sub(1)?;
    starts.get(index).copied().filter(|&start| start >= from)
}

/// The first start of a sentence in `from..to`.
fn first_start(starts: &[usize], from: usize, to: usize) -> Option<usize> {
    let index = starts.partition_point(|&start| start < from);
    starts.get(index).copied().filter(|&start| start < to)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_short_document_is_one_window() {
        assert_eq!(windows(9, &[0, 4], 10, 3), [Window { pieces: 0..9, kept: 0..9 }]);
        assert!(windows(0, &[], 10, 3).is_empty());
    }

    #[test]
    fn windows_begin_and_end_with_sentences() {
        assert_eq!(
            windows(12, &[0, 4, 8], 9, 4),
            [Window { pieces: 0..8, kept: 0..6 }, Window { pieces: 4..12, kept: 6..12 }]
        );
    }

    #[test]
    fn a_sentence_longer_than_a_window_is_parted() {
        assert_eq!(
            windows(12, &[0], 6, 2),
            [
                Window { pieces: 0..6, kept: 0..5 },
                Window { pieces: 4..10, kept: 5..9 },
                Window { pieces: 8..12, kept: 9..12 },
            ]
        );
    }

    proptest! {
        #[test]
        fn every_piece_is_kept_exactly_once(
            lengths in prop::collection::vec(1..40_usize, 0..40),
            size in 1..70_usize,
            overlap in 0..50_usize,
        ) {
            let mut count = 0;
            let starts: Vec<usize> = lengths.iter().map(|length| {
                count += length;
                count - length
            }).collect();
            let mut next = 0;
            for Window { pieces, kept } in windows(count, &starts, size, overlap) {
                prop_assert!(pieces.len() <= size);
                prop_assert!(pieces.start <= kept.start && kept.end <= pieces.end);
                prop_assert_eq!(kept.start, next);
                prop_assert!(!kept.is_empty() || size == 1);
                next = kept.end;
            }
            prop_assert_eq!(next, count);
        }
    }
}
