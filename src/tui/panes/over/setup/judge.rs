//! What is unfinished or wrong in a form, and where.
//!
//! What a form must be is the core's business: the same checks as `campaign open` has, each at its field.

use crate::core::form::{About, CampaignForm};
use crate::core::names::Lang;
use crate::tui::panes::over::setup::field::Key;
use crate::tui::panes::over::setup::wrong::Wrong;
use crate::tui::workbench::Workbench;

/// Which entries of lists stayed, by where they stand in the form: empty ones go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) asks: Vec<usize>,
    pub(super) documents: Vec<usize>,
}

/// Everything that `campaign open` would refuse, at its field; what is still to be written is no mistake here.
pub(super) fn problems(form: &CampaignForm, kept: &Kept, bench: &Workbench) -> Vec<(Key, Wrong)> {
    let mut found = Vec::new();
    if bench.opened.contains(&form.id) {
        found.push((Key::Id, Wrong::Opened(form.id.clone())));
    }
    let Some(refs) = bench.materials.references(form) else {
        return found;
    };
    let wrong = form.check(&refs).into_iter().filter(|p| p.problem != "todo");
    found.extend(wrong.map(|p| {
        let key = field_of(&p.key, kept);
        match (p.problem, &p.what) {
            ("empty", About::Nothing) => (key, Wrong::Missing),
            _ => (key, Wrong::Form(p)),
        }
    }));
    found
}

/// The field that a key of the file belongs to; what has none of its own comes from what was begun with.
pub(super) fn field_of(path: &str, kept: &Kept) -> Key {
    let lang = if path.rsplit('.').next() == Some("en") {
        Lang::En
    } else {
        Lang::Vi
    };
    let mut steps = path.split(['.', '[', ']']).filter(|s| !s.is_empty());
    let first = steps.next().unwrap_or_default();
    let second = steps.next().unwrap_or_default();
    let at = |kept: &[usize]| {
        let n = second.parse().unwrap_or(0);
        kept.get(n).copied().unwrap_or(n)
    };
    match (first, second) {
        ("id", _) => Key::Id,
        ("theme", _) => Key::Theme(lang),
        ("letter", "number") => Key::Number,
        ("letter", "symbol") => Key::Symbol,
        ("letter", _) => Key::LetterDate,
        ("signer", "title") => Key::SignerTitle,
        ("signer", _) => Key::SignerName,
        ("sender", _) => Key::Sender(lang),
        ("unit_in_charge", _) => Key::Charge(lang),
        ("addressees", _) => Key::Addressees(lang),
        ("roster", _) => Key::Roster,
        ("day", _) => Key::Day,
        ("window", "from") => Key::From,
        ("window", _) => Key::To,
        ("deadline", "words") => Key::Words(lang),
        ("deadline", _) => Key::LastDay,
        ("requests", _) => Key::Ask(at(&kept.asks), lang),
        ("documents", _) => Key::Doc(at(&kept.documents), lang),
        ("figures" | "indicators", _) => Key::Figures,
        ("goals", _) => Key::Edition,
        ("mail_domains", _) => Key::Domains,
        _ => Key::Source,
    }
}
