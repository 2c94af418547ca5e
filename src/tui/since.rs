//! Since I last looked: what others have done meanwhile, one key to step through it, and one for all of it in a list.
//!
//! It must never know where it is kept how far somebody has looked.

use chrono::Datelike;

use crate::core::fact::Fact;
use crate::core::names::UnitIx;
use crate::core::time::DAY;
use crate::text::dates;
use crate::tui::looking_back::{Change, Since};
use crate::tui::model::Model;
use crate::tui::msg::{Ask, Effect, News, Place};
use crate::tui::overlay::Overlay;
use crate::tui::panes::over::changes;
use crate::tui::said::Said;
use crate::tui::theme::Role;

/// How long the marks stay where nobody steps through them, and what is said of a step where no key is pressed.
const LONG: i64 = 365 * DAY;

/// A line of fewer cells has room for a number and a key; below the other, for a sentence and a key without its words.
const NARROW: u16 = 80;
const ROOMY: u16 = 100;

/// Takes what others have done; nothing is said of nothing.
pub fn take(model: &mut Model, news: News) {
    let mut changes: Vec<Change> = Vec::new();
    for env in news.facts {
        // The opening rides on somebody's first command; that command says what was done.
        if matches!(env.fact, Fact::CampaignOpened(_)) {
            continue;
        }
        let same = |c: &Change| c.cmd == env.cmd && c.unit == env.unit;
        if !changes.iter().rev().take_while(|c| c.cmd == env.cmd).any(same) {
            changes.push(Change {
                cmd: env.cmd,
                unit: env.unit.clone(),
                fact: env,
            });
        }
    }
    if changes.is_empty() {
        return;
    }
    let until = model.clock().plus(LONG);
    let units: Vec<UnitIx> = changes.iter().filter_map(|c| unit_of(model, c)).collect();
    let fresh = model.live_fresh();
    fresh.extend(units.into_iter().map(|ix| (ix, until)));
    model.since = Some(Since {
        last: news.last,
        changes,
        more: news.more,
        at: None,
        told: true,
    });
}

fn unit_of(model: &Model, change: &Change) -> Option<UnitIx> {
    let code = change.unit.as_ref()?;
    model.live().roster().by_code(code.as_str())
}

/// `12 thay đổi từ lần xem trước (27/05 17:02) · ] xem lần lượt`; where there is no room for it the number and the key.
pub fn line(model: &Model, cells: u16) -> Option<String> {
    let since = model.since.as_ref().filter(|s| s.told)?;
    let n = since.changes.len();
    let next = model.keymap.key_of("changes.next");
    if cells < NARROW {
        let said = model.stage.cat.tr_args("changes-short", &[("n", n.into())]);
        return Some(format!("{said} {} {next}", model.stage.look.glyphs.dot));
    }
    let zone = model.live().def().zone;
    let (day, today) = (zone.date(since.last), zone.date(model.clock()));
    let time = dates::time(zone, since.last);
    let when = match (today - day).num_days() {
        0 => model.stage.cat.tr_args("changes-today", &[("time", time.into())]),
        1 => model
            .stage
            .cat
            .tr_args("changes-yesterday", &[("time", time.into())]),
        _ => format!("{} {time}", dates::date_in(today.year(), day)),
    };
    let key = if since.more {
        "changes-more"
    } else {
        "changes-line"
    };
    let said = model
        .stage
        .cat
        .tr_args(key, &[("n", n.into()), ("when", when.into())]);
    if next.is_empty() {
        return Some(said);
    }
    let hint = if cells < ROOMY {
        next
    } else {
        model.stage.cat.tr_args("changes-hint", &[("key", next.into())])
    };
    Some(format!("{said} {} {hint}", model.stage.look.glyphs.dot))
}

/// Takes the line and the marks away.
pub fn dismiss(model: &mut Model) {
    if model.is_fallen_shown() {
        model.fallen.iter_mut().for_each(|(_, away)| *away = true);
        return;
    }
    let Some(since) = &mut model.since else { return };
    since.told = false;
    let far = model.clock().plus(LONG / 2);
    model.live_fresh().retain(|_, until| *until < far);
}

/// Goes to the next change, or the one before: selects its unit and says what happened, who did it and when.
pub fn step(model: &mut Model, forward: bool) -> Vec<Effect> {
    let Some(since) = &mut model.since else {
        return Vec::new();
    };
    let last = since.changes.len().saturating_sub(1);
    let at = match (since.at, forward) {
        (None, _) => 0,
        (Some(i), true) => (i + 1).min(last),
        (Some(i), false) => i.saturating_sub(1),
    };
    (since.at, since.told) = (Some(at), false);
    let Some(change) = since.changes.get(at).cloned() else {
        return Vec::new();
    };
    let unit = unit_of(model, &change);
    if let Some(ix) = unit {
        model.live_fresh().remove(&ix);
        select(model, ix);
    }
    tell(model, &change, unit, at, last + 1);
    if at == last { seen(model) } else { Vec::new() }
}

/// It is kept that everything that is known was seen.
fn seen(model: &Model) -> Vec<Effect> {
    vec![Effect::Ask(Ask::SeenUpTo(model.live().seq()))]
}

/// The list of all changes was on the screen to its end.
pub fn all_seen(model: &mut Model) -> Vec<Effect> {
    dismiss(model);
    seen(model)
}

/// Opens the list of all changes.
pub fn list(model: &mut Model) {
    let Some(since) = &model.since else { return };
    let rows = since.changes.iter().map(|change| row(model, change)).collect();
    model.overlay = Overlay::Changes(changes::State::new(rows));
}

fn row(model: &Model, change: &Change) -> changes::Row {
    let (env, c, cat) = (&change.fact, model.live(), &model.stage.cat);
    let unit = unit_of(model, change);
    let named = unit.map(|ix| crate::output::words::name_in(c, ix, cat.lang()));
    changes::Row {
        when: dates::day_time(c.def(), env.at),
        who: cat.person(env.actor.as_str()),
        unit: named.unwrap_or_default(),
        told: crate::text::line(&crate::output::words::fact(cat, c, &env.fact, unit)).into(),
    }
}

/// Shows the unit without opening anything: on the sheet where one is, else on the desk.
fn select(model: &mut Model, ix: UnitIx) {
    if model.place == Place::Unit {
        model.places.sheet.show(Some(ix));
    } else {
        model.place = Place::Desk;
        model.came_from.clear();
    }
    model.places.desk.grid.select(ix);
    // A filter that hides the unit is in the way of what was asked for.
    if model.places.desk.grid.selected() != Some(ix) {
        model.filters[Place::Desk as usize].set("");
        model.refresh();
        model.places.desk.grid.select(ix);
    }
}

/// `3/12 · 27/05 16:20 lan · Cao Bằng: nhận bản 1`: what is cut away on a narrow screen is what the unit shows too.
fn tell(model: &mut Model, change: &Change, unit: Option<UnitIx>, at: usize, all: usize) {
    let env = &change.fact;
    let c = model.live();
    let told = crate::output::words::fact(&model.stage.cat, c, &env.fact, unit);
    let named = match unit {
        Some(ix) => format!(
            "{}: {told}",
            crate::output::words::name_in(c, ix, model.stage.cat.lang())
        ),
        None => told,
    };
    let when = dates::day_time(c.def(), env.at);
    let parts = [
        format!("{}/{all}", at + 1),
        format!("{when} {}", model.stage.cat.person(env.actor.as_str())),
        crate::text::line(&named).into(),
    ];
    let text = parts.join(&format!(" {} ", model.stage.look.glyphs.dot));
    model.said = Some(Said {
        text,
        role: Role::Text,
        until: model.for_long(),
        offers: Vec::new(),
    });
}
