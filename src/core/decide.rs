//! Deciding: from a campaign and a command to the facts that follow, or to the refusal that says why not.
//!
//! `decide` is pure and total: the same campaign, order and moment give the same answer, and every answer is either
//! facts or a [`Refusal`]. Nobody else may decide: the keyboard, the command line and the mailbox all come here.

use std::sync::Arc;

use crate::core::campaign::{Campaign, Done};
use crate::core::deadline::working_days_after;
use crate::core::definition::Definition;
use crate::core::fact::{
    ActivityAdded, ActivityCancelled, ActivityDetails, ActivityDone, ActivityEdited, ActivityStatus,
    Attachment, CampaignAmended, CampaignClosed, CampaignOpened, CommandUndone, Contact, ContactHow,
    ContactLogged, ContactSet, DeadlineExtended, DocumentAttached, Draft, EvidenceAdded, EvidenceRedacted,
    Fact, FigureRecorded, Mode, ReportAccepted, ReportAcknowledged, ReportExempted, ReportNoted,
    ReportReceived, ReportReturned, ReportWithdrawn, Role, Subject, Via,
};
use crate::core::goals::Bounds;
use crate::core::names::{ActivityId, Actor, BlobId, CmdId, UnitCode, UnitIx};
use crate::core::refusal::{Refusal, Rule};
use crate::core::status::{Step, may};
use crate::core::time::{DAY, Date, Stamp};
use crate::core::unit::{Activity, Entry, Ground, toggle};

/// The longest note or reason, in characters.
pub const NOTE_MAX: usize = 4_000;
/// The longest title of an activity, in characters.
pub const TITLE_MAX: usize = 300;
/// Working days that a returned report has for correction where no date was given.
pub const CORRECTION_DAYS: u32 = 5;
/// More people than anybody can have reached; sums of such figures stay sums.
pub const REACH_MAX: u64 = 10_000_000_000;
/// What was entered this much later than it happened needs a note: 24 hours (interface.md, `--at`).
pub const LATE_ENTRY: i64 = DAY;

/// Who gives a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The name that stands in the journal.
    pub actor: Actor,
    /// The account that really gave it.
    pub real_user: Actor,
    /// In which role.
    pub role: Role,
    /// How it came in.
    pub via: Via,
}

/// What somebody wants.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Open the campaign by its definition.
    Open {
        /// The definition.
        definition: Arc<Definition>,
        /// `shipped` or the file's name.
        source: String,
    },
    /// Replace the definition.
    Amend {
        /// The whole new one.
        definition: Arc<Definition>,
    },
    /// More time.
    Extend {
        /// For one unit, or for all.
        unit: Option<UnitCode>,
        /// The last day that will count.
        until: Date,
    },
    /// Close the campaign.
    Close,
    /// A step of the life cycle, for one unit or many: all or nothing.
    Report {
        /// Which units.
        units: Vec<UnitCode>,
        /// Which step.
        step: Step,
        /// For a return: the last day on which the correction counts.
        due: Option<Date>,
        /// For a receipt: files that came with it.
        files: Vec<Attachment>,
    },
    /// A note on units.
    Note {
        /// Which units.
        units: Vec<UnitCode>,
    },
    /// Figures of one unit.
    Figures {
        /// Which unit.
        unit: UnitCode,
        /// Indicator ids and values.
        values: Vec<(String, f64)>,
    },
    /// Whom to call.
    SetContact {
        /// Which unit.
        unit: UnitCode,
        /// The person.
        contact: Contact,
    },
    /// Units were contacted.
    LogContact {
        /// Which units.
        units: Vec<UnitCode>,
        /// How.
        how: ContactHow,
    },
    /// Put an activity on record.
    AddActivity {
        /// Which unit.
        unit: UnitCode,
        /// What it is.
        details: NewActivity,
        /// Files that belong to it.
        files: Vec<Attachment>,
    },
    /// Change the record of an activity.
    EditActivity {
        /// Which activity.
        id: ActivityId,
        /// What is to change.
        change: ActivityChange,
    },
    /// Activities were held.
    FinishActivities {
        /// Which.
        ids: Vec<ActivityId>,
        /// People reached, where that is said for one activity.
        reach: Option<u64>,
    },
    /// Activities were called off.
    CancelActivities {
        /// Which.
        ids: Vec<ActivityId>,
    },
    /// Attach files to a unit or an activity.
    AddEvidence {
        /// Which unit.
        unit: UnitCode,
        /// Which of its activities, if any.
        activity: Option<ActivityId>,
        /// The files.
        files: Vec<Attachment>,
    },
    /// Remove a file's bytes; hash and reason stay.
    Redact {
        /// Which unit.
        unit: UnitCode,
        /// Which file.
        sha256: BlobId,
    },
    /// Keep the ministry's own copy of a reference document.
    AttachDocument {
        /// Which document.
        document: String,
        /// The file.
        file: Attachment,
    },
    /// Take back one's own last command, whole.
    Undo,
    /// Take back one's own last undo.
    Redo,
}

/// An activity as somebody describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewActivity {
    /// Kind id.
    pub kind: String,
    /// Title.
    pub title: String,
    /// First day; the day of the record if not said.
    pub from: Option<Date>,
    /// Last day; the first if not said.
    pub to: Option<Date>,
    /// In person, online or both.
    pub mode: Mode,
    /// People reached.
    pub reach: Option<u64>,
    /// SDGs and SDG targets.
    pub sdgs: Vec<String>,
    /// Goals and targets.
    pub goals: Vec<String>,
    /// Status; follows from the dates if not said.
    pub status: Option<ActivityStatus>,
}

/// What is to change in an activity's record; `None` leaves a part as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(
    missing_docs,
    reason = "each field is the field of that name of the activity's details"
)]
pub struct ActivityChange {
    pub kind: Option<String>,
    pub title: Option<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub mode: Option<Mode>,
    pub reach: Option<Option<u64>>,
    pub sdgs: Option<Vec<String>>,
    pub goals: Option<Vec<String>>,
    pub status: Option<ActivityStatus>,
}

/// A command with everything that comes along with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Minted by the caller; the same id a second time appends nothing.
    pub cmd: CmdId,
    /// What is wanted.
    pub command: Command,
    /// The note or reason.
    pub note: String,
    /// When it happened, if not now.
    pub at: Option<Stamp>,
    /// The number of the last fact that its user saw, where the command edits what was seen.
    pub based_on: Option<u64>,
}

impl Order {
    /// An order for now, without a note.
    pub fn new(cmd: CmdId, command: Command) -> Self {
        Self {
            cmd,
            command,
            note: String::new(),
            at: None,
            based_on: None,
        }
    }

    /// With a note or reason.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Having happened at `at`.
    #[must_use]
    pub fn at(mut self, at: Option<Stamp>) -> Self {
        self.at = at;
        self
    }

    /// On the strength of what was seen up to fact `seq`.
    #[must_use]
    pub fn based_on(mut self, seq: Option<u64>) -> Self {
        self.based_on = seq;
        self
    }
}

/// Decides. `now` is the real moment, in the journal's clock.
///
/// # Errors
/// The refusal: which rule, when, and what the sentence about it needs.
pub fn decide(campaign: &Campaign, order: &Order, who: &Who, now: Stamp) -> Result<Vec<Draft>, Refusal> {
    let case = Case::open(campaign, order, who, now)?;
    let mut drafts = case.opening();
    drafts.extend(case.decide()?);
    Ok(drafts)
}

/// Which of `units` could take `step` now: what a bulk change asks before it confirms.
pub fn eligible(campaign: &Campaign, units: &[UnitIx], step: Step) -> Vec<UnitIx> {
    let ok = |ix: &&UnitIx| {
        let u = campaign.unit(**ix);
        campaign.closed().is_none()
            && may(u.state, step, u.acknowledged.is_some(), u.latest().is_some()).is_ok()
    };
    units.iter().filter(ok).copied().collect()
}

struct Case<'a> {
    campaign: &'a Campaign,
    order: &'a Order,
    who: &'a Who,
    now: Stamp,
    at: Stamp,
    entered_later: bool,
}

type Facts = Result<Vec<Draft>, Refusal>;

impl<'a> Case<'a> {
    fn open(campaign: &'a Campaign, order: &'a Order, who: &'a Who, now: Stamp) -> Result<Self, Refusal> {
        let refuse = |rule| Err(Refusal::new(rule, now));
        let at = order.at.unwrap_or(now);
        let entered_later = now.0 - at.0 > LATE_ENTRY;
        if let (Some(closed), false) = (campaign.closed(), matches!(order.command, Command::Redact { .. })) {
            return Err(Refusal::new(Rule::CampaignClosed, now).by(&closed.actor, closed.at));
        }
        if at > now {
            return Err(Refusal::new(Rule::FutureDate, now).at(at));
        }
        if campaign
            .def()
            .zone
            .date(at)
            .format("%Y")
            .to_string()
            .parse()
            .unwrap_or(0)
            < 2000
        {
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
    fn opening(&self) -> Vec<Draft> {
        if self.campaign.opened().is_some()
            || matches!(
                self.order.command,
                Command::Open { .. } | Command::Undo | Command::Redo
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

    fn decide(&self) -> Facts {
        match &self.order.command {
            Command::Open { definition, source } => self.open_campaign(definition, source),
            Command::Amend { definition } => self.amend(definition),
            Command::Extend { unit, until } => self.extend(unit.as_ref(), *until),
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
            } => self.each(units, |ix| self.step(ix, *step, *due, files)),
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
            Command::AddActivity { unit, details, files } => self.add_activity(unit, details, files),
            Command::EditActivity { id, change } => self.edit_activity(id, change),
            Command::FinishActivities { ids, reach } => self.each_activity(ids, |a| self.finish(a, *reach)),
            Command::CancelActivities { ids } => {
                self.reason()?;
                self.each_activity(ids, |a| self.cancel(a))
            }
            Command::AddEvidence {
                unit,
                activity,
                files,
            } => self.add_evidence(unit, activity.as_ref(), files),
            Command::Redact { unit, sha256 } => self.redact(unit, sha256),
            Command::AttachDocument { document, file } => self.attach_document(document, file),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
        }
    }

    // ------------------------------------------------------------------ small helpers

    fn refusal(&self, rule: Rule) -> Refusal {
        Refusal::new(rule, self.now)
    }

    fn note(&self) -> String {
        self.order.note.trim().to_owned()
    }

    fn reason(&self) -> Result<String, Refusal> {
        let reason = self.note();
        if reason.is_empty() {
            Err(self.refusal(Rule::ReasonMissing))
        } else {
            Ok(reason)
        }
    }

    fn draft(&self, unit: Option<UnitIx>, fact: Fact) -> Draft {
        let unit = unit.map(|ix| self.campaign.code(ix));
        Draft {
            unit,
            at: self.at,
            entered_later: self.entered_later,
            fact,
        }
    }

    /// A fact whose payload has no room for the note gets the note as a fact of its own.
    fn with_note(&self, ix: UnitIx, mut drafts: Vec<Draft>) -> Vec<Draft> {
        let text = self.note();
        if !text.is_empty() {
            drafts.push(self.draft(Some(ix), Fact::ReportNoted(ReportNoted { text })));
        }
        drafts
    }

    fn unit(&self, code: &UnitCode) -> Result<UnitIx, Refusal> {
        let found = self.campaign.roster().by_code(code.as_str());
        found.ok_or_else(|| self.refusal(Rule::UnknownUnit).what(code.as_str()))
    }

    fn each(&self, units: &[UnitCode], mut fact: impl FnMut(UnitIx) -> Result<Fact, Refusal>) -> Facts {
        if units.is_empty() {
            return Err(self.refusal(Rule::NoUnit));
        }
        let mut seen: Vec<UnitIx> = units.iter().map(|c| self.unit(c)).collect::<Result<_, _>>()?;
        seen.sort_unstable();
        seen.dedup();
        seen.into_iter()
            .map(|ix| Ok(self.draft(Some(ix), fact(ix)?)))
            .collect()
    }

    /// Refuses a command that rests on something that somebody else has changed since it was seen (decision 11).
    fn fresh(&self, log: &[Entry], subject: &Subject<'_>, unit: Option<UnitIx>) -> Result<(), Refusal> {
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

    // ------------------------------------------------------------------ the campaign

    fn open_campaign(&self, def: &Arc<Definition>, source: &str) -> Facts {
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
        if def.day < r.valid_from() || r.valid_to().is_some_and(|to| def.day > to) {
            return Err(self.refusal(Rule::RosterNotValid).what(r.id()).date(def.day));
        }
        Ok(())
    }

    fn amend(&self, def: &Arc<Definition>) -> Facts {
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

    fn extend(&self, unit: Option<&UnitCode>, until: Date) -> Facts {
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
        });
        Ok(vec![self.draft(ix, fact)])
    }

    fn attach_document(&self, document: &str, file: &Attachment) -> Facts {
        if !self.campaign.def().documents.iter().any(|d| d.id == document) {
            return Err(self.refusal(Rule::UnknownDocument).what(document));
        }
        let fact = DocumentAttached {
            document: document.to_owned(),
            file: file.clone(),
        };
        Ok(vec![self.draft(None, Fact::DocumentAttached(fact))])
    }

    // ------------------------------------------------------------------ reports

    fn step(&self, ix: UnitIx, step: Step, due: Option<Date>, files: &[Attachment]) -> Result<Fact, Refusal> {
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

    fn figures(&self, code: &UnitCode, values: &[(String, f64)]) -> Facts {
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

    fn contact(&self, code: &UnitCode, contact: &Contact) -> Facts {
        let ix = self.unit(code)?;
        if contact.name.trim().is_empty() {
            return Err(self.refusal(Rule::TitleMissing));
        }
        if self.campaign.unit(ix).contacts.contains(contact) {
            return Err(self.refusal(Rule::NothingChanged));
        }
        let fact = Fact::ContactSet(ContactSet {
            contact: contact.clone(),
        });
        Ok(self.with_note(ix, vec![self.draft(Some(ix), fact)]))
    }

    // ------------------------------------------------------------------ activities

    /// An id that no activity has: where units have exchanged their letters, another unit's old one may look the same.
    fn new_activity(&self, ix: UnitIx) -> ActivityId {
        let label = self.campaign.label(ix).to_uppercase();
        let mut n = self.campaign.unit(ix).last_activity + 1;
        while self.campaign.activity(&format!("{label}-{n}")).is_some() {
            n += 1;
        }
        ActivityId(format!("{label}-{n}"))
    }

    fn add_activity(&self, code: &UnitCode, new: &NewActivity, files: &[Attachment]) -> Facts {
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

    fn edit_activity(&self, id: &ActivityId, change: &ActivityChange) -> Facts {
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

    fn each_activity(&self, ids: &[ActivityId], fact: impl Fn(&Activity) -> Result<Fact, Refusal>) -> Facts {
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

    fn finish(&self, a: &Activity, reach: Option<u64>) -> Result<Fact, Refusal> {
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

    fn cancel(&self, a: &Activity) -> Result<Fact, Refusal> {
        if a.details.status == ActivityStatus::Cancelled {
            return Err(self.refusal(Rule::ActivityOver).what(a.id.as_str()));
        }
        Ok(Fact::ActivityCancelled(ActivityCancelled {
            id: a.id.clone(),
            reason: self.note(),
        }))
    }

    // ------------------------------------------------------------------ evidence

    fn add_evidence(&self, code: &UnitCode, activity: Option<&ActivityId>, files: &[Attachment]) -> Facts {
        let ix = self.unit(code)?;
        if files.is_empty() {
            return Err(self.refusal(Rule::NoFile));
        }
        let activity = match activity {
            None => None,
            Some(id) => match self.find_activity(id)? {
                (owner, a) if owner == ix => Some(a.id.clone()),
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

    fn redact(&self, code: &UnitCode, sha256: &BlobId) -> Facts {
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

    // ------------------------------------------------------------------ undo

    fn undo(&self) -> Facts {
        let own = |d: &&Done| d.actor == self.who.actor && !d.undone && d.undoes.is_none();
        let done = self
            .campaign
            .done()
            .rev()
            .find(own)
            .ok_or_else(|| self.refusal(Rule::NothingToUndo))?;
        if done.never {
            return Err(self
                .refusal(Rule::UndoNever)
                .by(&done.actor, done.recorded)
                .what(done.what.clone()));
        }
        self.take_back(done)
    }

    fn redo(&self) -> Facts {
        let own = |d: &&Done| d.actor == self.who.actor && !d.undone && d.undoes.is_some() && !d.redo;
        let done = self
            .campaign
            .done()
            .rev()
            .find(own)
            .ok_or_else(|| self.refusal(Rule::NothingToUndo))?;
        self.take_back(done)
    }

    fn take_back(&self, done: &Done) -> Facts {
        let mut drafts = Vec::new();
        for unit in &done.units {
            let log = self.campaign.entries(*unit);
            let mut at = None;
            for e in log
                .iter()
                .rev()
                .take_while(|e| e.seq >= done.first_seq)
                .filter(|e| e.cmd == done.cmd && !e.void)
            {
                self.nothing_rests_on(log, e, *unit)?;
                at = at.max(Some(e.at));
            }
            // The undo takes effect at the undone fact's own moment (decision 9): a corrected mistake never was.
            if let Some(at) = at {
                let mut d = self.draft(*unit, Fact::CommandUndone(CommandUndone { cmd: done.cmd }));
                d.at = at;
                d.entered_later = false;
                drafts.push(d);
            }
        }
        if drafts.is_empty() {
            Err(self.refusal(Rule::NothingToUndo))
        } else {
            Ok(drafts)
        }
    }

    /// For an undo: nothing later may rest on the fact. For a redo: nothing later may rest on what would stand again.
    fn nothing_rests_on(&self, log: &[Entry], e: &Entry, unit: Option<UnitIx>) -> Result<(), Refusal> {
        let bases: Vec<&Entry> = match &e.fact {
            Fact::CommandUndone(u) => log.iter().filter(|b| b.cmd == u.cmd).collect(),
            _ => vec![e],
        };
        let later = log
            .iter()
            .rev()
            .take_while(|l| l.seq > e.seq)
            .filter(|l| !l.void && l.cmd != e.cmd);
        let in_the_way = later
            .filter(|l| bases.iter().any(|b| l.fact.rests_on(&b.fact)))
            .last();
        let restored = matches!(e.fact, Fact::CommandUndone(_));
        let moved = || {
            bases
                .iter()
                .find_map(|b| ground_moved(log, b).or_else(|| stands_again(log, b, e)))
        };
        match in_the_way.or_else(|| restored.then(moved).flatten()) {
            None => Ok(()),
            Some(l) => {
                let mut r = self
                    .refusal(Rule::UndoRestedOn)
                    .by(&l.actor, l.recorded)
                    .what(l.fact.type_name());
                r.unit = unit.map(|ix| self.campaign.code(ix));
                Err(r)
            }
        }
    }
}

/// Does an entry concern the subject? An undo concerns what it took back.
fn touches(log: &[Entry], e: &Entry, subject: &Subject<'_>) -> bool {
    match &e.fact {
        Fact::CommandUndone(u) => log
            .iter()
            .filter(|b| b.cmd == u.cmd && b.seq < e.seq)
            .any(|b| touches(log, b, subject)),
        fact => fact.subject() == *subject,
    }
}

/// The log before fact `seq`, with the marks as they were then.
fn as_then(log: &[Entry], seq: u64) -> Vec<Entry> {
    let mut then: Vec<Entry> = Vec::new();
    for e in log.iter().take_while(|e| e.seq < seq) {
        then.push(Entry {
            void: false,
            ..e.clone()
        });
        if let Fact::CommandUndone(u) = &e.fact {
            toggle(&mut then, u.cmd);
        }
    }
    then
}

/// For a fact that would stand again: what it rested on when it was decided must be what would be beneath it now. Or else
/// an acceptance could come back without its version, and settle on the next one, which nobody has reviewed. Gives the
/// entry that changed it.
fn ground_moved<'a>(log: &'a [Entry], b: &Entry) -> Option<&'a Entry> {
    let then = as_then(log, b.seq);
    let changed = log
        .iter()
        .zip(&then)
        .find(|(now, then)| now.void != then.void && now.cmd != b.cmd && b.fact.rests_on(&now.fact));
    changed.map(|(now, _)| changer(log, now))
}

/// For a fact that would stand again: nothing that came after it, and was taken back when `undo` took it back, may stand
/// again by now and rest on it. Or else two people could each bring a version 1 back.
fn stands_again<'a>(log: &'a [Entry], b: &Entry, undo: &Entry) -> Option<&'a Entry> {
    let then = as_then(log, undo.seq);
    let changed = log.iter().zip(&then).find(|(now, then)| {
        now.seq > b.seq && then.void && !now.void && now.cmd != b.cmd && now.fact.rests_on(&b.fact)
    });
    changed.map(|(now, _)| changer(log, now))
}

/// The standing undo that took an entry back, or the entry itself.
fn changer<'a>(log: &'a [Entry], changed: &'a Entry) -> &'a Entry {
    let taken_back =
        |e: &&Entry| !e.void && matches!(&e.fact, Fact::CommandUndone(u) if u.cmd == changed.cmd);
    log.iter().rev().find(taken_back).unwrap_or(changed)
}

/// The parts in which two definitions differ, by the names of the campaign file.
pub fn changes(a: &Definition, b: &Definition) -> Vec<String> {
    let rows: [(&str, bool); 18] = [
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
        ("mail_domains", a.mail_domains != b.mail_domains),
    ];
    rows.into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(name, _)| name.to_owned())
        .collect()
}
