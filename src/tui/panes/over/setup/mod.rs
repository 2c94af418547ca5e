//! The form by which a campaign is set up: a draft that is saved as one goes, with what follows from it beside it.
//!
//! ```text
//!   model, Day ──values──> fields <──edit── a person        what was not touched follows the Day
//!                            │
//!                         assemble ──> CampaignForm ──> file (a draft), check ──> what is unfinished, Definition
//! ```
//!
//! | room | what is in it |
//! |---|---|
//! | `field` | one field: its key, its text or its choices |
//! | `values` | a campaign's form as the values of fields, and back |
//! | `judge` | what is wrong, by the checks of `campaign open` |
//! | `state` | the form as a whole: what it begins with, what follows what is typed, where one goes on |
//! | `assemble` | from fields to the campaign's form, and what is wrong at each |
//! | `keeping` | how it is kept as a draft, and handed in |
//! | `words` | what is said of fields |
//! | `follows` | what follows from them, what is left to write, the summary |
//! | `explain` | what is said of all fields at once |
//! | `view` | how it is drawn |
//!
//! It must never know keys, disks, nor how a campaign is opened.

mod assemble;
mod explain;
mod field;
mod follows;
mod judge;
mod keeping;
mod state;
mod values;
mod view;
mod words;
mod wrong;

pub use self::field::Key;
pub use self::state::{After, SetUp};
pub use self::view::view;
pub use self::wrong::Wrong;
