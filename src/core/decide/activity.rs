//! Commands about a unit's activities and files.
//!
//! It must never know where a file is kept, nor open one.

use std::collections::BTreeSet;

use crate::core::fact::{
    ActivityAdded, ActivityCancelled, ActivityDetails, ActivityDone, ActivityEdited, ActivityStatus,
    Attachment, Draft, EvidenceAdded, EvidenceEdited, EvidenceRedacted, Fact, Subject,
};
use crate::core::names::{ActivityId, BlobId, UnitCode, UnitIx};
use crate::core::particulars::{FileNote, NewActivity};
use crate::core::refusal::{Refusal, Rule, What};
use crate::core::unit::Activity;

use super::case::{Case, Facts};
use super::order::{ActivityChange, FileChange, REACH_MAX, TITLE_MAX};

impl<'a> Case<'a> {
    /// An id that no activity has: where units have exchanged their letters, another unit's old one may look the same.
    /// `new` are those that this command has given already.
    fn new_activity(&self, ix: UnitIx, new: &BTreeSet<ActivityId>) -> ActivityId {
        let label = self.campaign.label(ix).to_uppercase();
        let mut n = self.campaign.unit(ix).last_activity + 1;
        loop {
            let id = ActivityId(format!("{label}-{n}"));
            if self.campaign.activity(id.as_str()).is_none() && !new.contains(&id) {
                return id;
            }
            n += 1;
        }
    }

    pub(super) fn add_activity(&self, code: &UnitCode, new: &NewActivity, files: &[Attachment]) -> Facts {
        let ix = self.unit(code)?;
        let mut given = BTreeSet::new();
        let mut drafts = self.added(ix, new, &mut given)?;
        let files = self.each_once(files).new;
        if !files.is_empty() {
            let added = EvidenceAdded {
                activity: given.into_iter().next(),
                files,
                version: None,
            };
            drafts.push(self.draft(Some(ix), Fact::EvidenceAdded(added)));
        }
        // The note is the reason then.
        Ok(if new.status == Some(ActivityStatus::Cancelled) {
            drafts
        } else {
            self.with_note(ix, drafts)
        })
    }

    /// An activity put on record, with its id among those that were given.
    pub(super) fn added(&self, ix: UnitIx, new: &NewActivity, given: &mut BTreeSet<ActivityId>) -> Facts {
        let today = self.campaign.date(self.now);
        let from = new.from.or(new.to).unwrap_or_else(|| self.campaign.date(self.at));
        let to = new.to.unwrap_or(from);
        let cancelled = new.status == Some(ActivityStatus::Cancelled);
        let details = ActivityDetails {
            kind: new.kind.clone(),
            title: new.title.trim().to_owned(),
            from,
            to,
            mode: new.mode,
            reach: new.reach,
            sdgs: new.sdgs.clone(),
            goals: new.goals.clone(),
            status: new.status.filter(|_| !cancelled).unwrap_or(if from > today {
                ActivityStatus::Planned
            } else if to < today {
                ActivityStatus::Done
            } else {
                ActivityStatus::Ongoing
            }),
            notable: new.notable,
        };
        self.check_details(ix, &details)?;
        let id = self.new_activity(ix, given);
        given.insert(id.clone());
        let mut drafts = vec![self.draft(
            Some(ix),
            Fact::ActivityAdded(ActivityAdded {
                id: id.clone(),
                details,
            }),
        )];
        if cancelled {
            drafts.push(self.draft(Some(ix), self.cancellation(&id)?));
        }
        Ok(drafts)
    }

    /// Whichever way an activity is called off, it needs a reason and is on record as called off.
    fn cancellation(&self, id: &ActivityId) -> Result<Fact, Refusal> {
        Ok(Fact::ActivityCancelled(ActivityCancelled {
            id: id.clone(),
            reason: self.reason()?,
        }))
    }

    fn check_details(&self, ix: UnitIx, d: &ActivityDetails) -> Result<(), Refusal> {
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
            let known = def.activity_kinds.iter().map(|k| k.id.as_str());
            return Err(self
                .refusal(Rule::UnknownKind)
                .what(What::unknown(&d.kind, known)));
        }
        if let Some(g) = d.goals.iter().find(|g| !def.goals.knows_goal(g)) {
            return Err(self.refusal(Rule::UnknownGoal).what(g.clone()));
        }
        if let Some(s) = d.sdgs.iter().find(|s| !def.goals.knows_sdg(s)) {
            return Err(self.refusal(Rule::UnknownSdg).what(s.clone()));
        }
        self.check_reach(ix, d.reach)?;
        if matches!(d.status, ActivityStatus::Done) && d.from > self.campaign.date(self.now) {
            return Err(self.refusal(Rule::ActivityNotBegun).date(d.from));
        }
        Ok(())
    }

    fn check_reach(&self, ix: UnitIx, reach: Option<u64>) -> Result<(), Refusal> {
        match reach {
            Some(value) if value > REACH_MAX => Err(self
                .refusal(Rule::FigureOutOfBounds)
                .unit(self.campaign.roster().code(ix))
                .what(What::Reach {
                    value,
                    max: REACH_MAX,
                })),
            _ => Ok(()),
        }
    }

    fn find_activity(&self, id: &ActivityId) -> Result<(UnitIx, &'a Activity), Refusal> {
        let found = self.campaign.activity(id.as_str());
        found.ok_or_else(|| self.refusal(Rule::UnknownActivity).what(id.as_str()))
    }

    pub(super) fn edit_activity(&self, id: &ActivityId, change: &ActivityChange) -> Facts {
        let (ix, a) = self.find_activity(id)?;
        let drafts = self.edited(ix, a, change)?;
        if drafts.is_empty() {
            return Err(self.refusal(Rule::NothingChanged));
        }
        // Where it is called off, the note is the reason.
        let cancels = drafts
            .iter()
            .any(|d| matches!(d.fact, Fact::ActivityCancelled(_)));
        Ok(if cancels {
            drafts
        } else {
            self.with_note(ix, drafts)
        })
    }

    /// An activity with something changed; nothing where it is so already.
    pub(super) fn edited(&self, ix: UnitIx, a: &Activity, change: &ActivityChange) -> Facts {
        self.fresh(self.campaign.unit(ix).log(), &Subject::Activity(&a.id), Some(ix))?;
        let mut details = a.details.clone();
        let c = change.clone();
        details.kind = c.kind.unwrap_or(details.kind);
        details.title = c.title.map_or(details.title, |t| t.trim().to_owned());
        details.from = c.from.unwrap_or(details.from);
        details.to = match c.to {
            Some(to) => to.unwrap_or(details.from),
            None if c.from.is_some() => details.to.max(details.from),
            None => details.to,
        };
        details.mode = c.mode.unwrap_or(details.mode);
        details.reach = c.reach.unwrap_or(details.reach);
        details.sdgs = c.sdgs.unwrap_or(details.sdgs);
        details.goals = c.goals.unwrap_or(details.goals);
        details.notable = c.notable.unwrap_or(details.notable);
        let cancels = c.status == Some(ActivityStatus::Cancelled) && a.counts();
        details.status = c.status.filter(|_| !cancels).unwrap_or(details.status);
        let mut drafts = Vec::new();
        if details != a.details {
            self.check_details(ix, &details)?;
            let fact = Fact::ActivityEdited(ActivityEdited {
                id: a.id.clone(),
                details,
            });
            drafts.push(self.draft(Some(ix), fact));
        }
        if cancels {
            drafts.push(self.draft(Some(ix), self.cancellation(&a.id)?));
        }
        Ok(drafts)
    }

    pub(super) fn each_activity(
        &self,
        ids: &[ActivityId],
        fact: impl Fn(UnitIx, &Activity) -> Result<Fact, Refusal>,
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
                Ok(self.draft(Some(ix), fact(ix, a)?))
            })
            .collect()
    }

    fn still_open(&self, a: &Activity) -> Result<(), Refusal> {
        match a.details.status {
            ActivityStatus::Done | ActivityStatus::Cancelled => {
                Err(self.refusal(Rule::ActivityOver).what(a.id.as_str()))
            }
            ActivityStatus::Planned | ActivityStatus::Ongoing => Ok(()),
        }
    }

    pub(super) fn finish(&self, ix: UnitIx, a: &Activity, reach: Option<u64>) -> Result<Fact, Refusal> {
        self.still_open(a)?;
        self.check_reach(ix, reach)?;
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
        self.cancellation(&a.id)
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
        let activity = activity.map(|id| self.activity_of(ix, code, id)).transpose()?;
        let files = self.evidence_there(ix, activity.as_ref(), files).new;
        let mut drafts = Vec::new();
        if !files.is_empty() {
            let added = EvidenceAdded {
                activity,
                files,
                version: None,
            };
            drafts.push(self.draft(Some(ix), Fact::EvidenceAdded(added)));
        }
        Ok(self.with_note(ix, drafts))
    }

    /// What is said of files: each that is other than on record, all or nothing.
    pub(super) fn edit_evidence(&self, code: &UnitCode, files: &[BlobId], change: &FileChange) -> Facts {
        let ix = self.unit(code)?;
        let unit = self.campaign.unit(ix);
        if files.is_empty() {
            return Err(self.refusal(Rule::NoFile));
        }
        let caption = change.caption.as_ref().map(|c| c.trim());
        if caption.is_some_and(|c| c.chars().count() > TITLE_MAX) {
            return Err(self.refusal(Rule::TextTooLong));
        }
        let mut drafts: Vec<Draft> = Vec::new();
        let each_once: BTreeSet<&BlobId> = files.iter().collect();
        for sha256 in each_once {
            let refused = |rule| self.refusal(rule).unit(code.as_str());
            let file = unit.file(sha256);
            let file = file.ok_or_else(|| refused(Rule::UnknownFile).what(sha256.as_str()))?;
            if file.redacted.is_some() {
                return Err(refused(Rule::AlreadyRedacted).what(file.file.name.clone()));
            }
            self.fresh(unit.log(), &Subject::File(sha256), Some(ix))?;
            let before = unit.file_notes.of(sha256).cloned().unwrap_or_default();
            let about = FileNote {
                caption: caption.map_or(before.caption.clone(), str::to_owned),
                consent: change.consent.unwrap_or(before.consent),
            };
            if about != before {
                let sha256 = sha256.clone();
                drafts.push(self.draft(Some(ix), Fact::EvidenceEdited(EvidenceEdited { sha256, about })));
            }
        }
        if drafts.is_empty() {
            return Err(self.refusal(Rule::NothingChanged));
        }
        Ok(self.with_note(ix, drafts))
    }

    /// The activity of that id, which must be the unit's. Whether another unit has such an activity makes no difference.
    pub(super) fn activity_of(
        &self,
        ix: UnitIx,
        code: &UnitCode,
        id: &ActivityId,
    ) -> Result<ActivityId, Refusal> {
        match self.campaign.activity(id.as_str()) {
            Some((owner, a)) if owner == ix => Ok(a.id.clone()),
            _ => Err(self
                .refusal(Rule::UnknownActivity)
                .unit(code.as_str())
                .what(id.as_str())),
        }
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
