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
use crate::tui::looking_back::Timeline;
use crate::tui::model::Model;
use crate::tui::msg::{Ask, Effect, Hop, Moment, Question};
use crate::tui::panes::timeline;
use crate::tui::theme::Role;

/// Opens the time line where one is: now. Where it is open already, it is left.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.timeline.is_some() {
        return close(model);
    }
    let def = model.stage.campaign.def();
    let strip = timeline::State::new(def.zone.midnight(def.window.from), model.stage.now);
    model.places.each(|p| p.leave_present());
    let question = model.question();
    model.timeline = Some(Box::new(Timeline {
        question,
        shown: strip.sight(),
        strip,
        live: model.stage.campaign.clone(),
        now: model.stage.now,
        fresh: std::mem::take(&mut model.stage.fresh),
        asked: None,
        marks: std::mem::take(&mut model.stage.marks),
        act_marks: std::mem::take(&mut model.stage.act_marks),
    }));
    vec![Effect::Ask(Ask::Times(question))]
}

/// Back to now.
pub fn close(model: &mut Model) -> Vec<Effect> {
    let Some(t) = model.timeline.take() else {
        return Vec::new();
    };
    show(model, t.live, t.now);
    (model.stage.fresh, model.stage.marks, model.stage.act_marks) = (t.fresh, t.marks, t.act_marks);
    model.places.each(|p| p.come_back());
    vec![Effect::Ask(Ask::Present)]
}

/// Moves in time.
pub fn hop(model: &mut Model, hop: Hop) -> Vec<Effect> {
    let zone = model.stage.campaign.def().zone;
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
    vec![Effect::Ask(Ask::Past(t.question, wanted))]
}

/// Takes every moment that there is.
pub fn take_times(model: &mut Model, question: Question, moments: &[Moment]) {
    if let Some(t) = model.timeline.as_mut().filter(|t| t.question == question) {
        t.strip.take(moments);
    }
}

/// Takes the campaign from where one looks. An answer to somebody who has left, or has come back since, is none.
pub fn take_past(model: &mut Model, question: Question, sight: Sight, campaign: Campaign) -> Vec<Effect> {
    let Some(t) = model
        .timeline
        .as_mut()
        .filter(|t| t.question == question && t.asked == Some(sight))
    else {
        return Vec::new();
    };
    (t.asked, t.shown) = (None, sight);
    let moment = sight.as_of.or(sight.known_at).unwrap_or(t.now);
    let campaign = model.first.shown(campaign);
    show(model, campaign, moment);
    ask(model)
}

/// The past cannot be read: one stays in the present, and is told why.
pub fn give_up(model: &mut Model, question: Question, sentence: String) -> Vec<Effect> {
    if model.timeline.as_ref().is_none_or(|t| t.question != question) {
        return Vec::new();
    }
    let effects = close(model);
    model.say(sentence, Role::Error);
    effects
}

/// Puts another state of the campaign into the model. What is selected stays selected, also where the roster was
/// another one.
fn show(model: &mut Model, campaign: Campaign, now: Stamp) {
    let before = std::mem::replace(&mut model.stage.campaign, campaign);
    model.stage.now = now;
    model.places.each(|p| p.forget_order());
    let (old, new) = (before.roster(), model.stage.campaign.roster());
    let same = std::ptr::eq(old, new)
        || old.len() == new.len() && old.units().all(|ix| old.code(ix) == new.code(ix));
    if same {
        return;
    }
    let moved = |ix: Option<UnitIx>| ix.and_then(|ix| new.by_code(old.code(ix)));
    let (selected, sheet) = (
        moved(model.places.desk.grid.selected()),
        moved(model.places.sheet.unit),
    );
    model.places.sheet.unit = sheet;
    model.refresh();
    if let Some(ix) = selected {
        model.places.desk.grid.select(ix);
    }
}
