//! Commands about a unit's report: the steps of its life, its figures, and whom to ask.
//!
//! Which step a state allows is said in one place, `core/status.rs`; it must never be said again here.

use crate::core::campaign::Campaign;
use crate::core::deadline::working_days_after;
use crate::core::fact::{
    Attachment, Contact, ContactSet, EvidenceAdded, Fact, FigureRecorded, FigureWithdrawn,
    RecommendationRetracted, ReportAccepted, ReportAcknowledged, ReportExempted, ReportReceived,
    ReportRecommended, ReportReturned, ReportWithdrawn, Subject,
};
use crate::core::goals::Bounds;
use crate::core::names::{Actor, UnitCode, UnitIx};
use crate::core::particulars::Symbol;
use crate::core::refusal::{Amount, Refusal, Rule, What};
use crate::core::status::{No, Step, may};
use crate::core::time::{Date, Stamp};

use super::case::{Case, Facts};
use super::order::{CORRECTION_DAYS, ContactChange, TITLE_MAX};

impl Case<'_> {
    /// A step for each of the units. One whose latest version this is already has nothing new.
    pub(super) fn report(
        &self,
        units: &[UnitCode],
        step: Step,
        due: Option<Date>,
        files: &[Attachment],
    ) -> Facts {
        let named = self.named(units)?.into_iter();
        let new = named.filter(|ix| step != Step::Receive || !self.is_latest_again(*ix, files));
        let once = self.each_once(files).new;
        let mut drafts = Vec::new();
        for ix in new {
            let fact = match self.is_same_document(ix).filter(|_| step == Step::Receive) {
                Some(version) => self.joined(ix, version, files)?,
                None => Some(self.step(ix, step, due, &once)?),
            };
            drafts.extend(fact.map(|fact| self.draft(Some(ix), fact)));
        }
        Ok(drafts)
    }

    /// The same document once more: signed and as a text, by two ways, in two mails. What it brings belongs to the version
    /// that is there; where it brings nothing, nothing has happened.
    fn joined(&self, ix: UnitIx, version: u32, files: &[Attachment]) -> Result<Option<Fact>, Refusal> {
        self.fresh(self.campaign.unit(ix).log(), &Subject::Report, Some(ix))?;
        why_not(self.campaign, ix, Step::Receive, &self.who.actor, self.now)?;
        let files = self.joined_there(ix, version, files).new;
        Ok((!files.is_empty()).then(|| {
            Fact::EvidenceAdded(EvidenceAdded {
                activity: None,
                files,
                version: Some(version),
            })
        }))
    }

    fn step(&self, ix: UnitIx, step: Step, due: Option<Date>, files: &[Attachment]) -> Result<Fact, Refusal> {
        let unit = self.campaign.unit(ix);
        self.fresh(unit.log(), &Subject::Report, Some(ix))?;
        why_not(self.campaign, ix, step, &self.who.actor, self.now)?;
        let version = unit.latest().map_or(0, |v| v.n);
        Ok(match step {
            Step::Acknowledge => Fact::ReportAcknowledged(ReportAcknowledged { note: self.note() }),
            Step::Receive => Fact::ReportReceived(ReportReceived {
                version: unit.next_version(),
                note: self.note(),
                files: files.to_vec(),
                symbol: self.symbol()?,
            }),
            Step::Recommend => Fact::ReportRecommended(ReportRecommended {
                version,
                note: self.note(),
            }),
            Step::Retract => Fact::RecommendationRetracted(RecommendationRetracted {
                version,
                reason: self.note(),
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

    /// What the document that comes in says of itself, as far as that can be.
    fn symbol(&self) -> Result<Symbol, Refusal> {
        let symbol = &self.order.symbol;
        if symbol.number.chars().count() > TITLE_MAX {
            return Err(self.refusal(Rule::TextTooLong));
        }
        match symbol.dated {
            Some(dated) if dated > symbol_until(self.campaign.date(self.at)) => {
                Err(self.refusal(Rule::DocumentAhead).date(dated).at(self.at))
            }
            _ => Ok(symbol.clone()),
        }
    }

    fn due(&self, due: Option<Date>) -> Result<Date, Refusal> {
        // Counted from the return itself, which may be entered days after it happened.
        let from = self.campaign.date(self.at);
        match due {
            Some(d) if d < from => Err(self.refusal(Rule::DueInPast).date(d).at(self.at)),
            Some(d) => Ok(d),
            None => Ok(working_days_after(self.campaign.def(), from, CORRECTION_DAYS)),
        }
    }

    pub(super) fn figures(&self, code: &UnitCode, values: &[(String, Option<f64>)]) -> Facts {
        let ix = self.unit(code)?;
        let mut drafts = Vec::new();
        for (id, value) in values {
            self.fresh(self.campaign.unit(ix).log(), &Subject::Figure(id), Some(ix))?;
            let fact = match value {
                Some(value) => self.record_figure(code, id, *value)?,
                None => self.withdraw_figure(code, ix, id)?,
            };
            drafts.push(self.draft(Some(ix), fact));
        }
        if drafts.is_empty() {
            return Err(self.refusal(Rule::NothingChanged));
        }
        Ok(self.with_note(ix, drafts))
    }

    pub(super) fn record_figure(&self, code: &UnitCode, id: &str, value: f64) -> Result<Fact, Refusal> {
        let Some(ind) = self.campaign.def().indicator(id) else {
            return Err(self.unknown_indicator(id));
        };
        let bounds = ind.check(value);
        if !value.is_finite() || bounds == Bounds::Impossible {
            let what = What::Value {
                id: id.to_owned(),
                value: Amount(value),
                min: Amount(ind.hard_min),
                max: Amount(ind.hard_max),
            };
            return Err(self
                .refusal(Rule::FigureOutOfBounds)
                .unit(code.as_str())
                .what(what));
        }
        Ok(Fact::FigureRecorded(FigureRecorded {
            id: id.to_owned(),
            value,
            unusual: bounds == Bounds::Unusual,
        }))
    }

    /// What is on record may be taken back also where an amendment asks for it no more.
    fn withdraw_figure(&self, code: &UnitCode, ix: UnitIx, id: &str) -> Result<Fact, Refusal> {
        if self.campaign.unit(ix).figure(id).is_some() {
            return Ok(Fact::FigureWithdrawn(FigureWithdrawn { id: id.to_owned() }));
        }
        Err(match self.campaign.def().indicator(id) {
            Some(_) => self
                .refusal(Rule::NoFigure)
                .unit(code.as_str())
                .what(What::Indicator(id.to_owned())),
            None => self.unknown_indicator(id),
        })
    }

    fn unknown_indicator(&self, id: &str) -> Refusal {
        let known = self.campaign.def().indicators.iter().map(|i| i.id.as_str());
        self.refusal(Rule::UnknownIndicator)
            .what(What::unknown(id, known))
    }

    pub(super) fn contact(&self, code: &UnitCode, change: &ContactChange) -> Facts {
        let ix = self.unit(code)?;
        let unit = self.campaign.unit(ix);
        let known = match &change.name {
            Some(name) => unit.contact(name.trim()),
            None => unit.contacts.last(),
        };
        let contact = changed(known, change);
        if contact.name.is_empty() {
            return Err(self.refusal(Rule::TitleMissing));
        }
        let parts = [&contact.name, &contact.title, &contact.phone, &contact.mail];
        if parts.iter().any(|part| part.chars().count() > TITLE_MAX) {
            return Err(self.refusal(Rule::TextTooLong));
        }
        if known == Some(&contact) {
            return Err(self.refusal(Rule::NothingChanged));
        }
        let fact = Fact::ContactSet(ContactSet { contact });
        Ok(self.with_note(ix, vec![self.draft(Some(ix), fact)]))
    }
}

/// May somebody take this step on a unit's report?
///
/// # Errors
/// The refusal, with who did what stands in the way, and when: the same sentence for whoever asks beforehand.
pub fn why_not(
    campaign: &Campaign,
    ix: UnitIx,
    step: Step,
    actor: &Actor,
    now: Stamp,
) -> Result<(), Refusal> {
    let Err(no) = may(campaign.standing(ix, actor), step) else {
        return Ok(());
    };
    let unit = campaign.unit(ix);
    let r = Refusal::new(no.into(), now).unit(campaign.roster().code(ix));
    let version = |n: u32| What::Number(n.into());
    Err(match no {
        No::NeedsNewerVersion | No::AlreadyAccepted => match unit.verdict() {
            Some(v) => r.by(&v.actor, v.at).what(version(v.version)),
            None => r,
        },
        No::FourEyes | No::AlreadyRecommended => match unit.recommendation() {
            Some(x) => r.by(&x.actor, x.at).what(version(x.version)),
            None => r,
        },
        No::NotRecommended | No::NoRecommendation => match unit.latest() {
            Some(v) => r.at(v.at).what(version(v.n)),
            None => r,
        },
        No::AlreadyExempt | No::ExemptOwesNothing => match unit.exemption() {
            Some(x) => r.by(&x.actor, x.at).what(x.reason.clone()),
            None => r,
        },
        No::AlreadyAcknowledged => r.at(unit.acknowledged.unwrap_or(now)),
        No::NoVersion | No::OneStep => r,
    })
}

/// The last date that a document can have which comes in on that day: some are signed for the next.
pub fn symbol_until(day: Date) -> Date {
    day.succ_opt().unwrap_or(day)
}

/// A contact with what is to change about it; what is not named stays.
fn changed(known: Option<&Contact>, change: &ContactChange) -> Contact {
    let part = |new: &Option<String>, old: fn(&Contact) -> &String| match new {
        Some(text) => text.trim().to_owned(),
        None => known.map(old).cloned().unwrap_or_default(),
    };
    Contact {
        name: part(&change.name, |c| &c.name),
        title: part(&change.title, |c| &c.title),
        phone: part(&change.phone, |c| &c.phone),
        mail: part(&change.mail, |c| &c.mail),
    }
}
