//! One unit in one campaign: the log of its facts, and what follows from those of them that still stand.
//!
//! A unit's figures are a fold over its log. Undo marks entries as void and folds again, so a command that was taken
//! back leaves the unit exactly as if it had never been given; redo takes the mark away again.

use serde::{Deserialize, Serialize};

use crate::core::definition::{Definition, Part, PartKind};
use crate::core::fact::{
    ActivityDetails, ActivityStatus, Attachment, Contact, ContactHow, Envelope, EvidenceKind, Fact, Via,
};
use crate::core::names::{ActivityId, Actor, BlobId, CmdId};
use crate::core::status::{Resubmit, State, Timeliness};
use crate::core::time::{Date, Stamp};

/// A fact in a unit's log (or the campaign's).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number in the stream.
    pub seq: u64,
    /// The command.
    pub cmd: CmdId,
    /// When it happened.
    pub at: Stamp,
    /// When it was recorded.
    pub recorded: Stamp,
    /// Who.
    pub actor: Actor,
    /// How it came in.
    pub via: Via,
    /// Entered more than 24 hours after it happened.
    pub entered_later: bool,
    /// Taken back by an undo.
    pub void: bool,
    /// The fact.
    pub fact: Fact,
}

impl Entry {
    /// The entry of an envelope.
    pub fn of(env: &Envelope) -> Self {
        Self {
            seq: env.seq,
            cmd: env.cmd,
            at: env.at,
            recorded: env.recorded,
            actor: env.actor.clone(),
            via: env.via,
            entered_later: env.entered_later,
            void: false,
            fact: env.fact.clone(),
        }
    }
}

/// Marks the entries of `cmd` as taken back or, where `cmd` was itself an undo, as standing again.
/// Returns whether anything changed.
pub fn toggle(log: &mut [Entry], cmd: CmdId) -> bool {
    let mut targets: Vec<(CmdId, bool)> = vec![(cmd, true)];
    let mut changed = false;
    // An undo of an undo frees what the first undo had voided, and so on down the line; the log is finite.
    while let Some((cmd, void)) = targets.pop() {
        for e in log.iter_mut().filter(|e| e.cmd == cmd && e.void != void) {
            e.void = void;
            changed = true;
            if let Fact::CommandUndone(u) = &e.fact {
                targets.push((u.cmd, !void));
            }
        }
    }
    changed
}

/// A version of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// 1, 2, 3 …
    pub n: u32,
    /// When it came in.
    pub at: Stamp,
    /// When that was recorded.
    pub recorded: Stamp,
    /// Who recorded it.
    pub actor: Actor,
    /// What came with it in words.
    pub note: String,
    /// Taken back again.
    pub withdrawn: bool,
    /// Entered more than 24 hours after it came.
    pub entered_later: bool,
    seq: u64,
}

/// The judgement on a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Which version.
    pub version: u32,
    /// When.
    pub at: Stamp,
    /// Who.
    pub actor: Actor,
    /// Why, or a note.
    pub note: String,
    /// Sent back: the last day on which a better one counts. `None`: accepted.
    pub due: Option<Date>,
}

/// A figure as last reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Indicator id.
    pub id: String,
    /// Value in the indicator's unit.
    pub value: f64,
    /// Outside what is plausible.
    pub unusual: bool,
    /// When.
    pub at: Stamp,
    /// Who recorded it.
    pub actor: Actor,
}

/// A file on record for the unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The file.
    pub file: Attachment,
    /// When it came.
    pub at: Stamp,
    /// Who attached it.
    pub actor: Actor,
    /// The report version it came with.
    pub version: Option<u32>,
    /// The activity it belongs to.
    pub activity: Option<ActivityId>,
    /// Why the bytes were removed, if they were.
    pub redacted: Option<String>,
}

/// An activity of the unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// What it is.
    pub details: ActivityDetails,
    /// When it was put on record.
    pub added: Stamp,
    /// Who put it on record.
    pub actor: Actor,
    /// Number of the last fact about it.
    pub seq: u64,
    /// How many files belong to it.
    pub files: u32,
    /// Why it was called off, or what was noted when it was held.
    pub note: String,
}

impl Activity {
    /// Where it stands today: a plan whose first day has come is under way until somebody says that it was held.
    pub fn status(&self, today: Date) -> ActivityStatus {
        match self.details.status {
            ActivityStatus::Planned if self.details.from <= today => ActivityStatus::Ongoing,
            other => other,
        }
    }

    /// Its last day has passed and nobody has said whether it was held. One that is dated today is not.
    pub fn is_overdue(&self, today: Date) -> bool {
        today > self.details.to
            && !matches!(
                self.details.status,
                ActivityStatus::Done | ActivityStatus::Cancelled
            )
    }

    /// Counts toward goals and totals: everything but what was called off.
    pub fn counts(&self) -> bool {
        self.details.status != ActivityStatus::Cancelled
    }
}

/// An exemption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exemption {
    /// When.
    pub at: Stamp,
    /// Who.
    pub actor: Actor,
    /// Why.
    pub reason: String,
    seq: u64,
}

/// A call or visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// When.
    pub at: Stamp,
    /// Who called.
    pub actor: Actor,
    /// How.
    pub how: ContactHow,
    /// What was said.
    pub note: String,
}

/// Running totals of a unit, so that nothing need be counted twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Activities that count.
    pub activities: u32,
    /// People reached by them.
    pub reach: u64,
    /// Standing files by kind: document, photo, video, other.
    pub files: [u32; 4],
}

/// A unit as its facts make it. A unit of which nothing was heard has the default value and takes no space of its own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct UnitState {
    log: Vec<Entry>,
    /// Where the report stands.
    pub state: State,
    /// When the letter was acknowledged.
    pub acknowledged: Option<Stamp>,
    /// Every version, withdrawn ones included.
    pub versions: Vec<Version>,
    /// Every judgement, in order.
    pub verdicts: Vec<Verdict>,
    /// Every exemption, in order; [`UnitState::exemption`] tells the one that holds.
    pub exemptions: Vec<Exemption>,
    /// Activities, oldest record first.
    pub activities: Vec<Activity>,
    /// Figures by indicator id.
    pub figures: Vec<Figure>,
    /// Files, oldest first; the same bytes once.
    pub evidence: Vec<Evidence>,
    /// Whom to call; the last one set.
    pub contacts: Vec<Contact>,
    /// Calls and visits, oldest first.
    pub calls: Vec<Call>,
    /// Cut-off of this unit alone, with the moment from which that was known.
    pub extension: Option<(Stamp, Stamp)>,
    /// The counter from which the next activity takes its number.
    pub last_activity: u32,
    /// Running totals.
    pub totals: Totals,
    /// A version arrived after an acceptance and has not been reviewed.
    pub newer_after_acceptance: bool,
}

/// The number of an activity within its unit: `CBG-3` gives 3. Activities are kept in this order.
fn counter(id: &ActivityId) -> u32 {
    id.as_str()
        .rsplit('-')
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0)
}

impl UnitState {
    /// Every fact about the unit, taken-back ones included, in the order of the journal.
    pub fn log(&self) -> &[Entry] {
        &self.log
    }

    /// The last standing fact about the unit.
    pub fn last_entry(&self) -> Option<&Entry> {
        self.log.iter().rev().find(|e| !e.void)
    }

    /// Takes in one fact.
    pub(crate) fn push(&mut self, entry: Entry) {
        if let Fact::CommandUndone(u) = &entry.fact {
            let cmd = u.cmd;
            self.log.push(entry);
            if toggle(&mut self.log, cmd) {
                self.refold();
            }
        } else {
            self.step(&entry);
            self.log.push(entry);
            self.settle();
        }
    }

    fn refold(&mut self) {
        let log = std::mem::take(&mut self.log);
        *self = Self {
            last_activity: self.last_activity,
            ..Self::default()
        };
        for e in log.iter().filter(|e| !e.void) {
            self.step(e);
        }
        self.log = log;
        self.settle();
    }

    fn step(&mut self, e: &Entry) {
        match &e.fact {
            Fact::ReportAcknowledged(_) => self.acknowledged = self.acknowledged.or(Some(e.at)),
            Fact::ReportReceived(f) => {
                self.versions.push(Version {
                    n: f.version,
                    at: e.at,
                    recorded: e.recorded,
                    actor: e.actor.clone(),
                    note: f.note.clone(),
                    withdrawn: false,
                    entered_later: e.entered_later,
                    seq: e.seq,
                });
                self.attach(e, &f.files, Some(f.version), None);
            }
            Fact::ReportReturned(f) => self.judge(e, f.version, &f.reason, Some(f.due)),
            Fact::ReportAccepted(f) => self.judge(e, f.version, &f.note, None),
            Fact::ReportExempted(f) => {
                self.exemptions.push(Exemption {
                    at: e.at,
                    actor: e.actor.clone(),
                    reason: f.reason.clone(),
                    seq: e.seq,
                });
            }
            Fact::ReportWithdrawn(f) => {
                if let Some(v) = self.versions.iter_mut().rev().find(|v| v.n == f.version) {
                    v.withdrawn = true;
                }
            }
            Fact::FigureRecorded(f) => {
                self.figures.retain(|x| x.id != f.id);
                self.figures.push(Figure {
                    id: f.id.clone(),
                    value: f.value,
                    unusual: f.unusual,
                    at: e.at,
                    actor: e.actor.clone(),
                });
            }
            Fact::ContactSet(f) => {
                self.contacts.retain(|c| c.name != f.contact.name);
                self.contacts.push(f.contact.clone());
            }
            Fact::ContactLogged(f) => self.calls.push(Call {
                at: e.at,
                actor: e.actor.clone(),
                how: f.how,
                note: f.note.clone(),
            }),
            Fact::DeadlineExtended(f) => self.extension = Some((f.cutoff, e.at)),
            Fact::ActivityAdded(_)
            | Fact::ActivityEdited(_)
            | Fact::ActivityDone(_)
            | Fact::ActivityCancelled(_) => self.step_activity(e),
            Fact::EvidenceAdded(f) => self.attach(e, &f.files, None, f.activity.as_ref()),
            Fact::EvidenceRedacted(f) => {
                for x in &mut self.evidence {
                    if x.file.sha256 == f.sha256 && x.redacted.is_none() {
                        x.redacted = Some(f.reason.clone());
                        self.totals.files[x.file.kind as usize] -= 1;
                    }
                }
            }
            Fact::ReportNoted(_)
            | Fact::CampaignOpened(_)
            | Fact::CampaignAmended(_)
            | Fact::CampaignClosed(_)
            | Fact::DocumentAttached(_)
            | Fact::CommandUndone(_) => {}
        }
    }

    fn step_activity(&mut self, e: &Entry) {
        if let Fact::ActivityAdded(f) = &e.fact {
            // The counter only ever goes up, so that an id is never given twice, undo or not.
            self.last_activity = self.last_activity.max(counter(&f.id));
            self.activities.push(Activity {
                id: f.id.clone(),
                details: f.details.clone(),
                added: e.at,
                actor: e.actor.clone(),
                seq: e.seq,
                files: 0,
                note: String::new(),
            });
            let last = self.activities.len() - 1;
            self.total(last, true);
            return;
        }
        let (id, seq) = match &e.fact {
            Fact::ActivityEdited(f) => (&f.id, e.seq),
            Fact::ActivityDone(f) => (&f.id, e.seq),
            Fact::ActivityCancelled(f) => (&f.id, e.seq),
            _ => return,
        };
        let Some(i) = self.activity_index(id) else { return };
        self.total(i, false);
        let a = &mut self.activities[i];
        a.seq = seq;
        match &e.fact {
            Fact::ActivityEdited(f) => a.details = f.details.clone(),
            Fact::ActivityDone(f) => {
                a.details.status = ActivityStatus::Done;
                a.details.reach = f.reach.or(a.details.reach);
                a.note.clone_from(&f.note);
            }
            Fact::ActivityCancelled(f) => {
                a.details.status = ActivityStatus::Cancelled;
                a.note.clone_from(&f.reason);
            }
            _ => {}
        }
        self.total(i, true);
    }

    /// Takes an activity into the totals or out of them.
    fn total(&mut self, index: usize, up: bool) {
        let Some(a) = self.activities.get(index).filter(|a| a.counts()) else {
            return;
        };
        let reach = a.details.reach.unwrap_or(0);
        let t = &mut self.totals;
        if up {
            t.activities += 1;
            t.reach = t.reach.saturating_add(reach);
        } else {
            t.activities = t.activities.saturating_sub(1);
            t.reach = t.reach.saturating_sub(reach);
        }
    }

    fn judge(&mut self, e: &Entry, version: u32, note: &str, due: Option<Date>) {
        self.verdicts.push(Verdict {
            version,
            at: e.at,
            actor: e.actor.clone(),
            note: note.to_owned(),
            due,
        });
    }

    fn attach(
        &mut self,
        e: &Entry,
        files: &[Attachment],
        version: Option<u32>,
        activity: Option<&ActivityId>,
    ) {
        for file in files {
            if let Some(a) = activity.and_then(|id| self.activity_mut(id)) {
                a.files += 1;
                a.seq = e.seq;
            }
            self.totals.files[file.kind as usize] += 1;
            self.evidence.push(Evidence {
                file: file.clone(),
                at: e.at,
                actor: e.actor.clone(),
                version,
                activity: activity.cloned(),
                redacted: None,
            });
        }
    }

    /// Derives the state from what stands. Looks at the ends of its lists only: a unit with a long life costs no more.
    fn settle(&mut self) {
        let latest = self.latest().map(|v| (v.n, v.seq));
        let exempt = self
            .exemptions
            .last()
            .is_some_and(|x| latest.is_none_or(|(_, seq)| x.seq > seq));
        let verdict = latest.and_then(|(n, _)| self.verdict_on(n));
        let sent_back = verdict.map(|v| v.due.is_some());
        self.newer_after_acceptance = latest.is_some_and(|(n, _)| {
            sent_back.is_none()
                && self
                    .verdicts
                    .iter()
                    .rev()
                    .any(|v| v.due.is_none() && v.version < n)
        });
        self.state = match (exempt, latest, sent_back) {
            (true, ..) => State::Exempt,
            (false, Some(_), None) => State::Received,
            (false, Some(_), Some(true)) => State::Returned,
            (false, Some(_), Some(false)) => State::Accepted,
            (false, None, _) if self.acknowledged.is_some() => State::InProgress,
            (false, None, _) if self.totals.activities > 0 => State::InProgress,
            (false, None, _) => State::Awaiting,
        };
    }

    /// The last judgement on a version.
    fn verdict_on(&self, version: u32) -> Option<&Verdict> {
        self.verdicts.iter().rev().find(|v| v.version == version)
    }

    /// The judgement that holds: the last one on the latest standing version.
    pub fn verdict(&self) -> Option<&Verdict> {
        self.verdict_on(self.latest()?.n)
    }

    /// The exemption that holds.
    pub fn exemption(&self) -> Option<&Exemption> {
        self.exemptions.last().filter(|_| self.state == State::Exempt)
    }

    /// The latest version that stands.
    pub fn latest(&self) -> Option<&Version> {
        self.versions.iter().rev().find(|v| !v.withdrawn)
    }

    /// The first version that stands: the one that timeliness is judged by.
    pub fn first(&self) -> Option<&Version> {
        self.versions.iter().filter(|v| !v.withdrawn).min_by_key(|v| v.at)
    }

    /// The number that the next version gets. A withdrawn number is not given again.
    pub fn next_version(&self) -> u32 {
        self.versions.last().map_or(0, |v| v.n) + 1
    }

    /// Whether the report came in time, against this unit's cut-off.
    pub fn timeliness(&self, cutoff: Stamp, now: Stamp) -> Timeliness {
        if self.state == State::Exempt {
            return Timeliness::None;
        }
        match self.first() {
            Some(v) if v.at < cutoff => Timeliness::OnTime,
            Some(_) => Timeliness::Late,
            None if now < cutoff => Timeliness::Pending,
            None => Timeliness::Overdue,
        }
    }

    /// The new due date of a returned report.
    pub fn due(&self) -> Option<Date> {
        (self.state == State::Returned)
            .then(|| self.verdict())
            .flatten()
            .and_then(|v| v.due)
    }

    /// Number of standing files of a kind (redacted ones no longer count).
    pub fn evidence_count(&self, kind: EvidenceKind) -> usize {
        self.totals.files[kind as usize] as usize
    }

    /// The activity of that id.
    pub fn activity(&self, id: &ActivityId) -> Option<&Activity> {
        self.activity_index(id).and_then(|i| self.activities.get(i))
    }

    fn activity_mut(&mut self, id: &ActivityId) -> Option<&mut Activity> {
        let i = self.activity_index(id)?;
        self.activities.get_mut(i)
    }

    fn activity_index(&self, id: &ActivityId) -> Option<usize> {
        let i = self
            .activities
            .binary_search_by_key(&counter(id), |a| counter(&a.id))
            .ok()?;
        self.activities.get(i).filter(|a| a.id == *id).map(|_| i)
    }

    /// The file of that hash; one that stands, where the same bytes came again after they had been removed.
    pub fn file(&self, sha256: &BlobId) -> Option<&Evidence> {
        let of_hash = || self.evidence.iter().filter(|e| e.file.sha256 == *sha256);
        of_hash()
            .find(|e| e.redacted.is_none())
            .or_else(|| of_hash().next())
    }

    /// The last call or visit.
    pub fn last_call(&self) -> Option<&Call> {
        self.calls.iter().max_by_key(|c| c.at)
    }

    /// Is this requested part there?
    pub fn has_part(&self, part: &Part) -> bool {
        match part.kind {
            PartKind::Text => self.latest().is_some_and(|v| {
                !v.note.trim().is_empty()
                    || self.evidence.iter().any(|e| {
                        e.file.kind == EvidenceKind::Document && e.redacted.is_none() && e.version.is_some()
                    })
            }),
            PartKind::Document => self.evidence_count(EvidenceKind::Document) > 0,
            PartKind::Photo => self.evidence_count(EvidenceKind::Photo) > 0,
            PartKind::Video => self.evidence_count(EvidenceKind::Video) > 0,
            PartKind::Figure => self.figures.iter().any(|f| f.id == part.id),
        }
    }

    /// Required parts that are not there. An exempt unit misses nothing.
    pub fn missing<'d>(&self, def: &'d Definition) -> Vec<&'d Part> {
        if self.state == State::Exempt {
            return Vec::new();
        }
        def.parts
            .iter()
            .filter(|p| p.required && !self.has_part(p))
            .collect()
    }

    /// Where a returned report stands against its new due date.
    pub fn resubmit(&self, def: &Definition, now: Stamp) -> Resubmit {
        match self.due() {
            None => Resubmit::None,
            Some(due) if now < def.zone.end_of(due) => Resubmit::Waiting,
            Some(_) => Resubmit::Overdue,
        }
    }
}
