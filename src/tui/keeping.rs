//! How files of a unit become files of this machine: the clerk's part of it, who writes them off the thread that draws.
//!
//! It must never know what is on the screen, nor open a file that it wrote.

use std::fs;
use std::path::{Path, PathBuf};

use crate::core::fact::Attachment;
use crate::core::names::{CmdId, UnitIx};
use crate::core::refusal::{Refusal, Rule};
use crate::failure;
use crate::filesout;
use crate::ledger::ReadOnly;
use crate::outfile::{Barred, Readers};
use crate::text::line;
use crate::tui::clerk::Clerk;
use crate::tui::msg::Answer;

/// Files on their way into a folder. Like a command they have an id, by which the answer finds the form that it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Keeping {
    /// The id.
    pub cmd: CmdId,
    /// The folder, as it was typed.
    pub folder: String,
    /// Whose they are.
    pub unit: UnitIx,
    /// The files.
    pub files: Vec<Attachment>,
}

impl Clerk {
    /// Why nothing is written to this machine in this session, if so.
    pub(super) fn bars_files(&self) -> Option<String> {
        // The form is not offered there; this is what counts.
        if self.ledger.rights().pass().restricted {
            return Some(self.cat.tr("not_ready-no_files_here").into_owned());
        }
        // Whoever prints a picture with keys writes nothing by the way, unless that was asked for.
        (self.ledger.read_only() == Some(ReadOnly::Print)).then(|| {
            let refused = Refusal::new(Rule::ReadOnly, self.ledger.clock().now()).what(ReadOnly::Print.id());
            let campaign = Some(self.ledger.campaign());
            failure::ledger_error(&self.cat, campaign, &refused.into())
        })
    }

    /// Writes files into a folder, which is made where it is not there. A file that stands there already is left as it is:
    /// then nothing is written at all.
    pub(super) fn keep(&mut self, keeping: &Keeping) -> Answer {
        let cmd = keeping.cmd;
        match self.keep_all(keeping) {
            Ok(sentence) => Answer::Wrote { cmd, sentence },
            Err(sentence) => Answer::Failed { cmd, sentence },
        }
    }

    fn keep_all(&mut self, keeping: &Keeping) -> Result<String, String> {
        if let Some(sentence) = self.bars_files() {
            return Err(sentence);
        }
        if let Some(file) = keeping
            .files
            .iter()
            .find(|f| !self.is_there(keeping.unit, &f.sha256))
        {
            return Err(self.gone(file));
        }
        // What is not in the store any more keeps nobody from saving the rest.
        let mut there: Vec<&Attachment> = Vec::new();
        let mut lost = None;
        for file in &keeping.files {
            let bytes = self.ledger.blobs().open(&file.sha256);
            match bytes.map_err(|why| failure::store_error(&self.cat, &why))? {
                Some(_) => there.push(file),
                None => lost = lost.or(Some(self.gone(file))),
            }
        }
        if let Some(sentence) = lost.as_ref().filter(|_| there.is_empty()) {
            return Err(sentence.clone());
        }
        let folder = self.ground.path(&keeping.folder);
        let guard = &self.ground.guard;
        let fresh = guard.make_folder(&folder);
        let fresh = fresh.map_err(|why| self.not_kept(&folder, &why))?;
        let written = self.keep_in(&folder, &there);
        if fresh && written.is_err() {
            // Only if nothing came to lie in it.
            let _ = fs::remove_dir(&folder);
        }
        let places = written?;
        let place = if let [one] = places.as_slice() {
            one
        } else {
            &folder
        };
        let args = [
            ("n", places.len().into()),
            ("place", line(&place.display().to_string()).into_owned().into()),
        ];
        let said = self.cat.tr_args("forms-kept", &args);
        Ok(match lost {
            Some(lost) => format!("{said} {lost}"),
            None => said,
        })
    }

    /// Writes the files into a folder that is there; gives where they lie.
    fn keep_in(&mut self, folder: &Path, there: &[&Attachment]) -> Result<Vec<PathBuf>, String> {
        let mut places: Vec<PathBuf> = Vec::new();
        for file in there {
            let path = filesout::place(folder, file, &places);
            // Asked of all before anything is written; asked once more of each when it is.
            let free = self.ground.guard.place(&path, false);
            free.map_err(|why| self.not_kept(&path, &why))?;
            places.push(path);
        }
        for (file, path) in there.iter().zip(&places) {
            let bytes = self.ledger.blobs().open(&file.sha256);
            let bytes = bytes.map_err(|why| failure::store_error(&self.cat, &why))?;
            let mut bytes = bytes.ok_or_else(|| self.gone(file))?;
            let guard = &self.ground.guard;
            let written = guard.write(path, bytes.as_mut(), false, Readers::Owner);
            written.map_err(|why| self.not_kept(path, &why))?;
        }
        Ok(places)
    }

    /// That the store has a file's bytes no more.
    fn gone(&self, file: &Attachment) -> String {
        let name = line(&file.name).into_owned();
        self.cat.tr_args("cli-bytes_gone", &[("file", name.into())])
    }

    /// Why a file is not written; of one that is there already it is said without the command line's way out.
    fn not_kept(&self, path: &Path, why: &Barred) -> String {
        if !matches!(why, Barred::Exists) {
            return failure::not_written(&self.cat, path, why);
        }
        let shown = line(&path.display().to_string()).into_owned();
        self.cat.tr_args("forms-kept_there", &[("file", shown.into())])
    }
}
