//! What follows from a message: a changed model, and effects. Pure apart from its model.
//!
//! ```text
//!   keys      which action they are          answers   what the clerk answers
//!   actions   one arm a line                 told      what is said of it
//!   moving, typing, screen, commands         what an arm does
//! ```
//!
//! A match names its arms here, so that a new place, action or answer cannot be swallowed.

#![warn(clippy::wildcard_enum_match_arm)]

mod actions;
mod answers;
mod commands;
mod export;
mod keys;
mod letters;
mod mailing;
mod moving;
mod photo;
mod pick;
mod quiet;
mod screen;
mod set_up;
mod told;
mod typing;
mod welcome;

use crate::core::time::{MINUTE, Stamp};
use crate::tui::leaving;
use crate::tui::model::Model;
use crate::tui::msg::{Ask, Effect, Msg, Place};
use crate::tui::term::{Input, Signal};
use crate::tui::update::answers::clerk;
use crate::tui::update::keys::{keys, mouse, paste};

pub use actions::act;
pub use letters::want_look;
pub use moving::{want_claim, want_more};
pub use photo::want_photo;
pub use welcome::greet;

/// How often the store is looked at without a nudge.
const RECHECK: i64 = MINUTE;

/// Takes in a message.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match &msg {
        Msg::Input(Input::Keys(_)) => model.keyed = model.keyed.wrapping_add(1),
        Msg::Tick(_) => {}
        Msg::Input(_) | Msg::Signal(_) | Msg::Clerk(_) => model.hear(),
    }
    let mut effects = answer(model, msg);
    effects.extend(leaving::follow(model));
    effects.extend(long_past(model));
    effects
}

/// The campaign keeps only the newest of a unit's history: while the sheet is open the rest is with it.
fn long_past(model: &mut Model) -> Option<Effect> {
    let unit = model.selected_unit().filter(|_| model.place == Place::Unit);
    if model.places.sheet.state.past_of() == unit {
        return None;
    }
    let question = model.question();
    model.places.sheet.state.ask_past(unit, question);
    model.stage.campaign.rest();
    let unit = unit.filter(|ix| model.stage.campaign.unit(*ix).has_older())?;
    Some(Effect::Ask(Ask::UnitLog(question, unit)))
}

fn answer(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Input(Input::Keys(batch)) => keys(model, &batch),
        Msg::Input(Input::Paste { text, truncated }) => paste(model, &text, truncated),
        Msg::Input(Input::Mouse(event)) => mouse(model, event),
        Msg::Signal(Signal::End(_)) => vec![Effect::Quit],
        Msg::Signal(_) => Vec::new(),
        Msg::Clerk(answer) => clerk(model, answer),
        Msg::Tick(now) => tick(model, now),
    }
}

fn tick(model: &mut Model, now: Stamp) -> Vec<Effect> {
    model.hear_clock(now);
    model.expire_message();
    model.live_fresh().retain(|_, until| *until > now);
    model.stage.claims.retain(|c| c.until > now);
    let mut effects = Vec::new();
    if model.demo {
        effects.push(Effect::Ask(Ask::Play(now)));
    } else if now.0 - model.checked.0 >= RECHECK || now < model.checked {
        model.checked = now;
        effects.push(Effect::Ask(Ask::Recheck));
    }
    effects
}
