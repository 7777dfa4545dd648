//! Work on a stream of items in parallel, with results in the order of the items.

use std::vec;

use rayon::prelude::*;

/// A chunk holds at most so many items for each thread of the pool.
const CHUNK_ITEMS: usize = 64;

/// A chunk is closed when its items have so many bytes for each thread of the pool.
const CHUNK_BYTES: usize = 4 << 20;

/// Applies `work` to each item on the current rayon pool and gives the results in order.
///
/// Items are read in chunks: at most 64 for each thread of the pool, and fewer once those read
/// have 4 MiB for each thread by `size`, which gives the bytes of an item. So memory is bounded
/// by one chunk and its results, however long the stream is, and nothing is read before it is
/// needed. A panic in `work` ends the whole stream, unless `work` uses
/// [`catch_panic`](crate::catch_panic).
///
/// ```
/// let words = ["a", "bb", "ccc"].into_iter();
/// let lengths: Vec<usize> = newsdesk::ordered_map(words, |word| word.len(), str::len).collect();
/// assert_eq!(lengths, [1, 2, 3]);
/// ```
pub fn ordered_map<Items, Size, Work, Output>(
    items: Items,
    size: Size,
    work: Work,
) -> OrderedMap<Items, Size, Work, Output>
where
    Items: Iterator<Item: Send>,
    Size: Fn(&Items::Item) -> usize,
    Work: Fn(Items::Item) -> Output + Sync,
    Output: Send,
{
    OrderedMap { items, size, work, results: Vec::new().into_iter() }
}

/// The iterator that [`ordered_map()`] returns.
#[derive(Debug)]
pub struct OrderedMap<Items, Size, Work, Output> {
    items: Items,
    size: Size,
    work: Work,
    results: vec::IntoIter<Output>,
}

impl<Items, Size, Work, Output> OrderedMap<Items, Size, Work, Output>
where
    Items: Iterator<Item: Send>,
    Size: Fn(&Items::Item) -> usize,
    Work: Fn(Items::Item) -> Output + Sync,
    Output: Send,
{
    /// The next items, as many as belong to one chunk; none at the end of the stream.
    fn read_chunk(&mut self) -> Vec<Items::Item> {
        let threads = rayon::current_num_threads();
        let mut bytes_left = CHUNK_BYTES.saturating_mul(threads);
        let mut chunk = Vec::new();
        while chunk.len() < CHUNK_ITEMS.saturating_mul(threads) && bytes_left > 0 {
            let Some(item) = self.items.next() else { break };
            bytes_left = bytes_left.saturating_sub((self.size)(&item));
            chunk.push(item);
        }
        chunk
    }
}

impl<Items, Size, Work, Output> Iterator for OrderedMap<Items, Size, Work, Output>
where
    Items: Iterator<Item: Send>,
    Size: Fn(&Items::Item) -> usize,
    Work: Fn(Items::Item) -> Output + Sync,
    Output: Send,
{
    type Item = Output;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(result) = self.results.next() {
            return Some(result);
        }
        let chunk = self.read_chunk();
        self.results = chunk.into_par_iter().map(&self.work).collect::<Vec<_>>().into_iter();
        self.results.next()
    }
}
