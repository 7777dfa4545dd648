//! Results that come in any order, given back in the order of their items.

use std::collections::VecDeque;

/// Holds results until those of all earlier items were taken.
pub struct ReorderBuffer<Output> {
    /// One slot for each item from the first whose result was not taken; empty until it is there.
    slots: VecDeque<Option<Held<Output>>>,
    /// Number of the item of the first slot.
    first: usize,
    /// Bytes of all results and of their slots.
    bytes: usize,
}

struct Held<Output> {
    output: Output,
    bytes: usize,
}

impl<Output> ReorderBuffer<Output> {
    pub fn new() -> Self {
        Self { slots: VecDeque::new(), first: 0, bytes: 0 }
    }

    /// Makes a slot for the next item, and gives its number.
    pub fn reserve(&mut self) -> usize {
        self.slots.push_back(None);
        self.first.wrapping_add(self.slots.len() - 1)
    }

    /// Puts a result of so many bytes into the slot of an item.
    pub fn insert(&mut self, number: usize, output: Output, bytes: usize) {
        let bytes = bytes.saturating_add(size_of::<Option<Held<Output>>>());
        if let Some(slot) = self.slots.get_mut(number.wrapping_sub(self.first)) {
            *slot = Some(Held { output, bytes });
            self.bytes = self.bytes.saturating_add(bytes);
        }
    }

    /// Takes the result of the first item, if it is there.
    pub fn pop(&mut self) -> Option<Output> {
        let held = self.slots.front_mut()?.take()?;
        self.slots.pop_front();
        self.first = self.first.wrapping_add(1);
        self.bytes = self.bytes.saturating_sub(held.bytes);
        Some(held.output)
    }

    /// Bytes of all results that are there, and of their slots.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_out_in_order_and_are_counted_while_they_wait() {
        let mut buffer = ReorderBuffer::new();
        let numbers: Vec<usize> = (0..3).map(|_| buffer.reserve()).collect();
        assert_eq!(numbers, [0, 1, 2]);
        buffer.insert(2, "c", 30);
        buffer.insert(1, "b", 20);
        let slot = size_of::<Option<Held<&str>>>();
        assert_eq!((buffer.pop(), buffer.bytes()), (None, 50 + 2 * slot));
        buffer.insert(0, "a", 10);
        assert_eq!((buffer.pop(), buffer.pop()), (Some("a"), Some("b")));
        assert_eq!((buffer.reserve(), buffer.bytes()), (3, 30 + slot));
        assert_eq!((buffer.pop(), buffer.pop(), buffer.bytes()), (Some("c"), None, 0));
        buffer.insert(3, "d", usize::MAX);
        assert_eq!((buffer.bytes(), buffer.pop(), buffer.bytes()), (usize::MAX, Some("d"), 0));
    }
}
