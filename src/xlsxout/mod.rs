//! XLSX for people: one sheet with a head that stays in sight, a filter, and numbers, days and moments that a spreadsheet
//! reckons with.
//!
//! No cell is ever a formula or a link (reliability row 60): text is written as text whatever it begins with. Control
//! characters are made visible, and what is longer than a cell may hold is cut (row 61). The same rows make the same
//! bytes. It knows nothing of what the rows mean.

mod book;
mod sheet;

pub use self::book::{Book, Mark, ROWS_MOST, Tally, check, refused, write as book};
pub use self::sheet::{Cell, Sheet, bytes};
