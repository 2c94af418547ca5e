//! Messages on their way to units: who is meant and in which words, claimed in the store before the first byte leaves,
//! handed to the mail server, put on record; what a person says of one that nobody answered. One way for the command line
//! and the dashboard.
//!
//! ```text
//!   Aim (who is due, how it reads) ──> Errand ──Parcel──> whoever holds the line (post)
//!                                        ^─────── what the server said, put on record ──┘
//! ```
//!
//! The ledger's part and the line's part are apart, so that whoever owns a ledger need not wait for a server. It must never
//! know who is due one, how a message is sent, nor who is told of it.

mod agreed;
mod aim;
mod bounced;
mod carried;
mod carrier;
mod errand;
mod ids;
mod outcome;
mod restored;
mod settle;
mod thread;

pub use self::agreed::{Difference, Disagreed, agreed};
pub use self::aim::{Aim, Whom};
pub use self::bounced::bounced;
pub use self::carried::{Carried, Fate, Tally};
pub use self::carrier::{Carrier, Unready};
pub use self::errand::{Broken, Errand, Next, Parcel};
pub use self::ids::Ids;
pub use self::restored::{looked, restored};
pub use self::settle::{NotSettled, Settled, held, release, settling};
pub use self::thread::threads;
