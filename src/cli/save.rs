//! Kept files on their way out: into a file, into a folder under their own names, or to standard output.
//!
//! It must never know what a file is attached to.

use std::io::{self, IsTerminal as _, Read};
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde::Serialize;

use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::cli::{files, out, parse};
use crate::core::fact::Attachment;
use crate::filesout;
use crate::ledger::Ledger;
use crate::outfile::{Guard, Readers};
use crate::text::{line, numbers};

#[derive(Serialize)]
struct Saved<'a> {
    schema: &'static str,
    file: String,
    sha256: &'a str,
    size: u64,
}

#[derive(Serialize)]
struct Several<'a> {
    schema: &'static str,
    files: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    file: String,
    sha256: &'a str,
    size: u64,
}

/// Where files go.
enum To {
    Stdout,
    Folder(PathBuf),
    File(PathBuf),
}

/// Writes kept files to where `-o` says.
pub fn save(s: &Session, ledger: &mut Ledger, m: &ArgMatches, kept: &[Attachment]) -> Result<(), Fail> {
    let to = place(s, m, kept.len())?;
    if let To::Stdout = to {
        return kept.iter().try_for_each(|file| pour(s, ledger, file));
    }
    let guard = s.settings.guard();
    let over = parse::flag(m, "force");
    let mut written: Vec<(PathBuf, u64)> = Vec::new();
    let mut taken: Vec<PathBuf> = Vec::new();
    for file in kept {
        let path = match &to {
            To::File(path) => path.clone(),
            To::Folder(folder) => filesout::place(folder, file, &taken),
            To::Stdout => continue,
        };
        let size = write(s, ledger, &guard, file, &path, over)?;
        taken.push(path.clone());
        written.push((path, size));
    }
    tell(s, kept, &written)
}

fn place(s: &Session, m: &ArgMatches, count: usize) -> Result<To, Fail> {
    let to = parse::path(m, "output").unwrap_or_default();
    let usage = |key: &str| Err(Fail::Usage(s.cat.tr(key).into_owned()));
    if to.as_os_str() == "-" {
        return match () {
            () if s.json => usage("cli-out_json"),
            () if count > 1 => usage("cli-out_several"),
            () if io::stdout().is_terminal() => usage("cli-out_terminal"),
            () => Ok(To::Stdout),
        };
    }
    if to.is_dir() {
        return Ok(To::Folder(to));
    }
    if count > 1 {
        return usage("cli-out_several");
    }
    Ok(To::File(to))
}

fn opened(s: &Session, ledger: &mut Ledger, file: &Attachment) -> Result<Box<dyn Read + Send>, Fail> {
    let bytes = ledger.blobs().open(&file.sha256);
    bytes.map_err(|e| s.store_failed(&e))?.ok_or_else(|| {
        let name = line(&file.name).into_owned();
        Fail::Nothing(s.cat.tr_args("cli-bytes_gone", &[("file", name.into())]))
    })
}

fn write(
    s: &Session,
    ledger: &mut Ledger,
    guard: &Guard,
    file: &Attachment,
    path: &Path,
    over: bool,
) -> Result<u64, Fail> {
    let mut bytes = opened(s, ledger, file)?;
    files::write(&s.cat, guard, path, bytes.as_mut(), over, Readers::Owner)
}

fn pour(s: &Session, ledger: &mut Ledger, file: &Attachment) -> Result<(), Fail> {
    let mut bytes = opened(s, ledger, file)?;
    out::with(&s.cat, |out| io::copy(&mut bytes, out).map(drop))
}

fn tell(s: &Session, kept: &[Attachment], written: &[(PathBuf, u64)]) -> Result<(), Fail> {
    let all = kept.iter().zip(written);
    if s.json {
        let mut files: Vec<One<'_>> = all
            .map(|(file, (path, size))| One {
                file: path.display().to_string(),
                sha256: file.sha256.as_str(),
                size: *size,
            })
            .collect();
        return match files.pop() {
            Some(one) if files.is_empty() => out::json(
                &s.cat,
                &Saved {
                    schema: "ketnoi.saved/1",
                    file: one.file,
                    sha256: one.sha256,
                    size: one.size,
                },
            ),
            last => {
                files.extend(last);
                let schema = "ketnoi.saved-files/1";
                out::json(&s.cat, &Several { schema, files })
            }
        };
    }
    let lines = all.map(|(file, (path, size))| {
        let args = [
            ("file", line(&path.display().to_string()).into_owned().into()),
            ("name", line(&file.name).into_owned().into()),
            ("size", numbers::size(s.cat.lang(), *size).into()),
        ];
        s.cat.tr_args("cli-saved", &args)
    });
    out::lines(&s.cat, lines)
}
