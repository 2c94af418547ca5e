//! What stands in a form, told to whoever decides whether it is put on record, and to programs (`ketnoi.form/1`).

use std::path::PathBuf;

use serde::Serialize;

use crate::cli::fail::Fail;
use crate::cli::out;
use crate::cli::session::Session;
use crate::core::campaign::Campaign;
use crate::core::definition::Definition;
use crate::core::fact::ActivityStatus;
use crate::core::names::UnitCode;
use crate::core::time::Date;
use crate::output::words;
use crate::reading::numbers::two_ways;
use crate::text::{Catalogue, line, numbers};
use crate::workbook::{Form, Line, Trouble, Wrong};

/// A form that was read, and whose it is.
pub(super) struct Opened {
    pub file: PathBuf,
    pub form: Form,
    pub unit: UnitCode,
}

#[derive(Serialize)]
struct ReadForms {
    schema: &'static str,
    forms: Vec<ReadForm>,
}

#[derive(Serialize)]
struct ReadForm {
    file: String,
    campaign: String,
    unit: String,
    number: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    dated: Option<String>,
    words: String,
    activities: Vec<ReadActivity>,
    figures: Vec<ReadFigure>,
    troubles: Vec<ReadTrouble>,
    recorded: bool,
}

#[derive(Serialize)]
struct ReadActivity {
    cell: String,
    id: Option<String>,
    kind: String,
    title: String,
    from: Option<String>,
    to: Option<String>,
    mode: &'static str,
    reach: Option<u64>,
    sdgs: Vec<String>,
    goals: Vec<String>,
    status: Option<&'static str>,
}

#[derive(Serialize)]
struct ReadFigure {
    id: String,
    value: f64,
}

#[derive(Serialize)]
struct ReadTrouble {
    sheet: String,
    cell: String,
    written: String,
    why: String,
}

/// What stands in a form, for whoever decides whether it is put on record.
pub(super) fn told(cat: &Catalogue, campaign: &Campaign, opened: &Opened) -> Vec<String> {
    let form = &opened.form;
    let def = campaign.def();
    let unit = words::unit_name(cat, campaign, opened.unit.as_str());
    let head = [
        (
            "file",
            line(&opened.file.display().to_string()).into_owned().into(),
        ),
        ("unit", unit.into()),
    ];
    let mut lines = vec![cat.tr_args("cli-form_of", &head)];
    if !form.symbol.is_empty() {
        lines.push(format!("  {}", words::symbol(cat, &form.symbol)));
    }
    for l in &form.activities {
        let a = &l.activity;
        let days = a
            .from
            .map(|from| words::days_short(def.year(), from, a.to.unwrap_or(from)));
        let kind = def
            .activity_kind(&a.kind)
            .map_or(a.kind.as_str(), |k| k.name.get(cat.lang()));
        let id = l.id.as_ref().map_or("+", |id| id.as_str());
        let reach = a.reach.map(|n| cat.tr_args("cli-people", &[("n", n.into())]));
        let parts: Vec<String> = [Some(kind.to_owned()), Some(a.title.clone()), days, reach]
            .into_iter()
            .flatten()
            .collect();
        lines.push(format!("  {} {}", line(id), line(&parts.join(" · "))));
    }
    for (id, n) in &form.figures {
        if let Some(i) = def.indicator(id) {
            let value = words::figure_value(cat, i, *n);
            lines.push(format!("  {}: {value}", i.label.get(cat.lang())));
        }
    }
    if !form.words.is_empty() {
        lines.extend(form.words.lines().map(|text| format!("  {}", line(text))));
    }
    if !form.troubles.is_empty() {
        lines.push(cat.tr_args("cli-form_troubles", &[("n", form.troubles.len().into())]));
        lines.extend(form.troubles.iter().map(|t| format!("  {}", trouble(cat, t))));
    }
    lines
}

/// A cell that could not be read, in one line: `Hoạt động!D6: “hôm nọ”: không phải ngày.`
fn trouble(cat: &Catalogue, t: &Trouble) -> String {
    let args = [
        ("sheet", line(&t.sheet).into_owned().into()),
        ("cell", t.cell.clone().into()),
        ("some", if t.written.is_empty() { "no" } else { "yes" }.into()),
        ("written", line(&t.written).into_owned().into()),
        ("why", wrong(cat, &t.wrong).into()),
    ];
    cat.tr_args("cli-form_trouble", &args)
}

fn wrong(cat: &Catalogue, wrong: &Wrong) -> String {
    let bounds = |min: f64, max: f64| [min, max].map(|n| numbers::plain(cat.lang(), n));
    match wrong {
        Wrong::Missing(label) => {
            let label = cat.tr(label).into_owned();
            cat.tr_args("form_wrong-missing", &[("what", label.into())])
        }
        Wrong::TwoWays(whole, decimal) => {
            let (first, second) = two_ways(cat.lang(), *whole, *decimal);
            cat.tr_args(
                "form_wrong-two_ways",
                &[("first", first.into()), ("second", second.into())],
            )
        }
        Wrong::Impossible(min, max) => {
            let [min, max] = bounds(*min, *max);
            cat.tr_args(
                "form_wrong-impossible",
                &[("min", min.into()), ("max", max.into())],
            )
        }
        Wrong::Formula => cat.tr("form_wrong-formula").into_owned(),
        Wrong::NoDay => cat.tr("form_wrong-no_day").into_owned(),
        Wrong::Reversed => cat.tr("form_wrong-reversed").into_owned(),
        Wrong::NoNumber => cat.tr("form_wrong-no_number").into_owned(),
        Wrong::NotInList => cat.tr("form_wrong-not_in_list").into_owned(),
        Wrong::NoGoal => cat.tr("form_wrong-no_goal").into_owned(),
        Wrong::NoSymbol => cat.tr("form_wrong-no_symbol").into_owned(),
        Wrong::TooLong => cat.tr("form_wrong-too_long").into_owned(),
        Wrong::NoFigure => cat.tr("form_wrong-no_figure").into_owned(),
    }
}

pub(super) fn tell_json(s: &Session, def: &Definition, forms: &[Opened], recorded: bool) -> Result<(), Fail> {
    let day = |d: &Date| d.format("%Y-%m-%d").to_string();
    let one = |o: &Opened| ReadForm {
        file: o.file.display().to_string(),
        campaign: def.id.as_str().to_owned(),
        unit: o.unit.as_str().to_owned(),
        number: o.form.symbol.number.clone(),
        dated: o.form.symbol.dated.as_ref().map(day),
        words: o.form.words.clone(),
        activities: o.form.activities.iter().map(|l| activity(l, day)).collect(),
        figures: o
            .form
            .figures
            .iter()
            .map(|(id, value)| ReadFigure {
                id: id.clone(),
                value: *value,
            })
            .collect(),
        troubles: o
            .form
            .troubles
            .iter()
            .map(|t| ReadTrouble {
                sheet: t.sheet.clone(),
                cell: t.cell.clone(),
                written: t.written.clone(),
                why: wrong(&s.cat, &t.wrong),
            })
            .collect(),
        recorded,
    };
    let forms = forms.iter().map(one).collect();
    let schema = "ketnoi.form/1";
    out::json(&s.cat, &ReadForms { schema, forms })
}

fn activity(l: &Line, day: fn(&Date) -> String) -> ReadActivity {
    let a = &l.activity;
    ReadActivity {
        cell: l.cell.clone(),
        id: l.id.as_ref().map(|id| id.as_str().to_owned()),
        kind: a.kind.clone(),
        title: a.title.clone(),
        from: a.from.as_ref().map(day),
        to: a.to.as_ref().map(day),
        mode: a.mode.id(),
        reach: a.reach,
        sdgs: a.sdgs.clone(),
        goals: a.goals.clone(),
        status: a.status.map(ActivityStatus::id),
    }
}
