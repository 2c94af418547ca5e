//! One command before the campaign: what holds for every command, and what the rooms beside this one judge with.
//!
//! It must never know one command from another, but for those that may come before a campaign is open or after it is
//! closed.

use chrono::Datelike as _;

use crate::core::campaign::Campaign;
use crate::core::deadline::FAR_DAYS;
use crate::core::fact::{CampaignOpened, Draft, Fact, ReportNoted, Role, Subject};
use crate::core::names::{UnitCode, UnitIx};
use crate::core::refusal::{Refusal, Rule};
use crate::core::reminder::Message;
use crate::core::time::{DAY, Date, Stamp};
use crate::core::unit::{Entry, Ground};

use super::order::{Command, LATE_ENTRY, NOTE_MAX, Order, Who};

/// The years that a clock can show.
const CLOCK_YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// What a command comes to.
pub(super) type Facts = Result<Vec<Draft>, Refusal>;

/// A command, who gave it, when, and the campaign that it meets.
pub(super) struct Case<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) order: &'a Order,
    pub(super) who: &'a Who,
    pub(super) now: Stamp,
    pub(super) at: Stamp,
    pub(super) entered_later: bool,
}

impl<'a> Case<'a> {
    pub(super) fn open(
        campaign: &'a Campaign,
        order: &'a Order,
        who: &'a Who,
        now: Stamp,
    ) -> Result<Self, Refusal> {
        let refuse = |rule| Err(Refusal::new(rule, now));
        if let Some(empty) = order.command.files().iter().find(|f| f.size == 0) {
            return Err(Refusal::new(Rule::EmptyFile, now).what(empty.name.clone()));
        }
        let at = order.at.unwrap_or(now);
        let entered_later = now.0 - at.0 > LATE_ENTRY;
        let after_all = match &order.command {
            // The report is mostly made when everything is over.
            Command::Redact { .. } | Command::RedactFacts { .. } | Command::RecordExport { .. } => true,
            // What became of a message that was on its way when the campaign was closed.
            Command::Remind { messages } => messages.iter().all(Message::is_outcome),
            Command::Open { .. }
            | Command::Amend { .. }
            | Command::Extend { .. }
            | Command::ReplaceExtension { .. }
            | Command::Close
            | Command::Report { .. }
            | Command::Note { .. }
            | Command::Figures { .. }
            | Command::SetContact { .. }
            | Command::LogContact { .. }
            | Command::AddActivity { .. }
            | Command::EditActivity { .. }
            | Command::FinishActivities { .. }
            | Command::CancelActivities { .. }
            | Command::TakeForm { .. }
            | Command::AddEvidence { .. }
            | Command::EditEvidence { .. }
            | Command::AttachDocument { .. }
            | Command::CorrectClock
            | Command::Undo
            | Command::Redo
            | Command::TakeBack { .. } => false,
        };
        if let (Some(closed), false) = (campaign.closed(), after_all) {
            return Err(Refusal::new(Rule::CampaignClosed, now).by(&closed.actor, closed.at));
        }
        check_clock(campaign, order, who, now)?;
        if at > now {
            return Err(Refusal::new(Rule::FutureDate, now).at(at));
        }
        if campaign.date(at).year() < 2000 {
            return Err(Refusal::new(Rule::ImpossibleDate, now).at(at));
        }
        if entered_later && order.note.trim().is_empty() {
            return Err(Refusal::new(Rule::LateEntryNeedsNote, now).at(at));
        }
        if order.note.chars().count() > NOTE_MAX {
            return refuse(Rule::TextTooLong);
        }
        Ok(Self {
            campaign,
            order,
            who,
            now,
            at,
            entered_later,
        })
    }

    /// The first command on a shipped campaign opens it (decision 8).
    pub(super) fn opening(&self) -> Vec<Draft> {
        if self.campaign.opened().is_some()
            || matches!(
                self.order.command,
                Command::Open { .. } | Command::CorrectClock | Command::Undo | Command::Redo
            )
        {
            return Vec::new();
        }
        let opened = CampaignOpened {
            definition: self.campaign.def().clone(),
            source: "shipped".to_owned(),
        };
        vec![Draft {
            unit: None,
            at: self.at,
            entered_later: self.entered_later,
            fact: Fact::CampaignOpened(opened),
        }]
    }

    pub(super) fn refusal(&self, rule: Rule) -> Refusal {
        Refusal::new(rule, self.now)
    }

    pub(super) fn note(&self) -> String {
        self.order.note.trim().to_owned()
    }

    pub(super) fn reason(&self) -> Result<String, Refusal> {
        let reason = self.note();
        if reason.is_empty() {
            Err(self.refusal(Rule::ReasonMissing))
        } else {
            Ok(reason)
        }
    }

    pub(super) fn draft(&self, unit: Option<UnitIx>, fact: Fact) -> Draft {
        let unit = unit.map(|ix| self.campaign.code(ix));
        Draft {
            unit,
            at: self.at,
            entered_later: self.entered_later,
            fact,
        }
    }

    /// A fact whose payload has no room for the note gets the note as a fact of its own.
    pub(super) fn with_note(&self, ix: UnitIx, mut drafts: Vec<Draft>) -> Vec<Draft> {
        let text = self.note();
        if !text.is_empty() {
            drafts.push(self.draft(Some(ix), Fact::ReportNoted(ReportNoted { text })));
        }
        drafts
    }

    pub(super) fn unit(&self, code: &UnitCode) -> Result<UnitIx, Refusal> {
        let found = self.campaign.roster().by_code(code.as_str());
        found.ok_or_else(|| self.refusal(Rule::UnknownUnit).what(code.as_str()))
    }

    pub(super) fn each(
        &self,
        units: &[UnitCode],
        mut fact: impl FnMut(UnitIx) -> Result<Fact, Refusal>,
    ) -> Facts {
        let named = self.named(units)?.into_iter();
        named.map(|ix| Ok(self.draft(Some(ix), fact(ix)?))).collect()
    }

    /// The units that are named, each once, in the order of the roster.
    pub(super) fn named(&self, units: &[UnitCode]) -> Result<Vec<UnitIx>, Refusal> {
        if units.is_empty() {
            return Err(self.refusal(Rule::NoUnit));
        }
        let mut seen: Vec<UnitIx> = units.iter().map(|c| self.unit(c)).collect::<Result<_, _>>()?;
        seen.sort_unstable();
        seen.dedup();
        Ok(seen)
    }

    /// Refuses a command that rests on something that somebody else has changed since it was seen (decision 11).
    pub(super) fn fresh(
        &self,
        log: &[Entry],
        subject: &Subject<'_>,
        unit: Option<UnitIx>,
    ) -> Result<(), Refusal> {
        let Some(seen) = self.order.based_on else {
            return Ok(());
        };
        let newer = log
            .iter()
            .rev()
            .take_while(|e| e.seq > seen)
            .find(|e| e.actor != self.who.actor && touches(log, e, subject));
        let long_past = || {
            let unit = self.campaign.unit(unit?);
            let touch = unit.touched_since(Ground::of(subject)?, seen, &self.who.actor)?;
            Some((&touch.actor, touch.recorded))
        };
        match newer.map(|e| (&e.actor, e.recorded)).or_else(long_past) {
            None => Ok(()),
            Some((actor, recorded)) => {
                let mut r = self.refusal(Rule::Stale).by(actor, recorded);
                r.unit = unit.map(|ix| self.campaign.code(ix));
                Err(r)
            }
        }
    }
}

/// What is wrong, or may be, with a clock that shows `now`: impossible, or so far from the last fact that one of the two
/// is hardly right.
pub fn clock_doubt(campaign: &Campaign, now: Stamp) -> Option<Refusal> {
    doubt_of((campaign.seq(), campaign.recorded()), campaign.date(now), now)
}

/// The same for any stream, from its last fact: its number (0: there is none) and when it was recorded.
pub(super) fn doubt_of((seq, last): (u64, Stamp), today: Date, now: Stamp) -> Option<Refusal> {
    if !CLOCK_YEARS.contains(&today.year()) {
        return Some(Refusal::new(Rule::ClockImpossible, now).date(today));
    }
    let far = FAR_DAYS * DAY;
    let doubt = |rule| Some(Refusal::new(rule, now).at(last).date(today));
    match now.0 - last.0 {
        _ if seq == 0 => None,
        ahead if ahead > far => doubt(Rule::ClockAhead),
        behind if behind < -far => doubt(Rule::ClockBehind),
        _ => None,
    }
}

/// One wrong clock would mark every later fact: it is refused before anything is written. That it is right although it is
/// far ahead, an administrator may say; that it goes by it again after it was ahead, by the command for that.
fn check_clock(campaign: &Campaign, order: &Order, who: &Who, now: Stamp) -> Result<(), Refusal> {
    let vouched = order.clock_is_right && who.role == Role::Administrator;
    let sure = |rule: Rule| {
        (rule == Rule::ClockAhead && vouched)
            || (rule == Rule::ClockBehind && order.command == Command::CorrectClock)
    };
    clock_doubt(campaign, now)
        .filter(|doubt| !sure(doubt.rule))
        .map_or(Ok(()), Err)
}

/// Does an entry concern the subject? An undo concerns what it took back.
fn touches(log: &[Entry], e: &Entry, subject: &Subject<'_>) -> bool {
    match e.fact.undoes() {
        Some(cmd) => log
            .iter()
            .filter(|b| b.cmd == cmd && b.seq < e.seq)
            .any(|b| touches(log, b, subject)),
        None => e.fact.subject() == *subject,
    }
}
