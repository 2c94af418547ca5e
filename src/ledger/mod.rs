//! The ledger: gives a command to the core and what follows to the journal. The only caller of `put`.
//!
//! Whatever comes from the keyboard or the command line passes here, in this order: catch up with what
//! others have written, see who may, decide, append. All of it inside one turn to write, so that fifty writers on one
//! stream all get their answer on the newest state. Read-only is enforced here, where facts are written.
//!
//! A ledger holds one campaign. What belongs to none is the [`HouseLedger`]'s, which goes beside it: same journal, same
//! turn, another stream.
//!
//! It must never know how facts are kept or shown.

// What is new in an enumeration must be given a meaning here before it compiles.
#![warn(clippy::wildcard_enum_match_arm)]

mod again;
mod ahead;
mod book;
mod courtesy;
mod earlier;
mod examine;
mod fold;
mod follow;
mod going;
mod house;
mod keep;
mod letters;
mod load;
mod looking;
mod mine;
mod opening;
mod past;
mod rights;
mod settle;
mod sweeps;
mod together;
mod turn;

pub use self::book::{AskRights, Ledger, Rebuilt, Unkept};
pub use self::courtesy::CLAIM_LASTS;
pub use self::examine::{Examined, Verdict, examine};
pub use self::follow::Completed;
pub use self::house::{HouseLedger, LetterReceipt};
pub use self::letters::LetterWhole;
pub use self::looking::Looking;
pub use self::mine::Own;
pub use self::opening::{LedgerError, Opening, ReadOnly};
pub use self::past::Reading;
pub use self::turn::Receipt;
