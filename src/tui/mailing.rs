//! In whose name letters go out from here, by which server, and how far a run of them is.
//!
//! It must never know who is due one.

use std::path::PathBuf;

use crate::config::Remind;
use crate::core::names::{CmdId, UnitIx};
use crate::core::time::Stamp;
use crate::courier::{Carrier, Settled};
use crate::outgoing::Sender;

/// What the settings say of letters that go out, and what goes out just now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mailing {
    /// Server, sender, limits.
    pub remind: Remind,
    /// Domains of our own, for the names of letters.
    pub own_domains: Vec<String>,
    /// Where systemd puts credentials.
    pub credentials: Option<PathBuf>,
    /// Letters that are being sent.
    pub underway: Option<Underway>,
    /// What became of those that were sent last.
    pub last_run: Option<String>,
}

impl Mailing {
    /// In whose name drafts are written.
    pub fn house(&self) -> Sender {
        let said = |address: &Option<String>| address.clone().unwrap_or_default();
        Sender::drafting(
            &said(&self.remind.from),
            &said(&self.remind.reply_to),
            &self.own_domains,
        )
    }

    /// The server that carries letters, and from which address; none where they are only drafted.
    pub fn server(&self) -> Option<(&str, &str)> {
        Carrier::named(&self.remind).ok()
    }
}

/// Letters that somebody wants sent, having seen who gets what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToSend {
    /// From which the ids of all that comes of it are drawn.
    pub cmd: CmdId,
    /// To those of these units who are due one.
    pub units: Vec<UnitIx>,
    /// The digest of what was seen.
    pub digest: String,
}

/// What somebody says of a message that nobody answered for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settling {
    /// The id of the command.
    pub cmd: CmdId,
    /// To which unit it was.
    pub unit: UnitIx,
    /// What became of it.
    pub what: Settled,
    /// How one knows.
    pub note: String,
}

/// How far a run is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Underway {
    /// Which.
    pub cmd: CmdId,
    /// So many messages are done with.
    pub done: usize,
    /// Of so many.
    pub of: usize,
    /// To whom one is on its way.
    pub to: String,
    /// Since when.
    pub since: Stamp,
    /// Somebody wants no more of it to leave.
    pub stopping: bool,
}
