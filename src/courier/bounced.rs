//! The addresses from which a letter came back.

use crate::core::deed::{Deed, Grant};
use crate::core::house::{Letter, LetterState};
use crate::ledger::{HouseLedger, Ledger, LedgerError, ReadOnly};
use crate::output::inbox::Entry;
use crate::output::reminders;

/// Those to which letters could not be delivered, as the reports about them say; none for whoever does not see letters.
///
/// # Errors
/// The store cannot be read, or a fact in it is not what was written.
pub fn bounced(ledger: &Ledger, house: &mut HouseLedger) -> Result<Vec<String>, LedgerError> {
    // Of the past a ledger shows a campaign alone.
    let past = ledger.read_only() == Some(ReadOnly::Past);
    if past || !ledger.sees_all() || Deed::File.grant(ledger.who().role) == Grant::No {
        return Ok(Vec::new());
    }
    let automatic = |l: &Letter| l.state == LetterState::Automatic;
    let mut found = Vec::new();
    house.each_letter(ledger, &automatic, &mut |letter, whole| {
        found.push((letter.clone(), whole));
    })?;
    let house = house.house();
    let entries = found.into_iter().filter_map(|(letter, whole)| {
        Entry::of(house, &letter, [Some(whole.kept), whole.judged, whole.decided])
    });
    Ok(reminders::bounced(&entries.collect::<Vec<_>>()))
}
