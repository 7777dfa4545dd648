//! Downloads from a hub that misbehaves: what comes is whole and right, or nothing.

mod server;

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use tempfile::TempDir;
use url::Url;

use super::cache::{Cache, State};
use super::fetch::{Fetcher, Hold};
use super::hub::{Hub, HubSettings, Patience};
use super::lock::Lock;
use super::manifest::Manifest;
use super::source::Source;
use super::transfer::part_of;
use server::{Answer, COMMIT, CONFIG, Server, sha256};

/// A hub, and an empty cache and lock.
struct Fixture {
    server: Server,
    folder: TempDir,
}

impl Fixture {
    fn new(answers: &[Answer]) -> Self {
        Self { server: Server::start(answers), folder: tempfile::tempdir().unwrap() }
    }

    fn lock_file(&self) -> PathBuf {
        self.folder.path().join("manifest.lock")
    }

    fn cache(&self) -> Cache {
        Cache::new(self.folder.path().join("cache"))
    }

    fn settings(&self) -> HubSettings {
        let patience = Patience {
            read: Duration::from_millis(300),
            first_delay: Duration::from_millis(1),
            tries: 3,
            ..Patience::default()
        };
        HubSettings {
            endpoint: Url::parse(&self.server.endpoint).unwrap(),
            token: Some("secret".to_owned()),
            is_offline: false,
            patience,
        }
    }

    fn fetch_with(&self, settings: HubSettings, hold: Hold) -> anyhow::Result<PathBuf> {
        let fetcher = Fetcher::new(Hub::new(settings), self.cache(), &self.lock_file());
        let model = fetcher.fetch(&source(), hold)?;
        Ok(self.cache().snapshot(&model.repository, &model.commit))
    }

    fn fetch(&self) -> anyhow::Result<PathBuf> {
        self.fetch_with(self.settings(), Hold::Locked)
    }

    /// Where the large file ends up.
    fn weights(&self) -> PathBuf {
        self.cache().snapshot("org/name", COMMIT).join("model.safetensors")
    }

    /// The fetch succeeds and the store was asked from these bytes, again and again.
    fn check(answers: &[Answer], ranges: &[Option<usize>]) {
        let fixture = Self::new(answers);
        fixture.fetch().unwrap();
        assert_eq!(fs::read(fixture.weights()).unwrap(), *fixture.server.weights, "{answers:?}");
        assert!(!part_of(&fixture.weights()).exists(), "{answers:?}");
        assert_eq!(fixture.server.ranges(), ranges, "{answers:?}");
    }

    /// The fetch fails, says so, and nothing has the name of the file or is locked.
    fn check_failure(answers: &[Answer], message: &str) -> Self {
        let fixture = Self::new(answers);
        let error = format!("{:#}", fixture.fetch().unwrap_err());
        assert!(error.contains(message), "{answers:?}: {error}");
        assert!(!fixture.weights().exists(), "{answers:?}");
        assert!(!fixture.lock_file().exists(), "{answers:?}");
        fixture
    }
}

fn source() -> Source {
    Source::find("org/name@main", &Manifest { models: Vec::new() }).unwrap()
}

#[test]
fn the_first_fetch_locks_what_came() {
    let fixture = Fixture::new(&[]);
    let folder = fixture.fetch().unwrap();
    assert_eq!(fs::read(folder.join("config.json")).unwrap(), CONFIG);
    assert!(!folder.join("pytorch_model.bin").exists());
    let lock = Lock::read(&fixture.lock_file()).unwrap();
    let model = lock.find(&source()).unwrap();
    assert_eq!(model.commit, COMMIT);
    let files: Vec<_> = model.files.iter().map(|file| (&*file.name, file.bytes)).collect();
    assert_eq!(files, [("config.json", 23), ("model.safetensors", 200_000)]);
    assert_eq!(model.files[1].sha256, sha256(&fixture.server.weights));
    let reference = fixture.folder.path().join("cache/models--org--name/refs/main");
    assert_eq!(fs::read_to_string(reference).unwrap(), COMMIT);
}

#[test]
fn only_the_hub_sees_the_token() {
    let fixture = Fixture::new(&[]);
    fixture.fetch().unwrap();
    for asked in fixture.server.asked() {
        assert_eq!(asked.has_token, asked.path != "/store", "{asked:?}");
    }
}

#[test]
fn a_revision_with_slashes_is_one_part_of_the_address() {
    let fixture = Fixture::new(&[]);
    let source = Source::find("org/name@refs/pr/2", &Manifest { models: Vec::new() }).unwrap();
    let fetcher = Fetcher::new(Hub::new(fixture.settings()), fixture.cache(), &fixture.lock_file());
    fetcher.fetch(&source, Hold::Locked).unwrap();
    assert_eq!(fixture.server.asked()[0].path, "/api/models/org/name/revision/refs%2Fpr%2F2");
}

#[test]
fn what_was_interrupted_goes_on() {
    Fixture::check(&[Answer::Truncated(70_000)], &[None, Some(70_000)]);
    Fixture::check(&[Answer::Stalls(70_000)], &[None, Some(70_000)]);
    Fixture::check(&[Answer::Drops, Answer::Unavailable], &[None, None, None]);
    Fixture::check(&[Answer::Slow(40_000)], &[None]);
}

#[test]
fn a_server_without_ranges_starts_again() {
    let answers = [Answer::Truncated(70_000), Answer::IgnoresRange];
    Fixture::check(&answers, &[None, Some(70_000)]);
}

#[test]
fn a_try_that_brings_something_gives_back_the_others() {
    let answers = [Answer::Truncated(10_000); 6];
    let ranges = [0, 1, 2, 3, 4, 5, 6].map(|count| (count > 0).then_some(count * 10_000));
    Fixture::check(&answers, &ranges);
}

#[test]
fn a_server_that_never_works_is_given_up() {
    let message = "gave up after 3 tries";
    let fixture = Fixture::check_failure(&[Answer::Drops; 3], message);
    assert_eq!(fixture.server.ranges().len(), 3);
    Fixture::check_failure(&[Answer::Stalls(0); 3], message);
    Fixture::check_failure(&[Answer::Unavailable; 3], "503 Service Unavailable");
}

#[test]
fn what_will_not_get_better_is_asked_once() {
    for (answer, message) in [
        (Answer::Forbidden, "403 Forbidden; HF_TOKEN must be that of somebody"),
        (Answer::WebPage, "a web page instead of a file"),
        (Answer::WrongBody, "what came is wrong"),
    ] {
        let fixture = Fixture::check_failure(&[answer; 3], message);
        assert_eq!(fixture.server.ranges(), [None]);
        assert!(
            !part_of(&fixture.weights()).exists()
                || fs::metadata(part_of(&fixture.weights())).unwrap().len() == 0
        );
    }
    let answers = [Answer::Truncated(70_000), Answer::WrongRange];
    Fixture::check_failure(&answers, "when asked for bytes from 70000");
}

#[test]
fn a_later_run_goes_on_with_what_an_earlier_one_left() {
    let fixture = Fixture::check_failure(&[Answer::Truncated(5_000), Answer::Forbidden], "403");
    fixture.fetch().unwrap();
    assert_eq!(fixture.server.ranges(), [None, Some(5_000), Some(5_000)]);
    assert_eq!(fs::read(fixture.weights()).unwrap(), *fixture.server.weights);
}

#[test]
fn a_part_of_something_else_is_thrown_away() {
    let fixture = Fixture::new(&[]);
    fs::create_dir_all(fixture.weights().parent().unwrap()).unwrap();
    fs::write(part_of(&fixture.weights()), vec![9; 1_000]).unwrap();
    fixture.fetch().unwrap();
    assert_eq!(fs::read(fixture.weights()).unwrap(), *fixture.server.weights);
    assert_eq!(fixture.server.ranges(), [Some(1_000), None]);
}

#[test]
fn what_is_here_is_checked_and_not_fetched_again() {
    let fixture = Fixture::new(&[]);
    fixture.fetch().unwrap();
    let count = fixture.server.asked().len();
    let offline = HubSettings { is_offline: true, ..fixture.settings() };
    fixture.fetch_with(offline.clone(), Hold::Locked).unwrap();
    assert_eq!(fixture.server.asked().len(), count);

    fs::write(fixture.weights(), vec![0; 200_000]).unwrap();
    let lock = Lock::read(&fixture.lock_file()).unwrap();
    let state = fixture.cache().state(&lock.models[0], &lock.models[0].files[1]);
    assert!(matches!(state, State::Damaged(_)), "{state:?}");
    let error = fixture.fetch_with(offline, Hold::Locked).unwrap_err().to_string();
    assert!(error.contains("HF_HUB_OFFLINE forbids"), "{error}");
    fixture.fetch().unwrap();
    assert_eq!(fs::read(fixture.weights()).unwrap(), *fixture.server.weights);
}

#[test]
fn only_an_update_moves_the_lock() {
    let fixture = Fixture::new(&[]);
    fixture.fetch().unwrap();
    let other = "f".repeat(40);
    fixture.server.move_branch(&other);
    let commit = |hold| {
        fixture.fetch_with(fixture.settings(), hold).unwrap();
        Lock::read(&fixture.lock_file()).unwrap().find(&source()).unwrap().commit.clone()
    };
    assert_eq!(commit(Hold::Locked), COMMIT);
    assert_eq!(commit(Hold::Moved), other);
}

#[test]
fn a_link_leads_to_the_files_by_name() {
    let fixture = Fixture::new(&[]);
    fixture.fetch().unwrap();
    let model = Lock::read(&fixture.lock_file()).unwrap().find(&source()).unwrap().clone();
    let links = fixture.folder.path().join("links");
    for _ in 0..2 {
        fixture.cache().link(&model, &links, "tiny").unwrap();
        assert_eq!(fs::read(links.join("tiny/config.json")).unwrap(), CONFIG);
    }
    assert!(fixture.cache().remove(&model).unwrap());
    assert!(!links.join("tiny/config.json").exists());
    fixture.fetch().unwrap();
    assert_eq!(fs::read(links.join("tiny/config.json")).unwrap(), CONFIG);
}

#[test]
fn the_manifest_of_the_project_is_sound() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../models");
    let manifest = Manifest::read(&PathBuf::from(folder).join("manifest.toml")).unwrap();
    assert!(manifest.find("BERT-base-NER").is_some());
    for entry in &manifest.models {
        let has = |kind: &str| entry.files.iter().any(|file| file.ends_with(kind));
        assert!(has(".safetensors") && has("config.json"), "{}", entry.name);
    }
}
