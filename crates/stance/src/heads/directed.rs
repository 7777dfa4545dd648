//! What two mentions hold towards each other.

use newsdesk_document::Span;
use newsdesk_encoder::{Dense, EncodeError, Encoding, LoadError, Weights, gelu};

use super::context::{self, Context, ContextAttention};
use super::softmax::softmax;

const NAME: &str = "heads.directed_stance";

/// Length of the layer between.
const WIDTH: usize = 256;

/// Neutral, for and against.
const OUTPUTS: usize = 3;

/// What two mentions, p and q, hold towards each other: five probabilities that sum to 1.
///
/// The classes are those of Park et al., "Blames and endorses: a dataset for directed stance" as
/// its data name them; swapping p and q swaps the answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DirectedStance {
    /// Neither holds anything towards the other.
    pub neutral: f32,
    /// p favours q.
    pub p_for_q: f32,
    /// q favours p.
    pub q_for_p: f32,
    /// p opposes q.
    pub p_against_q: f32,
    /// q opposes p.
    pub q_against_p: f32,
}

impl DirectedStance {
    /// The probabilities in the order of the fields.
    pub fn to_array(self) -> [f32; 5] {
        [self.neutral, self.p_for_q, self.q_for_p, self.p_against_q, self.q_against_p]
    }
}

/// The head for pairs of mentions.
pub struct DirectedHead {
    context: ContextAttention,
    hidden: Dense,
    output: Dense,
    /// What log odds are divided by.
    temperature: f32,
}

impl DirectedHead {
    pub fn new(weights: &Weights<'_>, hidden: usize, temperature: f32) -> Result<Self, LoadError> {
        let inputs = 3 * hidden + context::SIZE;
        Ok(Self {
            context: ContextAttention::new(weights, NAME, 2 * hidden, hidden)?,
            hidden: Dense::new(weights, &format!("{NAME}.hidden"), WIDTH, inputs)?,
            output: Dense::new(weights, &format!("{NAME}.output"), OUTPUTS, WIDTH)?,
            temperature,
        })
    }

    /// What the two mentions of each pair hold towards each other, in the order of the pairs; none
    /// for a pair with a span that has no piece.
    pub fn classify(
        &self,
        encoding: &Encoding<'_>,
        sentence: Span,
        pairs: &[(Span, Span)],
    ) -> Result<Vec<Option<DirectedStance>>, EncodeError> {
        if pairs.is_empty() {
            return Ok(Vec::new());
        }
        let context = self.context.context(&encoding.vectors_of(sentence)?);
        let mean = |&(p, q): &(Span, Span)| Ok(encoding.mean(p)?.zip(encoding.mean(q)?));
        let means = pairs.iter().map(mean).collect::<Result<Vec<_>, EncodeError>>()?;
        let known = || means.iter().flatten();
        let there = self.one_way(known().map(|(p, q)| (p, q)), &context);
        let back = self.one_way(known().map(|(p, q)| (q, p)), &context);
        let mut stances = there
            .chunks_exact(OUTPUTS)
            .zip(back.chunks_exact(OUTPUTS))
            .map(|(there, back)| self.probabilities(there, back));
        Ok(means.iter().map(|mean| mean.as_ref().and_then(|_| stances.next()?)).collect())
    }

    /// Log odds of neutral, for and against from the first to the second: `[pairs, OUTPUTS]`.
    fn one_way<'m>(
        &self,
        pairs: impl Iterator<Item = (&'m Vec<f32>, &'m Vec<f32>)> + Clone,
        context: &Context,
    ) -> Vec<f32> {
        let queries: Vec<f32> =
            pairs.clone().flat_map(|(p, q)| p.iter().chain(q)).copied().collect();
        let taken = self.context.attend(&queries, context);
        let mut inputs = Vec::with_capacity(queries.len() * 2);
        for ((p, q), taken) in pairs.zip(taken.chunks_exact(context::SIZE)) {
            inputs.extend_from_slice(p);
            inputs.extend_from_slice(q);
            inputs.extend(p.iter().zip(q).map(|(p, q)| p * q));
            inputs.extend_from_slice(taken);
        }
        let mut hidden = self.hidden.forward(&inputs);
        gelu(&mut hidden);
        self.output.forward(&hidden)
    }

    fn probabilities(&self, there: &[f32], back: &[f32]) -> Option<DirectedStance> {
        let (&[there_neutral, there_for, there_against], &[back_neutral, back_for, back_against]) =
            (there, back)
        else {
            return None;
        };
        let neutral = there_neutral + back_neutral;
        let mut values = [neutral, there_for, back_for, there_against, back_against]
            .map(|odds| odds / self.temperature);
        softmax(&mut values);
        let [neutral, p_for_q, q_for_p, p_against_q, q_against_p] = values;
        Some(DirectedStance { neutral, p_for_q, q_for_p, p_against_q, q_against_p })
    }
}
