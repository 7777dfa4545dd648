//! How a sentence stands to one mention in it.

use newsdesk_document::Span;
use newsdesk_encoder::{Dense, EncodeError, Encoding, LoadError, Weights, gelu};

use super::context::{self, ContextAttention};
use super::softmax::softmax;

const NAME: &str = "heads.target_stance";

/// Length of the layer between.
const WIDTH: usize = 256;

/// How a sentence stands to a mention: three probabilities that sum to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TargetStance {
    /// It shows it in a bad light.
    pub against: f32,
    /// Neither.
    pub neutral: f32,
    /// It shows it in a good light.
    pub favour: f32,
}

impl TargetStance {
    /// The probabilities in the order of the fields.
    pub fn to_array(self) -> [f32; 3] {
        [self.against, self.neutral, self.favour]
    }
}

/// The head for single mentions.
pub struct TargetHead {
    context: ContextAttention,
    hidden: Dense,
    output: Dense,
    /// What log odds are divided by.
    temperature: f32,
}

impl TargetHead {
    pub fn new(weights: &Weights<'_>, hidden: usize, temperature: f32) -> Result<Self, LoadError> {
        let inputs = hidden + context::SIZE;
        Ok(Self {
            context: ContextAttention::new(weights, NAME, hidden, hidden)?,
            hidden: Dense::new(weights, &format!("{NAME}.hidden"), WIDTH, inputs)?,
            output: Dense::new(weights, &format!("{NAME}.output"), 3, WIDTH)?,
            temperature,
        })
    }

    /// How the sentence stands to each target, in order; none for a span that has no piece.
    pub fn classify(
        &self,
        encoding: &Encoding<'_>,
        sentence: Span,
        targets: &[Span],
    ) -> Result<Vec<Option<TargetStance>>, EncodeError> {
        if targets.is_empty() {
            return Ok(Vec::new());
        }
        let context = self.context.context(&encoding.vectors_of(sentence)?);
        let means = targets.iter().map(|&target| encoding.mean(target));
        let means = means.collect::<Result<Vec<_>, _>>()?;
        let queries: Vec<f32> = means.iter().flatten().flatten().copied().collect();
        let taken = self.context.attend(&queries, &context);
        let mut inputs = Vec::with_capacity(queries.len() * 2);
        for (mean, taken) in means.iter().flatten().zip(taken.chunks_exact(context::SIZE)) {
            inputs.extend_from_slice(mean);
            inputs.extend_from_slice(taken);
        }
        let mut hidden = self.hidden.forward(&inputs);
        gelu(&mut hidden);
        let odds = self.output.forward(&hidden);
        let mut stances = odds.chunks_exact(3).map(|odds| self.probabilities(odds));
        Ok(means.iter().map(|mean| mean.as_ref().and_then(|_| stances.next()?)).collect())
    }

    fn probabilities(&self, odds: &[f32]) -> Option<TargetStance> {
        let &[against, neutral, favour] = odds else { return None };
        let mut values = [against, neutral, favour].map(|odds| odds / self.temperature);
        softmax(&mut values);
        let [against, neutral, favour] = values;
        Some(TargetStance { against, neutral, favour })
    }
}
