//! A campaign set up on screen: the clerk's part of it, who reads and saves drafts off the thread that draws, and opens
//! the campaign.
//!
//! It must never know what is on the screen.

use crate::campaign_file::Materials;
use crate::core::campaign::Campaign;
use crate::core::decide::{Command, Order};
use crate::core::names::HOUSE_STREAM;
use crate::core::refusal::{Refusal, Rule};
use crate::drafts::{Found, Saved, Saving};
use crate::failure;
use crate::ledger::{LedgerError, ReadOnly};
use crate::text::line;
use crate::tui::clerk::Clerk;
use crate::tui::msg::{Answer, Ask};
use crate::tui::workbench::{Foundry, Workbench};

impl Clerk {
    /// Whether the store was moved, or is in use again, where that was not told yet.
    pub(super) fn moved_news(&mut self) -> Option<Answer> {
        let moved = failure::moved(&self.cat, &self.ledger);
        (moved != self.moved).then(|| {
            self.moved.clone_from(&moved);
            Answer::Moved(moved)
        })
    }

    /// What a campaign is set up with, or the sentence that says why it cannot be had.
    pub(super) fn workbench(&mut self) -> Result<Workbench, String> {
        let opened = self.campaigns().map_err(|e| self.sentence(&e))?;
        let campaign = self.ledger.campaign();
        let used = campaign.opened().map(|_| campaign.def().clone());
        let Foundry { shelf, source, .. } = &self.ground.foundry;
        let mut materials = Materials::read(source, used).map_err(|e| e.sentence(&self.cat))?;
        let Found { mut drafts, broken } = shelf.look(&opened);
        let mut broken: Vec<String> = broken.iter().map(|e| e.sentence(&self.cat)).collect();
        // A draft whose roster is not to be had cannot be judged.
        drafts.retain(|d| match materials.hold_roster(source, &d.form.roster) {
            Ok(()) => true,
            Err(why) => {
                let file = line(&d.path.display().to_string()).into_owned();
                let args = [("file", file.into()), ("what", why.sentence(&self.cat).into())];
                broken.push(self.cat.tr_args("yaml-whole_file", &args));
                false
            }
        });
        let folder = shelf.folder.as_ref().or(shelf.here.as_ref());
        let folder = folder.map_or_else(String::new, |f| f.display().to_string());
        Ok(Workbench {
            materials,
            drafts,
            broken,
            opened,
            folder: line(&folder).into_owned(),
        })
    }

    fn campaigns(&mut self) -> Result<Vec<String>, LedgerError> {
        let Some(journal) = self.ledger.journal() else {
            return Ok(Vec::new());
        };
        let streams = journal.streams()?.into_iter().map(|s| s.id.0);
        Ok(streams.filter(|id| *id != HOUSE_STREAM).collect())
    }

    /// Saves a draft.
    pub(super) fn save_draft(&self, saving: &Saving) -> Result<Saved, String> {
        if self.ledger.rights().pass().restricted {
            return Err(self.cat.tr("not_ready-no_files_here").into_owned());
        }
        // Whoever prints a picture with keys writes nothing by the way, unless that was asked for.
        if self.ledger.read_only() == Some(ReadOnly::Print) {
            let refused = Refusal::new(Rule::ReadOnly, self.ledger.clock().now()).what(ReadOnly::Print.id());
            return Err(self.sentence(&refused.into()));
        }
        let saved = self.ground.foundry.shelf.save(&self.ground.guard, saving);
        saved.map_err(|(path, why)| failure::not_written(&self.cat, &path, &why))
    }

    /// Opens a campaign and goes over to it.
    pub(super) fn begin(&mut self, order: &Order) -> Vec<Answer> {
        let mut answers = self.rights();
        let failed = |sentence| Answer::Failed {
            cmd: order.cmd,
            sentence,
        };
        let Command::Open { definition, .. } = &order.command else {
            return self.answer(Ask::Submit(Box::new(order.clone())));
        };
        if self.outbox.is_some() {
            // What becomes of a letter goes on record of the campaign that it is of.
            answers.push(failed(self.cat.tr("remind-under_way").into_owned()));
            return answers;
        }
        let fits = self.ground.foundry.fits.as_ref();
        if let Some(Err(sentence)) = fits.map(|fits| fits(&definition.roster)) {
            answers.push(failed(sentence));
            return answers;
        }
        match self.ledger.go_over(definition, order) {
            Ok(_) => {
                // What was at hand of the past was of another campaign.
                self.past = None;
                answers.push(Answer::Begun {
                    cmd: order.cmd,
                    campaign: Box::new(self.ledger.shown().into_owned()),
                });
                self.told = self.ledger.campaign().seq();
            }
            Err(why) => {
                // It is said of the campaign that was to be opened, not of the one that is shown.
                let meant = Campaign::preview(definition.clone());
                let sentence = failure::ledger_error(&self.cat, Some(&meant), &why);
                answers.push(failed(sentence));
            }
        }
        answers
    }
}
