//! `--output`.

use std::fs;

use crate::{RAIN, folder, printed, summarize};

#[test]
fn a_file_holds_what_would_be_printed() {
    let folder = folder(&[("a.txt", RAIN.as_bytes()), ("out.txt", b"old")]);
    let mut command = summarize();
    command.current_dir(&folder).args(["a.txt", "--output", "out.txt"]);
    assert_eq!(printed(&mut command, 0), (String::new(), String::new()));
    assert_eq!(fs::read_to_string(folder.path().join("out.txt")).unwrap().lines().count(), 3);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_file_stays_as_it_was_if_nothing_could_be_read() {
    let folder = folder(&[("out.txt", b"old")]);
    let mut command = summarize();
    command.current_dir(&folder).args(["missing.txt", "--output", "out.txt"]);
    printed(&mut command, 2);
    assert_eq!(fs::read_to_string(folder.path().join("out.txt")).unwrap(), "old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn an_input_is_never_written_over() {
    let folder = folder(&[("a.txt", RAIN.as_bytes())]);
    let mut command = summarize();
    command.current_dir(&folder).args(["./a.txt", "--output", "a.txt"]);
    let (_, error) = printed(&mut command, 2);
    assert!(error.ends_with("a.txt: is both input and output\n"), "{error}");
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), RAIN);
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = folder(&[("a.txt", RAIN.as_bytes())]);
    let mut command = summarize();
    command.current_dir(&folder).args(["a.txt", "--output", "nowhere/out.txt"]);
    let (_, error) = printed(&mut command, 2);
    assert!(error.starts_with("error: nowhere/out.txt: cannot write: "), "{error}");
}

#[cfg(unix)]
#[test]
fn a_new_file_has_the_usual_permissions_and_devices_are_not_replaced() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder(&[("a.txt", RAIN.as_bytes())]);
    let mut command = summarize();
    command.current_dir(&folder).args(["a.txt", "--output", "out.txt"]).assert().success();
    fs::write(folder.path().join("plain"), "").unwrap();
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("out.txt"), mode("plain"));

    let mut command = summarize();
    command.current_dir(&folder).args(["a.txt", "--output", "/dev/null"]).assert().success();
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}
