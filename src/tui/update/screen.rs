//! What is done to the screen alone: grouping, marks, language, look, mouse, clipboard.

use crate::core::names::{ActivityId, Lang};
use crate::tui::model::Model;
use crate::tui::msg::{Ask, Effect, Place};
use crate::tui::overlay::Overlay;
use crate::tui::panes::kit::place::Kind;
use crate::tui::scene::ActRef;
use crate::tui::theme::Role;
use crate::tui::update::letters;
use crate::tui::update::moving::go;
use crate::tui::update::typing::unfilter;

pub fn group(model: &mut Model) {
    if let Some(key) = model.hands().place.group() {
        let words = model.stage.cat.tr(&key).into_owned();
        model.say(words, Role::Text);
    }
}

pub fn switch_lang(model: &mut Model) -> Vec<Effect> {
    let lang = match model.stage.cat.lang() {
        Lang::Vi => Lang::En,
        Lang::En => Lang::Vi,
    };
    model.stage.cat.set_lang(lang);
    vec![Effect::Ask(Ask::Lang(lang))]
}

pub fn next_look(model: &mut Model) -> Vec<Effect> {
    let at = model.look_names.iter().position(|n| *n == model.look_name);
    let next = at.map_or(0, |i| (i + 1) % model.look_names.len().max(1));
    match model.look_names.get(next) {
        Some(name) => vec![Effect::Look(name.clone())],
        None => Vec::new(),
    }
}

pub fn switch_mouse(model: &mut Model) -> Vec<Effect> {
    model.mouse = !model.mouse;
    let key = if model.mouse {
        "desk-mouse_on"
    } else {
        "desk-mouse_off"
    };
    let words = model.stage.cat.tr(key).into_owned();
    model.say(words, Role::Text);
    vec![Effect::Mouse(model.mouse)]
}

pub fn copy(model: &mut Model) -> Vec<Effect> {
    let text = model.here().copy_text(&model.scene());
    let Some(text) = text else {
        let said = model.stage.cat.tr("desk-nothing_to_copy").into_owned();
        model.say(said, Role::Warn);
        return Vec::new();
    };
    let said = model
        .stage
        .cat
        .tr_args("desk-copied", &[("text", crate::text::line(&text).into())]);
    model.say(said, Role::Text);
    vec![Effect::Copy(text)]
}

pub fn mark(model: &mut Model) {
    let (kind, on) = model.here().marks();
    match kind {
        Kind::Activities => {
            let Some(id) = activity_id(model) else { return };
            if !model.stage.act_marks.remove(&id) {
                model.stage.act_marks.insert(id);
            }
        }
        Kind::Units => {
            let Some(ix) = model.selected_unit() else { return };
            if !model.stage.marks.remove(&ix) {
                model.stage.marks.insert(ix);
            }
        }
        Kind::Letters => {
            if !letters::mark(model) {
                return;
            }
        }
    }
    go(model, on);
}

/// The id of the selected activity.
pub fn activity_id(model: &Model) -> Option<ActivityId> {
    let selected = model.selected_activity()?.of(&model.stage.campaign)?;
    Some(selected.id.clone())
}

/// Marks all that is listed; where nothing is that can be marked, all units of the grid.
pub fn mark_all(model: &mut Model) {
    if model.place == Place::Inbox {
        return model.places.inbox.mark_all();
    }
    if let Some(activities) = model.here().shown_activities() {
        let of = |r: ActRef| r.of(&model.stage.campaign).map(|a| a.id.clone());
        model.stage.act_marks = activities.into_iter().filter_map(of).collect();
        return;
    }
    let units = model.here().shown_units();
    let units = units.or_else(|| model.places.at(Place::Desk).shown_units());
    model.stage.marks = units.into_iter().flatten().collect();
}

/// Marks what the filter that is being typed lets through, beside what is marked already, and takes the filter away: so
/// three units that stand far apart are marked by three words. Where nothing can be marked the filter stays.
pub fn mark_found(model: &mut Model) {
    if model.place == Place::Inbox {
        model.places.inbox.mark_all();
        return unfilter(model);
    }
    let units = model.here().shown_units();
    match (model.here().shown_activities(), units) {
        (Some(activities), _) => {
            let of = |r: ActRef| r.of(&model.stage.campaign).map(|a| a.id.clone());
            model
                .stage
                .act_marks
                .extend(activities.into_iter().filter_map(of));
        }
        (None, Some(units)) => model.stage.marks.extend(units),
        (None, None) => {
            model.overlay = Overlay::None;
            return;
        }
    }
    unfilter(model);
}
