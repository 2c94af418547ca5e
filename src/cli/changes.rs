//! What changed from one version of a report to the next, for `report show --changes` and `inbox show`.

use serde::Serialize;

use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::session::Session;
use crate::core::campaign::Campaign;
use crate::core::changes::Changes;
use crate::core::names::UnitIx;
use crate::intake::{About, Finder, compare};
use crate::jail::Jail;
use crate::ledger::{HouseLedger, Ledger};
use crate::output::changes;
use crate::output::words;

/// What changed, the newest first. Words that were not read yet are read for it.
pub fn of(
    s: &Session,
    ledger: &mut Ledger,
    house: &mut HouseLedger,
    about: &About,
) -> Result<Vec<Changes>, Fail> {
    let mut gather = || {
        let mut finder = Finder::open(ledger, Jail::new())?;
        let first = compare(house, ledger, &mut finder, about)?;
        if first.unread.is_empty() {
            return Ok(first.changes);
        }
        let (letters, _) = finder.unread(house, ledger, Some(&first.unread), usize::MAX)?;
        finder.read(&letters)?;
        Ok(compare(house, ledger, &mut finder, about)?.changes)
    };
    let found = gather();
    found.map_err(|e| s.failed(Some(ledger), &e))
}

/// What changed, in lines, one blank line between two versions.
pub fn lines(s: &Session, campaign: &Campaign, all: &[Changes]) -> Vec<String> {
    let mut out = Vec::new();
    for change in all {
        if !out.is_empty() {
            out.push(String::new());
        }
        out.extend(
            changes::lines(&s.cat, campaign, change)
                .into_iter()
                .map(|(_, line)| line),
        );
    }
    out
}

/// `report show UNIT --changes [N]`: of version N, or of the newest.
pub fn report(s: &Session, ledger: &mut Ledger, ix: UnitIx, version: Option<u32>) -> Result<(), Fail> {
    let mut house = HouseLedger::open(ledger.site()).map_err(|e| s.failed(Some(ledger), &e))?;
    let mut all = of(s, ledger, &mut house, &About::Unit(ix))?;
    match version {
        Some(n) => all.retain(|c| c.new.n == Some(n)),
        None => all.truncate(1),
    }
    let shown = ledger.shown();
    let campaign = &*shown;
    if all.is_empty() {
        let name = words::name_in(campaign, ix, s.cat.lang());
        let n = version.map_or_else(String::new, |n| n.to_string());
        let args = [
            ("unit", name.into()),
            ("named", if version.is_some() { "yes" } else { "no" }.into()),
            ("n", n.into()),
        ];
        return Err(Fail::Nothing(s.cat.tr_args("cli-no_changes", &args)));
    }
    if s.json {
        return out::json(
            &s.cat,
            &changes::document(campaign, campaign.roster().code(ix), &all),
        );
    }
    out::lines(&s.cat, lines(s, campaign, &all))
}

/// A letter's document with its text, and what it changes.
#[derive(Serialize)]
pub struct WithChanges<'a, D: Serialize> {
    /// The document of the letter.
    #[serde(flatten)]
    pub document: D,
    /// Its text.
    pub text: &'a str,
    /// What it changes, or would.
    pub changes: Vec<changes::ChangesJson<'a>>,
}
