//! Drafts of campaigns on this machine: files as `campaign new` writes them, in one folder of the user's, and those that lie
//! where the program was started.
//!
//! A draft that somebody else has changed is never written over: what is saved then goes beside it, under the next name.
//! It must never know who finishes a draft, nor what its words mean.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::campaign_file::{self, CampaignFileError};
use crate::core::form::{CampaignForm, is_campaign_id};
use crate::infile;
use crate::outfile::{Barred, Guard, Readers};

/// The most bytes of a draft; more than this is something else.
const MOST: usize = 1 << 20;
/// So many files of a folder are looked at.
const LOOKED_AT: usize = 1_000;
/// So many names with a number are tried.
const TRIES: usize = 1_000;

/// Where drafts lie.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shelf {
    /// Where they are kept; none where the user has no folder for data.
    pub folder: Option<PathBuf>,
    /// Where the program was started: `campaign new` writes there.
    pub here: Option<PathBuf>,
}

/// A draft as it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Where it lies.
    pub path: PathBuf,
    /// What it says.
    pub form: CampaignForm,
    /// Its bytes, by which it is told whether somebody has changed it since.
    pub bytes: Vec<u8>,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Drafts, the one that was changed last first.
    pub drafts: Vec<Draft>,
    /// Files that look like one and cannot be read.
    pub broken: Vec<CampaignFileError>,
}

/// A draft to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saving {
    /// The id of its campaign, which gives a new file its name.
    pub id: String,
    /// The file that it came from or was saved in, with the bytes that it had then.
    pub known: Option<(PathBuf, Vec<u8>)>,
    /// What it says.
    pub text: String,
}

/// A draft that was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Where.
    pub path: PathBuf,
    /// The file that it was meant for and that somebody else has changed or taken away meanwhile; that is left as it is.
    pub beside: Option<PathBuf>,
}

impl Shelf {
    /// The drafts that there are, but for those of these campaigns.
    pub fn look(&self, opened: &[String]) -> Found {
        let mut found = Found::default();
        let mut drafts: Vec<(Option<SystemTime>, Draft)> = Vec::new();
        for path in self.files() {
            let Some(bytes) = infile::read(&path, MOST).ok().filter(|b| looks_like_one(b)) else {
                continue;
            };
            match campaign_file::draft(&path.display().to_string(), &bytes) {
                Ok(form) if opened.contains(&form.id) => {}
                Ok(form) => {
                    let changed = fs::metadata(&path).and_then(|m| m.modified()).ok();
                    drafts.push((changed, Draft { path, form, bytes }));
                }
                Err(why) => found.broken.push(why),
            }
        }
        drafts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.path.cmp(&b.1.path)));
        found.drafts = drafts.into_iter().map(|(_, draft)| draft).collect();
        found
    }

    /// The kept draft of a campaign, if there is one under its usual name.
    pub fn of(&self, id: &str) -> Option<PathBuf> {
        let path = self.folder.as_ref()?.join(format!("{id}.yaml"));
        (is_campaign_id(id) && path.is_file()).then_some(path)
    }

    /// Files whose names end as those of drafts do, each once.
    fn files(&self) -> Vec<PathBuf> {
        let mut all: Vec<PathBuf> = Vec::new();
        for folder in self.folder.iter().chain(&self.here) {
            let Ok(entries) = fs::read_dir(folder) else {
                continue;
            };
            let mut names: Vec<PathBuf> = entries
                .take(LOOKED_AT)
                .filter_map(|e| Some(e.ok()?.path()))
                .filter(|p| p.extension().is_some_and(|e| e == "yaml" || e == "yml"))
                .collect();
            names.sort();
            all.extend(names);
        }
        let mut seen = Vec::new();
        all.retain(|p| {
            let Ok(whole) = p.canonicalize() else { return false };
            let first = !seen.contains(&whole);
            seen.push(whole);
            first
        });
        all
    }

    /// Saves a draft: where it came from, if that is as it was; else under a name that is free.
    ///
    /// # Errors
    /// Why not, with the path: what stood there stands there still.
    pub fn save(&self, guard: &Guard, saving: &Saving) -> Result<Saved, (PathBuf, Barred)> {
        let Some((path, was)) = &saving.known else {
            let first = self.place(&saving.id)?;
            let path = write_new(guard, &first, &saving.text)?;
            return Ok(Saved { path, beside: None });
        };
        let now = infile::read(path, MOST);
        if now.is_ok_and(|now| now == *was || now == saving.text.as_bytes()) {
            let written = guard.write(path, &mut saving.text.as_bytes(), true, Readers::Owner);
            written.map_err(|why| (path.clone(), why))?;
            return Ok(Saved {
                path: path.clone(),
                beside: None,
            });
        }
        let beside = write_new(guard, path, &saving.text)?;
        Ok(Saved {
            beside: (beside != *path).then(|| path.clone()),
            path: beside,
        })
    }

    /// Where a new draft goes; its folder is made.
    fn place(&self, id: &str) -> Result<PathBuf, (PathBuf, Barred)> {
        let name = if is_campaign_id(id) { id } else { "draft" };
        let name = PathBuf::from(format!("{name}.yaml"));
        let Some(folder) = self.folder.as_ref().or(self.here.as_ref()) else {
            return Err((name, Barred::Io(io::ErrorKind::NotFound.into())));
        };
        fs::create_dir_all(folder).map_err(|why| (folder.clone(), Barred::Io(why)))?;
        Ok(folder.join(name))
    }
}

/// Writes a file under the first of its names that is free.
fn write_new(guard: &Guard, first: &Path, text: &str) -> Result<PathBuf, (PathBuf, Barred)> {
    let mut path = first.to_owned();
    for n in 2..TRIES {
        match guard.write(&path, &mut text.as_bytes(), false, Readers::Owner) {
            Err(Barred::Exists | Barred::Link | Barred::Folder) => path = numbered(first, n),
            Err(why) => return Err((path, why)),
            Ok(_) => return Ok(path),
        }
    }
    Err((path, Barred::Exists))
}

fn numbered(path: &Path, n: usize) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{n}.yaml"))
}

/// Others keep YAML too; only what has our keys is said to be broken.
fn looks_like_one(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let key = |key: &str| text.lines().any(|l| l.starts_with(key));
    key("schema:") && key("deadline:") && key("roster:")
}
