//! A model on a thread of its own.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use thiserror::Error;

/// So many requests that wait are answered together at most.
const BATCH: usize = 64;

/// Why a worker gave no answer.
#[derive(Clone, Debug, Error)]
#[non_exhaustive]
pub enum WorkerError {
    /// The thread could not be started, or has ended.
    #[error("the thread of the model is gone")]
    Gone,
    /// The library panicked.
    #[error("libtorch failed: {message}")]
    Panicked {
        /// What it said.
        message: String,
    },
}

/// A model that may be sent to a thread but not shared, on a thread of its own behind a queue.
///
/// Any number of threads may ask; what waits in the queue is answered together.
pub struct Worker<Request, Answer> {
    queue: Sender<Job<Request, Answer>>,
}

struct Job<Request, Answer> {
    request: Request,
    reply: Sender<Result<Answer, WorkerError>>,
}

impl<Request: Send + 'static, Answer: Send + 'static> Worker<Request, Answer> {
    /// Starts the thread and loads the model on it. `run` gives one answer for each request, in
    /// their order.
    ///
    /// # Errors
    ///
    /// What `load` reports, or a [`WorkerError`] if it panics.
    pub fn start<Model, LoadError>(
        load: impl FnOnce() -> Result<Model, LoadError> + Send + 'static,
        run: impl Fn(&Model, &[Request]) -> Vec<Answer> + Send + 'static,
    ) -> Result<Self, LoadError>
    where
        LoadError: From<WorkerError> + Send + 'static,
    {
        let (queue, jobs) = channel();
        let (loaded, outcome) = channel();
        let work = move || {
            let _guard = tch::no_grad_guard();
            let model = caught(load).unwrap_or_else(|error| Err(error.into()));
            let (model, outcome) = match model {
                Ok(model) => (Some(model), Ok(())),
                Err(error) => (None, Err(error)),
            };
            let is_wanted = loaded.send(outcome).is_ok();
            if let Some(model) = model.filter(|_| is_wanted) {
                answer_all(&jobs, |requests| run(&model, requests));
            }
        };
        let thread = thread::Builder::new().name("libtorch".to_owned()).spawn(work);
        thread.map_err(|_| WorkerError::Gone)?;
        outcome.recv().map_err(|_| WorkerError::Gone)??;
        Ok(Self { queue })
    }

    /// Waits for the answer to a request.
    ///
    /// # Errors
    ///
    /// [`WorkerError::Panicked`] if the library panics on this request; others are not harmed.
    pub fn ask(&self, request: Request) -> Result<Answer, WorkerError> {
        let (reply, answer) = channel();
        self.queue.send(Job { request, reply }).map_err(|_| WorkerError::Gone)?;
        answer.recv().map_err(|_| WorkerError::Gone)?
    }
}

/// Answers until nobody can ask any more.
fn answer_all<Request, Answer>(
    jobs: &Receiver<Job<Request, Answer>>,
    run: impl Fn(&[Request]) -> Vec<Answer>,
) {
    while let Ok(first) = jobs.recv() {
        let waiting = std::iter::once(first).chain(jobs.try_iter()).take(BATCH);
        let (requests, replies): (Vec<_>, Vec<_>) =
            waiting.map(|job| (job.request, job.reply)).unzip();
        // One request that the library cannot bear must not harm those beside it.
        let answers = caught(|| run(&requests)).map_or_else(
            |_| requests.chunks(1).map(|request| alone(&run, request)).collect(),
            |answers| answers.into_iter().map(Ok).collect::<Vec<_>>(),
        );
        for (reply, answer) in replies.into_iter().zip(answers) {
            // Who asked may have left.
            let _ = reply.send(answer);
        }
    }
}

fn alone<Request, Answer>(
    run: impl Fn(&[Request]) -> Vec<Answer>,
    request: &[Request],
) -> Result<Answer, WorkerError> {
    caught(|| run(request))?.pop().ok_or(WorkerError::Gone)
}

fn caught<Value>(run: impl FnOnce() -> Value) -> Result<Value, WorkerError> {
    catch_unwind(AssertUnwindSafe(run))
        .map_err(|panic| WorkerError::Panicked { message: message(&*panic) })
}

/// The first line of what a panic says: the others are a trace of C++.
fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
    text.lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn halves() -> Worker<u32, u32> {
        let run = |by: &u32, requests: &[u32]| {
            requests.iter().map(|request| 100_u32.checked_div(request - by).unwrap()).collect()
        };
        Worker::start(|| Ok::<_, WorkerError>(1), run).unwrap()
    }

    #[test]
    fn one_bad_request_harms_no_other() {
        let worker = halves();
        let answers: Vec<_> = thread::scope(|scope| {
            let ask = |request| {
                scope.spawn({
                    let worker = &worker;
                    move || worker.ask(request)
                })
            };
            let threads: Vec<_> = (0..40).map(ask).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        for (request, answer) in answers.into_iter().enumerate() {
            match request {
                0 | 1 => assert!(matches!(answer, Err(WorkerError::Panicked { .. }))),
                _ => assert_eq!(answer.unwrap() as usize, 100 / (request - 1)),
            }
        }
    }

    #[test]
    fn a_model_that_cannot_be_loaded_is_an_error() {
        let worker = Worker::<(), ()>::start(
            || -> Result<(), WorkerError> { panic!("no such tensor\nexception raised from …") },
            |(), requests| requests.to_vec(),
        );
        let error = worker.err().unwrap();
        assert_eq!(error.to_string(), "libtorch failed: no such tensor");
    }
}
