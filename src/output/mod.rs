//! What a campaign looks like to the world, without a format: rows, JSON documents and sentences.
//!
//! ```text
//!   core::campaign ──> words, description     ──> sentences in both languages (cleaned: may go to a terminal)
//!                  ──> status, report, queue… ──> table: columns and rows behind JSON, CSV (text as it came)
//!                                                  and what people are shown (cleaned)
//! ```
//!
//! Lists are tables, other documents structs that serde writes in the order of their fields: that order, the names and the schemas
//! (`ketnoi.status/1` and so on) are a contract, and each room's head describes its own. It uses the core and the words
//! and nothing else; it must never know a terminal, a file, or a command's flags. The moment at which things are judged
//! is given to it.

pub mod activities;
pub mod against;
pub mod calendar;
pub mod campaigns;
pub mod changes;
pub mod consolidated;
pub mod contacts;
pub mod description;
pub mod evidence;
pub mod exports;
pub mod figures;
pub mod found;
pub mod inbox;
pub mod itu;
pub mod last_time;
mod letters;
pub mod log;
pub mod mailboxes;
pub mod marks;
pub mod parts;
mod phrases;
pub mod queue;
mod refusals;
pub mod reminders;
pub mod report;
pub mod sheet;
pub mod status;
pub mod table;
pub mod told;
mod value;
pub mod words;
