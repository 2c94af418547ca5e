//! What is told of a stored fact without reading what it says, whichever engine keeps it.
//!
//! It must never know whether a row is what its hash promises.

use super::codec::Row;
use super::error::StoreError;
use crate::core::fact::FactKind;
use crate::core::names::UnitCode;
use crate::core::past::Outline;
use crate::core::time::Stamp;

/// The outline of a row that was checked.
///
/// # Errors
/// [`StoreError::NewerFact`] where only a newer program knows the kind.
pub(super) fn outline(row: Row) -> Result<Outline, StoreError> {
    let seq = row.seq.max(0) as u64;
    let kind = FactKind::from_name(&row.kind).ok_or_else(|| StoreError::NewerFact {
        seq,
        name: row.kind,
        version: u16::try_from(row.version).unwrap_or_default(),
    })?;
    Ok(Outline {
        seq,
        at: Stamp(row.at),
        recorded: Stamp(row.recorded),
        unit: row.unit.map(UnitCode),
        kind,
    })
}
