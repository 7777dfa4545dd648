//! `benches/results.json`: what was measured last, from which tables and plots are written.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::context::Record;
use super::encoder::EncoderSpeed;
use super::programs::Programs;
use super::{page, plot};

/// The last measurement of each subject; a subject that was not measured is absent.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Results {
    pub encoder: Option<Record<Vec<EncoderSpeed>>>,
    pub programs: Option<Record<Programs>>,
}

impl Results {
    /// What is stored.
    pub fn read() -> anyhow::Result<Self> {
        let path = folder().join("results.json");
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        serde_json::from_str(&text).with_context(|| path.display().to_string())
    }

    /// Replaces the subjects that were measured anew.
    pub fn replace(&mut self, measured: Self) {
        self.encoder = measured.encoder.or(self.encoder.take());
        self.programs = measured.programs.or(self.programs.take());
    }

    /// Stores the results.
    pub fn write(&self) -> anyhow::Result<()> {
        write_file("results.json", &format!("{}\n", serde_json::to_string_pretty(self)?))
    }

    /// Writes the tables and the plots.
    pub fn render(&self) -> anyhow::Result<()> {
        for (name, content) in self.files()? {
            write_file(name, &content)?;
        }
        Ok(())
    }

    /// The names of the files in `benches` with their contents.
    pub fn files(&self) -> anyhow::Result<Vec<(&'static str, String)>> {
        let mut files = vec![("RESULTS.md", page::page(self))];
        if let Some(programs) = &self.programs {
            files.extend(plot::plots(&programs.measured)?);
        }
        Ok(files)
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../benches")
}

fn write_file(name: &str, content: &str) -> anyhow::Result<()> {
    let path = folder().join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
    }
    fs::write(&path, content).with_context(|| path.display().to_string())?;
    eprintln!("benches/{name} is written");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn examples() -> Results {
        serde_json::from_str(include_str!("testdata/results.json")).unwrap()
    }

    /// The tables, and of the plots how many points they have and what is written in them.
    #[test]
    fn tables_and_plots() {
        for (name, content) in examples().files().unwrap() {
            let Some(plot) = name.strip_prefix("plots/") else {
                insta::assert_snapshot!(name, content);
                continue;
            };
            let texts = content.split("</text>").filter_map(|part| part.rsplit_once('>'));
            let texts: Vec<&str> = texts.map(|(_, text)| text.trim()).collect();
            let points = content.matches("<circle").count();
            insta::assert_snapshot!(plot, format!("{points} points\n{}", texts.join("\n")));
        }
    }

    #[test]
    fn only_what_was_measured_is_replaced() {
        let mut stored = examples();
        let date = "2026-02-03".to_owned();
        let encoder = examples().encoder.map(|record| Record { date, ..record });
        stored.replace(Results { encoder, programs: None });
        assert_eq!(stored.encoder.unwrap().date, "2026-02-03");
        assert_eq!(stored.programs.unwrap().date, "2026-01-02");
    }

    #[test]
    fn stored_files_are_those_of_the_stored_results() {
        for (name, content) in Results::read().unwrap().files().unwrap() {
            let stored = fs::read_to_string(folder().join(name)).unwrap();
            assert!(stored == content, "`cargo xtask bench render` writes benches/{name} anew");
        }
    }
}
