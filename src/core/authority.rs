//! Who may do what: one table of roles and deeds, and whose units somebody may touch.
//!
//! It is pure: from a role, what the access file grants, the campaign and a command to yes or a [`Refusal`]. The ledger
//! asks it before anything is decided, the dashboard asks it which keys to offer; nobody else judges. The table is also
//! in `docs/operations.md`, and a test compares the two. It must never know where roles are written down.

use crate::core::campaign::Campaign;
use crate::core::decide::{Command, Who, taken_back};
use crate::core::eyes::{self, Eyes};
use crate::core::fact::{Draft, Role};
use crate::core::names::{ActivityId, Actor, UnitCode, UnitIx};
use crate::core::refusal::{Refusal, Rule};
use crate::core::roster::Roster;
use crate::core::status::Step;
use crate::core::time::Stamp;

/// How far a role goes with a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// Not at all.
    No,
    /// On the own units.
    Own,
    /// Everywhere.
    All,
}

impl Grant {
    /// The stable word, as in the table of `docs/operations.md`.
    pub fn id(self) -> &'static str {
        match self {
            Self::No => "–",
            Self::Own => "own units",
            Self::All => "yes",
        }
    }
}

use Grant::{All, No, Own};

/// The columns of the table, from the least to the most.
pub const ROLES: [Role; 5] = [
    Role::Viewer,
    Role::UnitOfficer,
    Role::Editor,
    Role::Reviewer,
    Role::Administrator,
];

/// The stable name of a role, as in access files.
pub fn role_id(role: Role) -> &'static str {
    match role {
        Role::Viewer => "viewer",
        Role::UnitOfficer => "unit_officer",
        Role::Editor => "editor",
        Role::Reviewer => "reviewer",
        Role::Administrator => "administrator",
    }
}

macro_rules! deeds {
    ($($(#[$doc:meta])* $deed:ident = $id:literal, [$($grant:ident),*];)*) => {
        /// What commands come down to, for judging who may give them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Deed { $($(#[$doc])* $deed),* }

        impl Deed {
            /// Every deed, in the order of the table.
            pub const EVERY: &'static [Self] = &[$(Self::$deed),*];

            /// The stable name.
            pub fn id(self) -> &'static str {
                match self { $(Self::$deed => $id),* }
            }

            fn row(self) -> [Grant; 5] {
                match self { $(Self::$deed => [$($grant),*]),* }
            }
        }
    };
}

deeds! {
    //                                  viewer, unit_officer, editor, reviewer, administrator
    /// The unit has the letter.
    Acknowledge = "acknowledge", [No, Own, All, All, All];
    /// A report came in.
    Receive = "receive",         [No, Own, All, All, All];
    /// A note.
    Note = "note",               [No, Own, All, All, All];
    /// Figures.
    Figures = "figures",         [No, Own, All, All, All];
    /// Whom to call at the unit.
    Contact = "contact",         [No, Own, All, All, All];
    /// Activities, in every way.
    Activity = "activity",       [No, Own, All, All, All];
    /// Files attached.
    Evidence = "evidence",       [No, Own, All, All, All];
    /// One's own last command taken back.
    Undo = "undo",               [No, Own, All, All, All];
    /// The unit was called.
    Call = "call",               [No, No, All, All, All];
    /// A version taken back.
    Withdraw = "withdraw",       [No, No, All, All, All];
    /// A version judged good.
    Accept = "accept",           [No, No, No, All, All];
    /// A version sent back.
    Return = "return",           [No, No, No, All, All];
    /// A unit excused.
    Exempt = "exempt",           [No, No, No, All, All];
    /// More time.
    Extend = "extend",           [No, No, No, No, All];
    /// The definition changed.
    Amend = "amend",             [No, No, No, No, All];
    /// The campaign opened, also by the first command on it.
    Open = "open",               [No, No, No, No, All];
    /// The campaign closed.
    Close = "close",             [No, No, No, No, All];
    /// The journal goes by the clock again after it was ahead.
    Clock = "clock",             [No, No, No, No, All];
    /// A file's bytes removed, or the words of a fact.
    Redact = "redact",           [No, No, No, No, All];
    /// A reference document kept.
    Document = "document",       [No, No, No, No, All];
    /// The log of refused attempts read.
    Audit = "audit",             [No, No, No, No, All];
    /// The whole store copied, every campaign and file in it.
    Backup = "backup",           [No, No, No, No, All];
    /// A store made from a backup.
    Restore = "restore",         [No, No, No, No, All];
}

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
            Command::AddActivity { .. }
            | Command::EditActivity { .. }
            | Command::FinishActivities { .. }
            | Command::CancelActivities { .. } => Self::Activity,
            Command::AddEvidence { .. } => Self::Evidence,
            Command::CorrectClock => Self::Clock,
            Command::Redact { .. } | Command::RedactFacts { .. } => Self::Redact,
            Command::AttachDocument { .. } => Self::Document,
            Command::Undo | Command::Redo => Self::Undo,
        }
    }

    /// What a step of a report's life comes down to.
    pub fn step(step: Step) -> Self {
        match step {
            Step::Acknowledge => Self::Acknowledge,
            Step::Receive => Self::Receive,
            Step::Return => Self::Return,
            Step::Accept => Self::Accept,
            Step::Exempt => Self::Exempt,
            Step::Withdraw => Self::Withdraw,
        }
    }

    /// How far a role goes with it.
    pub fn grant(self, role: Role) -> Grant {
        let [viewer, officer, editor, reviewer, administrator] = self.row();
        match role {
            Role::Viewer => viewer,
            Role::UnitOfficer => officer,
            Role::Editor => editor,
            Role::Reviewer => reviewer,
            Role::Administrator => administrator,
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
    /// The session is shut in (a forced command over SSH): no stop, no files of the machine.
    pub shut_in: bool,
}

impl Default for Pass {
    fn default() -> Self {
        Self {
            units: Vec::new(),
            national: true,
            shut_in: false,
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

/// What somebody of this role sees: unit officers may be kept to their own units, and nobody else.
pub fn eyes(role: Role, pass: &Pass) -> Eyes {
    if role != Role::UnitOfficer || pass.national {
        Eyes::Everything
    } else {
        Eyes::Own(pass.units.as_slice().into())
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
    let forbidden =
        |deed: Deed| Refusal::new(Rule::RoleForbids, now).what(format!("{}/{}", role_id(role), deed.id()));
    match deed.grant(role) {
        No => return Err(forbidden(deed)),
        Own => {
            let roster = campaign.roster();
            if let Some(ix) = units.iter().find(|ix| !pass.owns(roster, **ix)) {
                return Err(Refusal::new(Rule::NotYourUnit, now).unit(roster.code(*ix)));
            }
        }
        All => {}
    }
    // Decision 8: the first command on a shipped campaign opens it, which is a deed of its own.
    let of_the_store = matches!(deed, Deed::Audit | Deed::Backup | Deed::Restore);
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
        Command::Figures { unit, .. }
        | Command::SetContact { unit, .. }
        | Command::AddActivity { unit, .. }
        | Command::AddEvidence { unit, .. }
        | Command::Redact { unit, .. }
        | Command::Extend { unit: Some(unit), .. }
        | Command::ReplaceExtension { unit: Some(unit), .. } => of(std::slice::from_ref(unit)),
        _ => Vec::new(),
    }
}

/// The activities that a command changes: edits, finishes or calls off.
pub fn activities_of(command: &Command) -> &[ActivityId] {
    match command {
        Command::EditActivity { id, .. } => std::slice::from_ref(id),
        Command::FinishActivities { ids, .. } | Command::CancelActivities { ids } => ids,
        _ => &[],
    }
}
