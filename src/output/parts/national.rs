//! The table of national figures, and how they were put together.

use super::writer::{Writer, clean, plain};
use crate::core::dossier::{How, National};
use crate::core::goals::Indicator;
use crate::output::words::figure_value;
use crate::paper::{Align, Block, Span};

/// Digits beyond which a sum of decimal numbers is not what anybody reported.
const SUM_DIGITS: usize = 6;

/// The figures with how many units stand behind each, beside an earlier year's, and a note on how they came about.
pub(in crate::output) fn national(w: &mut Writer<'_>) -> Vec<Block> {
    let dossier = w.dossier;
    if dossier.figures.is_empty() {
        return vec![w.text("dossier-no_figures", Vec::new())];
    }
    let mut columns = vec![
        w.column("dossier-col_indicator", Align::Left, 38),
        w.column("dossier-col_how", Align::Left, 14),
        w.column("dossier-col_value", Align::Right, 16),
        w.column("dossier-col_units", Align::Right, 10),
        w.column("dossier-col_range", Align::Right, 18),
    ];
    if let Some(last) = &dossier.last {
        let args = [("year", last.year.to_string().into())];
        columns.push(crate::paper::Column {
            head: w.cat.tr_args("dossier-col_before", &args),
            align: Align::Right,
            share: 16,
        });
    }
    let def = w.campaign.def().clone();
    let mut rows = Vec::new();
    for n in &dossier.figures {
        let Some(indicator) = def.indicator(&n.indicator) else {
            continue;
        };
        rows.push(row(w, indicator, n));
    }
    let mut blocks = vec![Block::Table(w.table(
        "dossier-table_figures",
        columns,
        rows,
        false,
    ))];
    blocks.push(w.note("dossier-how_figures", Vec::new()));
    blocks
}

fn row(w: &mut Writer<'_>, indicator: &Indicator, n: &National) -> Vec<Vec<Span>> {
    let range = match n.how {
        How::Yes => String::new(),
        How::Sum | How::Mean if n.units < 2 => String::new(),
        How::Sum | How::Mean => format!(
            "{} – {}",
            figure_value(w.cat, indicator, n.least),
            figure_value(w.cat, indicator, n.most)
        ),
    };
    let mut row = vec![
        plain(clean(indicator.label.get(w.lang()))),
        plain(w.words(&format!("dossier_how-{}", n.how.id()))),
        w.figure(value(w, indicator, n.how, n.value, n.units), n.from.clone()),
        w.figure(w.whole(n.units), n.from.clone()),
        plain(range),
    ];
    if w.dossier.last.is_some() {
        let before = n.before.map_or_else(
            || "–".to_owned(),
            |b| {
                let args = [
                    ("value", value(w, indicator, n.how, b.value, b.units).into()),
                    ("units", b.units.into()),
                ];
                w.cat.tr_args("dossier-value_of_units", &args)
            },
        );
        row.push(plain(before));
    }
    row
}

/// A figure as it is written: with the digits that its indicator has; of yes and no how many of how many.
fn value(w: &Writer<'_>, indicator: &Indicator, how: How, value: f64, units: u64) -> String {
    if how == How::Yes {
        let args = [("n", (value as u64).into()), ("of", units.into())];
        return w.cat.tr_args("dossier-yes_of", &args);
    }
    // What units reported with more digits is not rounded away in a sum, but an average has no more digits than they have.
    let digits = match how {
        How::Sum => SUM_DIGITS,
        How::Mean | How::Yes => usize::from(indicator.decimals),
    };
    let rounded = format!("{value:.digits$}").parse().unwrap_or(value);
    figure_value(w.cat, indicator, rounded)
}
