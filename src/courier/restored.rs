//! A store that was made from a backup does not know what left after it: nothing is sent from it before somebody has looked.

use crate::core::refusal::{Refusal, Rule};
use crate::ledger::{Ledger, LedgerError, ReadOnly};

/// Why nothing may be sent yet, where the store was restored and nobody has looked into what had left meanwhile.
///
/// # Errors
/// The store cannot be read.
pub fn restored(ledger: &mut Ledger) -> Result<Option<Refusal>, LedgerError> {
    let now = ledger.clock().now();
    let made = match ledger.journal() {
        Some(journal) => journal.not_looked()?,
        None => None,
    };
    Ok(made.map(|made| Refusal::new(Rule::Restored, now).at(made)))
}

/// Whoever sits here has looked, and reminders may be sent again. False: there was nothing to look into.
///
/// # Errors
/// This session may only read, or the store cannot be written.
pub fn looked(ledger: &mut Ledger) -> Result<bool, LedgerError> {
    let now = ledger.clock().now();
    if let Some(why) = ledger.read_only() {
        return Err(Refusal::new(Rule::ReadOnly, now).what(ReadOnly::id(why)).into());
    }
    if restored(ledger)?.is_none() {
        return Ok(false);
    }
    let who = ledger.who().actor.clone();
    if let Some(journal) = ledger.journal() {
        journal.has_looked(&who, now)?;
    }
    Ok(true)
}
