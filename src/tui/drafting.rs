//! Letters to units written as drafts into a folder of this machine: what the form asks for, and the clerk's part of it.
//!
//! It must never know who is due one, nor what a letter says.

use std::path::PathBuf;

use crate::core::decide::{Command, Order};
use crate::core::names::{CmdId, UnitIx};
use crate::core::remind::Plan;
use crate::courier::{Aim, Whom};
use crate::failure;
use crate::ledger::Ledger;
use crate::outfile::{Barred, Readers};
use crate::outgoing::{self, Bundle, Piece};
use crate::text::line;
use crate::tui::clerk::Clerk;
use crate::tui::msg::Answer;

/// So many names of a folder are tried.
const MOST_TRIED: u32 = 99;

/// Letters that somebody wants drafted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafting {
    /// The id of the command that puts them on record.
    pub cmd: CmdId,
    /// The folder, as it was typed.
    pub folder: String,
    /// Nobody was asked about the folder: where it is there already, the next name that is free is taken.
    pub unasked: bool,
    /// Somebody asks for them, whether they are due or not.
    pub asked: bool,
    /// To whom.
    pub units: Vec<UnitIx>,
}

impl Clerk {
    /// Writes the drafts and puts them on record: what was written goes again where the record is refused.
    pub(super) fn draft(&mut self, drafting: Drafting) -> Vec<Answer> {
        let Drafting {
            cmd,
            folder,
            unasked,
            asked,
            units,
        } = drafting;
        let failed = |sentence| vec![Answer::Failed { cmd, sentence }];
        if self.ledger.rights().pass().restricted {
            return failed(self.cat.tr("not_ready-no_files_here").into_owned());
        }
        if let Err(why) = self.may_write(cmd) {
            return why;
        }
        let aim = self.aim(if asked {
            Whom::Asked(units)
        } else {
            Whom::DueOf(units)
        });
        let (campaign, now) = (self.ledger.campaign(), self.ledger.clock().now());
        let plan = aim.plan(campaign, campaign.date(now));
        if plan.is_empty() {
            return failed(self.cat.tr("not_ready-nobody_due").into_owned());
        }
        let Bundle { pieces, messages } = match made(&aim, &plan, &self.ledger, cmd) {
            Ok(bundle) => bundle,
            Err(sentence) => return failed(sentence),
        };
        let folder = if unasked { self.free(&folder) } else { folder };
        let (n, silent) = (pieces.len(), plan.silent.len());
        let to = self.ground.path(&folder);
        let order = (!messages.is_empty()).then(|| Order::new(cmd, Command::Remind { messages }));
        if let Some(order) = &order
            && let Err(why) = self.ledger.check(order)
        {
            return self.not_done(cmd, why);
        }
        let written = match self.lay_down(&to, &pieces) {
            Ok(written) => written,
            Err((sentence, false)) => return failed(sentence),
            Err((sentence, true)) => {
                let next = Some(self.free(&folder)).filter(|next| *next != folder);
                return vec![Answer::NameTaken { cmd, sentence, next }];
            }
        };
        let mut answers = Vec::new();
        if let Some(order) = order {
            answers = self.give(&order, &[], Ledger::submit);
            let refused = |a: &Answer| matches!(a, Answer::Refused { .. } | Answer::Failed { .. });
            if answers.iter().any(refused) {
                drop_all(&written);
                return answers;
            }
        }
        let args = [
            ("n", n.into()),
            ("silent", silent.into()),
            ("folder", line(&to.display().to_string()).into_owned().into()),
        ];
        answers.push(Answer::Wrote {
            cmd,
            sentence: self.cat.tr_args("remind-drafted", &args),
        });
        answers
    }

    /// The folder, or the first of those with a number behind it that is not there.
    fn free(&self, folder: &str) -> String {
        let numbered = (2..=MOST_TRIED).map(|n| format!("{folder}-{n}"));
        let mut names = std::iter::once(folder.to_owned()).chain(numbered);
        let free = names.find(|name| std::fs::symlink_metadata(self.ground.path(name)).is_err());
        free.unwrap_or_else(|| folder.to_owned())
    }

    /// Writes the files, all or none; none is written over another. Fails with a sentence, and whether it is that one of
    /// its name is there.
    fn lay_down(&self, to: &std::path::Path, pieces: &[Piece]) -> Result<Vec<PathBuf>, (String, bool)> {
        let fresh = self.ground.guard.make_folder(to);
        let fresh = fresh.map_err(|why| (failure::not_written(&self.cat, to, &why), false))?;
        let mut written = Vec::new();
        for piece in pieces {
            let path = to.join(&piece.name);
            let guard = &self.ground.guard;
            if let Err(why) = guard.write(&path, &mut piece.bytes.as_slice(), false, Readers::Owner) {
                drop_all(&written);
                if fresh {
                    let _ = std::fs::remove_dir(to);
                }
                let is_there = matches!(why, Barred::Exists);
                return Err((failure::not_written(&self.cat, &path, &why), is_there));
            }
            written.push(path);
        }
        Ok(written)
    }
}

/// The letters of a plan and the official letter, in the language in which they go out.
fn made(aim: &Aim, plan: &Plan, ledger: &Ledger, cmd: CmdId) -> Result<Bundle, String> {
    let (campaign, now) = (ledger.campaign(), ledger.clock().now());
    let letters = aim.letters(campaign, plan, cmd, now);
    let mut bundle = Bundle::of(&letters).map_err(|why| why.to_string())?;
    let owing = plan.owing();
    if !owing.is_empty() {
        let paper = outgoing::urge(&aim.words, campaign, &owing, plan.day);
        bundle.pieces.push(paper.map_err(|why| why.to_string())?);
    }
    Ok(bundle)
}

fn drop_all(written: &[PathBuf]) {
    for path in written {
        let _ = std::fs::remove_file(path);
    }
}
