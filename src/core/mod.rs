//! The heart of the house: what a campaign is, what may be done to it, and what follows from what happened.
//!
//! It knows no terminal, file, clock, network or language. Everything in it is a pure function of its arguments:
//! the same facts give the same campaign on every machine, at any later time.

// A match names what it knows: whoever adds a fact, a command or a rule is led by the compiler to every place that must
// say what becomes of it, and none can swallow it.
#![warn(clippy::wildcard_enum_match_arm)]

pub mod address;
pub mod attachment;
pub mod authority;
pub mod base64;
pub mod calendar;
pub mod campaign;
mod change;
pub mod changes;
pub mod deadline;
pub mod decide;
pub mod deed;
pub mod definition;
pub mod dossier;
pub mod doubts;
pub mod effect;
mod entries;
pub mod eyes;
pub mod fact;
pub mod files_url;
pub mod form;
pub mod goals;
pub mod hex;
pub mod home;
pub mod house;
mod json_inside;
mod judged;
pub mod known;
pub mod letter;
pub mod lineage;
pub mod long;
pub mod looks;
pub mod mailboxes;
pub mod mix;
pub mod names;
pub mod official;
mod owed;
mod packed;
pub mod particulars;
pub mod past;
pub mod payload;
pub mod percent;
pub mod projection;
pub mod recognition;
pub mod record;
pub mod redaction;
pub mod reference;
pub mod refusal;
pub mod remind;
pub mod reminder;
pub mod roster;
pub mod server;
pub mod source;
pub mod status;
pub mod store_url;
mod tags;
pub mod tally;
pub mod time;
pub mod touched;
pub mod unit;
pub mod waiting;
