//! Stances of a document gathered to the edges of a graph.

use std::collections::HashMap;

use newsdesk_document::{Holder, Polarity, Stance, Target};

/// All stances of one holder towards one target.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Who holds it.
    pub holder: Holder,
    /// Whom or what it is about.
    pub target: Target,
    /// For, against or neutral: what has most weight.
    pub polarity: Polarity,
    /// The highest probability of a stance of that polarity, in `0..=1`.
    pub probability: f32,
    /// How many sentences show it, by polarity: for, against, neutral.
    pub counts: [usize; 3],
    /// Indexes of the stances of that polarity, the most probable first.
    pub stances: Vec<usize>,
}

/// Gathers stances by holder and target, in the order in which they first come.
///
/// The weight of a polarity is the sum of the probabilities of its stances; neutral stances count
/// only if there are no others.
pub fn edges(stances: &[Stance]) -> Vec<Edge> {
    let mut places: HashMap<(Holder, &Target), usize> = HashMap::new();
    let mut pairs: Vec<Vec<usize>> = Vec::new();
    for (index, stance) in stances.iter().enumerate() {
        let next = pairs.len();
        let place = *places.entry((stance.holder, &stance.target)).or_insert(next);
        match pairs.get_mut(place) {
            Some(pair) => pair.push(index),
            None => pairs.push(vec![index]),
        }
    }
    pairs.iter().filter_map(|pair| edge(stances, pair)).collect()
}

/// The edge of the stances with these indexes.
fn edge(stances: &[Stance], indexes: &[usize]) -> Option<Edge> {
    const POLARITIES: [Polarity; 3] = [Polarity::For, Polarity::Against, Polarity::Neutral];
    let of = |polarity: Polarity| {
        let stances = indexes.iter().filter_map(|&index| Some((index, stances.get(index)?)));
        stances.filter(move |(_, stance)| stance.polarity == polarity)
    };
    let weight = |polarity| of(polarity).map(|(_, stance)| stance.probability).sum::<f32>();
    let (favour, against) = (weight(Polarity::For), weight(Polarity::Against));
    let polarity = if favour + against == 0.0 {
        Polarity::Neutral
    } else if favour >= against {
        Polarity::For
    } else {
        Polarity::Against
    };
    let mut shown: Vec<(usize, &Stance)> = of(polarity).collect();
    shown.sort_by(|(_, a), (_, b)| b.probability.total_cmp(&a.probability));
    let (_, best) = shown.first()?;
    Some(Edge {
        holder: best.holder,
        target: best.target.clone(),
        polarity,
        probability: best.probability,
        counts: POLARITIES.map(|polarity| of(polarity).count()),
        stances: shown.into_iter().map(|(index, _)| index).collect(),
    })
}

#[cfg(test)]
mod tests {
    use newsdesk_document::Evidence;

    use super::*;

    #[test]
    fn the_heavier_polarity_wins_and_neutral_gives_way() {
        let stance = |target, polarity, probability| Stance {
            holder: Holder::Entity(0),
            target: Target::Entity(target),
            polarity,
            probability,
            evidence: Evidence { sentence: 0, spans: Vec::new() },
            attribution: None,
        };
        let stances = [
            stance(1, Polarity::For, 0.6),
            stance(2, Polarity::Neutral, 0.9),
            stance(1, Polarity::Against, 0.7),
            stance(1, Polarity::For, 0.8),
        ];
        let found = edges(&stances);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].polarity, found[0].counts), (Polarity::For, [2, 1, 0]));
        assert_eq!((found[0].probability, found[0].stances.as_slice()), (0.8, &[3, 0][..]));
        assert_eq!((found[1].polarity, found[1].counts), (Polarity::Neutral, [0, 0, 1]));
    }
}
