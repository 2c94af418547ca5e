//! One unit in one campaign: what follows from those of its facts that still stand.
//!
//! A unit's figures are a fold over its log. Undo marks entries as void and folds again, so a command that was taken
//! back leaves the unit exactly as if it had never been given; redo takes the mark away again. Undo reaches only so far
//! back: of the log the part is kept that it can still change, on top of a [`Base`] that is the fold of everything before.
//! So neither memory nor a start grows with the number of facts; the whole log is in the journal.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::core::definition::{Part, PartKind};
use crate::core::fact::{
    ActivityAdded, ActivityStatus, Attachment, Contact, Envelope, EvidenceKind, Fact, FactKind, Via,
};
use crate::core::long::{Chunk, Long};
use crate::core::names::{ActivityId, Actor, BlobId, CmdId};
use crate::core::record;
pub(crate) use crate::core::record::extension;
pub use crate::core::record::{
    Activity, Call, Evidence, Exemption, Figure, FileNotes, Recommendation, Totals, Verdict, Version,
};
use crate::core::reminder::{self, Reminder};
use crate::core::status::{State, Timeliness};
use crate::core::time::{Date, Stamp};
use crate::core::touched::{GROUNDS, changes_what_is_packed};
pub use crate::core::touched::{Ground, Touch, Undone};

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

/// Entries beyond the reach of undo before they are folded into the base, all at once.
const FORGET_AT: usize = 4;

/// A unit as it stood before the entries that undo can still reach.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Base {
    unit: UnitState,
    /// Numbers of the facts that stay taken back.
    taken_back: Vec<u64>,
    undone: Long<Undone>,
    /// By [`Ground`]: the last fact of each of the last two people, the newest first.
    touched: [Vec<Touch>; GROUNDS],
}

impl Base {
    /// Takes in an entry of which nothing can change any more. `gone` holds everything that it could have taken back.
    fn take_in(&mut self, gone: &[Entry], e: &Entry) {
        if e.void {
            self.taken_back.push(e.seq);
        } else {
            self.unit.step(e);
        }
        let mut grounds = [false; GROUNDS];
        grounds_of(gone, e, &mut grounds);
        for (touches, _) in self
            .touched
            .iter_mut()
            .zip(grounds)
            .filter(|(_, touched)| *touched)
        {
            touches.retain(|t| t.actor != e.actor);
            touches.insert(
                0,
                Touch {
                    seq: e.seq,
                    actor: e.actor.clone(),
                    recorded: e.recorded,
                },
            );
            touches.truncate(2);
        }
        if let Fact::CommandUndone(u) = &e.fact {
            self.undone.push(undone(gone, u.cmd));
        }
    }
}

/// What a command had done that was taken back, as far as the log knows it.
pub(crate) fn undone(log: &[Entry], cmd: CmdId) -> Undone {
    let fact_of = |cmd: CmdId| log.iter().find(|e| e.cmd == cmd).map(|e| &e.fact);
    let (again, fact) = match fact_of(cmd) {
        // Taking an undo back does the first command again; what that was stands one step further back.
        Some(Fact::CommandUndone(u)) => (true, fact_of(u.cmd)),
        other => (false, other),
    };
    let what = fact.map(FactKind::of);
    Undone { cmd, what, again }
}

/// What an entry concerns; an undo concerns what it took back.
fn grounds_of(log: &[Entry], e: &Entry, grounds: &mut [bool; GROUNDS]) {
    if let Some(cmd) = e.fact.undoes() {
        let undone = log.iter().filter(|b| b.cmd == cmd && b.seq < e.seq);
        undone.for_each(|b| grounds_of(log, b, grounds));
        return;
    }
    let ground = Ground::of(&e.fact.subject());
    if let Some(touched) = ground.and_then(|g| grounds.get_mut(g as usize)) {
        *touched = true;
    }
}

/// A unit as its facts make it. A unit of which nothing was heard has the default value and takes no space of its own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct UnitState {
    /// What undo can still reach. Kept apart in a stored state; see [`Kept`].
    #[serde(skip)]
    tail: Vec<Entry>,
    #[serde(skip)]
    base: Option<Box<Base>>,
    /// Where the report stands.
    pub state: State,
    /// When the letter was acknowledged.
    pub acknowledged: Option<Stamp>,
    /// Every version, withdrawn ones included.
    pub versions: Long<Version>,
    /// Every judgement, in order.
    pub verdicts: Long<Verdict>,
    /// Every recommendation, in order, those that were taken back included.
    pub recommendations: Long<Recommendation>,
    /// Every exemption, in order; [`UnitState::exemption`] tells the one that holds.
    pub exemptions: Vec<Exemption>,
    /// Activities, oldest record first.
    pub activities: Vec<Arc<Activity>>,
    /// Figures by indicator id.
    pub figures: Vec<Figure>,
    /// Files, oldest first; the same bytes once.
    pub evidence: Long<Evidence>,
    /// What is said of files.
    pub file_notes: FileNotes,
    /// Whom to call; the last one set.
    pub contacts: Vec<Contact>,
    /// Calls and visits, oldest first.
    pub calls: Long<Call>,
    /// Messages to the unit, oldest first; each as what became of it last.
    pub reminders: Vec<Reminder>,
    /// Cut-off of this unit alone, with the moment from which that was known.
    pub extension: Option<(Stamp, Stamp)>,
    /// The counter from which the next activity takes its number.
    pub last_activity: u32,
    /// Running totals.
    pub totals: Totals,
    /// A version arrived after an acceptance and has not been reviewed.
    pub newer_after_acceptance: bool,
    known: Known,
}

/// What is asked at every turn about lists that may be long.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Known {
    first: Option<Version>,
    latest: Option<Version>,
    /// The last judgement on the latest version.
    verdict: Option<Verdict>,
    /// The recommendation that stands of the latest version.
    recommendation: Option<Recommendation>,
    /// The highest number that was ever recommended.
    recommended: Option<u32>,
    /// The lowest number that was ever accepted.
    accepted: Option<u32>,
    /// The highest number that was ever judged.
    judged: Option<u32>,
    /// The number that was given last.
    version: u32,
    last_call: Option<Call>,
    /// Documents that came with a version and stand.
    texts: u32,
}

/// A unit in a stored state: what cannot change any more, and the entries on top of it.
#[derive(Serialize)]
struct Kept<'a> {
    base: Option<&'a Base>,
    tail: &'a [Entry],
    last_activity: u32,
}

/// The same on the way back.
#[derive(Deserialize)]
struct Stored {
    base: Option<Box<Base>>,
    tail: Vec<Entry>,
    last_activity: u32,
}

/// The units of a campaign in a stored state.
pub(crate) mod stored {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Kept, Stored, UnitState};

    type Units = Vec<Option<Arc<UnitState>>>;

    pub(crate) fn serialize<S: Serializer>(units: &Units, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(units.iter().map(|u| {
            u.as_ref().map(|u| Kept {
                base: u.base.as_deref(),
                tail: &u.tail,
                last_activity: u.last_activity,
            })
        }))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Units, D::Error> {
        let all: Vec<Option<Stored>> = Vec::deserialize(d)?;
        let unit = |s: Stored| {
            let mut unit = UnitState {
                tail: s.tail,
                base: s.base,
                last_activity: s.last_activity,
                ..UnitState::default()
            };
            unit.fold_again();
            Arc::new(unit)
        };
        Ok(all.into_iter().map(|s| s.map(unit)).collect())
    }
}

impl UnitState {
    /// The newest facts about the unit, taken-back ones included, in the order of the journal: at least those that undo
    /// can still reach.
    pub fn log(&self) -> &[Entry] {
        &self.tail
    }

    /// Facts about the unit that are older than its [`UnitState::log`], and are in the journal alone.
    pub fn has_older(&self) -> bool {
        self.base.is_some()
    }

    /// Was the fact of this number taken back for good? Of facts in the log the entry tells.
    pub fn stays_taken_back(&self, seq: u64) -> bool {
        let base = self.base.as_ref();
        base.is_some_and(|b| b.taken_back.binary_search(&seq).is_ok())
    }

    /// What was taken back when this command was undone.
    pub fn undone(&self, cmd: CmdId) -> Undone {
        let found = undone(&self.tail, cmd);
        let long_past = || self.base.as_ref()?.undone.iter().find(|u| u.cmd == cmd).cloned();
        if found.what.is_some() {
            found
        } else {
            long_past().unwrap_or(found)
        }
    }

    /// The newest fact of that kind that is older than the log, newer than `seen`, and somebody else's.
    pub fn touched_since(&self, ground: Ground, seen: u64, by_other_than: &Actor) -> Option<&Touch> {
        let touches = self.base.as_ref()?.touched.get(ground as usize)?;
        touches.iter().find(|t| t.seq > seen && t.actor != *by_other_than)
    }

    /// Takes in one fact.
    pub(crate) fn push(&mut self, entry: Entry) {
        if let Fact::CommandUndone(u) = &entry.fact {
            let cmd = u.cmd;
            self.tail.push(entry);
            if toggle(&mut self.tail, cmd) {
                self.fold_again();
            }
        } else {
            self.step(&entry);
            self.tail.push(entry);
            self.settle();
        }
    }

    /// Folds into the base what undo cannot reach any more: facts before number `reach`, but for those that an undo within
    /// reach has taken back, and whatever is newer than one of those.
    pub(crate) fn forget(&mut self, reach: u64) {
        let past = self.tail.partition_point(|e| e.seq < reach);
        if past < FORGET_AT {
            return;
        }
        let held = self.held_from(past);
        if held < FORGET_AT {
            return;
        }
        let gone: Vec<Entry> = self.tail.drain(..held).collect();
        let mut base = self.base.take().unwrap_or_default();
        for e in &gone {
            base.take_in(&gone, e);
        }
        base.undone.seal();
        base.unit.seal();
        let edits = self
            .tail
            .iter()
            .any(|e| !e.void && changes_what_is_packed(&e.fact));
        let shared = !edits && self.share(&mut base.unit);
        self.base = Some(base);
        if !shared {
            self.fold_again();
        }
    }

    /// Where the part of the log begins that must stay: an undo in it needs what it took back.
    fn held_from(&self, past: usize) -> usize {
        let mut start = past;
        loop {
            let (before, held) = self.tail.split_at(start);
            let targets: Vec<CmdId> = held.iter().filter_map(|e| e.fact.undoes()).collect();
            match before.iter().position(|e| targets.contains(&e.cmd)) {
                Some(earlier) => start = earlier,
                None => return start,
            }
        }
    }

    /// The lists whose older part is packed.
    fn seal(&mut self) {
        self.versions.seal();
        self.verdicts.seal();
        self.recommendations.seal();
        self.evidence.seal();
        self.calls.seal();
    }

    /// Lets this unit and its base hold in common what is the same in both. False: a list has another beginning.
    fn share(&mut self, base: &mut Self) -> bool {
        for (theirs, ours) in base.activities.iter_mut().zip(&self.activities) {
            if !Arc::ptr_eq(theirs, ours) && theirs == ours {
                theirs.clone_from(ours);
            }
        }
        self.versions.adopt(&base.versions)
            && self.verdicts.adopt(&base.verdicts)
            && self.recommendations.adopt(&base.recommendations)
            && self.evidence.adopt(&base.evidence)
            && self.calls.adopt(&base.calls)
    }

    /// Packs what was unpacked to be looked at.
    pub(crate) fn rest(&mut self) {
        self.versions.rest();
        self.verdicts.rest();
        self.recommendations.rest();
        self.evidence.rest();
        self.calls.rest();
    }

    /// The packed parts of its lists. Whatever is in the unit itself is in its base too.
    pub(crate) fn chunks(&self) -> impl Iterator<Item = &Arc<Chunk>> {
        self.base.iter().flat_map(|b| {
            let u = &b.unit;
            let lists = u.versions.chunks().chain(u.verdicts.chunks());
            lists
                .chain(u.recommendations.chunks())
                .chain(u.evidence.chunks())
                .chain(u.calls.chunks())
                .chain(b.undone.chunks())
        })
    }

    /// Folds the entries that undo can reach over what was before them.
    pub(crate) fn fold_again(&mut self) {
        let (tail, base) = (std::mem::take(&mut self.tail), self.base.take());
        let before = base.as_ref().map(|b| b.unit.clone()).unwrap_or_default();
        let last_activity = self.last_activity.max(before.last_activity);
        *self = Self {
            last_activity,
            ..before
        };
        for e in tail.iter().filter(|e| !e.void) {
            self.step(e);
        }
        (self.tail, self.base) = (tail, base);
        self.settle();
    }

    fn step(&mut self, e: &Entry) {
        match &e.fact {
            Fact::ReportAcknowledged(_) => self.acknowledged = self.acknowledged.or(Some(e.at)),
            Fact::ReportReceived(f) => {
                self.receive(Version {
                    n: f.version,
                    at: e.at,
                    recorded: e.recorded,
                    actor: e.actor.clone(),
                    note: f.note.clone(),
                    symbol: f.symbol.clone(),
                    withdrawn: false,
                    entered_later: e.entered_later,
                    seq: e.seq,
                });
                self.attach(e, &f.files, Some(f.version), None);
            }
            Fact::ReportReturned(f) => self.judge(e, f.version, &f.reason, Some(f.due)),
            Fact::ReportAccepted(f) => self.judge(e, f.version, &f.note, None),
            Fact::ReportRecommended(f) => self.recommend(e, f.version, &f.note),
            Fact::RecommendationRetracted(f) => {
                self.recommendations
                    .edit_last(|r| r.version == f.version && !r.retracted, |r| r.retracted = true);
                self.known.recommendation = self.recommendation_of_latest();
            }
            Fact::ReportExempted(f) => {
                self.exemptions.push(Exemption {
                    at: e.at,
                    actor: e.actor.clone(),
                    reason: f.reason.clone(),
                    seq: e.seq,
                });
            }
            Fact::ReportWithdrawn(f) => {
                self.versions
                    .edit_last(|v| v.n == f.version, |v| v.withdrawn = true);
                let counts = (&mut self.totals.files, &mut self.known.texts);
                record::take_files_back(&mut self.evidence, f.version, counts);
                self.look_again(f.version);
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
            Fact::FigureWithdrawn(f) => self.figures.retain(|x| x.id != f.id),
            // Of somebody who was removed from the record nothing is shown.
            Fact::ContactSet(f) if f.contact.is_gone() => {}
            Fact::ContactSet(f) => {
                self.contacts.retain(|c| c.name != f.contact.name);
                self.contacts.push(f.contact.clone());
            }
            Fact::ContactLogged(f) => self.call(Call {
                at: e.at,
                actor: e.actor.clone(),
                how: f.how,
                note: f.note.clone(),
            }),
            Fact::DeadlineExtended(f) => self.extension = Some(extension(self.extension, f, e.at)),
            Fact::ActivityAdded(f) => self.add_activity(e, f),
            Fact::ActivityEdited(f) => self.change_activity(e, &f.id, |a| a.details = f.details.clone()),
            Fact::ActivityDone(f) => self.change_activity(e, &f.id, |a| {
                a.details.status = ActivityStatus::Done;
                a.details.reach = f.reach.or(a.details.reach);
                a.note.clone_from(&f.note);
            }),
            Fact::ActivityCancelled(f) => self.change_activity(e, &f.id, |a| {
                a.details.status = ActivityStatus::Cancelled;
                a.note.clone_from(&f.reason);
            }),
            Fact::EvidenceAdded(f) => self.attach(e, &f.files, f.version, f.activity.as_ref()),
            Fact::EvidenceEdited(f) => self.file_notes.set(f),
            Fact::EvidenceRedacted(f) => {
                self.file_notes.forget(&f.sha256);
                let counts = (&mut self.totals.files, &mut self.known.texts);
                record::redact(&mut self.evidence, f, counts);
            }
            Fact::Reminder(f) => reminder::take(&mut self.reminders, e, f),
            Fact::ReportNoted(_)
            | Fact::ExportMade(_)
            | Fact::CampaignOpened(_)
            | Fact::CampaignAmended(_)
            | Fact::CampaignClosed(_)
            | Fact::DocumentAttached(_)
            | Fact::ClockCorrected(_)
            | Fact::FactRedacted(_)
            | Fact::Letter(_)
            | Fact::CommandUndone(_) => {}
        }
    }

    fn add_activity(&mut self, e: &Entry, f: &ActivityAdded) {
        // The counter only ever goes up, so that an id is never given twice, undo or not.
        self.last_activity = self.last_activity.max(f.id.counter());
        self.activities.push(Arc::new(Activity {
            id: f.id.clone(),
            details: f.details.clone(),
            added: e.at,
            actor: e.actor.clone(),
            seq: e.seq,
            files: 0,
            note: String::new(),
        }));
        self.total(self.activities.len() - 1, true);
    }

    fn change_activity(&mut self, e: &Entry, id: &ActivityId, change: impl FnOnce(&mut Activity)) {
        let Some(i) = self.activity_index(id) else { return };
        self.total(i, false);
        let Some(a) = self.activities.get_mut(i).map(Arc::make_mut) else {
            return;
        };
        a.seq = e.seq;
        change(a);
        self.total(i, true);
    }

    /// Takes an activity into the totals or out of them.
    fn total(&mut self, index: usize, up: bool) {
        let Some(a) = self.activities.get(index).filter(|a| a.counts()).cloned() else {
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

    fn receive(&mut self, v: Version) {
        let known = &mut self.known;
        if known.first.as_ref().is_none_or(|first| v.at < first.at) {
            known.first = Some(v.clone());
        }
        known.latest = Some(v.clone());
        known.verdict = None;
        known.version = v.n;
        self.versions.push(v);
        self.known.verdict = self.verdict_on_latest();
        self.known.recommendation = self.recommendation_of_latest();
    }

    /// A number is given once, so a new version has no judgement yet; but facts may be missing, and then it may have one.
    /// Looks at what is at hand before it goes back to what is packed, and need not go back beyond a judgement on an earlier
    /// version: as long as this one stands nobody judges those before it.
    fn verdict_on_latest(&self) -> Option<Verdict> {
        let n = self.known.latest.as_ref()?.n;
        self.known.judged.filter(|judged| *judged >= n)?;
        let on = |v: &&Verdict| v.version == n;
        let at_hand = self.verdicts.recent();
        let before = at_hand.iter().any(|v| v.version < n);
        let found = at_hand.iter().rev().find(on);
        if found.is_some() || before {
            return found.cloned();
        }
        self.verdicts.iter().rev().find(on).cloned()
    }

    /// After version `n` was withdrawn: which is the first, which the latest, and how was that judged?
    fn look_again(&mut self, n: u32) {
        let was = |v: &Option<Version>| v.as_ref().is_some_and(|v| v.n == n);
        if was(&self.known.first) {
            let standing = self.versions.iter().filter(|v| !v.withdrawn);
            self.known.first = standing.min_by_key(|v| v.at).cloned();
        }
        if was(&self.known.latest) {
            let standing = |v: &&Version| !v.withdrawn;
            let at_hand = self.versions.recent().iter().rev().find(standing);
            let latest = at_hand.or_else(|| self.versions.iter().rev().find(standing));
            self.known.latest = latest.cloned();
            self.known.verdict = self.verdict_on_latest();
            self.known.recommendation = self.recommendation_of_latest();
        }
    }

    fn judge(&mut self, e: &Entry, version: u32, note: &str, due: Option<Date>) {
        let verdict = Verdict {
            version,
            at: e.at,
            actor: e.actor.clone(),
            note: note.to_owned(),
            due,
            seq: e.seq,
        };
        let known = &mut self.known;
        known.judged = known.judged.max(Some(version));
        if due.is_none() {
            known.accepted = Some(known.accepted.map_or(version, |n| n.min(version)));
        }
        if known.latest.as_ref().is_some_and(|v| v.n == version) {
            known.verdict = Some(verdict.clone());
        }
        self.verdicts.push(verdict);
    }

    fn recommend(&mut self, e: &Entry, version: u32, note: &str) {
        let known = &mut self.known;
        known.recommended = known.recommended.max(Some(version));
        self.recommendations.push(Recommendation {
            version,
            at: e.at,
            actor: e.actor.clone(),
            note: note.to_owned(),
            retracted: false,
        });
        self.known.recommendation = self.recommendation_of_latest();
    }

    /// As with judgements: what is at hand is looked at first, and nothing is looked for where no recommendation can be.
    fn recommendation_of_latest(&self) -> Option<Recommendation> {
        let n = self.known.latest.as_ref()?.n;
        self.known.recommended.filter(|highest| *highest >= n)?;
        let of_it = |r: &&Recommendation| r.version == n;
        let at_hand = self.recommendations.recent();
        let last = match at_hand.iter().rev().find(of_it) {
            Some(found) => Some(found),
            None if at_hand.iter().any(|r| r.version < n) => None,
            None => self.recommendations.iter().rev().find(of_it),
        };
        last.filter(|r| !r.retracted).cloned()
    }

    fn call(&mut self, call: Call) {
        if self
            .known
            .last_call
            .as_ref()
            .is_none_or(|last| call.at >= last.at)
        {
            self.known.last_call = Some(call.clone());
        }
        self.calls.push(call);
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
            let evidence = Evidence {
                file: file.clone(),
                at: e.at,
                actor: e.actor.clone(),
                version,
                activity: activity.cloned(),
                redacted: None,
                withdrawn: false,
                seq: e.seq,
            };
            self.known.texts += u32::from(evidence.is_text());
            self.evidence.push(evidence);
        }
    }

    /// Derives the state from what stands. Looks at the ends of its lists only: a unit with a long life costs no more.
    fn settle(&mut self) {
        let latest = self.latest().map(|v| (v.n, v.seq));
        let exempt = self
            .exemptions
            .last()
            .is_some_and(|x| latest.is_none_or(|(_, seq)| x.seq > seq));
        let sent_back = self.known.verdict.as_ref().map(|v| v.due.is_some());
        self.newer_after_acceptance = latest.is_some_and(|(n, _)| {
            sent_back.is_none() && self.known.accepted.is_some_and(|accepted| accepted < n)
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

    /// The judgement that holds: the last one on the latest standing version.
    pub fn verdict(&self) -> Option<&Verdict> {
        self.known.verdict.as_ref()
    }

    /// The recommendation that stands of the latest version. A newer version has none until somebody has looked at it.
    pub fn recommendation(&self) -> Option<&Recommendation> {
        self.known.recommendation.as_ref()
    }

    /// The exemption that holds.
    pub fn exemption(&self) -> Option<&Exemption> {
        self.exemptions.last().filter(|_| self.state == State::Exempt)
    }

    /// The latest version that stands.
    pub fn latest(&self) -> Option<&Version> {
        self.known.latest.as_ref()
    }

    /// The first version that stands: the one that timeliness is judged by.
    pub fn first(&self) -> Option<&Version> {
        self.known.first.as_ref()
    }

    /// The number that the next version gets. A withdrawn number is not given again.
    pub fn next_version(&self) -> u32 {
        self.known.version + 1
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

    /// Number of standing files of a kind; see [`Evidence::stands`].
    pub fn evidence_count(&self, kind: EvidenceKind) -> usize {
        self.totals.files[kind as usize] as usize
    }

    /// The activity of that id.
    pub fn activity(&self, id: &ActivityId) -> Option<&Activity> {
        let i = self.activity_index(id)?;
        self.activities.get(i).map(Arc::as_ref)
    }

    fn activity_mut(&mut self, id: &ActivityId) -> Option<&mut Activity> {
        let i = self.activity_index(id)?;
        self.activities.get_mut(i).map(Arc::make_mut)
    }

    fn activity_index(&self, id: &ActivityId) -> Option<usize> {
        let i = self
            .activities
            .binary_search_by_key(&id.counter(), |a| a.id.counter())
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

    /// The contact of that name.
    pub fn contact(&self, name: &str) -> Option<&Contact> {
        self.contacts.iter().find(|c| c.name == name)
    }

    /// The figure on record for an indicator.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|f| f.id == id)
    }

    /// The last call or visit.
    pub fn last_call(&self) -> Option<&Call> {
        self.known.last_call.as_ref()
    }

    /// Is this requested part there?
    pub fn has_part(&self, part: &Part) -> bool {
        match part.kind {
            // A note says what came; it is not the report.
            PartKind::Text => self.latest().is_some() && self.known.texts > 0,
            PartKind::Document => self.evidence_count(EvidenceKind::Document) > 0,
            PartKind::Photo => self.evidence_count(EvidenceKind::Photo) > 0,
            PartKind::Video => self.evidence_count(EvidenceKind::Video) > 0,
            PartKind::Figure => self.figure(&part.id).is_some(),
        }
    }
}
