//! To which address of a unit is written.

use crate::core::address::usable;
use crate::core::unit::UnitState;

/// Where a unit stands with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach<'a> {
    /// It is written to this one: that of the person who was set last and has one that can be written to.
    At(&'a str),
    /// None is on record.
    None,
    /// What is on record cannot be written to.
    Unusable(&'a str),
}

pub(super) fn reach(unit: &UnitState) -> Reach<'_> {
    let mails = || {
        let last_first = unit.contacts.iter().rev();
        last_first.map(|c| c.mail.trim()).filter(|m| !m.is_empty())
    };
    match (mails().find_map(usable), mails().next()) {
        (Some(address), _) => Reach::At(address),
        (None, Some(unusable)) => Reach::Unusable(unusable),
        (None, None) => Reach::None,
    }
}
