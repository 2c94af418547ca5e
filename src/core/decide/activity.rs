//! Commands about a unit's activities and files.
//!
//! It must never know where a file is kept, nor open one.

use crate::core::fact::{
    ActivityAdded, ActivityCancelled, ActivityDetails, ActivityDone, ActivityEdited, ActivityStatus,
    Attachment, EvidenceAdded, EvidenceRedacted, Fact, Subject,
};
use crate::core::names::{ActivityId, BlobId, UnitCode, UnitIx};
use crate::core::refusal::{Refusal, Rule};
use crate::core::time::Date;
use crate::core::unit::Activity;

use super::case::{Case, Facts};
use super::order::{ActivityChange, NewActivity, REACH_MAX, TITLE_MAX};

impl<'a> Case<'a> {
    /// An id that no activity has: where units have exchanged their letters, another unit's old one may look the same.
    fn new_activity(&self, ix: UnitIx) -> ActivityId {
        let label = self.campaign.label(ix).to_uppercase();
        let mut n = self.campaign.unit(ix).last_activity + 1;
        while self.campaign.activity(&format!("{label}-{n}")).is_some() {
            n += 1;
        }
        ActivityId(format!("{label}-{n}"))
    }

    pub(super) fn add_activity(&self, code: &UnitCode, new: &NewActivity, files: &[Attachment]) -> Facts {
        let ix = self.unit(code)?;
        let today = self.campaign.date(self.now);
        let from = new.from.or(new.to).unwrap_or_else(|| self.campaign.date(self.at));
        let to = new.to.unwrap_or(from);
        let details = ActivityDetails {
            kind: new.kind.clone(),
            title: new.title.trim().to_owned(),
            from,
            to,
            mode: new.mode,
            reach: new.reach,
            sdgs: new.sdgs.clone(),
            goals: new.goals.clone(),
            status: new.status.unwrap_or(if from > today {
                ActivityStatus::Planned
            } else if to < today {
                ActivityStatus::Done
            } else {
                ActivityStatus::Ongoing
            }),
        };
        self.check_details(&details)?;
        let id = self.new_activity(ix);
        let mut drafts = vec![self.draft(
            Some(ix),
            Fact::ActivityAdded(ActivityAdded {
                id: id.clone(),
                details,
            }),
        )];
        if !files.is_empty() {
            let added = EvidenceAdded {
                activity: Some(id),
                files: files.to_vec(),
            };
            drafts.push(self.draft(Some(ix), Fact::EvidenceAdded(added)));
        }
        Ok(self.with_note(ix, drafts))
    }

    fn check_details(&self, d: &ActivityDetails) -> Result<(), Refusal> {
        let def = self.campaign.def();
        if d.title.is_empty() {
            return Err(self.refusal(Rule::TitleMissing));
        }
        if d.title.chars().count() > TITLE_MAX {
            return Err(self.refusal(Rule::TextTooLong));
        }
        if d.to < d.from {
            return Err(self.refusal(Rule::DatesReversed).date(d.from));
        }
        if def.activity_kind(&d.kind).is_none() {
            let known: Vec<_> = def.activity_kinds.iter().map(|k| k.id.as_str()).collect();
            return Err(self
                .refusal(Rule::UnknownKind)
                .what(format!("{} ({})", d.kind, known.join(", "))));
        }
        if let Some(g) = d.goals.iter().find(|g| !def.goals.knows_goal(g)) {
            return Err(self.refusal(Rule::UnknownGoal).what(g.clone()));
        }
        if let Some(s) = d.sdgs.iter().find(|s| !def.goals.knows_sdg(s)) {
            return Err(self.refusal(Rule::UnknownSdg).what(s.clone()));
        }
        self.check_reach(d.reach)?;
        if matches!(d.status, ActivityStatus::Done) && d.from > self.campaign.date(self.now) {
            return Err(self.refusal(Rule::ActivityNotBegun).date(d.from));
        }
        Ok(())
    }

    fn check_reach(&self, reach: Option<u64>) -> Result<(), Refusal> {
        match reach {
            Some(n) if n > REACH_MAX => Err(self
                .refusal(Rule::FigureOutOfBounds)
                .what(format!("{n} (0–{REACH_MAX})"))),
            _ => Ok(()),
        }
    }

    fn find_activity(&self, id: &ActivityId) -> Result<(UnitIx, &'a Activity), Refusal> {
        let found = self.campaign.activity(id.as_str());
        found.ok_or_else(|| self.refusal(Rule::UnknownActivity).what(id.as_str()))
    }

    pub(super) fn edit_activity(&self, id: &ActivityId, change: &ActivityChange) -> Facts {
        let (ix, a) = self.find_activity(id)?;
        self.fresh(self.campaign.unit(ix).log(), &Subject::Activity(&a.id), Some(ix))?;
        let mut details = a.details.clone();
        let c = change.clone();
        details.kind = c.kind.unwrap_or(details.kind);
        details.title = c.title.map_or(details.title, |t| t.trim().to_owned());
        details.from = c.from.unwrap_or(details.from);
        details.to =
            c.to.unwrap_or(details.to)
                .max(if c.from.is_some() && c.to.is_none() {
                    details.from
                } else {
                    Date::MIN
                });
        details.mode = c.mode.unwrap_or(details.mode);
        details.reach = c.reach.unwrap_or(details.reach);
        details.sdgs = c.sdgs.unwrap_or(details.sdgs);
        details.goals = c.goals.unwrap_or(details.goals);
        details.status = c.status.unwrap_or(details.status);
        if details == a.details {
            return Err(self.refusal(Rule::NothingChanged));
        }
        self.check_details(&details)?;
        let fact = Fact::ActivityEdited(ActivityEdited {
            id: a.id.clone(),
            details,
        });
        Ok(self.with_note(ix, vec![self.draft(Some(ix), fact)]))
    }

    pub(super) fn each_activity(
        &self,
        ids: &[ActivityId],
        fact: impl Fn(&Activity) -> Result<Fact, Refusal>,
    ) -> Facts {
        if ids.is_empty() {
            return Err(self.refusal(Rule::UnknownActivity));
        }
        // Named twice (in whatever letters) is meant once.
        let mut found: Vec<(UnitIx, &Activity)> = Vec::with_capacity(ids.len());
        for id in ids {
            let (ix, a) = self.find_activity(id)?;
            if !found.iter().any(|(_, b)| b.id == a.id) {
                found.push((ix, a));
            }
        }
        found
            .into_iter()
            .map(|(ix, a)| {
                self.fresh(self.campaign.unit(ix).log(), &Subject::Activity(&a.id), Some(ix))?;
                Ok(self.draft(Some(ix), fact(a)?))
            })
            .collect()
    }

    fn still_open(&self, a: &Activity) -> Result<(), Refusal> {
        match a.details.status {
            ActivityStatus::Done | ActivityStatus::Cancelled => {
                Err(self.refusal(Rule::ActivityOver).what(a.id.as_str()))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn finish(&self, a: &Activity, reach: Option<u64>) -> Result<Fact, Refusal> {
        self.still_open(a)?;
        self.check_reach(reach)?;
        if a.details.from > self.campaign.date(self.now) {
            return Err(self
                .refusal(Rule::ActivityNotBegun)
                .what(a.id.as_str())
                .date(a.details.from));
        }
        Ok(Fact::ActivityDone(ActivityDone {
            id: a.id.clone(),
            reach,
            note: self.note(),
        }))
    }

    pub(super) fn cancel(&self, a: &Activity) -> Result<Fact, Refusal> {
        if a.details.status == ActivityStatus::Cancelled {
            return Err(self.refusal(Rule::ActivityOver).what(a.id.as_str()));
        }
        Ok(Fact::ActivityCancelled(ActivityCancelled {
            id: a.id.clone(),
            reason: self.note(),
        }))
    }

    pub(super) fn add_evidence(
        &self,
        code: &UnitCode,
        activity: Option<&ActivityId>,
        files: &[Attachment],
    ) -> Facts {
        let ix = self.unit(code)?;
        if files.is_empty() {
            return Err(self.refusal(Rule::NoFile));
        }
        let activity = match activity {
            None => None,
            // Whether another unit has such an activity makes no difference.
            Some(id) => match self.campaign.activity(id.as_str()) {
                Some((owner, a)) if owner == ix => Some(a.id.clone()),
                _ => {
                    return Err(self
                        .refusal(Rule::UnknownActivity)
                        .unit(code.as_str())
                        .what(id.as_str()));
                }
            },
        };
        let fact = Fact::EvidenceAdded(EvidenceAdded {
            activity,
            files: files.to_vec(),
        });
        Ok(self.with_note(ix, vec![self.draft(Some(ix), fact)]))
    }

    pub(super) fn redact(&self, code: &UnitCode, sha256: &BlobId) -> Facts {
        let ix = self.unit(code)?;
        let reason = self.reason()?;
        match self.campaign.unit(ix).file(sha256) {
            None => Err(self
                .refusal(Rule::UnknownFile)
                .unit(code.as_str())
                .what(sha256.as_str())),
            Some(e) if e.redacted.is_some() => Err(self
                .refusal(Rule::AlreadyRedacted)
                .unit(code.as_str())
                .what(e.file.name.clone())),
            Some(_) => {
                let fact = EvidenceRedacted {
                    sha256: sha256.clone(),
                    reason,
                };
                Ok(vec![self.draft(Some(ix), Fact::EvidenceRedacted(fact))])
            }
        }
    }
}
