//! Which document a letter brings: its number, symbol and date, and whether that is on record already.

use crate::core::campaign::Campaign;
use crate::core::letter::{PartKind, Reason, Symbol};
use crate::core::names::UnitIx;
use crate::core::record::Version;
use crate::core::time::Date;
use crate::reading::documents;

use super::page::Page;
use super::rules::Rules;
use super::seen::Seen;
use super::voice::Voice;

/// What a report is to those on record of its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stands {
    /// There is none yet.
    First,
    /// It is there: the same number, symbol and date.
    Same(Reason),
    /// Another number than those there.
    New(Reason),
    /// One is there, and which this is cannot be said.
    Unclear(Reason),
}

/// The document in a letter: of its pages the report's before any other's, then the names of its files, then its subject.
pub(super) fn symbol(rules: &Rules, seen: &Seen<'_>, voice: &Voice, pages: &[Page<'_>], day: Date) -> Symbol {
    let own = || {
        pages
            .iter()
            .filter(|p| !p.is_ministry && !p.symbol.number.is_empty())
    };
    let is_report = |p: &&Page<'_>| p.is_report || p.symbol.number.to_lowercase().contains("/bc");
    let on_page = own().find(is_report).or_else(|| own().next());
    let dated = pages
        .iter()
        .filter(|p| !p.is_ministry)
        .find_map(|p| p.symbol.dated);
    let bodies: Vec<&str> = rules
        .file
        .departments
        .iter()
        .flat_map(|d| d.symbols.iter().map(String::as_str))
        .collect();
    let parts = voice.parts.iter().filter_map(|at| seen.mail.parts.get(*at));
    let files = parts.filter(|p| matches!(p.part.kind, PartKind::Document | PartKind::Archive));
    let named = |mut files: Box<dyn Iterator<Item = Symbol> + '_>| {
        let first = files.next()?;
        let mut all = std::iter::once(first.clone()).chain(files);
        Some(all.find(|s| s.number.contains("/BC-")).unwrap_or(first))
    };
    let in_names = || {
        let all = files.filter_map(|p| documents::in_file_name(&p.part.name, &bodies));
        named(Box::new(all))
    };
    // Of what a sentence names only a number of the departments is their own: the ministry's letter is named too.
    let is_own = |s: &Symbol| {
        bodies
            .iter()
            .any(|b| s.number.to_uppercase().contains(&b.to_uppercase()))
    };
    let in_words = |text: &str| {
        let found = documents::found(text, day).into_iter().map(|f| f.symbol);
        found.into_iter().find(is_own)
    };
    let found = on_page.map(|p| p.symbol.clone());
    let found = found.or_else(in_names).or_else(|| in_words(&voice.subject));
    let mut symbol = found.or_else(|| in_words(&voice.body)).unwrap_or_default();
    if !symbol.number.is_empty() {
        symbol.dated = symbol.dated.or(dated);
    }
    symbol
}

/// Where a report with that symbol stands beside those on record that it did not bring itself.
pub(super) fn stands(campaign: &Campaign, ix: UnitIx, symbol: &Symbol, brought: &[u64]) -> Stands {
    let unit = campaign.unit(ix);
    let reason = |id: &str, what: String| Reason {
        id: id.to_owned(),
        unit: Some(campaign.code(ix)),
        weight: 0,
        what,
    };
    let standing = || {
        let others = |v: &&Version| !v.withdrawn && !brought.contains(&v.fact());
        unit.versions.iter().filter(others)
    };
    let Some(latest) = standing().next_back() else {
        return Stands::First;
    };
    if let Some(same) = standing().find(|v| v.symbol.is_same(symbol)) {
        return Stands::Same(reason("same-document", same.symbol.number.clone()));
    }
    if symbol.number.is_empty() || latest.symbol.number.is_empty() {
        return Stands::Unclear(reason("second-document", latest.symbol.number.clone()));
    }
    Stands::New(reason(
        "other-number",
        format!("{} → {}", latest.symbol.number, symbol.number),
    ))
}
