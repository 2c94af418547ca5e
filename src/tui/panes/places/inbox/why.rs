//! How the rules came to what they say of the letter at hand: each reason with its words, what it speaks for and what it
//! weighs.

use crate::core::letter::Reason;
use crate::output::inbox;
use crate::output::words;
use crate::tui::letters::Item;
use crate::tui::paint::clean;
use crate::tui::panes::kit::list::{self, Line};
use crate::tui::panes::places::inbox::list::label;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

/// A weight of thousandths as it is shown.
pub(super) fn share(weight: i32) -> String {
    let sign = if weight < 0 { "-" } else { "" };
    let tenths = (weight.unsigned_abs() + 5) / 10;
    format!("{sign}{tenths}%")
}

/// Each reason, unit by unit, with what it rests on.
pub(super) fn lines(item: &Item, scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    let style = |role| scene.style(role);
    if item.entry.judgement.reasons.is_empty() && item.candidates().is_empty() {
        return list::wrapped(&scene.tr("inbox-no_reasons"), cells, style(Role::Dim));
    }
    let mut out = Vec::new();
    for candidate in item.candidates() {
        let ix = scene.campaign.roster().by_code(candidate.unit.as_str());
        let name = ix.map(|ix| words::name_in(scene.campaign, ix, scene.lang()));
        let line = vec![
            (format!("{} ", label(scene, &candidate.unit)), style(Role::Title)),
            (name.unwrap_or_default(), style(Role::Text)),
            (format!("  {}", share(candidate.weight)), style(Role::Title)),
        ];
        out.extend(list::broken(line, cells));
        let own = item
            .entry
            .judgement
            .reasons
            .iter()
            .filter(|r| r.unit.as_ref() == Some(&candidate.unit));
        out.extend(own.flat_map(|r| reason(r, scene, cells)));
    }
    let listed = |r: &&Reason| item.candidates().iter().all(|c| r.unit.as_ref() != Some(&c.unit));
    let rest: Vec<&Reason> = item.entry.judgement.reasons.iter().filter(listed).collect();
    if !rest.is_empty() {
        out.extend(list::wrapped(
            &scene.tr("inbox-other_reasons"),
            cells,
            style(Role::Title),
        ));
        out.extend(rest.into_iter().flat_map(|r| reason(r, scene, cells)));
    }
    out.push(Line::new());
    let args = [("rules", clean(&item.entry.judgement.rules).into_owned().into())];
    out.extend(list::wrapped(
        &scene.cat.tr_args("inbox-weights", &args),
        cells,
        style(Role::Dim),
    ));
    out
}

fn reason(r: &Reason, scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    let line = vec![
        (format!("  {:>5} ", share(r.weight)), scene.style(Role::Key)),
        (inbox::reason(scene.cat, r), scene.style(Role::Text)),
    ];
    list::broken(line, cells)
}
