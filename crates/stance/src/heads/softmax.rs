//! From log odds to probabilities.

/// `exp(x) / Σ exp(x)`, in place; the largest is taken out first, so that nothing overflows.
pub fn softmax(values: &mut [f32]) {
    let largest = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for value in &mut *values {
        *value = (*value - largest).exp();
        sum += *value;
    }
    for value in values {
        *value /= sum;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_sum_to_one_however_large_the_odds() {
        for mut values in [vec![0.0, 1.0, 2.0], vec![1e30, 1e30], vec![-1e30, 5.0], vec![3.0]] {
            softmax(&mut values);
            assert!((values.iter().sum::<f32>() - 1.0).abs() < 1e-6, "{values:?}");
        }
        let mut values = [1.0, 2.0];
        softmax(&mut values);
        assert!((values[1] - 0.731_058_6).abs() < 1e-6, "the logistic function of 1");
    }
}
