//! Deciding: from a campaign and a command to the facts that follow, or to the refusal that says why not.
//!
//! `decide` is pure and total: the same campaign, order and moment give the same answer, and every answer is either
//! facts or a [`Refusal`]. Nobody else may decide: the keyboard and the command line both come here.
//!
//! ```text
//!   order ──> case (what holds for all) ──> campaign, report, activity, undo ──> facts, or a refusal
//!   order about letters ──> letters ──> facts of the house ──> follow: the orders that it means for the campaign
//! ```

mod activity;
mod campaign;
mod case;
mod filled;
mod follow;
mod letter_order;
mod letters;
mod order;
mod redaction;
mod remind;
mod report;
mod there;
mod together;
mod undo;

pub use self::campaign::changes;
pub use self::case::clock_doubt;
use self::case::{Case, Facts};
pub use self::follow::{entries, is_answer, is_there, settling, way_back};
pub use self::letter_order::{Arrival, Judged, LetterCommand, LetterOrder, Verdict};
pub use self::letters::decide_letters;
pub use crate::core::particulars::{Filled, NewActivity};

pub use self::order::{
    ActivityChange, CORRECTION_DAYS, Command, ContactChange, FileChange, LATE_ENTRY, NOTE_MAX, Order,
    REACH_MAX, TITLE_MAX, Who,
};
pub use self::report::{symbol_until, why_not};
pub use self::there::{First, There};
pub use self::undo::taken_back;

use crate::core::campaign::Campaign;
use crate::core::fact::{CampaignClosed, ContactLogged, Draft, Fact, ReportNoted};
use crate::core::names::{Actor, UnitIx};
use crate::core::refusal::Refusal;
use crate::core::status::{Step, may};
use crate::core::time::Stamp;

/// Decides. `now` is the real moment, in the journal's clock.
///
/// No facts at all: what the command brings is on record already, and [`already_there`] says since when.
///
/// # Errors
/// The refusal: which rule, when, and what the sentence about it needs.
pub fn decide(campaign: &Campaign, order: &Order, who: &Who, now: Stamp) -> Result<Vec<Draft>, Refusal> {
    let case = Case::open(campaign, order, who, now)?;
    let wanted = case.decide()?;
    if wanted.is_empty() {
        return Ok(wanted); // everything that the command brings is there already: nor does it open anything
    }
    let mut drafts = case.opening();
    drafts.extend(wanted);
    Ok(drafts)
}

/// Which files of an order are there already, and since when: the same bytes count once for a unit and an activity, a
/// version or a document. Asked of the campaign as it is before the order is carried out.
pub fn already_there(campaign: &Campaign, order: &Order, who: &Who, now: Stamp) -> Vec<There> {
    let case = Case::open(campaign, order, who, now);
    case.and_then(|case| case.there()).unwrap_or_default()
}

/// Which of `units` somebody could take `step` on now: what a bulk change asks before it confirms.
pub fn eligible(campaign: &Campaign, units: &[UnitIx], step: Step, actor: &Actor) -> Vec<UnitIx> {
    let ok = |ix: &&UnitIx| campaign.closed().is_none() && may(campaign.standing(**ix, actor), step).is_ok();
    units.iter().filter(ok).copied().collect()
}

impl Case<'_> {
    fn decide(&self) -> Facts {
        match &self.order.command {
            Command::Open { definition, source } => self.open_campaign(definition, source),
            Command::Amend { definition } => self.amend(definition),
            Command::Extend { unit, until } => self.extend(unit.as_ref(), *until),
            Command::ReplaceExtension { unit, until } => self.replace_extension(unit.as_ref(), *until),
            Command::Close => {
                Ok(vec![self.draft(
                    None,
                    Fact::CampaignClosed(CampaignClosed { note: self.note() }),
                )])
            }
            Command::Report {
                units,
                step,
                due,
                files,
            } => self.report(units, *step, *due, files),
            Command::Note { units } => {
                self.reason()?;
                self.each(units, |_| {
                    Ok(Fact::ReportNoted(ReportNoted { text: self.note() }))
                })
            }
            Command::Figures { unit, values } => self.figures(unit, values),
            Command::SetContact { unit, contact } => self.contact(unit, contact),
            Command::LogContact { units, how } => self.each(units, |_| {
                Ok(Fact::ContactLogged(ContactLogged {
                    how: *how,
                    note: self.note(),
                }))
            }),
            Command::Remind { messages } => self.remind(messages),
            Command::RecordExport { export } => self.record_export(export),
            Command::AddActivity { unit, details, files } => self.add_activity(unit, details, files),
            Command::EditActivity { id, change } => self.edit_activity(id, change),
            Command::FinishActivities { ids, reach } => {
                self.each_activity(ids, |ix, a| self.finish(ix, a, *reach))
            }
            Command::CancelActivities { ids } => {
                self.reason()?;
                self.each_activity(ids, |_, a| self.cancel(a))
            }
            Command::TakeForm { unit, form } => self.take_form(unit, form),
            Command::AddEvidence {
                unit,
                activity,
                files,
            } => self.add_evidence(unit, activity.as_ref(), files),
            Command::EditEvidence { unit, files, change } => self.edit_evidence(unit, files, change),
            Command::Redact { unit, sha256 } => self.redact(unit, sha256),
            Command::CorrectClock => self.correct_clock(),
            Command::RedactFacts { facts } => self.redact_facts(facts),
            Command::AttachDocument { document, file } => self.attach_document(document, file),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::TakeBack { cmd } => self.take_back_command(*cmd),
        }
    }
}
