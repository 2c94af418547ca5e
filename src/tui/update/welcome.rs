//! The welcome: when it is shown, what its keys do, when it goes by itself; and what is asked before the first record
//! opens a campaign that came with the program.

use crate::core::authority::{Deed, Grant};
use crate::core::decide::{Command, Order};
use crate::core::names::CampaignId;
use crate::tui::keymap::TABLE;
use crate::tui::model::Model;
use crate::tui::msg::{Action, Choice, Effect};
use crate::tui::overlay::Overlay;
use crate::tui::panes::over::welcome::{Page, State};
use crate::tui::theme::Role;
use crate::tui::update::set_up;

/// Shows the welcome where a session begins with it.
pub fn greet(model: &mut Model) {
    if model.first.welcome && !model.own_units_only() {
        model.overlay = Overlay::Welcome(State::default());
    }
}

/// Shows it because somebody asked.
pub fn ask_for(model: &mut Model) {
    model.overlay = Overlay::Welcome(State {
        asked: true,
        ..State::default()
    });
}

/// One of its ways. A campaign is set up by whoever may open one; to others it is said why not.
pub fn choose(model: &mut Model, choice: Choice) -> Vec<Effect> {
    let Overlay::Welcome(state) = &mut model.overlay else {
        return Vec::new();
    };
    match choice {
        Choice::SetUp => {
            let row = TABLE.iter().find(|r| r.action == Action::SetUp);
            match row.map(|row| model.ready(row)) {
                Some(Err(why)) => model.say(why, Role::Warn),
                Some(Ok(())) | None => return set_up::open(model),
            }
        }
        Choice::Demo => state.page = Page::Demo,
        Choice::Work => model.overlay = Overlay::None,
    }
    Vec::new()
}

/// Esc: from a page to the choices, from these to the desk.
pub fn back(model: &mut Model, state: State) {
    if state.page != Page::Choices {
        model.overlay = Overlay::Welcome(State {
            page: Page::Choices,
            ..state
        });
    }
}

/// Once a campaign was opened nobody is welcomed any more who did not ask.
pub fn part(model: &mut Model) {
    let begun = model.live().opened().is_some() || model.first.elsewhere.is_some();
    if begun && matches!(model.overlay, Overlay::Welcome(State { asked: false, .. })) {
        model.overlay = Overlay::None;
    }
}

/// Somebody else opened another campaign than the one that is shown. It is said and not gone to: what is typed here is
/// meant for the one that is shown.
pub fn elsewhere(model: &mut Model, id: CampaignId) {
    if model.first.elsewhere.as_ref() == Some(&id) {
        return;
    }
    let words = model
        .stage
        .cat
        .tr_args("desk-elsewhere", &[("id", crate::text::line(id.as_str()).into())]);
    model.say(words, Role::Fresh);
    model.first.elsewhere = Some(id);
    part(model);
}

/// Would this order open a campaign that nobody has opened, and has whoever sits here not said yet that it may?
/// Whoever may not open one is told so by the ledger.
pub fn opens_first(model: &Model, order: &Order) -> bool {
    model.first.calm
        && !model.first.sure
        && !model.demo
        && model.live().opened().is_none()
        && !matches!(order.command, Command::Undo | Command::Redo)
        && Deed::Open.grant(model.who.role) == Grant::All
}
