//! A hub on this machine that misbehaves as it is told.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use sha2::{Digest as _, Sha256};

pub const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";
pub const CONFIG: &[u8] = b"{\"model_type\": \"bert\"}\n";
/// What `git hash-object` prints for `CONFIG`.
const CONFIG_ETAG: &str = "dc1fb7b6703fe03317c1a080b523bf475f3d4818";

/// How a server answers a request for the large file.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// As it should, from where it is asked.
    Good,
    /// All of it, whatever was asked.
    IgnoresRange,
    /// Another part than was asked.
    WrongRange,
    /// So many bytes of what it announces, and then the end of the connection.
    Truncated(usize),
    /// So many bytes, and then silence.
    Stalls(usize),
    /// The end of the connection instead of an answer.
    Drops,
    /// Right, in pieces of so many bytes with a pause before each.
    Slow(usize),
    /// The right number of other bytes.
    WrongBody,
    /// A page with status 403.
    Forbidden,
    /// A page with status 200, as networks show that want a log-in.
    WebPage,
    /// Status 503.
    Unavailable,
}

/// What a server was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    pub path: String,
    pub range: Option<usize>,
    pub has_token: bool,
}

/// A hub and the store that it leads to for large files, which has another address.
pub struct Server {
    pub endpoint: String,
    pub weights: Arc<Vec<u8>>,
    asked: Arc<Mutex<Vec<Asked>>>,
    answers: Arc<Mutex<VecDeque<Answer>>>,
    commit: Arc<Mutex<String>>,
}

impl Server {
    /// Starts both; the first requests for the large file get these answers, later ones good ones.
    pub fn start(answers: &[Answer]) -> Self {
        let weights: Vec<u8> = (0..200_000_u32).map(|index| (index % 251) as u8).collect();
        let (hub, store) = (listen(), listen());
        let endpoint = address(&hub);
        let server = Self {
            endpoint,
            weights: Arc::new(weights),
            asked: Arc::default(),
            answers: Arc::new(Mutex::new(answers.iter().copied().collect())),
            commit: Arc::new(Mutex::new(COMMIT.to_owned())),
        };
        let store_address = address(&store);
        let (weights, commit) = (Arc::clone(&server.weights), Arc::clone(&server.commit));
        serve(hub, &server.asked, move |asked, stream| {
            answer_as_hub(asked, stream, &store_address, &weights, &commit.lock().unwrap());
        });
        let (weights, answers) = (Arc::clone(&server.weights), Arc::clone(&server.answers));
        serve(store, &server.asked, move |asked, stream| {
            let answer = answers.lock().unwrap().pop_front().unwrap_or(Answer::Good);
            answer_as_store(answer, asked, stream, &weights);
        });
        server
    }

    /// What both were asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The bytes from which the store was asked for the large file, in order.
    pub fn ranges(&self) -> Vec<Option<usize>> {
        let asked = self.asked();
        asked.iter().filter(|asked| asked.path == "/store").map(|asked| asked.range).collect()
    }

    /// Lets the branch mean another commit from now on.
    pub fn move_branch(&self, commit: &str) {
        commit.clone_into(&mut self.commit.lock().unwrap());
    }
}

pub fn sha256(bytes: &[u8]) -> String {
    let bytes = Sha256::digest(bytes);
    bytes.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

fn listen() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").unwrap()
}

fn address(listener: &TcpListener) -> String {
    format!("http://{}", listener.local_addr().unwrap())
}

fn serve(
    listener: TcpListener,
    asked: &Arc<Mutex<Vec<Asked>>>,
    answer: impl Fn(&Asked, &mut TcpStream) + Send + Sync + 'static,
) {
    let (asked, answer) = (Arc::clone(asked), Arc::new(answer));
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (asked, answer) = (Arc::clone(&asked), Arc::clone(&answer));
            thread::spawn(move || {
                let mut stream = stream.unwrap();
                if let Some(request) = read(&stream) {
                    asked.lock().unwrap().push(request.clone());
                    answer(&request, &mut stream);
                }
                let _ = stream.shutdown(Shutdown::Both);
            });
        }
    });
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let first = lines.next()?;
    let (method, rest) = first.split_once(' ')?;
    let headers: Vec<_> =
        lines.take_while(|line| !line.is_empty()).map(|line| line.to_ascii_lowercase()).collect();
    let range = headers.iter().find_map(|line| line.strip_prefix("range: bytes="));
    Some(Asked {
        method: method.to_owned(),
        path: rest.split(' ').next()?.to_owned(),
        range: range.map(|range| range.trim_end_matches('-').parse().unwrap()),
        has_token: headers.iter().any(|line| line == "authorization: bearer secret"),
    })
}

/// Head of an answer; the connection ends after it.
fn head(stream: &mut TcpStream, status: &str, headers: &[(&str, &str)]) {
    let mut text = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    let _ = stream.write_all(format!("{text}\r\n").as_bytes());
}

fn answer_as_hub(asked: &Asked, stream: &mut TcpStream, store: &str, weights: &[u8], commit: &str) {
    let is_get = asked.method == "GET";
    let mut send = |body: &[u8], headers: &[(&str, &str)]| {
        let length = body.len().to_string();
        let mut all = vec![("Content-Length", length.as_str())];
        all.extend(headers);
        head(stream, "200 OK", &all);
        let _ = stream.write_all(if is_get { body } else { b"" });
    };
    match asked.path.rsplit('/').next() {
        _ if asked.path.starts_with("/api/models/") => {
            let names = ["config.json", "model.safetensors", "pytorch_model.bin", "onnx/x.json"];
            let names = names.map(|name| format!("{{\"rfilename\": \"{name}\"}}"));
            send(format!("{{\"siblings\": [{}]}}", names.join(", ")).as_bytes(), &[]);
        }
        Some("config.json") => {
            send(CONFIG, &[("X-Repo-Commit", commit), ("ETag", &format!("\"{CONFIG_ETAG}\""))]);
        }
        Some("model.safetensors") => {
            let (location, size) = (format!("{store}/store"), weights.len().to_string());
            let etag = format!("\"{}\"", sha256(weights));
            let headers = [
                ("Location", &*location),
                ("X-Repo-Commit", commit),
                ("X-Linked-Etag", &etag),
                ("X-Linked-Size", &size),
                ("Content-Length", "0"),
            ];
            head(stream, "302 Found", &headers);
        }
        _ => head(stream, "404 Not Found", &[("Content-Length", "0")]),
    }
}

fn answer_as_store(answer: Answer, asked: &Asked, stream: &mut TcpStream, weights: &[u8]) {
    let page = |stream: &mut TcpStream, status| {
        head(stream, status, &[("Content-Type", "text/html; charset=utf-8")]);
        let _ = stream.write_all(b"<html>Please log in</html>");
    };
    match answer {
        Answer::Drops => return,
        Answer::Forbidden => return page(stream, "403 Forbidden"),
        Answer::WebPage => return page(stream, "200 OK"),
        Answer::Unavailable => {
            return head(stream, "503 Service Unavailable", &[("Content-Length", "0")]);
        }
        _ => {}
    }
    let first = match (answer, asked.range) {
        (Answer::IgnoresRange, _) | (_, None) => 0,
        (Answer::WrongRange, Some(first)) => first + 1,
        (_, Some(first)) => first,
    };
    let rest = &weights[first..];
    let (length, total) = (rest.len().to_string(), weights.len());
    let range = format!("bytes {first}-{}/{total}", total - 1);
    if first == 0 {
        head(stream, "200 OK", &[("Content-Length", &length)]);
    } else {
        head(
            stream,
            "206 Partial Content",
            &[("Content-Length", &length), ("Content-Range", &range)],
        );
    }
    let _ = match answer {
        Answer::Truncated(count) => stream.write_all(&rest[..count]),
        Answer::Stalls(count) => {
            let sent = stream.write_all(&rest[..count]);
            thread::sleep(Duration::from_secs(3));
            sent
        }
        Answer::Slow(count) => rest.chunks(count).try_for_each(|chunk| {
            thread::sleep(Duration::from_millis(30));
            stream.write_all(chunk)
        }),
        Answer::WrongBody => stream.write_all(&vec![7; rest.len()]),
        _ => stream.write_all(rest),
    };
}
