//! The ledger: gives a command to the core and what follows to the journal. The only caller of `append`.
//!
//! Whatever comes from the keyboard or the command line passes here, in this order: catch up with what
//! others have written, see who may, decide, append. All of it inside one turn to write, so that fifty writers on one
//! stream all get their answer on the newest state. Read-only is enforced here, where facts are written.
//!
//! It must never know how facts are kept or shown.

mod book;
mod courtesy;
mod examine;
mod follow;
mod keep;
mod load;
mod opening;
mod past;
mod rights;
mod turn;

pub use self::book::{AskRights, Ledger, Rebuilt, Unkept};
pub use self::courtesy::CLAIM_LASTS;
pub use self::examine::{Examined, Verdict, examine};
pub use self::opening::{LedgerError, Looking, Opening};
pub use self::turn::Receipt;
