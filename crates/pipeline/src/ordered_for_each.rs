//! Work on a stream of items in parallel, with results in the order of the items.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::Scope;

use crate::reorder_buffer::ReorderBuffer;

/// No item is read while results that wait have more bytes than this for each thread of the pool.
const WAITING_BYTES: usize = 16 << 20;

/// Applies `work` to each item on the current rayon pool, and hands the results to `sink` in the
/// order of the items.
///
/// A thread reads an item when it is free to work on it, so nothing is read ahead, and no thread
/// waits for one that is slow. Results that are done before those of earlier items wait in memory.
/// While they have more than 16 MiB for each thread of the pool, by `size`, which gives the bytes of
/// a result, no further item is read. So memory is bounded by one item for each thread, and by what
/// waits: 16 MiB for each thread and one result more for each, however long the stream is.
///
/// Threads of the pool read the items and run `sink`, one thread at a time each, but not always the
/// same. No thread waits for another, so a pool of one thread is enough, and the caller may be a
/// thread of the pool.
///
/// An error of `sink` ends the stream: nothing more is read, and the function returns when what is
/// in work is finished. So does a panic in `work`, which then goes on to the caller, unless `work`
/// uses [`catch_panic`](crate::catch_panic). To end sooner, `work` can look at a
/// [`Cancellation`](crate::encoder::Cancellation).
///
/// ```
/// use newsdesk::ordered_for_each;
///
/// let mut lengths = Vec::new();
/// let words = ["a", "bb", "ccc"].into_iter();
/// ordered_for_each(words, str::len, |_| 0, |length| -> Result<(), &str> {
///     lengths.push(length);
///     if length < 3 { Ok(()) } else { Err("too long") }
/// })
/// .unwrap_err();
/// assert_eq!(lengths, [1, 2, 3]);
/// ```
///
/// # Errors
///
/// The first error of `sink`; the results behind it are lost.
pub fn ordered_for_each<Items, Output, Error>(
    items: Items,
    work: impl Fn(Items::Item) -> Output + Sync,
    size: impl Fn(&Output) -> usize + Sync,
    mut sink: impl FnMut(Output) -> Result<(), Error> + Send,
) -> Result<(), Error>
where
    Items: Iterator + Send,
    Output: Send,
    Error: Send,
{
    let stream = Stream {
        work: &work,
        size: &size,
        threads: rayon::current_num_threads(),
        state: Mutex::new(State {
            items: Some(items),
            sink: Some(&mut sink),
            waiting: ReorderBuffer::new(),
            in_work: 0,
            is_stopped: false,
            error: None,
        }),
    };
    rayon::scope(|scope| stream.read_if_due(scope));
    let state = stream.state.into_inner().unwrap_or_else(PoisonError::into_inner);
    state.error.map_or(Ok(()), Err)
}

/// Takes the results, in order.
type Sink<'s, Output, Error> = dyn FnMut(Output) -> Result<(), Error> + Send + 's;

/// A stream on its way.
struct Stream<'s, Items: Iterator, Output, Error> {
    work: &'s (dyn Fn(Items::Item) -> Output + Sync),
    size: &'s (dyn Fn(&Output) -> usize + Sync),
    threads: usize,
    /// Locked for moments only, never while an item is read, worked on or handed over.
    state: Mutex<State<'s, Items, Output, Error>>,
}

struct State<'s, Items, Output, Error> {
    /// None while a task reads or is about to, and at the end: so there is one such task at most.
    items: Option<Items>,
    /// None while a task hands over a result, and after an error.
    sink: Option<&'s mut Sink<'s, Output, Error>>,
    /// Results that are done, and the places of those that are not.
    waiting: ReorderBuffer<Output>,
    /// How many items have been read and are not done.
    in_work: usize,
    /// Whether an error or a panic has ended the stream.
    is_stopped: bool,
    error: Option<Error>,
}

impl<'s, Items, Output, Error> Stream<'s, Items, Output, Error>
where
    Items: Iterator + Send,
    Output: Send,
    Error: Send,
{
    /// Has the next thread that is free read an item, if that is due.
    fn read_if_due<'scope>(&'scope self, scope: &Scope<'scope>) {
        let Some(items) = self.lock().items_if_due(self.threads) else { return };
        scope.spawn(move |scope| {
            let task = AssertUnwindSafe(|| self.read_and_work(items, scope));
            if let Err(panic) = catch_unwind(task) {
                self.lock().is_stopped = true;
                // The scope passes it on to the caller.
                resume_unwind(panic);
            }
        });
    }

    /// Reads an item, leaves the next one to another thread, and works on this one.
    fn read_and_work<'scope>(&'scope self, mut items: Items, scope: &Scope<'scope>) {
        if self.lock().is_stopped {
            return;
        }
        let Some(item) = items.next() else { return };
        let number = self.lock().start(items);
        self.read_if_due(scope);
        let output = (self.work)(item);
        let bytes = (self.size)(&output);
        self.lock().finish(number, output, bytes);
        self.hand_over(scope);
    }

    /// Hands over all results that are due, unless another thread is at it, which then does.
    fn hand_over<'scope>(&'scope self, scope: &Scope<'scope>) {
        loop {
            let due = self.lock().take_due();
            self.read_if_due(scope);
            let Some((sink, output)) = due else { return };
            let outcome = sink(output);
            self.lock().handed_over(sink, outcome);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<'s, Items, Output, Error>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'s, Items, Output, Error> State<'s, Items, Output, Error> {
    /// The items, for a task that reads the next one; none if there is no room for its result, no
    /// thread for its work, or another such task.
    fn items_if_due(&mut self, threads: usize) -> Option<Items> {
        let has_room = self.waiting.bytes() <= WAITING_BYTES.saturating_mul(threads);
        let is_due = has_room && self.in_work < threads && !self.is_stopped;
        if is_due { self.items.take() } else { None }
    }

    /// Notes that an item was read, whose number it gives.
    fn start(&mut self, items: Items) -> usize {
        self.items = Some(items);
        self.in_work += 1;
        self.waiting.reserve()
    }

    /// Notes the result of an item.
    fn finish(&mut self, number: usize, output: Output, bytes: usize) {
        self.in_work -= 1;
        self.waiting.insert(number, output, bytes);
    }

    /// The next result, if it is there, with the sink, which is gone until it comes back.
    fn take_due(&mut self) -> Option<(&'s mut Sink<'s, Output, Error>, Output)> {
        self.sink.as_ref()?;
        let output = self.waiting.pop()?;
        Some((self.sink.take()?, output))
    }

    /// Takes the sink back, unless it has failed.
    fn handed_over(&mut self, sink: &'s mut Sink<'s, Output, Error>, outcome: Result<(), Error>) {
        match outcome {
            Ok(()) => self.sink = Some(sink),
            Err(error) => {
                self.is_stopped = true;
                self.error = Some(error);
            }
        }
    }
}
