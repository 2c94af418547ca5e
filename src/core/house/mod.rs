//! The house: what belongs to no campaign. Today that is the letters that came in, and what was decided about them.
//!
//! ```text
//!   came in ──> new ──> filed ──────────> settled: its campaign has followed
//!                │  ──> set aside ─┐  ^
//!                │  ──> automatic ─┤  │ a person files or dismisses
//!                v                 └──┴─> dismissed
//!              failed: it could not be read; read again it is new
//! ```
//!
//! A filed letter that is put back waits for a person again. `docs/states.md` has the whole table, and a test plays it.

mod digest;
mod fold;
mod record;
mod senders;

pub use self::fold::{Counts, House};
pub use self::record::{Decision, Failure, Filing, Key, Letter, LetterState, Owed};
pub use self::senders::sender_name;
