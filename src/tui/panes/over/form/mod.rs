//! Forms: what a person must say before a command can be given, field by field.
//!
//! ```text
//!   Purpose ──purpose──> fields ──edit, insert, choose──> text, choices ──fill──> Filled { command, note, at }
//!                                                              │   └──────> or the first wrong field and why
//!                                                              └──sheet──> a box, with a hint on the field at hand
//! ```
//!
//! | room | what is in it |
//! |---|---|
//! | `purpose` | which fields a purpose has, and what stands in them at first |
//! | `field` | one field: a text, a choice, or several |
//! | `choice` | what can be chosen, its words and codes |
//! | `list`, `pick` | choosing: what is typed filters by names and codes |
//! | `asked`, `figures` | the figures of a unit, their fields, a pasted column |
//! | `read` | what was typed as dates, times, numbers and tags; what can be wrong with it, as sentences |
//! | `fill` | from the fields to the command |
//! | `ticked` | of a receipt: which version it becomes, and what was asked for, ticked |
//! | `received` | the fields about a document and its files |
//! | `listed` | the form by which a list leaves |
//! | `exported` | the form by which a document leaves |
//! | `kept` | the form by which files of a unit are saved |
//! | `settled` | the form by which somebody says what became of a message |
//! | `lettered` | the form by which something is decided about letters |
//! | `head` | what stands above the fields |
//! | `picker` | picking files of this machine for a field |
//! | `hint` | what is said of the field at hand |
//! | `explain` | what is said of all fields at once |
//! | `sheet` | the form as a whole, and how it is drawn |
//!
//! A form holds no word of either language, so the language may change while it is open. It must never know keys, nor how
//! a command is carried out.

mod asked;
pub mod choice;
pub mod explain;
mod exported;
pub mod field;
mod figures;
pub mod fill;
pub mod head;
pub mod hint;
mod kept;
pub mod lettered;
mod list;
mod listed;
mod pick;
pub mod picker;
pub mod purpose;
pub mod read;
mod received;
mod settled;
pub mod sheet;
mod templated;
mod ticked;

pub use exported::Leaving;
pub use fill::{Filled, Unfinished};
pub use listed::proposed_letters;
pub use purpose::Purpose;
pub use sheet::{Form, Given, view};
