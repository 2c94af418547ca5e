//! What goes on record of an export, and when nothing does.

use super::check::Checked;
use super::gather::Material;
use super::write::Wish;
use crate::core::authority::{Deed, Grant};
use crate::core::dossier::Head;
use crate::core::fact::ExportMade;
use crate::core::hex::hex;
use crate::core::names::{BlobId, Lang};
use crate::core::time::Stamp;
use crate::ledger::{Ledger, ReadOnly};

/// Why an export is not put on record (decision 27). The file is written all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unrecorded {
    /// It tells of the past.
    Past,
    /// This session writes nothing.
    ReadOnly,
    /// The role only looks.
    Role,
    /// Nobody has opened the campaign.
    NotOpened,
}

impl Unrecorded {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::Past, Self::ReadOnly, Self::Role, Self::NotOpened];

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::ReadOnly => "read_only",
            Self::Role => "role",
            Self::NotOpened => "not_opened",
        }
    }
}

/// Why an export from this ledger would not be put on record; `None`: it would.
pub fn why_unrecorded(ledger: &Ledger) -> Option<Unrecorded> {
    match ledger.read_only() {
        Some(ReadOnly::Past) => Some(Unrecorded::Past),
        Some(ReadOnly::Asked | ReadOnly::Now | ReadOnly::Print | ReadOnly::Wall) => {
            Some(Unrecorded::ReadOnly)
        }
        None if Deed::Export.grant(ledger.who().role) != Grant::All => Some(Unrecorded::Role),
        None if ledger.campaign().opened().is_none() => Some(Unrecorded::NotOpened),
        None => None,
    }
}

/// The fact of a report that left.
pub fn recorded_as(material: &Material, wish: &Wish, file: &Checked) -> ExportMade {
    let made = &material.made;
    let what = (wish.what.id(), wish.format.id());
    recorded(what, wish.lang, (made.at, &made.head), file)
}

/// The fact of a file that left: what and as what by their stable names, of which moment it tells and from which fact on.
pub fn recorded(
    (what, format): (&str, &str),
    lang: Lang,
    (moment, head): (Stamp, &Head),
    file: &Checked,
) -> ExportMade {
    ExportMade {
        what: what.to_owned(),
        format: format.to_owned(),
        lang,
        moment,
        head: head.seq,
        hash: hex(&head.hash),
        sha256: BlobId(file.sha256.clone()),
        size: file.size,
    }
}
