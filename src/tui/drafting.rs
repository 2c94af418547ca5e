//! Letters to units written as drafts into a folder of this machine: what the form asks for, and the clerk's part of it.
//!
//! It must never know who is due one, nor what a letter says.

use std::path::PathBuf;

use crate::core::decide::{Command, Order};
use crate::core::names::{CmdId, Lang, UnitIx};
use crate::core::refusal::{Refusal, Rule};
use crate::core::remind::Plan;
use crate::failure;
use crate::ledger::{Ledger, ReadOnly};
use crate::outfile::Readers;
use crate::outgoing::{self, Bundle, Piece, Sender};
use crate::text::{Catalogue, line};
use crate::tui::clerk::Clerk;
use crate::tui::msg::Answer;

/// Letters that somebody wants drafted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafting {
    /// The id of the command that puts them on record.
    pub cmd: CmdId,
    /// The folder, as it was typed.
    pub folder: String,
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
            asked,
            units,
        } = drafting;
        let failed = |sentence| vec![Answer::Failed { cmd, sentence }];
        if self.ledger.rights().pass().restricted {
            return failed(self.cat.tr("not_ready-no_files_here").into_owned());
        }
        if let Some(why) = self.ledger.read_only() {
            let refused = Refusal::new(Rule::ReadOnly, self.ledger.clock().now()).what(ReadOnly::id(why));
            let campaign = Some(self.ledger.campaign());
            return failed(failure::ledger_error(&self.cat, campaign, &refused.into()));
        }
        let (campaign, now) = (self.ledger.campaign(), self.ledger.clock().now());
        let day = campaign.date(now);
        let plan = if asked {
            Plan::asked(campaign, day, &units, &[])
        } else {
            Plan::of_ladder(campaign, day, &[]).only(&units)
        };
        if plan.is_empty() {
            return failed(self.cat.tr("not_ready-nobody_due").into_owned());
        }
        let Bundle { pieces, messages } = match made(&plan, &self.ledger, &self.ground.own_domains, cmd) {
            Ok(bundle) => bundle,
            Err(sentence) => return failed(sentence),
        };
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
            Err(sentence) => return failed(sentence),
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

    /// Writes the files, all or none; none is written over another.
    fn lay_down(&self, to: &std::path::Path, pieces: &[Piece]) -> Result<Vec<PathBuf>, String> {
        let fresh = self.ground.guard.make_folder(to);
        let fresh = fresh.map_err(|why| failure::not_written(&self.cat, to, &why))?;
        let mut written = Vec::new();
        for piece in pieces {
            let path = to.join(&piece.name);
            let guard = &self.ground.guard;
            if let Err(why) = guard.write(&path, &mut piece.bytes.as_slice(), false, Readers::Owner) {
                drop_all(&written);
                if fresh {
                    let _ = std::fs::remove_dir(to);
                }
                return Err(failure::not_written(&self.cat, &path, &why));
            }
            written.push(path);
        }
        Ok(written)
    }
}

/// The letters of a plan and the official letter, in the language in which they go out.
fn made(plan: &Plan, ledger: &Ledger, domains: &[String], cmd: CmdId) -> Result<Bundle, String> {
    let (campaign, now) = (ledger.campaign(), ledger.clock().now());
    let words = Catalogue::new(Lang::Vi);
    let house = Sender::drafting("", "", domains);
    let letters = outgoing::letters(
        &words,
        campaign,
        plan,
        &house,
        &outgoing::Threads::default(),
        (cmd, now),
    );
    let mut bundle = Bundle::of(&letters).map_err(|why| why.to_string())?;
    let owing = plan.owing();
    if !owing.is_empty() {
        let paper = outgoing::urge(&words, campaign, &owing, plan.day);
        bundle.pieces.push(paper.map_err(|why| why.to_string())?);
    }
    Ok(bundle)
}

fn drop_all(written: &[PathBuf]) {
    for path in written {
        let _ = std::fs::remove_file(path);
    }
}
