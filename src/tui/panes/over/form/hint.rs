//! What is said of the field at hand: its form, its bounds, what happens when it is left empty, and how what stands in
//! it is understood.
//!
//! It must never know where it is drawn.

use crate::core::deadline::working_days_after;
use crate::core::decide::{CORRECTION_DAYS, LATE_ENTRY};
use crate::core::goals::{Bounds, Indicator};
use crate::core::names::UnitCode;
use crate::core::time::Date;
use crate::output::words;
use crate::reading;
use crate::text::{dates, numbers};
use crate::tui::paint;
use crate::tui::panes::over::form::asked::Asked;
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::exported;
use crate::tui::panes::over::form::field::{Body, Field, Id};
use crate::tui::panes::over::form::fill::{cutoff, returned_on};
use crate::tui::panes::over::form::purpose::Purpose;
use crate::tui::panes::over::form::read::{Tags, two_numbers};
use crate::tui::scene::Scene;

/// Letters left of a text before it is said how many.
const FEW_LEFT: usize = 100;

/// What a hint may look at besides its field.
pub(super) struct Around<'a> {
    pub purpose: &'a Purpose,
    pub units: &'a [UnitCode],
    pub fields: &'a [Field],
    /// The year of the campaign before, of figures.
    pub year: Option<i32>,
    /// That the template which is named can be filled, and with what.
    pub fits: Option<&'a str>,
}

/// The hint of a field.
pub(super) fn hint(field: &Field, around: &Around<'_>, scene: &Scene<'_>) -> String {
    if let Some(there) = field.at_hand(scene).filter(|_| field.is_open()) {
        // The whole name of what is at hand, which the list may have cut.
        return there.full(scene);
    }
    if let Some(asked) = &field.figure {
        return figure(field, asked, around, scene);
    }
    let said = match field.id {
        Id::Number => document(field, scene),
        Id::Due | Id::Until | Id::From | Id::To | Id::Dated => day(field, around, scene),
        Id::When => moment(field, around, scene),
        Id::Figure(_) => String::new(),
        Id::Reach => reach(field, around, scene),
        Id::Sdgs => tags(field, Tags::Sdgs, scene),
        Id::Goals => tags(field, Tags::Goals, scene),
        Id::Reason | Id::Note | Id::CameWith | Id::Title | Id::Name | Id::Position | Id::Caption => {
            letters(field, scene)
        }
        Id::File => scene.tr("forms-hint_file").into_owned(),
        Id::Phone => empty_or(field, "forms-hint_phone", scene),
        Id::Mail => empty_or(field, "forms-hint_mail", scene),
        Id::Scope => holds(around, scene),
        Id::Manner => scene.tr("forms-hint_manner").into_owned(),
        Id::Status if field.chosen() == Some(&Choice::Status(None)) => {
            scene.tr("forms-hint_status_auto").into_owned()
        }
        Id::Format => match around.purpose {
            Purpose::Export(leaving) => exported::hint(leaving, scene),
            _ => scene.tr("forms-hint_format").into_owned(),
        },
        Id::Template => match around.fits {
            Some(fits) => fits.to_owned(),
            None => scene.tr("forms-hint_template").into_owned(),
        },
        Id::Photos => scene.tr("forms-hint_photos").into_owned(),
        Id::Belonging => scene.tr("forms-hint_belonging").into_owned(),
        Id::SaveAs => scene.tr("forms-hint_save_as").into_owned(),
        Id::Folder => scene.tr("forms-hint_folder").into_owned(),
        Id::Consent => scene.tr("forms-hint_consent").into_owned(),
        Id::Notable => scene.tr("forms-hint_notable").into_owned(),
        Id::Unit => scene.tr("forms-hint_unit").into_owned(),
        Id::LetterKind => letter_kind(field, scene),
        Id::Outcome => scene.tr("forms-hint_outcome").into_owned(),
        Id::Which | Id::How | Id::Kind | Id::Mode | Id::Status | Id::Activity => {
            scene.tr("forms-hint_choice").into_owned()
        }
    };
    if field.required && field.text().is_empty() && matches!(field.body, Body::Text(_)) {
        join(&scene.tr("forms-hint_required"), &said)
    } else {
        said
    }
}

fn join(first: &str, second: &str) -> String {
    match (first.is_empty(), second.is_empty()) {
        (_, true) => first.to_owned(),
        (true, _) => second.to_owned(),
        _ => format!("{first} {second}"),
    }
}

fn empty_or(field: &Field, key: &str, scene: &Scene<'_>) -> String {
    if field.text().is_empty() {
        join(&scene.tr("forms-hint_optional"), &scene.tr(key))
    } else {
        scene.tr(key).into_owned()
    }
}

fn letters(field: &Field, scene: &Scene<'_>) -> String {
    let Body::Text(editor) = &field.body else {
        return String::new();
    };
    let left = editor.limit().saturating_sub(editor.text().chars().count());
    if left <= FEW_LEFT && left < editor.limit() / 2 {
        scene.cat.tr_args("forms-hint_left", &[("n", left.into())])
    } else if field.text().is_empty() && !field.required {
        scene.tr("forms-hint_optional").into_owned()
    } else {
        scene
            .cat
            .tr_args("forms-hint_most", &[("n", editor.limit().into())])
    }
}

fn day(field: &Field, around: &Around<'_>, scene: &Scene<'_>) -> String {
    let year = scene.campaign.def().year();
    if let Some(d) = reading::dates::date(field.text(), scene.today(), year) {
        let date = dates::date_long(scene.cat, d);
        let said = scene.cat.tr_args("forms-hint_read_as", &[("what", date.into())]);
        return match field.id {
            Id::From | Id::To => join(&said, &outside(d, scene)),
            _ => said,
        };
    }
    let form = scene.tr("forms-hint_date");
    if !field.text().is_empty() {
        return form.into_owned();
    }
    let empty = match field.id {
        Id::Due => {
            let from = returned_on(around.fields, scene);
            let due = working_days_after(scene.campaign.def(), from, CORRECTION_DAYS);
            let date = dates::date_long(scene.cat, due);
            let args = [("n", CORRECTION_DAYS.into()), ("date", date.into())];
            scene.cat.tr_args("forms-hint_due_empty", &args)
        }
        Id::Until => holds(around, scene),
        Id::Dated => scene.tr("forms-hint_optional").into_owned(),
        Id::From if !field.required => scene.tr("forms-hint_from_empty").into_owned(),
        Id::To => scene.tr("forms-hint_to_empty").into_owned(),
        _ => String::new(),
    };
    join(&empty, &form)
}

/// How a document's number is understood.
fn document(field: &Field, scene: &Scene<'_>) -> String {
    let year = scene.campaign.def().year();
    match reading::documents::symbol(field.text(), scene.today(), year) {
        Ok(symbol) if !symbol.is_empty() => {
            let what = words::symbol(scene.cat, &symbol);
            scene.cat.tr_args("forms-hint_read_as", &[("what", what.into())])
        }
        _ => empty_or(field, "forms-hint_number", scene),
    }
}

/// A day outside the window of the activities is told; it is no mistake.
fn outside(day: Date, scene: &Scene<'_>) -> String {
    let def = scene.campaign.def();
    if (def.window.from..=def.window.to).contains(&day) {
        return String::new();
    }
    let window = words::days_short(def.year(), def.window.from, def.window.to);
    let args = [("window", window.into())];
    scene.cat.tr_args("forms-hint_outside_window", &args)
}

/// The last day that counts now, for the unit or for all.
fn holds(around: &Around<'_>, scene: &Scene<'_>) -> String {
    let one = around
        .fields
        .iter()
        .any(|f| f.chosen() == Some(&Choice::All(false)));
    let unit = around.units.first().filter(|_| one);
    let last = scene.campaign.def().last_day(cutoff(scene, unit));
    let date = dates::date_long(scene.cat, last);
    scene.cat.tr_args("forms-hint_holds", &[("date", date.into())])
}

/// What a letter of that kind brings its campaign.
fn letter_kind(field: &Field, scene: &Scene<'_>) -> String {
    match field.chosen() {
        Some(Choice::Letter(kind)) => scene.tr(&format!("letter_brings-{}", kind.id())).into_owned(),
        _ => String::new(),
    }
}

fn moment(field: &Field, around: &Around<'_>, scene: &Scene<'_>) -> String {
    let year = scene.campaign.def().year();
    if let (Purpose::Letters(form), true) = (around.purpose, field.text().is_empty()) {
        let at = form.at.map(|at| dates::full_time(scene.zone(), at));
        let args = [("time", at.unwrap_or_default().into())];
        return scene.cat.tr_args("forms-hint_received_empty", &args);
    }
    if field.text().is_empty() {
        return join(&scene.tr("forms-hint_when_empty"), &scene.tr("forms-hint_when"));
    }
    let Some(t) = reading::dates::when(field.text(), scene.zone(), scene.today(), year) else {
        return scene.tr("forms-hint_when").into_owned();
    };
    let time = dates::full_time(scene.zone(), t);
    let said = scene.cat.tr_args("forms-hint_read_as", &[("what", time.into())]);
    if scene.now.0 - t.0 > LATE_ENTRY {
        join(&said, &scene.tr("forms-hint_late_entry"))
    } else {
        said
    }
}

fn reach(field: &Field, around: &Around<'_>, scene: &Scene<'_>) -> String {
    match reading::numbers::whole(field.text()) {
        Some(n) => scene.cat.tr_args("forms-hint_people", &[("n", n.into())]),
        None if matches!(around.purpose, Purpose::ActivityDone(_)) => {
            scene.tr("forms-hint_reach_done").into_owned()
        }
        None => scene.tr("forms-hint_reach").into_owned(),
    }
}

/// The name of the last tag that is ticked, and what could be meant by one that is none.
fn tags(field: &Field, tags: Tags, scene: &Scene<'_>) -> String {
    let goals = &scene.campaign.def().goals;
    if let Some(word) = Some(field.list.typed.trim()).filter(|word| !word.is_empty()) {
        let args = [
            ("word", paint::clean(word).into_owned().into()),
            ("words", tags.near(goals, word).join(", ").into()),
        ];
        return scene.cat.tr_args("forms-hint_tag_near", &args);
    }
    if let Some(last) = field.ticked().last() {
        return last.full(scene);
    }
    join(&scene.tr("forms-hint_optional"), &scene.tr("forms-hint_tags"))
}

/// The unit of an indicator's values as it is written behind them.
pub(super) fn measure(indicator: &Indicator, scene: &Scene<'_>) -> String {
    match indicator.unit.as_str() {
        "percent" => "%".to_owned(),
        "per 100" => scene.tr("forms-unit_per_100").into_owned(),
        "tonne/year" => scene.tr("forms-unit_tonne_year").into_owned(),
        "ratio" | "yes/no" => String::new(),
        other => paint::clean(other).into_owned(),
    }
}

fn amount(n: f64, indicator: &Indicator, scene: &Scene<'_>) -> String {
    if indicator.kind == "bool" {
        return Choice::Yes(n != 0.0).words(scene);
    }
    join(&numbers::plain(scene.lang(), n), &measure(indicator, scene))
}

/// What a figure is, within which bounds, what was reported last and the year before, and how what stands there is read.
fn figure(field: &Field, asked: &Asked, around: &Around<'_>, scene: &Scene<'_>) -> String {
    let ind = &asked.indicator;
    let mut said = match reading::numbers::figure(Some(ind), field.text()) {
        Err(reading::numbers::Wrong::Ambiguous(whole, decimal)) => {
            two_numbers(scene, "forms-hint_two_numbers", whole, decimal)
        }
        Ok(n) if field.is_changed() && ind.check(n) == Bounds::Unusual => {
            let args = [("what", amount(n, ind, scene).into())];
            let read = scene.cat.tr_args("forms-hint_read_as", &args);
            join(&read, &scene.tr("forms-hint_unusual"))
        }
        Ok(n) if field.is_changed() && ind.check(n) == Bounds::Inside => {
            let args = [("what", amount(n, ind, scene).into())];
            scene.cat.tr_args("forms-hint_read_as", &args)
        }
        _ => format!("{}.", field.label(scene)),
    };
    if !asked.is_yes_no() {
        let args = [
            ("least", numbers::plain(scene.lang(), ind.hard_min).into()),
            ("most", amount(ind.hard_max, ind, scene).into()),
        ];
        said = join(&said, &scene.cat.tr_args("forms-hint_bounds", &args));
    }
    let last = match asked.last {
        None => scene.tr("forms-hint_no_last").into_owned(),
        Some((value, at)) => {
            let args = [
                ("value", amount(value, ind, scene).into()),
                ("date", dates::date_full(scene.campaign.date(at)).into()),
            ];
            scene.cat.tr_args("forms-hint_last", &args)
        }
    };
    said = join(&said, &last);
    for (unit, value) in &asked.before {
        let args = [
            (
                "year",
                around.year.map(|y| y.to_string()).unwrap_or_default().into(),
            ),
            ("unit", paint::clean(unit.get(scene.lang())).into_owned().into()),
            ("value", amount(*value, ind, scene).into()),
        ];
        said = join(&said, &scene.cat.tr_args("forms-hint_before", &args));
    }
    said
}
