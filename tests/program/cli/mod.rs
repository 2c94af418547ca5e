//! The command line as its users meet it: real processes, a store and a home of their own.
//!
//! Every run is also looked at for bytes that a terminal would obey: no test needs to remember to.

mod answering;
mod books;
mod broken_off;
mod calling;
mod campaigns;
mod deciding;
mod decree;
mod evidence;
mod explain;
mod exports;
mod form;
mod home;
mod inbox;
mod letters;
mod lists;
mod owners;
mod packed;
mod paths;
mod postfix;
mod records;
mod redaction;
mod sending;
mod server;
mod store;
mod two_steps;
mod verify;
mod words;
