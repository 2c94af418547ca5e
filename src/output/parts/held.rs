//! Tables of what was held: by kind and way, for SDGs and for goals.

use super::charts;
use super::writer::{Writer, clean, plain};
use crate::core::dossier::{Held, Served};
use crate::core::fact::Mode;
use crate::paper::{Align, Block, Column, Span};

fn columns(w: &Writer<'_>, first: &str) -> Vec<Column> {
    vec![
        w.column(first, Align::Left, 60),
        w.column("dossier-col_activities", Align::Right, 20),
        w.column("dossier-col_reach", Align::Right, 20),
    ]
}

fn row(w: &mut Writer<'_>, name: String, held: &Held) -> Vec<Vec<Span>> {
    vec![plain(name), w.cell(&held.activities), w.cell(&held.reach)]
}

/// By kind; kinds of which nothing was held are left out.
pub(in crate::output) fn by_kind(w: &mut Writer<'_>) -> Block {
    let columns = columns(w, "dossier-col_kind");
    let all = &w.dossier.activities;
    let mut rows = Vec::new();
    for (id, held) in all.kinds.iter().filter(|(_, h)| h.activities.n > 0) {
        let known = w.campaign.def().activity_kind(id);
        let name = known.map_or(id.as_str(), |k| k.name.get(w.lang()));
        let name = clean(name);
        rows.push(row(w, name, held));
    }
    let sum = w.words("dossier-sum");
    rows.push(row(w, sum, &all.all));
    Block::Table(w.table("dossier-table_kinds", columns, rows, true))
}

/// In person, online, both: a table without a sum, for an activity is of one way.
pub(in crate::output) fn by_mode(w: &mut Writer<'_>) -> Block {
    let columns = columns(w, "dossier-col_mode");
    let modes = w.dossier.activities.modes.iter();
    let mut rows = Vec::new();
    for (mode, held) in Mode::ALL.into_iter().zip(modes) {
        let name = w.words(&format!("mode-{}", mode.id()));
        rows.push(row(w, name, held));
    }
    Block::Table(w.table("dossier-table_modes", columns, rows, false))
}

/// The SDGs and those of their targets that something was held for.
pub(in crate::output) fn sdgs(w: &mut Writer<'_>) -> Block {
    let columns = columns(w, "dossier-col_sdg");
    let served = &w.dossier.goals.sdgs;
    let rows = served_rows(w, served, false);
    if rows.is_empty() {
        return w.text("dossier-no_sdgs", Vec::new());
    }
    Block::Table(w.table("dossier-table_sdgs", columns, rows, false))
}

/// Every goal of Connect 2030, and those of its targets that something was held for, with a chart; a sentence where nothing was
/// held for any.
pub(in crate::output) fn goals(w: &mut Writer<'_>) -> Vec<Block> {
    let columns = columns(w, "dossier-col_goal");
    let served = &w.dossier.goals.goals;
    if served.iter().all(|s| s.held.activities.n == 0) {
        return vec![w.text("dossier-no_goals", Vec::new())];
    }
    let rows = served_rows(w, served, true);
    vec![
        Block::Table(w.table("dossier-table_goals", columns, rows, false)),
        Block::Chart(charts::goals(w), w.words("dossier-caption_goals")),
    ]
}

/// A goal in bold letters, its targets below it. Of Connect 2030 the goals are told also where nothing was held for them.
fn served_rows(w: &mut Writer<'_>, served: &[Served], connect2030: bool) -> Vec<Vec<Vec<Span>>> {
    let mut rows = Vec::new();
    for s in served {
        if s.held.activities.n == 0 && !(connect2030 && s.is_whole()) {
            continue;
        }
        let words = if connect2030 { w.goal(&s.id) } else { w.sdg(&s.id) };
        let mut row = row(w, words, &s.held);
        for span in row.iter_mut().flatten() {
            span.bold = s.is_whole();
        }
        rows.push(row);
    }
    rows
}
