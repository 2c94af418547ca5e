//! The dashboard as a person has it: the real program in a real terminal, through everything that can befall a session.
//! Rows 1, 2, 5 to 18, 26 and 50 of the table of faults.

#[path = "common/pty.rs"]
mod common;

#[path = "pty/attach.rs"]
mod attach;
#[path = "pty/counts.rs"]
mod counts;
#[path = "pty/faults.rs"]
mod faults;
#[path = "pty/input.rs"]
mod input;
#[path = "pty/leaving.rs"]
mod leaving;
#[path = "pty/lists.rs"]
mod lists;
#[path = "pty/outside.rs"]
mod outside;
#[path = "pty/rights.rs"]
mod rights;
#[path = "pty/shells.rs"]
mod shells;
#[path = "pty/since.rs"]
mod since;
#[path = "pty/store.rs"]
mod store;
#[path = "pty/terminals.rs"]
mod terminals;
#[path = "pty/timeline.rs"]
mod timeline;
#[path = "pty/together.rs"]
mod together;
#[path = "pty/using.rs"]
mod using;
