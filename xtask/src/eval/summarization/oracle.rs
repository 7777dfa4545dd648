//! What one can choose who has read the summary of a human.

use newsdesk_document::Document;
use newsdesk_summarization::Budget;

use super::lines;
use super::rouge::{self, Sentences, Vocabulary};

/// So many sentences at most are looked at, the first ones.
const LOOKED_AT: usize = 60;

/// Takes the sentence that raises ROUGE-1 and ROUGE-2 together most, until none does or the budget is
/// spent: Nallapati et al., "`SummaRuNNer`" (AAAI 2017), section 3. In text order.
pub fn greedy(
    document: &Document,
    reference: &Sentences,
    budget: Budget,
    vocabulary: &mut Vocabulary,
) -> Vec<usize> {
    let limit = budget.limit(document.sentences().len());
    let costs: Vec<usize> = document.sentences().map(|sentence| budget.cost(sentence)).collect();
    let (mut chosen, mut spent, mut best): (Vec<usize>, usize, f64) = (Vec::new(), 0, 0.0);
    loop {
        let mut next = None;
        for (index, &cost) in costs.iter().enumerate().take(LOOKED_AT) {
            if chosen.contains(&index) || spent + cost > limit {
                continue;
            }
            let mut with: Vec<usize> = chosen.iter().copied().chain([index]).collect();
            with.sort_unstable();
            let found = rouge::overlap(reference, &vocabulary.sentences(&lines(document, with)));
            if found > best {
                (best, next) = (found, Some((index, cost)));
            }
        }
        let Some((index, cost)) = next else { break };
        chosen.push(index);
        spent += cost;
    }
    chosen.sort_unstable();
    chosen
}
