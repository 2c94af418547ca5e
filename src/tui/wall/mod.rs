//! The wall: a screen that nobody sits at, left running for weeks.
//!
//! ```text
//!   run         the loop at a terminal, and one page printed
//!   model       what is known: the campaign, two clocks, the page that is shown, since when nothing could be read
//!   view        one frame: head, page, foot; what is drawn over it when the store cannot be read
//!   overview regions activities photos    the pages
//!   album       which photos may be shown, and their small pictures
//!   tiles       the country as filled blocks
//!   framed      the frame of a part of a page
//! ```
//!
//! It is read-only by construction: nothing in this folder can make an order, and its ledger is opened to look only. It
//! must never ask for a key, and never show the name of an officer.

pub mod activities;
pub mod album;
pub mod framed;
pub mod model;
pub mod overview;
pub mod photos;
pub mod regions;
pub mod run;
pub mod tiles;
pub mod view;
