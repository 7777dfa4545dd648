//! Numbers from our files into the variables of a model.

use tch::nn::VarStore;
use tch::{Kind, Tensor, no_grad};

use crate::error::LoadError;
use crate::weights::Weights;

/// Fills every variable of a model from the tensors of a file, eight bits and halves included.
///
/// `rename` gives the name in the file for the name of a variable; the prefix of the encoder is
/// found as for the native backend.
///
/// # Errors
///
/// A [`LoadError`] that names the first tensor that is missing or does not fit.
pub fn load_weights(
    variables: &VarStore,
    weights: &Weights<'_>,
    rename: impl Fn(&str) -> String,
) -> Result<(), LoadError> {
    for (name, mut variable) in variables.variables() {
        let shape = variable.size();
        let size = |index: usize| {
            shape.get(index).and_then(|size| usize::try_from(*size).ok()).unwrap_or_default()
        };
        let name = rename(&name);
        let values = match shape.len() {
            1 => weights.vector(&name, size(0))?,
            2 => weights.matrix(&name, size(0), size(1))?.into_floats(size(1)),
            _ => return Err(LoadError::MissingTensor { name }),
        };
        let values = Tensor::from_slice(&values).view(&*shape).to_kind(Kind::Float);
        no_grad(|| variable.copy_(&values));
    }
    Ok(())
}
