//! `ketnoi remind --settle UNIT sent|not-sent --note "…"`: a person says what became of messages of which nobody knew it.

use clap::ArgMatches;

use crate::cli::done::Did;
use crate::cli::fail::Fail;
use crate::cli::session::{Session, mint};
use crate::cli::{parse, units};
use crate::courier::{self, Ids, NotSettled, Settled};
use crate::ledger::Ledger;

/// Carries it out.
///
/// # Errors
/// There is no such unit or word, no note, or nothing of which it is not known; or it cannot be recorded.
pub(super) fn run(s: &mut Session, m: &ArgMatches, ledger: &mut Ledger) -> Result<(), Fail> {
    let words: Vec<&String> = parse::list(m, "settle").collect();
    let no_words = || Fail::Usage(s.cat.tr("remind-settle_words").into_owned());
    let [unit, word] = words.as_slice() else {
        return Err(no_words());
    };
    let what = Settled::ALL.into_iter().find(|w| w.id() == word.as_str());
    let what = what.ok_or_else(no_words)?;
    let note = parse::text(m, "note")
        .map(str::trim)
        .unwrap_or_default()
        .to_owned();
    if note.is_empty() {
        return Err(Fail::Usage(s.cat.tr("remind-settle_note").into_owned()));
    }
    let ix = units::one(&s.cat, ledger.campaign(), unit)?;
    let code = ledger.campaign().code(ix);
    let name = units::names(ledger.campaign(), std::slice::from_ref(&code), s.cat.lang());
    let wish = match courier::settling(ledger, ix, what, &note, &mut Ids::of(mint())) {
        Ok(wish) => wish,
        Err(NotSettled::Ledger(why)) => return Err(s.failed(Some(ledger), &why)),
        Err(NotSettled::Nothing) => {
            let args = [("unit", name.into())];
            return Err(Fail::Nothing(s.cat.tr_args("remind-settle_nothing", &args)));
        }
    };
    let order = s.order(ledger, m, wish)?;
    let held = courier::held(ledger, &order).map_err(|e| s.failed(Some(ledger), &e))?;
    s.carry_out(ledger, &order, &Did::to(name))?;
    courier::release(ledger, held, what).map_err(|e| s.failed(Some(ledger), &e))
}
