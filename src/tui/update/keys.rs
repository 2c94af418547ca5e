//! Keys, pasted text and the mouse: which action they are.

use crate::tui::layout::{self, Slot};
use crate::tui::model::Model;
use crate::tui::msg::{Effect, Nav, Pane, Place};
use crate::tui::overlay::Overlay;
use crate::tui::term::key::{self, KeyExt as _, MouseEvent, MouseEventKind};
use crate::tui::term::{KeyCode, KeyEvent, is_input_method};
use crate::tui::theme::Role;
use crate::tui::update::actions::act;
use crate::tui::update::mailing;
use crate::tui::update::moving::go;
use crate::tui::update::typing::insert;

pub fn keys(model: &mut Model, batch: &[KeyEvent]) -> Vec<Effect> {
    let typing = model.layers().iter().any(|l| l.takes_text());
    if !typing && is_input_method(batch) {
        let words = model.stage.cat.tr("term-input_method_on").into_owned();
        model.say(words, Role::Warn);
        return Vec::new();
    }
    let mut effects = Vec::new();
    for edit in key::edits(batch) {
        // A key may have opened or closed a field in the middle of a batch.
        let typing = model.layers().iter().any(|l| l.takes_text());
        match edit {
            key::Edit::Insert(text) if typing => insert(model, &text),
            key::Edit::Insert(text) => {
                let mut rest = text.chars();
                while let Some(c) = rest.next() {
                    effects.extend(press(model, KeyEvent::char(c)));
                    // A slow line brings a command and what is typed into its field in one read.
                    if model.layers().iter().any(|l| l.takes_text()) {
                        insert(model, rest.as_str());
                        break;
                    }
                }
            }
            key::Edit::Key(key) => effects.extend(press(model, key)),
        }
    }
    effects
}

pub fn press(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let rows = model.keymap.resolve(&model.layers(), key);
    let Some(first) = rows.first().copied() else {
        model.said = None;
        return if key.is_alt() {
            after_escape(model, key)
        } else {
            Vec::new()
        };
    };
    if let Some(effects) = mailing::take_offer(model, &rows) {
        return effects;
    }
    let ready = rows.iter().find(|r| model.is_ready(r)).copied();
    if let Some(row) = ready {
        model.said = None;
        return act(model, row.action);
    }
    let why = model.ready(first).err().unwrap_or_default();
    model.say(why, Role::Warn);
    Vec::new()
}

/// Escape and the key after it come in one read over a slow line or through tmux, and look like one key with Alt held.
/// Where that key does nothing they are the two that were pressed.
pub fn after_escape(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let mut effects = press(model, KeyEvent::plain(KeyCode::Esc));
    let next = key.without_alt();
    effects.extend(keys(model, &[next]));
    effects
}

pub fn paste(model: &mut Model, text: &str, truncated: bool) -> Vec<Effect> {
    if model.layers().iter().any(|l| l.takes_text()) {
        insert(model, text);
        if truncated {
            let words = model.stage.cat.tr("desk-text_cut").into_owned();
            model.say(words, Role::Warn);
        }
    } else {
        let words = model.stage.cat.tr("desk-paste_nowhere").into_owned();
        model.say(words, Role::Warn);
    }
    Vec::new()
}

pub fn mouse(model: &mut Model, mouse: MouseEvent) -> Vec<Effect> {
    let at_the_desk = model.place == Place::Desk && matches!(model.overlay, Overlay::None);
    if mouse.kind == MouseEventKind::ScrollUp {
        go(model, Nav::Up);
    } else if mouse.kind == MouseEventKind::ScrollDown {
        go(model, Nav::Down);
    } else if matches!(mouse.kind, MouseEventKind::Down(_)) && at_the_desk {
        click(model, mouse.column, mouse.row);
    }
    Vec::new()
}

pub fn click(model: &mut Model, x: u16, y: u16) {
    let areas = model.areas();
    let hit = layout::desk(&areas, model.places.desk.pane)
        .into_iter()
        .find(|b| layout::inside(b.area).contains((x, y).into()));
    let Some(hit) = hit else { return };
    if let Slot::Pane(pane) = hit.slot {
        model.places.desk.pane = pane;
        if pane == Pane::Grid
            && let Some(ix) = model.places.desk.grid.at_cell(layout::inside(hit.area), x, y)
        {
            model.places.desk.grid.select(ix);
        }
    }
}
