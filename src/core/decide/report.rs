//! Commands about a unit's report: the steps of its life, its figures, and whom to ask.
//!
//! Which step a state allows is said in one place, `core/status.rs`; it must never be said again here.

use crate::core::deadline::working_days_after;
use crate::core::fact::{
    Attachment, Contact, ContactSet, Fact, FigureRecorded, ReportAccepted, ReportAcknowledged,
    ReportExempted, ReportReceived, ReportReturned, ReportWithdrawn, Subject,
};
use crate::core::goals::Bounds;
use crate::core::names::{UnitCode, UnitIx};
use crate::core::refusal::{Refusal, Rule};
use crate::core::status::{Step, may};
use crate::core::time::Date;

use super::case::{Case, Facts};
use super::order::{CORRECTION_DAYS, TITLE_MAX};

impl Case<'_> {
    pub(super) fn step(
        &self,
        ix: UnitIx,
        step: Step,
        due: Option<Date>,
        files: &[Attachment],
    ) -> Result<Fact, Refusal> {
        let unit = self.campaign.unit(ix);
        self.fresh(unit.log(), &Subject::Report, Some(ix))?;
        may(
            unit.state,
            step,
            unit.acknowledged.is_some(),
            unit.latest().is_some(),
        )
        .map_err(|no| self.explain(ix, no.into()))?;
        let version = unit.latest().map_or(0, |v| v.n);
        Ok(match step {
            Step::Acknowledge => Fact::ReportAcknowledged(ReportAcknowledged { note: self.note() }),
            Step::Receive => Fact::ReportReceived(ReportReceived {
                version: unit.next_version(),
                note: self.note(),
                files: files.to_vec(),
            }),
            Step::Return => Fact::ReportReturned(ReportReturned {
                version,
                reason: self.reason()?,
                due: self.due(due)?,
            }),
            Step::Accept => Fact::ReportAccepted(ReportAccepted {
                version,
                note: self.note(),
            }),
            Step::Withdraw => Fact::ReportWithdrawn(ReportWithdrawn {
                version,
                reason: self.note(),
            }),
            Step::Exempt => Fact::ReportExempted(ReportExempted {
                reason: self.reason()?,
            }),
        })
    }

    /// Who did what stands in the way, and when.
    fn explain(&self, ix: UnitIx, rule: Rule) -> Refusal {
        let unit = self.campaign.unit(ix);
        let r = self.refusal(rule).unit(self.campaign.roster().code(ix));
        match rule {
            Rule::NeedsNewerVersion | Rule::AlreadyAccepted => match unit.verdict() {
                Some(v) => r.by(&v.actor, v.at).what(v.version.to_string()),
                None => r,
            },
            Rule::AlreadyExempt | Rule::ExemptOwesNothing => match unit.exemption() {
                Some(x) => r.by(&x.actor, x.at).what(x.reason.clone()),
                None => r,
            },
            Rule::AlreadyAcknowledged => r.at(unit.acknowledged.unwrap_or(self.now)),
            _ => r,
        }
    }

    fn due(&self, due: Option<Date>) -> Result<Date, Refusal> {
        let today = self.campaign.date(self.now);
        match due {
            Some(d) if d < today => Err(self.refusal(Rule::DueInPast).date(d)),
            Some(d) => Ok(d),
            None => Ok(working_days_after(self.campaign.def(), today, CORRECTION_DAYS)),
        }
    }

    pub(super) fn figures(&self, code: &UnitCode, values: &[(String, f64)]) -> Facts {
        let ix = self.unit(code)?;
        let mut drafts = Vec::new();
        for (id, value) in values {
            let Some(ind) = self.campaign.def().indicator(id) else {
                return Err(self.refusal(Rule::UnknownIndicator).what(id.clone()));
            };
            self.fresh(self.campaign.unit(ix).log(), &Subject::Figure(id), Some(ix))?;
            let bounds = ind.check(*value);
            if !value.is_finite() || bounds == Bounds::Impossible {
                let what = format!("{id} = {value} ({}–{})", ind.hard_min, ind.hard_max);
                return Err(self
                    .refusal(Rule::FigureOutOfBounds)
                    .unit(code.as_str())
                    .what(what));
            }
            let unusual = bounds == Bounds::Unusual;
            let fact = FigureRecorded {
                id: id.clone(),
                value: *value,
                unusual,
            };
            drafts.push(self.draft(Some(ix), Fact::FigureRecorded(fact)));
        }
        if drafts.is_empty() {
            return Err(self.refusal(Rule::NothingChanged));
        }
        Ok(self.with_note(ix, drafts))
    }

    pub(super) fn contact(&self, code: &UnitCode, contact: &Contact) -> Facts {
        let ix = self.unit(code)?;
        if contact.name.trim().is_empty() {
            return Err(self.refusal(Rule::TitleMissing));
        }
        let parts = [&contact.name, &contact.title, &contact.phone, &contact.mail];
        if parts.iter().any(|part| part.chars().count() > TITLE_MAX) {
            return Err(self.refusal(Rule::TextTooLong));
        }
        if self.campaign.unit(ix).contacts.contains(contact) {
            return Err(self.refusal(Rule::NothingChanged));
        }
        let fact = Fact::ContactSet(ContactSet {
            contact: contact.clone(),
        });
        Ok(self.with_note(ix, vec![self.draft(Some(ix), fact)]))
    }
}
