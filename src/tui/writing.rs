//! How a list that is shown becomes a file of this machine: the clerk's part of it, who writes it off the thread that draws.
//!
//! It must never know what is listed, nor what is on the screen.

use std::path::Path;

use crate::core::names::CmdId;
use crate::failure;
use crate::outfile::{Barred, Readers};
use crate::text::line;
use crate::tui::clerk::Clerk;
use crate::tui::list_file::{Leaving, numbered};
use crate::tui::msg::Answer;

/// So many names with a number are tried before somebody has to think of one.
const TRIES: usize = 1_000;

impl Clerk {
    /// Writes a list; what stands under its name already is left as it is, and the next free name is proposed.
    pub(super) fn write(&self, list: Leaving) -> Answer {
        let Leaving { cmd, path, page } = list;
        let failed = |sentence| Answer::Failed { cmd, sentence };
        if let Some(sentence) = self.bars_files() {
            return failed(sentence);
        }
        let to = self.ground.path(&path);
        let guard = &self.ground.guard;
        // Asked before anything is made of a long list; asked once more when it is written.
        let there = guard.place(&to, false);
        let rows = page.rows();
        let written = match there {
            Ok(_) => match page.bytes() {
                Ok(bytes) => guard.write(&to, &mut bytes.as_slice(), false, Readers::Usual),
                Err(why) => return failed(failure::not_made(&self.cat, &why)),
            },
            Err(why) => Err(why),
        };
        let shown = || line(&to.display().to_string()).into_owned();
        match written {
            Ok(_) => {
                let args = [("file", shown().into()), ("n", rows.into())];
                Answer::Wrote {
                    cmd,
                    sentence: self.cat.tr_args("cli-listed", &args),
                }
            }
            Err(Barred::Exists) => self.name_taken(cmd, &path, &to),
            Err(why) => failed(failure::not_written(&self.cat, &to, &why)),
        }
    }

    /// That a file of its name is there, with the next name that is free.
    pub(super) fn name_taken(&self, cmd: CmdId, typed: &str, to: &Path) -> Answer {
        let guard = &self.ground.guard;
        let free = |next: &String| guard.place(&self.ground.path(next), false).is_ok();
        let args = [("file", line(&to.display().to_string()).into_owned().into())];
        Answer::NameTaken {
            cmd,
            sentence: self.cat.tr_args("forms-name_taken", &args),
            next: (2..TRIES).map(|n| numbered(typed, n)).find(free),
        }
    }
}
