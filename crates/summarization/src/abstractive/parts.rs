//! Texts that are longer than a model reads, in parts that overlap.

/// The part of a window that the next one reads again, as context.
const OVERLAP: usize = 8;

/// Parts of at most `room` pieces, made of whole sentences where they fit.
///
/// Each part but the first begins with the last sentences of the one before, as far as they have no
/// more than an eighth of the room. Every piece is in some part.
pub fn parts(sentences: &[Vec<i64>], room: usize) -> Vec<Vec<i64>> {
    let room = room.max(1);
    // A sentence that is longer than a part is cut.
    let units: Vec<&[i64]> = sentences.iter().flat_map(|sentence| sentence.chunks(room)).collect();
    let (mut parts, mut first) = (Vec::new(), 0);
    while first < units.len() {
        let end = reach(&units, first, room);
        parts.push(units.get(first..end).unwrap_or_default().concat());
        if end == units.len() {
            break;
        }
        first = back(&units, first, end, room);
    }
    parts
}

/// The end of the units from `first` on that fit into the room together; at least one.
fn reach(units: &[&[i64]], first: usize, room: usize) -> usize {
    let mut size = 0;
    let fits = |unit: &&&[i64]| {
        size += unit.len();
        size <= room
    };
    let count = units.iter().skip(first).take_while(fits).count();
    first + count.max(1)
}

/// Where the part after `first..end` begins: as far back as the overlap allows, if it then reaches
/// beyond `end`.
fn back(units: &[&[i64]], first: usize, end: usize, room: usize) -> usize {
    let mut size = 0;
    let fits = |unit: &&&[i64]| {
        size += unit.len();
        size <= room / OVERLAP
    };
    let count = units.iter().take(end).skip(first + 1).rev().take_while(fits).count();
    let start = end - count;
    if reach(units, start, room) > end { start } else { end }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_overlap_by_whole_sentences() {
        let sentences = [vec![1; 10], vec![2; 4], vec![3; 2], vec![4; 10]];
        let expected =
            [[vec![1; 10], vec![2; 4], vec![3; 2]].concat(), [vec![3; 2], vec![4; 10]].concat()];
        assert_eq!(parts(&sentences, 16), expected);
        assert_eq!(parts(&sentences[..1], 16), [vec![1; 10]]);
        assert_eq!(parts(&[], 16), Vec::<Vec<i64>>::new());
    }

    proptest! {
        #[test]
        fn every_piece_is_read_in_its_order(
            lengths in prop::collection::vec(1..60_usize, 0..30),
            room in 1..50_usize,
        ) {
            let mut next = 0;
            let sentences: Vec<Vec<i64>> = lengths.iter().map(|&length| {
                let sentence: Vec<i64> = (next..).take(length).collect();
                next = sentence[length - 1] + 1;
                sentence
            }).collect();
            let mut end = 0;
            for part in parts(&sentences, room) {
                prop_assert!(!part.is_empty() && part.len() <= room);
                prop_assert!(part[0] <= end && *part.last().unwrap() >= end);
                prop_assert!(part.is_sorted());
                end = part.last().unwrap() + 1;
            }
            prop_assert_eq!(end, next);
        }
    }
}
