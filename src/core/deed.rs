//! The table of roles and deeds: what commands come down to, and how far each role goes with it.
//!
//! The table is also in `docs/operations.md`, and a test compares the two. It must never know a campaign; who may touch
//! which units is judged in `core/authority.rs`.

use crate::core::fact::Role;
use crate::core::status::Step;

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
    /// Units written to: reminders, receipts, the year's letter.
    Remind = "remind",           [No, No, All, All, All];
    /// An export put on record.
    Export = "export",           [No, No, All, All, All];
    /// A version taken back.
    Withdraw = "withdraw",       [No, No, All, All, All];
    /// A version recommended to a leader, or the recommendation taken back.
    Recommend = "recommend",     [No, No, All, All, All];
    /// Letters taken in, and what the rules say of them.
    TakeIn = "take_in",          [No, No, All, All, All];
    /// Letters filed, dismissed, put back.
    File = "file",               [No, No, All, All, All];
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
    /// The whole store moved to another place.
    Move = "move",               [No, No, No, No, All];
}

impl Deed {
    /// What a step of a report's life comes down to.
    pub fn step(step: Step) -> Self {
        match step {
            Step::Acknowledge => Self::Acknowledge,
            Step::Receive => Self::Receive,
            Step::Recommend | Step::Retract => Self::Recommend,
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
