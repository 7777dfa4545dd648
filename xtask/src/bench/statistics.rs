//! What is said of the rounds of a measurement.

/// The middle number, or the mean of the two in the middle; nothing of no numbers.
pub fn median(numbers: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut numbers: Vec<f64> = numbers.into_iter().collect();
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    let upper = *numbers.get(middle)?;
    if numbers.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(*numbers.get(middle.checked_sub(1)?)?, upper))
}

/// Half of the range as a share of the median: 0.03 if all numbers lie within about 3 % of it.
pub fn spread(numbers: impl IntoIterator<Item = f64> + Clone) -> Option<f64> {
    let least = numbers.clone().into_iter().min_by(f64::total_cmp)?;
    let greatest = numbers.clone().into_iter().max_by(f64::total_cmp)?;
    Some((greatest - least) / 2.0 / median(numbers)?)
}

/// A count as a number that can be divided.
#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
pub fn float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn median_and_spread_of_odd_and_even_counts() {
        assert_eq!(median([]), None);
        assert_eq!(median([3.0]), Some(3.0));
        assert_eq!(median([9.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median([8.0, 1.0, 2.0, 4.0]), Some(3.0));
        assert_eq!(spread([3.0, 5.0, 4.0]), Some(0.25));
        assert_eq!(spread([]), None);
    }
}
