//! The third and fourth part: what is missing, what is uncertain, and what only a person can say.

use crate::core::dossier::{Count, Unusual};
use crate::core::source::Source;
use crate::output::parts::{Part, Writer, clean, left_open};
use crate::output::words::figure_value;
use crate::paper::{Block, Item};

pub(super) fn blocks(w: &mut Writer<'_>) -> Vec<Block> {
    let mut blocks = vec![w.heading(1, "dossier-shortcomings")];
    blocks.push(w.heading(2, "dossier-in_time"));
    let all = &w.dossier.reports.all;
    let rows = [
        ("dossier-who_overdue", &all.overdue),
        ("dossier-who_pending", &all.pending),
        ("dossier-who_late", &all.late),
        ("dossier-who_corrections", &all.resubmit_overdue),
    ];
    let items = told(w, &rows);
    blocks.push(list_or(w, items, "dossier-all_in_time"));
    blocks.push(w.heading(2, "dossier-unsure"));
    let items = unsure(w);
    blocks.push(list_or(w, items, "dossier-nothing_unsure"));
    blocks.push(w.heading(2, "dossier-causes"));
    blocks.push(left_open());
    blocks.push(w.heading(1, "dossier-proposals"));
    blocks.push(left_open());
    let closing = vec![("name", w.campaign_name().into()), ("year", w.year().into())];
    blocks.push(w.text("dossier-closing", closing));
    blocks
}

fn list_or(w: &mut Writer<'_>, items: Vec<Item>, key: &str) -> Block {
    if items.is_empty() {
        w.text(key, Vec::new())
    } else {
        Block::List(items)
    }
}

/// Those counts that are not nothing, each with the names of its units.
fn told(w: &mut Writer<'_>, rows: &[(&str, &Count)]) -> Vec<Item> {
    let some = rows.iter().filter(|(_, count)| count.n > 0);
    some.map(|(key, count)| {
        let parts = vec![("n", Part::from(*count)), ("names", w.names(count).into())];
        w.item(key, parts)
    })
    .collect()
}

/// What a reader of the figures must know.
pub(in crate::output) fn unsure(w: &mut Writer<'_>) -> Vec<Item> {
    let unsure = &w.dossier.unsure;
    let rows = [
        ("dossier-unsure_unreviewed", &unsure.unreviewed),
        ("dossier-unsure_newer", &unsure.newer),
        ("dossier-unsure_incomplete", &unsure.incomplete),
        ("dossier-unsure_entered_later", &unsure.entered_later),
        ("dossier-unsure_extended_later", &unsure.extended_later),
    ];
    let mut items = Vec::new();
    if unsure.silent.n > 0 {
        let parts = vec![("n", Part::from(&unsure.silent))];
        items.push(w.item("dossier-unsure_silent", parts));
    }
    items.extend(told(w, &rows));
    items.extend(unsure.unusual.iter().filter_map(|u| unusual(w, u)));
    if unsure.unconfirmed.n > 0 {
        let parts = vec![("n", Part::from(&unsure.unconfirmed))];
        items.push(w.item("dossier-unsure_unconfirmed", parts));
    }
    if let Some(letters) = &unsure.letters {
        if letters.waiting.n > 0 {
            let parts = vec![("n", Part::from(&letters.waiting))];
            items.push(w.item("dossier-unsure_letters", parts));
        }
        if letters.unreadable > 0 {
            let parts = vec![("n", letters.unreadable.into())];
            items.push(w.item("dossier-unsure_unreadable", parts));
        }
    }
    items
}

fn unusual(w: &mut Writer<'_>, u: &Unusual) -> Option<Item> {
    let def = w.campaign.def().clone();
    let indicator = def.indicator(&u.indicator)?;
    let from = vec![Source::Unit(u.unit)];
    let parts = vec![
        ("unit", w.unit(u.unit).into()),
        ("indicator", clean(indicator.label.get(w.lang())).into()),
        (
            "value",
            Part::Figure(figure_value(w.cat, indicator, u.value), from),
        ),
    ];
    Some(w.item("dossier-unsure_figure", parts))
}
