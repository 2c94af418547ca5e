//! The Excel form: written for a unit of a campaign, filled in by a province, read back.
//!
//! ```text
//!   campaign, unit ──> write ──> .xlsx ──(Excel, LibreOffice, e-mail)──> cells (in the jail) ──> code, read ──> Form
//! ```
//!
//! What `plan` says of pages and columns holds for both directions. Whose form it is stands in three places of the file
//! (a hidden sheet, the file's properties, a name for formulas), because programs that save it again drop one or another.
//! It must never know how a campaign is kept, nor put anything on record.

mod cells;
mod code;
mod looks;
mod plan;
mod read;
mod values;
mod write;

pub use self::cells::{JOB, Shut, opened};
pub use self::code::{Code, code};
pub use self::read::{Form, Line, read};
pub use self::values::{Trouble, Wrong};
pub use self::write::write;
