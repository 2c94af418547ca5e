//! Commands about the campaign itself: its opening, its definition, its deadline, its documents.
//!
//! It must never know what a unit has sent.

use crate::core::definition::Definition;
use crate::core::fact::{
    Attachment, CampaignAmended, CampaignOpened, ClockCorrected, DeadlineExtended, DocumentAttached, Draft,
    ExportMade, Fact, Subject,
};
use crate::core::names::UnitCode;
use crate::core::refusal::{Refusal, Rule, What};
use crate::core::time::Date;
use std::sync::Arc;

use super::case::{Case, Facts};

impl Case<'_> {
    pub(super) fn open_campaign(&self, def: &Arc<Definition>, source: &str) -> Facts {
        if let Some(m) = self.campaign.opened() {
            return Err(self
                .refusal(Rule::CampaignAlreadyOpen)
                .by(&m.actor, m.at)
                .what(self.campaign.id().as_str()));
        }
        self.check_definition(def)?;
        let opened = CampaignOpened {
            definition: def.clone(),
            source: source.to_owned(),
        };
        Ok(vec![self.draft(None, Fact::CampaignOpened(opened))])
    }

    fn check_definition(&self, def: &Definition) -> Result<(), Refusal> {
        if def.id != *self.campaign.id() {
            return Err(self.refusal(Rule::CampaignMismatch).what(def.id.as_str()));
        }
        let r = &def.roster;
        if !r.holds_on(def.day) {
            return Err(self.refusal(Rule::RosterNotValid).what(r.id()).date(def.day));
        }
        Ok(())
    }

    pub(super) fn amend(&self, def: &Arc<Definition>) -> Facts {
        self.check_definition(def)?;
        if let Some((ix, _)) = self.campaign.heard().find(|(ix, u)| {
            !u.log().is_empty() && def.roster.by_code(self.campaign.roster().code(*ix)).is_none()
        }) {
            return Err(self
                .refusal(Rule::AmendDropsUnits)
                .unit(self.campaign.roster().code(ix)));
        }
        let changed = changes(self.campaign.def(), def);
        if changed.is_empty() {
            return Err(self.refusal(Rule::AmendNothing));
        }
        let fact = CampaignAmended {
            definition: def.clone(),
            changed,
            note: self.note(),
        };
        Ok(vec![self.draft(None, Fact::CampaignAmended(fact))])
    }

    pub(super) fn extend(&self, unit: Option<&UnitCode>, until: Date) -> Facts {
        let ix = unit.map(|c| self.unit(c)).transpose()?;
        self.fresh(self.campaign.entries(ix), &Subject::Deadline, ix)?;
        let holds = ix.map_or(self.campaign.cutoff(), |ix| self.campaign.cutoff_of(ix));
        let cutoff = self.campaign.def().zone.end_of(until);
        if cutoff <= holds {
            let mut r = self
                .refusal(Rule::ExtendNotLater)
                .date(self.campaign.def().last_day(holds));
            r.unit = unit.cloned();
            return Err(r);
        }
        let fact = Fact::DeadlineExtended(DeadlineExtended {
            until,
            cutoff,
            note: self.note(),
            replaces: None,
        });
        Ok(vec![self.draft(ix, fact)])
    }

    /// Any day from the letter's own deadline on may take the slip's place; that day itself means: no more time after all.
    pub(super) fn replace_extension(&self, unit: Option<&UnitCode>, until: Date) -> Facts {
        let ix = unit.map(|c| self.unit(c)).transpose()?;
        let def = self.campaign.def();
        let refuse = |rule| {
            let mut r = self.refusal(rule);
            r.unit = unit.cloned();
            r
        };
        self.fresh(self.campaign.entries(ix), &Subject::Deadline, ix)?;
        let standing = ix.map_or(self.campaign.extension(), |ix| self.campaign.unit(ix).extension);
        let Some((slip, _)) = standing else {
            return Err(refuse(Rule::NothingToReplace));
        };
        let note = self.reason()?;
        let cutoff = def.zone.end_of(until);
        if cutoff < def.deadline.cutoff {
            return Err(refuse(Rule::ReplaceTooEarly).date(def.last_day(def.deadline.cutoff)));
        }
        if cutoff == slip {
            return Err(refuse(Rule::NothingChanged));
        }
        let fact = Fact::DeadlineExtended(DeadlineExtended {
            until,
            cutoff,
            note,
            replaces: Some(def.last_day(slip)),
        });
        Ok(vec![self.draft(ix, fact)])
    }

    /// A campaign that nobody opened is not opened by looking at it.
    pub(super) fn record_export(&self, export: &ExportMade) -> Facts {
        if self.campaign.opened().is_none() {
            let id = self.campaign.id().as_str();
            return Err(self.refusal(Rule::CampaignNotOpened).what(id));
        }
        Ok(vec![self.draft(None, Fact::ExportMade(export.clone()))])
    }

    /// What is recorded from here on goes by the clock again; what a clock that was ahead has put on record stays as it is.
    pub(super) fn correct_clock(&self) -> Facts {
        let note = self.reason()?;
        let wrong = self.campaign.recorded();
        if wrong <= self.now {
            return Err(self.refusal(Rule::ClockNotAhead).at(wrong));
        }
        let fact = Fact::ClockCorrected(ClockCorrected { wrong, note });
        Ok(vec![Draft {
            at: self.now,
            entered_later: false,
            ..self.draft(None, fact)
        }])
    }

    pub(super) fn attach_document(&self, document: &str, file: &Attachment) -> Facts {
        let known = || self.campaign.def().documents.iter().map(|d| d.id.as_str());
        if !known().any(|id| id == document) {
            return Err(self
                .refusal(Rule::UnknownDocument)
                .what(What::unknown(document, known())));
        }
        if self.document_there(document, file).is_some() {
            return Ok(Vec::new());
        }
        let fact = DocumentAttached {
            document: document.to_owned(),
            file: file.clone(),
        };
        Ok(vec![self.draft(None, Fact::DocumentAttached(fact))])
    }
}

/// The parts in which two definitions differ, by the names of the campaign file.
pub fn changes(a: &Definition, b: &Definition) -> Vec<String> {
    let rows: [(&str, bool); 23] = [
        ("name", a.name != b.name),
        ("theme", a.theme != b.theme),
        ("sender", a.sender != b.sender),
        ("unit_in_charge", a.unit_in_charge != b.unit_in_charge),
        ("addressees", a.addressees != b.addressees),
        ("day", a.day != b.day),
        ("window", a.window != b.window),
        ("deadline", a.deadline != b.deadline),
        ("timezone", a.zone != b.zone),
        ("requests", a.requests != b.requests),
        ("parts", a.parts != b.parts),
        ("activity_kinds", a.activity_kinds != b.activity_kinds),
        ("documents", a.documents != b.documents),
        ("roster", a.roster != b.roster),
        ("goals", a.goals != b.goals),
        ("indicators", a.indicators != b.indicators),
        ("calendar", a.calendar != b.calendar),
        ("review", a.review != b.review),
        ("mail_domains", a.mail_domains != b.mail_domains),
        ("letter", a.letter != b.letter),
        ("signer", a.signer != b.signer),
        ("official", a.official != b.official),
        ("remind", a.remind != b.remind),
    ];
    rows.into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(name, _)| name.to_owned())
        .collect()
}
