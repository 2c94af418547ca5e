//! What the commands about letters have in common: the ledgers, and the letter that somebody names.
//!
//! It must never know what is done with the letter.

use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::core::authority::Deed;
use crate::core::house::{Key, Letter};
use crate::core::names::LetterId;
use crate::core::refusal::{Refusal, Rule};
use crate::ledger::{HouseLedger, Ledger};
use crate::text::line;

/// Fewer digits are taken for no letter's name.
const DIGITS_LEAST: usize = 6;
/// So many are told where a name is not whole.
const MOST: usize = 8;

/// The session's ledger, and the one of the letters beside it.
pub fn open(s: &mut Session) -> Result<(Ledger, HouseLedger), Fail> {
    let ledger = s.open()?;
    let house = HouseLedger::open(ledger.site()).map_err(|e| s.failed(Some(&ledger), &e))?;
    Ok((ledger, house))
}

/// Refuses whoever may not take letters in, and whoever may only look, before anything is read.
pub fn may_take_in(s: &Session, ledger: &mut Ledger) -> Result<(), Fail> {
    ledger.may(Deed::TakeIn).map_err(|e| s.failed(Some(ledger), &e))?;
    match ledger.read_only() {
        None => Ok(()),
        Some(why) => {
            let refusal = Refusal::new(Rule::ReadOnly, s.clock.now()).what(why.id());
            Err(s.failed(Some(ledger), &refusal.into()))
        }
    }
}

/// Refuses whoever may not decide about letters, before it is told which there are.
pub fn may_decide(s: &Session, ledger: &mut Ledger) -> Result<(), Fail> {
    ledger.may(Deed::File).map_err(|e| s.failed(Some(ledger), &e))
}

/// The letter, or what could not be read, that the first digits of a name mean, among those that may be seen here.
pub fn one(s: &Session, ledger: &Ledger, house: &HouseLedger, typed: &str) -> Result<LetterId, Fail> {
    let typed = typed.trim().to_lowercase();
    let unknown = || {
        let args = [("id", line(&typed).into_owned().into())];
        Fail::Nothing(s.cat.tr_args("cli-letter_unknown", &args))
    };
    let is_digits = typed.bytes().all(|b| b.is_ascii_hexdigit());
    if typed.len() < DIGITS_LEAST || !is_digits {
        return Err(unknown());
    }
    let letters = house.house().shown(ledger.rights().eyes(), ledger.campaign());
    let failures = house.house().failures().filter(|_| ledger.sees_all());
    let names = letters.map(|l: &Letter| l.id).chain(failures.map(|f| f.raw));
    let mut found: Vec<LetterId> = names
        .map(Key::letter)
        .filter(|id| id.as_str().starts_with(&typed))
        .collect();
    match found.len() {
        0 => Err(unknown()),
        1 => found.pop().ok_or_else(unknown),
        n => {
            let mut names: Vec<&str> = found
                .iter()
                .take(MOST)
                .filter_map(|id| id.as_str().get(..16))
                .collect();
            if n > MOST {
                names.push("…");
            }
            let args = [("id", typed.as_str().into()), ("names", names.join(", ").into())];
            Err(Fail::Usage(s.cat.tr_args("cli-letter_several", &args)))
        }
    }
}
