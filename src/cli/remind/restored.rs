//! `ketnoi remind --after-restore`: somebody has looked into what left after the backup that the store was made from.

use serde::Serialize;

use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::session::Session;
use crate::courier;
use crate::failure;
use crate::ledger::Ledger;

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    /// There was something to look into, and now it is said that somebody has.
    looked: bool,
}

/// Puts it on record in the store; says so, unless messages follow.
///
/// # Errors
/// This session may only read, or the store cannot be written.
pub(super) fn looked(s: &Session, ledger: &mut Ledger, alone: bool) -> Result<(), Fail> {
    let looked = courier::looked(ledger).map_err(|e| s.failed(Some(ledger), &e))?;
    if !alone {
        return Ok(());
    }
    if s.json {
        let schema = "ketnoi.after-restore/1";
        return out::json(&s.cat, &Document { schema, looked });
    }
    let key = if looked {
        "cli-remind_looked"
    } else {
        "cli-remind_not_restored"
    };
    out::text_line(&s.cat, &s.cat.tr(key))
}

/// Says beside a list or drafts that nothing is sent yet, where that is so.
///
/// # Errors
/// The store cannot be read.
pub(super) fn warn(s: &Session, ledger: &mut Ledger) -> Result<(), Fail> {
    let refusal = courier::restored(ledger).map_err(|e| s.failed(Some(ledger), &e))?;
    if let Some(refusal) = refusal {
        let campaign = Some(ledger.campaign());
        out::complain(&failure::ledger_error(&s.cat, campaign, &refusal.into()));
    }
    Ok(())
}
