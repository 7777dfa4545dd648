//! Sets that do not overlap, joined step by step.

/// A partition of the numbers below a limit.
///
/// Union by the smallest member, with path halving: Tarjan and van Leeuwen, "Worst-case analysis of
/// set union algorithms" (1984).
#[derive(Clone, Debug)]
pub struct Partition {
    parents: Vec<usize>,
}

impl Partition {
    /// Each number alone.
    pub fn new(count: usize) -> Self {
        Self { parents: (0..count).collect() }
    }

    /// Makes the sets of two numbers one.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(parent) = self.parents.get_mut(a.max(b)) {
            *parent = a.min(b);
        }
    }

    /// The smallest number of the set of a number.
    pub fn root(&mut self, mut number: usize) -> usize {
        while let Some(&parent) = self.parents.get(number).filter(|&&parent| parent != number) {
            let grandparent = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(link) = self.parents.get_mut(number) {
                *link = grandparent;
            }
            number = grandparent;
        }
        number
    }

    /// The sets, ordered by their smallest members, each in ascending order.
    pub fn parts(mut self) -> Vec<Vec<usize>> {
        let count = self.parents.len();
        let mut place = vec![0; count];
        let mut parts: Vec<Vec<usize>> = Vec::new();
        for number in 0..count {
            let root = self.root(number);
            if root == number {
                if let Some(place) = place.get_mut(number) {
                    *place = parts.len();
                }
                parts.push(vec![number]);
            } else if let Some(part) = place.get(root).and_then(|&place| parts.get_mut(place)) {
                part.push(number);
            }
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_in_order() {
        let mut partition = Partition::new(6);
        partition.join(5, 3);
        partition.join(4, 0);
        partition.join(1, 5);
        assert_eq!(partition.root(5), 1);
        assert_eq!(partition.parts(), [vec![0, 4], vec![1, 3, 5], vec![2]]);
    }
}
