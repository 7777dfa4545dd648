//! `cargo xtask libtorch`: the C++ library of the feature `libtorch`, without what only GPUs need.
//!
//! The library comes from the Python packages that hold it, by pip, which knows mirrors and
//! proxies. It lies in the folder of build outputs.

use std::env;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail, ensure};
use clap::Args;
use toml_edit::{DocumentMut, Item, Table, value};
use zip::ZipArchive;

/// The packages with their SHA-256. `rust-bert` 0.23 needs 2.4 exactly; later headers do not compile.
const PACKAGES: [(&str, &str); 3] = [
    ("torch==2.4.0", "e743adadd8c8152bb8373543964551a7cb7cc20ba898dc8f9c0cdbe47c283de0"),
    (
        "nvidia-cuda-cupti-cu12==12.1.105",
        "e54fde3983165c624cb79254ae9818a456eb6e87a7fd4d56a2352c24ee542d7e",
    ),
    (
        "nvidia-cuda-runtime-cu12==12.1.105",
        "6e258468ddf5796e25f1dc591a31029fa317d97a0a94ed93468fc86301d61e40",
    ),
];

/// What the build reads the version from.
const VERSION: &str = "2.4.0+cu121\n";

/// The libraries that the processor needs; those of CUDA only because the first one names them.
const LIBRARIES: [&str; 5] =
    ["libtorch_cpu.so", "libc10.so", "libgomp", "libcupti.so.12", "libcudart.so.12"];

const WORKSPACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What to do where there is no such package.
const ELSEWHERE: &str = "this command knows x86-64 Linux with the GNU C library only.
Elsewhere, leave LIBTORCH unset and the first build downloads libtorch 2.4.0 itself; or unpack it from
  macOS:   https://download.pytorch.org/libtorch/cpu/libtorch-macos-arm64-2.4.0.zip
  Windows: https://download.pytorch.org/libtorch/cpu/libtorch-win-shared-with-deps-2.4.0%2Bcpu.zip
and set LIBTORCH to the folder `libtorch` in it, and on Windows PATH to its `lib`";

/// Arguments of `cargo xtask libtorch`.
#[derive(Args, Debug)]
pub struct LibtorchArguments {
    /// Python with pip, which downloads the packages
    #[arg(long, value_name = "PROGRAM", default_value = "python3")]
    python: PathBuf,
}

impl Default for LibtorchArguments {
    fn default() -> Self {
        Self { python: "python3".into() }
    }
}

/// Brings the library and tells cargo where it is.
///
/// # Errors
///
/// Another platform; what pip reports; a package without a file that is needed.
pub fn run(arguments: &LibtorchArguments) -> anyhow::Result<()> {
    if !cfg!(all(target_arch = "x86_64", target_os = "linux", target_env = "gnu")) {
        bail!("{ELSEWHERE}");
    }
    let folder = folder();
    if is_here() {
        println!("{}: is here already", folder.display());
    } else {
        bring(&arguments.python, &folder)?;
        println!("{}: libtorch 2.4.0", folder.display());
    }
    let config = Path::new(WORKSPACE).join(".cargo/config.toml");
    write_setting(&config, &folder)?;
    println!("{}: LIBTORCH is set", config.display());
    Ok(())
}

/// Where the library is put.
pub fn folder() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target.unwrap_or_else(|| Path::new(WORKSPACE).join("target")).join("libtorch")
}

/// Whether the library has been brought.
pub fn is_here() -> bool {
    fs::read_to_string(folder().join("build-version")).is_ok_and(|found| found == VERSION)
}

/// Downloads and unpacks the packages.
fn bring(python: &Path, folder: &Path) -> anyhow::Result<()> {
    let parent = folder.parent().unwrap_or(folder);
    fs::create_dir_all(parent)?;
    let wheels = tempfile::tempdir_in(parent)?;
    let requirements = PACKAGES.map(|(name, hash)| format!("{name} --hash=sha256:{hash}\n"));
    let list = wheels.path().join("requirements.txt");
    fs::write(&list, requirements.concat())?;
    let status = Command::new(python)
        .args(["-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--require-hashes"])
        .args(["--python-version", "3.11", "--abi", "cp311", "--platform", "manylinux1_x86_64"])
        .arg("--dest")
        .arg(wheels.path())
        .arg("--requirement")
        .arg(&list)
        .status()
        .with_context(|| format!("cannot start {}", python.display()))?;
    ensure!(status.success(), "pip ended with {status}");

    let unpacked = tempfile::tempdir_in(parent)?;
    for entry in fs::read_dir(wheels.path())? {
        let wheel = entry?.path();
        if wheel.extension().is_some_and(|extension| extension == "whl") {
            unpack(&wheel, unpacked.path()).with_context(|| wheel.display().to_string())?;
        }
    }
    let libraries = unpacked.path().join("lib");
    ensure!(libraries.join("libtorch_cpu.so").exists(), "the packages have no libtorch_cpu.so");
    link(&libraries)?;
    fs::write(unpacked.path().join("build-version"), VERSION)?;
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::rename(unpacked.keep(), folder)?;
    Ok(())
}

/// The build asks for `libtorch.so`, which in the packages only adds the part for GPUs.
#[cfg(unix)]
fn link(libraries: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink("libtorch_cpu.so", libraries.join("libtorch.so"))
}

#[cfg(not(unix))]
fn link(_libraries: &Path) -> io::Result<()> {
    Ok(())
}

/// Unpacks headers to `include` and the libraries that are needed to `lib`.
fn unpack(wheel: &Path, folder: &Path) -> anyhow::Result<()> {
    let mut archive = ZipArchive::new(File::open(wheel)?)?;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        let Some(path) = entry.enclosed_name() else { continue };
        let Some(target) = place_of(&path).filter(|_| entry.is_file()) else { continue };
        let target = folder.join(target);
        fs::create_dir_all(target.parent().unwrap_or(folder))?;
        io::copy(&mut entry, &mut File::create(&target)?)?;
    }
    Ok(())
}

/// Where a file of a package is kept; none if it is not needed.
fn place_of(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    if let Ok(header) = path.strip_prefix("torch/include") {
        return Some(Path::new("include").join(header));
    }
    let is_library = path.parent()?.ends_with("lib");
    let is_needed = LIBRARIES.iter().any(|library| name.starts_with(library));
    (is_library && is_needed).then(|| Path::new("lib").join(name))
}

/// Sets `LIBTORCH` for every build, and leaves the rest of the file as it is.
fn write_setting(config: &Path, folder: &Path) -> anyhow::Result<()> {
    let context = || config.display().to_string();
    let text = if config.exists() {
        fs::read_to_string(config).with_context(context)?
    } else {
        String::new()
    };
    let mut document: DocumentMut = text.parse().with_context(context)?;
    let environment = document.entry("env").or_insert(Item::Table(Table::new()));
    let folder = fs::canonicalize(folder)?;
    environment["LIBTORCH"] = value(folder.to_string_lossy().into_owned());
    environment["LIBTORCH_CXX11_ABI"] = value("0");
    fs::write(config, document.to_string()).with_context(context)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_and_the_libraries_of_the_processor_are_kept() {
        for (path, expected) in [
            ("torch/include/ATen/ATen.h", Some("include/ATen/ATen.h")),
            ("torch/lib/libtorch_cpu.so", Some("lib/libtorch_cpu.so")),
            ("torch/lib/libgomp-a34b3233.so.1", Some("lib/libgomp-a34b3233.so.1")),
            ("nvidia/cuda_cupti/lib/libcupti.so.12", Some("lib/libcupti.so.12")),
            ("torch/lib/libtorch_cuda.so", None),
            ("torch/nn/functional.py", None),
            ("nvidia/cuda_cupti/include/cupti.h", None),
        ] {
            assert_eq!(place_of(Path::new(path)).as_deref(), expected.map(Path::new), "{path}");
        }
    }

    #[test]
    fn the_setting_joins_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("config.toml");
        fs::write(&config, "# ours\n[alias]\nxtask = \"run\"\n").unwrap();
        write_setting(&config, folder.path()).unwrap();
        write_setting(&config, folder.path()).unwrap();
        let path = fs::canonicalize(folder.path()).unwrap();
        let expected = format!(
            "# ours\n[alias]\nxtask = \"run\"\n\n[env]\nLIBTORCH = \"{}\"\nLIBTORCH_CXX11_ABI = \"0\"\n",
            path.display()
        );
        assert_eq!(fs::read_to_string(&config).unwrap(), expected);
    }
}
