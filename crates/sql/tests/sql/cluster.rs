//! One scheduler and two executors, as processes on the loopback device.

use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::news::write_files;

const PROGRAM: &str = env!("CARGO_BIN_EXE_newsdesk-sql");

const QUERY: &str = "SELECT id, entities(text) AS entities, stances(text) AS stances,
                     summary(text, 1)[1]['text'] AS summary,
                     cardinality(sentences(text)) AS n FROM news ORDER BY id";

/// What takes longer has failed.
const PATIENCE: Duration = Duration::from_mins(10);

/// A process that ends with the test.
struct Process {
    child: Child,
    log: PathBuf,
    output: PathBuf,
}

impl Process {
    /// Starts the program, with its log and output in files of this name.
    fn start(folder: &Path, name: &str, arguments: &[&str]) -> Self {
        let log = folder.join(name).with_extension("log");
        let output = folder.join(name).with_extension("out");
        let mut command = Command::new(PROGRAM);
        command.args(arguments).env("RUST_LOG", "info");
        command.stdout(File::create(&output).unwrap()).stderr(File::create(&log).unwrap());
        Self { child: command.spawn().unwrap(), log, output }
    }

    /// How often its log says this.
    fn says(&self, words: &str) -> usize {
        fs::read_to_string(&self.log).unwrap().matches(words).count()
    }

    fn finished_tasks(&self) -> usize {
        self.says("Finished task")
    }

    fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// What it has printed when it has ended well.
    fn printed(mut self) -> String {
        wait("the end of a query", || !self.is_running());
        let log = fs::read_to_string(&self.log).unwrap();
        assert!(self.child.wait().unwrap().success(), "{log}");
        fs::read_to_string(&self.output).unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Cluster<'f> {
    folder: &'f Path,
    address: String,
    executors: Vec<Process>,
    _scheduler: Process,
}

impl<'f> Cluster<'f> {
    fn start(folder: &'f Path) -> Self {
        let port = free_port().to_string();
        let address = format!("127.0.0.1:{port}");
        let arguments = ["scheduler", "--port", &port, "--executor-timeout", "6"];
        let scheduler = Process::start(folder, "scheduler", &arguments);
        wait("the scheduler", || TcpStream::connect(&address).is_ok());
        let executors: Vec<_> = (0..2).map(|number| executor(folder, &address, number)).collect();
        for executor in &executors {
            wait("an executor", || executor.says("registration succeed") > 0);
        }
        Self { folder, address, executors, _scheduler: scheduler }
    }

    fn submit(&self, query: &str, files: &str) -> Process {
        let table = format!("news={files}");
        let arguments =
            ["submit", query, "--table", &table, "--format", "jsonl", "--scheduler", &self.address];
        Process::start(self.folder, "submit", &arguments)
    }
}

/// The folder of an executor for results between stages.
fn work_folder(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("executor{number}"))
}

fn executor(folder: &Path, scheduler: &str, number: usize) -> Process {
    let (port, task_port) = (free_port().to_string(), free_port().to_string());
    let work = work_folder(folder, number);
    fs::create_dir(&work).unwrap();
    let arguments = [
        "executor",
        "--scheduler",
        scheduler,
        "--port",
        &port,
        "--task-port",
        &task_port,
        "--slots",
        "1",
        "--heartbeat",
        "1",
        "--work-folder",
        work.to_str().unwrap(),
    ];
    Process::start(folder, &format!("executor{number}"), &arguments)
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn wait(what: &str, mut is_there: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_there() {
        assert!(start.elapsed() < PATIENCE, "{what} does not come");
        sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_cluster_gives_what_one_process_gives_though_an_executor_dies() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_files(folder, 24, 150);
    // The first 20 of the files.
    let files = folder.join("0[01]?.jsonl");
    let files = files.to_str().unwrap();
    let table = format!("news={files}");
    let here = ["query", QUERY, "--table", &table, "--format", "jsonl"];
    let expected = Process::start(folder, "query", &here).printed();
    assert_eq!(expected.lines().count(), 3000);

    let mut cluster = Cluster::start(folder);
    let given = cluster.submit(QUERY, files).printed();
    assert!(given == expected, "the cluster gives something else");
    for executor in &cluster.executors {
        assert!(executor.finished_tasks() > 0, "an executor did no work");
    }
    let mut wrong = cluster.submit("SELECT summary(text, 0) FROM news", files);
    wait("an error", || !wrong.is_running());
    assert_eq!(wrong.child.wait().unwrap().code(), Some(2));
    assert!(wrong.says("summary: 0 sentences, but there must be 1 at least") > 0);

    let victim = cluster.executors.pop().unwrap();
    let before = victim.finished_tasks();
    let mut job = cluster.submit(QUERY, files);
    wait("a task of the job", || victim.finished_tasks() > before);
    assert!(job.is_running(), "the job ended before the executor could die");
    drop(victim);
    // On one machine, others could still read what it has left.
    fs::remove_dir_all(work_folder(folder, 1)).unwrap();
    let given = job.printed();
    assert!(given == expected, "without an executor the cluster gives something else");
}
