//! `cargo xtask dist`: what a package of the programs needs beside the programs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, ValueEnum};
use clap_complete::Shell;

/// Arguments of `cargo xtask dist`.
#[derive(Args, Debug)]
pub struct DistArguments {
    /// Folder to write to; it gets the folders `completions` and `man`
    #[arg(long, value_name = "DIR", default_value = "target/dist")]
    output: PathBuf,
}

/// Writes shell completions and man pages of both programs.
///
/// # Errors
///
/// A folder or file that cannot be written.
pub fn run(arguments: &DistArguments) -> anyhow::Result<()> {
    let completions = make_folder(&arguments.output, "completions")?;
    let pages = make_folder(&arguments.output, "man")?;
    for command in [newsdesk_cli::summarize_command(), newsdesk_cli::newsdesk_command()] {
        let name = command.get_name().to_owned();
        for shell in Shell::value_variants() {
            clap_complete::generate_to(*shell, &mut command.clone(), &name, &completions)
                .with_context(|| format!("cannot write completions of {name} for {shell}"))?;
        }
        clap_mangen::generate_to(command, &pages)
            .with_context(|| format!("cannot write man pages of {name}"))?;
    }
    println!("completions and man pages are in {}", arguments.output.display());
    Ok(())
}

fn make_folder(parent: &Path, name: &str) -> anyhow::Result<PathBuf> {
    let folder = parent.join(name);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shell_and_every_command_has_its_file() {
        let folder = tempfile::tempdir().unwrap();
        run(&DistArguments { output: folder.path().to_owned() }).unwrap();
        for (name, part) in [
            ("completions/summarize.bash", "--sentences"),
            ("completions/_newsdesk", "annotate"),
            ("completions/summarize.fish", "jsonl"),
            ("completions/_newsdesk.ps1", "tokens"),
            ("completions/newsdesk.elv", "summarize"),
            ("man/summarize.1", "gzip"),
            ("man/newsdesk.1", "newsdesk\\-tokens"),
            ("man/newsdesk-annotate.1", "recursive"),
        ] {
            let text = fs::read_to_string(folder.path().join(name)).unwrap();
            assert!(text.contains(part), "{name} has no {part}");
        }
    }
}
