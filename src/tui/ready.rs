//! Which keys are ready and which are offered at all; for one that is not, what it lacks.
//!
//! The role is asked first, then what a key needs of the place. The ledger asks the same again, and its answer counts:
//! nothing here may be the only thing that stands between somebody and the journal.

use crate::core::authority::{self, Deed, Grant};
use crate::core::decide::{clock_doubt, eligible, why_not};
use crate::core::definition::Review;
use crate::core::fact::{ActivityStatus, Role as Rank};
use crate::core::names::{ActivityId, UnitIx};
use crate::core::refusal::{Refusal, Rule};
use crate::core::roster::Tiling;
use crate::core::status::Step;
use crate::ledger::ReadOnly;
use crate::tui::keymap::{Need, Row};
use crate::tui::looking_back::Since;
use crate::tui::model::Model;
use crate::tui::msg::{Action, Place};
use crate::tui::overlay::Overlay;
use crate::tui::panes::over::form::picker::Picker;

/// What a key lacks to be ready.
enum Lack {
    /// The catalogue says it.
    Words(&'static str),
    /// A rule of the core says it.
    Rule(Box<Refusal>),
}

impl Lack {
    fn rule(refusal: Refusal) -> Self {
        Self::Rule(Box::new(refusal))
    }
}

impl Model {
    /// Is a row ready?
    pub fn is_ready(&self, row: &Row) -> bool {
        self.lack(row).is_none()
    }

    /// What a row lacks: the role first, then what it needs of the place.
    fn lack(&self, row: &Row) -> Option<Lack> {
        if self.own_units_only() && !stays_on_the_sheet(row.action) {
            return Some(Lack::Words("access-own_only"));
        }
        if let Some(deed) = deed_of(row.action)
            && let Err(refusal) = self.may(deed, &self.units_for(row.action))
        {
            return Some(Lack::rule(refusal));
        }
        row.needs.iter().find_map(|n| self.lacks(*n))
    }

    /// May whoever sits here do this to these units? The ledger asks the same, and its answer counts.
    ///
    /// # Errors
    /// The refusal: role or pass do not allow it, or not for one of the units.
    pub fn may(&self, deed: Deed, units: &[UnitIx]) -> Result<(), Refusal> {
        authority::may(
            self.who.role,
            self.rights.pass(),
            &self.stage.campaign,
            deed,
            units,
            self.stage.now,
        )
    }

    fn units_for(&self, action: Action) -> Vec<UnitIx> {
        match action {
            Action::ActivityEdit | Action::ActivityDone | Action::ActivityCancel => {
                let ids = self.target_activities();
                let unit = |id: &ActivityId| self.stage.campaign.activity(id.as_str()).map(|(ix, _)| ix);
                ids.iter().filter_map(unit).collect()
            }
            Action::Undo
            | Action::Redo
            | Action::Close
            | Action::SetUp
            | Action::AttachDocument
            | Action::Candidate(_)
            | Action::FileLetter
            | Action::DismissLetter
            | Action::PutBack => Vec::new(),
            _ => self.target_units(),
        }
    }

    /// Could a row ever be ready for this role? One that could not is not offered.
    pub fn offered(&self, row: &Row) -> bool {
        let place = self.own_units_only() && !stays_on_the_sheet(row.action);
        let forbidden = deed_of(row.action).is_some_and(|d| d.grant(self.who.role) == Grant::No);
        let stop = self.rights.pass().restricted
            && matches!(
                row.action,
                Action::Suspend | Action::List | Action::Keep | Action::Export
            );
        let two_steps = matches!(row.action, Action::Step(Step::Recommend | Step::Retract));
        let one_step = two_steps && self.stage.campaign.def().review == Review::OneStep;
        let level = row.needs.iter().any(|n| matches!(n, Need::Level | Need::Below));
        let demo = matches!(row.action, Action::Pace(_)) && !self.runs;
        !(place
            || forbidden
            || stop
            || one_step
            || demo
            || (level && !self.stage.campaign.roster().is_tree()))
    }

    /// Is a row ready?
    ///
    /// # Errors
    /// The sentence that says why not, in the user's language.
    pub fn ready(&self, row: &Row) -> Result<(), String> {
        self.lack(row).map_or(Ok(()), |lack| Err(self.told(&lack)))
    }

    fn told(&self, lack: &Lack) -> String {
        match lack {
            Lack::Words(key) => self.stage.cat.tr(key).into_owned(),
            Lack::Rule(refusal) => self.refusal(refusal),
        }
    }

    /// What is missing for a need; the sentence about it is made only where it is shown.
    fn lacks(&self, need: Need) -> Option<Lack> {
        let words = |missing: bool, key| missing.then_some(Lack::Words(key));
        match need {
            Need::Write => self.lacks_write(),
            Need::SetUp => self.lacks_set_up(),
            Need::Letters => self.lacks_session(),
            Need::LetterOpen => words(
                self.place != Place::Inbox || !self.places.inbox.meant().iter().any(|item| item.is_open()),
                "not_ready-no_letter",
            ),
            Need::LetterDecided => words(
                self.place != Place::Inbox || self.places.inbox.decided().is_none(),
                "not_ready-letter_waits",
            ),
            Need::Candidate(n) => words(
                self.place != Place::Inbox || self.places.inbox.candidate(n).is_none(),
                "not_ready-no_candidate",
            ),
            Need::Level => words(!self.has_level(), "not_ready-no_level"),
            Need::Below => words(
                self.places.sheet.below(&self.stage.campaign).is_none(),
                "not_ready-no_level",
            ),
            Need::Unit => words(self.target_units().is_empty(), "not_ready-no_unit"),
            Need::Activity => words(self.selected_activity().is_none(), "not_ready-no_activity"),
            Need::File => words(self.selected_file().is_none(), "not_ready-no_file"),
            Need::FileRow => words(!self.is_at_a_file(), "not_ready-no_file_row"),
            Need::Document => words(self.selected_document().is_none(), "not_ready-no_document"),
            Need::ActivityOpen => self.lacks_open_activity(),
            Need::Step(step) => self.lacks_step(step),
            Need::Filter => words(self.filter().needle.is_none(), "not_ready-no_filter"),
            Need::Marks => words(
                match self.place {
                    Place::Inbox => self.places.inbox.marked() == 0,
                    _ => self.stage.marks.is_empty() && self.stage.act_marks.is_empty(),
                },
                "not_ready-no_marks",
            ),
            Need::Map => words(
                self.stage.campaign.roster().map_size(Tiling::Map) == (0, 0),
                "desk-no_map",
            ),
            Need::Demo => words(!self.runs, "not_ready-no_demo"),
            Need::Shell => words(!self.shell, "not_ready-no_shell"),
            Need::FileField => words(
                !matches!(&self.overlay, Overlay::Form(form) if form.is_at_files()),
                "not_ready-no_file_field",
            ),
            Need::Several => words(
                matches!(&self.overlay, Overlay::Form(form) if form.picker().is_some_and(Picker::takes_one)),
                "not_ready-one_file",
            ),
            Need::Preview => words(self.places.export.preview().is_none(), "not_ready-no_preview"),
            Need::UnderWay => words(!self.places.export.can_stop(), "not_ready-nothing_under_way"),
            Need::Files => words(self.rights.pass().restricted, "not_ready-use_put"),
            Need::Disk => words(self.rights.pass().restricted, "not_ready-no_files_here"),
            Need::Away => words(!self.is_away(), "not_ready-at_the_desk"),
            Need::Back => words(self.timeline.is_none(), "not_ready-not_back"),
            Need::Changes if self.timeline.is_some() => Some(Lack::Words("not_ready-in_the_past")),
            Need::Changes => words(self.since.is_none(), "not_ready-no_changes"),
            Need::Fallen => words(self.fallen.is_none(), "not_ready-nothing_lost"),
            Need::Server => words(self.stage.mailing.server().is_none(), "remind-no_server_here"),
            Need::Underway => words(self.stage.mailing.underway.is_none(), "not_ready-not_sending"),
            Need::Doubt => words(
                self.place != Place::Reminders || self.places.reminders.in_doubt().is_none(),
                "not_ready-no_doubt",
            ),
            Need::Told => words(
                !self.since.as_ref().is_some_and(Since::is_told) && !self.is_fallen_shown(),
                "not_ready-no_changes",
            ),
        }
    }

    /// Is the notice shown that the store has lost facts?
    pub fn is_fallen_shown(&self) -> bool {
        let on_top = !matches!(self.overlay, Overlay::None);
        self.fallen.as_ref().is_some_and(|(_, away)| !away) && !on_top
    }

    /// Is there anything to go back from: something on top, another place, the map, another pane than the grid?
    fn is_away(&self) -> bool {
        let on_top = !matches!(self.overlay, Overlay::None);
        on_top || self.place != Place::Desk || self.places.desk.is_away()
    }

    /// Is there a level to open: below the selected unit, or around one that a filter found?
    fn has_level(&self) -> bool {
        let roster = self.stage.campaign.roster();
        let Some(ix) = self.places.desk.grid.selected().filter(|_| roster.is_tree()) else {
            return false;
        };
        match roster.parent(ix) {
            None => roster.has_children(ix),
            Some(_) => self.filter().needle.is_some(),
        }
    }

    fn rule(&self, rule: Rule) -> Refusal {
        Refusal::new(rule, self.stage.now)
    }

    /// A new campaign may be set up also where the one that is shown is closed; its draft is a file.
    fn lacks_set_up(&self) -> Option<Lack> {
        if self.demo {
            return Some(Lack::Words("not_ready-demo_set_up"));
        }
        if self.rights.pass().restricted {
            return Some(Lack::Words("not_ready-no_set_up_here"));
        }
        self.lacks_session()
    }

    fn lacks_write(&self) -> Option<Lack> {
        if let Some(lack) = self.lacks_session() {
            return Some(lack);
        }
        let closed = self.stage.campaign.closed()?;
        Some(Lack::rule(
            self.rule(Rule::CampaignClosed).by(&closed.actor, closed.at),
        ))
    }

    /// What a session lacks to write, whatever it writes to.
    fn lacks_session(&self) -> Option<Lack> {
        if self.restart {
            return Some(Lack::Words("not_ready-restart"));
        }
        if self.timeline.is_some() {
            return Some(Lack::rule(self.rule(Rule::ReadOnly).what(ReadOnly::Past.id())));
        }
        let read_only = self.read_only?;
        Some(Lack::rule(self.rule(Rule::ReadOnly).what(read_only.id())))
    }

    fn lacks_open_activity(&self) -> Option<Lack> {
        let over = |id: &ActivityId| {
            self.stage.campaign.activity(id.as_str()).is_some_and(|(_, a)| {
                matches!(a.details.status, ActivityStatus::Done | ActivityStatus::Cancelled)
            })
        };
        let ids = self.target_activities();
        let first = ids.first().filter(|_| ids.iter().all(over))?;
        Some(Lack::rule(self.rule(Rule::ActivityOver).what(first.as_str())))
    }

    fn lacks_step(&self, step: Step) -> Option<Lack> {
        let units = self.target_units();
        let (campaign, actor) = (&self.stage.campaign, &self.who.actor);
        if !eligible(campaign, &units, step, actor).is_empty() {
            return None;
        }
        let Some(ix) = units.first() else {
            return Some(Lack::Words("not_ready-no_unit"));
        };
        why_not(campaign, *ix, step, actor, self.stage.now)
            .err()
            .map(Lack::rule)
    }

    /// Does what is said once of everything that writes hold for this row?
    pub fn is_in_the_note(&self, row: &Row) -> bool {
        row.needs.iter().any(|need| match need {
            Need::Write => true,
            Need::Letters => self.lacks_session().is_some(),
            _ => false,
        })
    }

    /// What there is to ask whoever sits here about the clock before anything is recorded by it: nobody but an
    /// administrator may answer.
    pub fn clock_question(&self) -> Option<String> {
        let doubt = clock_doubt(self.live(), self.clock()).filter(|r| r.rule == Rule::ClockAhead)?;
        (self.who.role == Rank::Administrator).then(|| self.refusal(&doubt))
    }

    /// Why nothing at all can be written here, if it cannot: then it is said once and not for every key.
    pub fn cannot_write(&self) -> Option<String> {
        self.lacks_write().map(|lack| self.told(&lack))
    }
}

/// What somebody who is kept to the own units may do: only what neither leads away from the sheet nor shows more than
/// it. What is not on this list is not offered, so that whatever is added to the dashboard is not theirs by mistake.
fn stays_on_the_sheet(action: Action) -> bool {
    use crate::tui::msg::Place as At;
    use Action::{
        Accept, ActivityAdd, ActivityCancel, ActivityDone, ActivityEdit, Attach, Back, Call, Changed,
        Changes, Confirm, Contact, Copy, Dismiss, Edit, Export, Extend, Figures, FileEdit, Go, GoOn, Help,
        Hop, Keep, Lang, List, Mark, Mouse, NextChoice, NextPane, Note, Open, Palette, Pick, Place, Places,
        Present, PrevChoice, PrevPane, Quit, Redo, Redraw, Step, StopExport, Submit, Suspend, Theme,
        TimeKeys, TimeMode, Timeline, Top, Undo, Unmark, View,
    };
    matches!(
        action,
        Go(_)
            | Accept
            | Places
            | Top
            | NextPane
            | PrevPane
            | Open
            | Back
            // Letters that are filed to own units, and lists of what is on record of these.
            | Place(At::Inbox | At::Export)
            | Export
            | StopExport
            | Quit
            | Help
            | Palette
            | Lang
            | Theme
            | Mouse
            | Redraw
            | Suspend
            | Copy
            | Mark
            | Unmark
            | Step(_)
            | Note
            | Figures
            | Call
            | Contact
            | Attach
            | FileEdit
            | View
            | Keep
            | Extend
            | ActivityAdd
            | ActivityEdit
            | ActivityDone
            | ActivityCancel
            | Undo
            | Redo
            | Confirm
            | Edit(_)
            | NextChoice
            | PrevChoice
            | Timeline
            | Hop(_)
            | TimeMode
            | TimeKeys
            | Present
            | Changed(_)
            | Changes
            | Dismiss
            | List
            | GoOn
            | Submit
            | Pick
    )
}

/// What an action does to the journal, for judging who may.
fn deed_of(action: Action) -> Option<Deed> {
    Some(match action {
        Action::Step(step) => Deed::step(step),
        Action::Note => Deed::Note,
        Action::Figures => Deed::Figures,
        Action::Call => Deed::Call,
        Action::Remind | Action::RemindDue | Action::SendDue | Action::Settle => Deed::Remind,
        Action::Contact => Deed::Contact,
        Action::Attach | Action::FileEdit => Deed::Evidence,
        Action::AttachDocument => Deed::Document,
        Action::Extend => Deed::Extend,
        Action::ActivityAdd | Action::ActivityEdit | Action::ActivityDone | Action::ActivityCancel => {
            Deed::Activity
        }
        Action::Undo | Action::Redo => Deed::Undo,
        Action::Candidate(_) | Action::FileLetter | Action::DismissLetter | Action::PutBack => Deed::File,
        Action::Close => Deed::Close,
        Action::SetUp => Deed::Open,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keymap::TABLE;

    /// What writes is judged by a deed before it is offered, and what is judged by one writes: a key of which either is
    /// forgotten would be offered to whoever may not.
    #[test]
    fn a_key_that_writes_is_judged_by_a_deed() {
        for row in TABLE {
            let writes = row
                .needs
                .iter()
                .any(|n| matches!(n, Need::Write | Need::SetUp | Need::Letters));
            let judged = deed_of(row.action).is_some();
            assert_eq!(
                writes, judged,
                "{}: `Need::Write` and `deed_of` go together",
                row.id
            );
        }
    }
}
