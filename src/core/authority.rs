//! Who may do what, and whose units somebody may touch; the table of roles and deeds is `core/deed.rs`.
//!
//! It is pure: from a role, what the access file grants, the campaign and a command to yes or a [`Refusal`]. The ledger
//! asks it before anything is decided, the dashboard asks it which keys to offer; nobody else judges. It must never know
//! where roles are written down.

use crate::core::campaign::Campaign;
use crate::core::decide::{Command, Who, taken_back};
use crate::core::deed::Grant::{All, No, Own};
use crate::core::eyes::{self, Eyes};
use crate::core::fact::{Draft, Role};
use crate::core::names::{ActivityId, Actor, UnitCode, UnitIx};
use crate::core::refusal::{Refusal, Rule, What};
use crate::core::roster::Roster;
use crate::core::time::Stamp;

pub use crate::core::deed::{Deed, Grant, ROLES, role_id};

impl Deed {
    /// What a command comes down to.
    pub fn of(command: &Command) -> Self {
        match command {
            Command::Open { .. } => Self::Open,
            Command::Amend { .. } => Self::Amend,
            Command::Extend { .. } | Command::ReplaceExtension { .. } => Self::Extend,
            Command::Close => Self::Close,
            Command::Report { step, .. } => Self::step(*step),
            Command::Note { .. } => Self::Note,
            Command::Figures { .. } => Self::Figures,
            Command::SetContact { .. } => Self::Contact,
            Command::LogContact { .. } => Self::Call,
            Command::Remind { .. } => Self::Remind,
            Command::RecordExport { .. } => Self::Export,
            // Figures and notes, which come along, may be put on record by just the same roles.
            Command::AddActivity { .. }
            | Command::TakeForm { .. }
            | Command::EditActivity { .. }
            | Command::FinishActivities { .. }
            | Command::CancelActivities { .. } => Self::Activity,
            Command::AddEvidence { .. } | Command::EditEvidence { .. } => Self::Evidence,
            Command::CorrectClock => Self::Clock,
            Command::Redact { .. } | Command::RedactFacts { .. } => Self::Redact,
            Command::AttachDocument { .. } => Self::Document,
            Command::Undo | Command::Redo | Command::TakeBack { .. } => Self::Undo,
        }
    }
}

/// What somebody has beside a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    /// The own units, by code or abbreviation; of use to unit officers only.
    pub units: Vec<String>,
    /// A unit officer sees the other units too.
    pub national: bool,
    /// The session is restricted (a forced command over SSH): no stop, no files of the machine.
    pub restricted: bool,
}

impl Default for Pass {
    fn default() -> Self {
        Self {
            units: Vec::new(),
            national: true,
            restricted: false,
        }
    }
}

impl Pass {
    /// Is this unit, or one above it, among the own?
    pub fn owns(&self, roster: &Roster, unit: UnitIx) -> bool {
        eyes::is_among(&self.units, roster, unit)
    }

    /// The own units that this roster has, in the order of the access file.
    pub fn own(&self, roster: &Roster) -> Vec<UnitIx> {
        self.units.iter().filter_map(|word| roster.find(word)).collect()
    }
}

/// In the audit log, what was tried where somebody asked to be shown what is not theirs to see.
pub const SEEING: &str = "see";

/// What somebody may do and see in a session: the role, what is granted beside it, and the eyes that follow from both. It is
/// made here and handed on as it is, so that nobody who decides and nobody who shows derives it a second time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    role: Role,
    pass: Pass,
    eyes: Eyes,
}

impl Rights {
    /// The rights of a role with what is granted beside it.
    pub fn new(role: Role, pass: Pass) -> Self {
        let eyes = eyes(role, &pass);
        Self { role, pass, eyes }
    }

    /// The role.
    pub fn role(&self) -> Role {
        self.role
    }

    /// What is granted beside the role.
    pub fn pass(&self) -> &Pass {
        &self.pass
    }

    /// What may be seen.
    pub fn eyes(&self) -> &Eyes {
        &self.eyes
    }

    /// Is nothing hidden?
    pub fn see_all(&self) -> bool {
        self.eyes.see_all()
    }
}

/// What somebody of this role sees: unit officers may be kept to their own units, and nobody else.
fn eyes(role: Role, pass: &Pass) -> Eyes {
    if role != Role::UnitOfficer || pass.national {
        Eyes::Everything
    } else {
        Eyes::Own(pass.units.as_slice().into())
    }
}

/// Does this role go so far with a deed as to do it somewhere?
///
/// # Errors
/// The refusal.
pub fn may_at_all(role: Role, deed: Deed, now: Stamp) -> Result<(), Refusal> {
    match deed.grant(role) {
        No => Err(Refusal::new(Rule::RoleForbids, now).what(What::Deed { role, deed })),
        Own | All => Ok(()),
    }
}

/// May somebody of this role do this to these units?
///
/// # Errors
/// The refusal: the role, or the first unit that is not the own.
pub fn may(
    role: Role,
    pass: &Pass,
    campaign: &Campaign,
    deed: Deed,
    units: &[UnitIx],
    now: Stamp,
) -> Result<(), Refusal> {
    may_at_all(role, deed, now)?;
    match deed.grant(role) {
        No | All => {}
        Own => {
            let roster = campaign.roster();
            if let Some(ix) = units.iter().find(|ix| !pass.owns(roster, **ix)) {
                return Err(Refusal::new(Rule::NotYourUnit, now).unit(roster.code(*ix)));
            }
        }
    }
    // Decision 8: the first command on a shipped campaign opens it, which is a deed of its own.
    let of_the_store = matches!(
        deed,
        Deed::Audit | Deed::Backup | Deed::Restore | Deed::Move | Deed::TakeIn | Deed::File
    );
    let opens = campaign.opened().is_none() && !(of_the_store || matches!(deed, Deed::Open | Deed::Undo));
    if opens && Deed::Open.grant(role) == No {
        return Err(Refusal::new(Rule::OpenFirst, now));
    }
    Ok(())
}

/// May somebody give this command? Asked on the newest state: whose an activity is may be known only there.
///
/// # Errors
/// As for [`may`]. What another unit has on record makes no difference to the answer.
pub fn authorise(
    who: &Who,
    pass: &Pass,
    campaign: &Campaign,
    command: &Command,
    now: Stamp,
) -> Result<(), Refusal> {
    let deed = Deed::of(command);
    may(who.role, pass, campaign, deed, &units_of(campaign, command), now)?;
    if deed.grant(who.role) != Own {
        return Ok(());
    }
    for id in activities_of(command) {
        in_own_hands(pass, campaign, id, now)?;
    }
    let taken_back = taken_back(campaign, command, &who.actor);
    let units = taken_back.map_or(&[][..], |done| done.units.as_slice());
    let roster = campaign.roster();
    match units.iter().find(|u| u.is_none_or(|ix| !pass.owns(roster, ix))) {
        None => Ok(()),
        Some(unit) => Err(Refusal {
            unit: unit.map(|ix| campaign.code(ix)),
            ..Refusal::new(Rule::NotYourUnit, now)
        }),
    }
}

/// Is this activity one of the own units'? Whether another unit has it is not told: its letters alone say whose it would
/// be.
fn in_own_hands(pass: &Pass, campaign: &Campaign, id: &ActivityId, now: Stamp) -> Result<(), Refusal> {
    let roster = campaign.roster();
    let owns = |ix: UnitIx| pass.owns(roster, ix);
    if campaign.activity(id.as_str()).is_some_and(|(ix, _)| owns(ix)) {
        return Ok(());
    }
    let letters = id.as_str().rsplit_once('-').map_or("", |(letters, _)| letters);
    Err(match roster.find(letters).filter(|ix| !owns(*ix)) {
        Some(ix) => Refusal::new(Rule::NotYourUnit, now).unit(roster.code(ix)),
        None => Refusal::new(Rule::UnknownActivity, now).what(id.as_str()),
    })
}

/// The same for what would be written. An undo names no unit: whose units it touches is known only from its facts.
///
/// # Errors
/// The first unit that is not the own.
pub fn within(
    role: Role,
    pass: &Pass,
    campaign: &Campaign,
    drafts: &[Draft],
    now: Stamp,
) -> Result<(), Refusal> {
    if role != Role::UnitOfficer {
        return Ok(());
    }
    let roster = campaign.roster();
    for draft in drafts {
        let own = draft
            .unit
            .as_ref()
            .and_then(|code| roster.by_code(code.as_str()))
            .is_some_and(|ix| pass.owns(roster, ix));
        if !own {
            let mut refusal = Refusal::new(Rule::NotYourUnit, now);
            refusal.unit = draft.unit.clone();
            return Err(refusal);
        }
    }
    Ok(())
}

/// An account wants to act under a name that nobody allowed it.
pub fn as_forbidden(account: &Actor, name: &str, now: Stamp) -> Refusal {
    Refusal::new(Rule::AsForbidden, now).by(account, now).what(name)
}

/// What whoever has come may do is no longer known: the access file has become one that cannot be used.
pub fn access_broken(why: &str, now: Stamp) -> Refusal {
    Refusal::new(Rule::AccessBroken, now).what(why)
}

/// Was something refused because of who asked? Such attempts are kept in the audit log.
pub fn is_about_who(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::RoleForbids | Rule::NotYourUnit | Rule::OpenFirst | Rule::AsForbidden
    )
}

/// The units that a command names; those that the roster does not have are refused elsewhere.
pub fn units_of(campaign: &Campaign, command: &Command) -> Vec<UnitIx> {
    let of = |codes: &[UnitCode]| -> Vec<UnitIx> {
        let roster = campaign.roster();
        codes.iter().filter_map(|c| roster.by_code(c.as_str())).collect()
    };
    match command {
        Command::Report { units, .. } | Command::Note { units } | Command::LogContact { units, .. } => {
            of(units)
        }
        Command::Remind { messages } => {
            let units: Vec<UnitCode> = messages.iter().map(|m| m.unit.clone()).collect();
            of(&units)
        }
        Command::Figures { unit, .. }
        | Command::SetContact { unit, .. }
        | Command::AddActivity { unit, .. }
        | Command::TakeForm { unit, .. }
        | Command::AddEvidence { unit, .. }
        | Command::EditEvidence { unit, .. }
        | Command::Redact { unit, .. }
        | Command::Extend { unit: Some(unit), .. }
        | Command::ReplaceExtension { unit: Some(unit), .. } => of(std::slice::from_ref(unit)),
        Command::Extend { unit: None, .. }
        | Command::ReplaceExtension { unit: None, .. }
        | Command::Open { .. }
        | Command::Amend { .. }
        | Command::Close
        | Command::AttachDocument { .. }
        | Command::CorrectClock
        | Command::RecordExport { .. }
        // Whose these are is known from the activities, the facts, or the command that is taken back.
        | Command::EditActivity { .. }
        | Command::FinishActivities { .. }
        | Command::CancelActivities { .. }
        | Command::RedactFacts { .. }
        | Command::Undo
        | Command::Redo
        | Command::TakeBack { .. } => Vec::new(),
    }
}

/// The activities that a command changes: edits, finishes or calls off.
pub fn activities_of(command: &Command) -> &[ActivityId] {
    match command {
        Command::EditActivity { id, .. } => std::slice::from_ref(id),
        Command::FinishActivities { ids, .. } | Command::CancelActivities { ids } => ids,
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
        | Command::Remind { .. }
        | Command::RecordExport { .. }
        | Command::AddActivity { .. }
        | Command::TakeForm { .. }
        | Command::AddEvidence { .. }
        | Command::EditEvidence { .. }
        | Command::Redact { .. }
        | Command::RedactFacts { .. }
        | Command::AttachDocument { .. }
        | Command::CorrectClock
        | Command::Undo
        | Command::Redo
        | Command::TakeBack { .. } => &[],
    }
}
