//! What leaves the house as a file: gathered, written, opened again and looked at, named, put on record.
//!
//! ```text
//!   ledger ──gather──> dossier, what it is made from ──output──> paper, JSON, rows ──> bytes ──check──> a name ──> fact
//!                                                                                  └──────── leave ────────┘
//! ```
//!
//! The same moment gives the same bytes: no clock, counter or chance goes into a file (decision 25). Nobody who may not see the whole
//! country comes this far. It must never know a command line or a screen.

mod check;
mod days;
mod gather;
mod house;
mod kinds;
mod leave;
mod record;
mod sheets;
mod write;

pub use self::check::{Checked, Unsound};
pub use self::days::days;
pub use self::gather::Material;
pub use self::house::{NoTemplate, template};
pub use self::kinds::{CALENDAR, Columns, Format, Sheet, What};
pub use self::leave::{NotMade, make};
pub use self::record::{Unrecorded, recorded, recorded_as, why_unrecorded};
pub use self::sheets::{Beside, ListMeans, Unlisted, fits, list, listed, rows};
pub use self::write::{Means, Unwritten, Wish, paper};
