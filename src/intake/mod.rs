//! Letters taken in: from a mailbox to the record, each once, whatever comes between.
//!
//! ```text
//!   mailbox ──item──> hand (takes apart, in a thread of its own) ──> words (extract), form ──> judging (recognise)
//!                                                                        │
//!   blobs: raw and parts ──harden──> names ──> house: kept ──> judged ──> campaign ──> mailbox: done, scratch
//!                                            └────────── a batch ──────────┘
//! ```
//!
//! Bytes survive before the facts that speak of them, and facts before the letter is marked: whoever is killed between repeats
//! what is not marked, and what is known brings nothing. It must never decide about a letter.

mod again;
mod archives;
mod axis;
mod batch;
mod comparing;
mod excerpt;
mod finding;
mod form;
mod hand;
mod judging;
mod kept;
mod lector;
mod leftovers;
mod moment;
mod summary;
mod sweep;
mod words;

pub use self::comparing::{About, Compared, compare};
pub use self::finding::{Finder, Found};
pub use self::form::SEVERAL;
pub use self::judging::Judge;
pub use self::lector::{HasRead, Lector, Unread};
pub use self::leftovers::Retried;
pub use self::summary::{Became, Outcome, Progress, Summary, trouble};
pub use self::sweep::{Setup, Source, Sweep, SweepError};
