//! To and fro in time: what becomes of the model while the time line is open.
//!
//! The past takes the present's place in the model, so that every pane, every selection and every key sees nothing but
//! the moment that is shown. The present waits beside it, goes on taking in what comes, and is put back untouched.
//!
//! ```text
//!   key ──> strip: cursor ──> Ask::Past ──> clerk ──> Answer::Past ──> campaign, now
//!                  └── moved on meanwhile? the newest is asked for once the last is answered
//! ```
//!
//! It must never know how the past is made; that is the clerk's.

use crate::core::campaign::Campaign;
use crate::core::names::UnitIx;
use crate::core::past::Sight;
use crate::core::time::Stamp;
use crate::tui::looking_back::{Lists, Timeline};
use crate::tui::model::Model;
use crate::tui::msg::{Ask, Effect, Hop, Moment};
use crate::tui::panes::timeline;
use crate::tui::theme::Role;

/// Opens the time line where one is: now. Where it is open already, it is left.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.timeline.is_some() {
        return close(model);
    }
    let def = model.campaign.def();
    let strip = timeline::State::new(def.zone.midnight(def.window.from), model.now);
    let lists = Lists {
        activities: model.activities.clone(),
        queue: model.queue.clone(),
        table: model.table.clone(),
        targets: model.targets.clone(),
        history: std::mem::take(&mut model.history),
    };
    model.timeline = Some(Box::new(Timeline {
        shown: strip.sight(),
        strip,
        live: model.campaign.clone(),
        now: model.now,
        fresh: std::mem::take(&mut model.fresh),
        asked: None,
        marks: std::mem::take(&mut model.marks),
        act_marks: std::mem::take(&mut model.act_marks),
        sheet_unit: model.sheet_unit,
        lists,
    }));
    vec![Effect::Ask(Ask::Times)]
}

/// Back to now.
pub fn close(model: &mut Model) -> Vec<Effect> {
    let Some(t) = model.timeline.take() else {
        return Vec::new();
    };
    show(model, t.live, t.now);
    (model.fresh, model.marks, model.act_marks) = (t.fresh, t.marks, t.act_marks);
    model.sheet_unit = model.sheet_unit.or(t.sheet_unit);
    let Lists {
        activities,
        queue,
        table,
        targets,
        mut history,
    } = t.lists;
    // What it had asked for was answered to the other one.
    history.ask_again();
    (model.activities, model.queue, model.table, model.targets) = (activities, queue, table, targets);
    model.history = history;
    vec![Effect::Ask(Ask::Present)]
}

/// Moves in time.
pub fn hop(model: &mut Model, hop: Hop) -> Vec<Effect> {
    let zone = model.campaign.def().zone;
    change(model, |strip| strip.hop(hop, zone))
}

/// The other way to look back.
pub fn switch(model: &mut Model) -> Vec<Effect> {
    change(model, |strip| strip.known = !strip.known)
}

/// Gives the keys to the panes, or back to the strip.
pub fn give_keys(model: &mut Model) {
    if let Some(t) = &mut model.timeline {
        t.strip.focused = !t.strip.focused;
    }
}

fn change(model: &mut Model, change: impl FnOnce(&mut timeline::State)) -> Vec<Effect> {
    if let Some(t) = &mut model.timeline {
        change(&mut t.strip);
    }
    ask(model)
}

/// Asks for what is wanted, if it is neither shown nor asked for. Only one question is on its way at a time: whoever
/// holds a key down sees every state that there is time for, and in the end the last.
fn ask(model: &mut Model) -> Vec<Effect> {
    let Some(t) = model.timeline.as_mut().filter(|t| t.asked.is_none()) else {
        return Vec::new();
    };
    let wanted = t.strip.sight();
    if wanted == t.shown {
        return Vec::new();
    }
    t.asked = Some(wanted);
    vec![Effect::Ask(Ask::Past(wanted))]
}

/// Takes every moment that there is.
pub fn take_times(model: &mut Model, moments: &[Moment]) {
    if let Some(t) = &mut model.timeline {
        t.strip.take(moments);
    }
}

/// Takes the campaign from where one looks. An answer to somebody who has left, or has come back since, is none.
pub fn take_past(model: &mut Model, sight: Sight, campaign: Campaign) -> Vec<Effect> {
    let Some(t) = model.timeline.as_mut().filter(|t| t.asked == Some(sight)) else {
        return Vec::new();
    };
    (t.asked, t.shown) = (None, sight);
    let moment = sight.as_of.or(sight.known_at).unwrap_or(t.now);
    show(model, campaign, moment);
    ask(model)
}

/// The past cannot be read: one stays in the present, and is told why.
pub fn give_up(model: &mut Model, sentence: String) -> Vec<Effect> {
    let effects = close(model);
    model.say(sentence, Role::Error);
    effects
}

/// Puts another state of the campaign into the model. What is selected stays selected, also where the roster was
/// another one.
fn show(model: &mut Model, campaign: Campaign, now: Stamp) {
    let before = std::mem::replace(&mut model.campaign, campaign);
    model.now = now;
    model.grid.forget();
    model.activities.forget();
    model.queue.forget();
    model.table.forget();
    model.targets.forget();
    // What is older than a unit's own log is asked for anew: it is told from where one looks.
    model.sheet.forget_past(None);
    let (old, new) = (before.roster(), model.campaign.roster());
    let same = std::ptr::eq(old, new)
        || old.len() == new.len() && old.units().all(|ix| old.code(ix) == new.code(ix));
    if same {
        return;
    }
    let moved = |ix: Option<UnitIx>| ix.and_then(|ix| new.by_code(old.code(ix)));
    let (selected, sheet) = (moved(model.grid.selected()), moved(model.sheet_unit));
    model.sheet_unit = sheet;
    model.refresh();
    if let Some(ix) = selected {
        model.grid.select(ix);
    }
}
