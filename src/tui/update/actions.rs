//! One arm a line: what each action does.

use crate::core::decide::Command;
use crate::tui::keymap::{Row, TABLE};
use crate::tui::leaving::quit;
use crate::tui::model::Model;
use crate::tui::msg::{Action, Effect};
use crate::tui::overlay::{Overlay, Palette, Yes};
use crate::tui::panes::over::form::Purpose;
use crate::tui::panes::over::help;
use crate::tui::theme::Role;
use crate::tui::update::commands::{
    ask_close, attach, edit_activity, edit_file, form, give, hand_in, list, one_unit, submit, take_step,
};
use crate::tui::update::moving::{
    back, go, leave_for, next_pane, open, open_level, open_menu, open_palette, verify,
};
use crate::tui::update::pick;
use crate::tui::update::quiet::quiet;
use crate::tui::update::screen::{copy, group, mark, mark_all, next_look, switch_lang, switch_mouse};
use crate::tui::update::typing::{choose, edit_text, open_filter, unfilter};
use crate::tui::update::welcome;
use crate::tui::{since, timeline};

/// Carries out an action.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    if !matches!(action, Action::Go(_)) {
        model.hear();
    }
    match action {
        Action::NextPane if pick::picker(model).is_some() => pick::complete(model),
        Action::PrevPane if pick::picker(model).is_some() => pick::up(model),
        Action::Mark if pick::picker(model).is_some() => quiet(|| pick::mark(model)),
        Action::Confirm if pick::picker(model).is_some() => pick::choose(model),
        Action::Edit(edit) if pick::picker(model).is_some() => pick::edit(model, edit),
        Action::Pick => pick::open(model),
        Action::Go(nav) => quiet(|| go(model, nav)),
        Action::NextPane => quiet(|| next_pane(model, true)),
        Action::PrevPane => quiet(|| next_pane(model, false)),
        Action::Pane(pane) => quiet(|| {
            model.places.desk.pane = pane;
            model.places.desk.map = false;
        }),
        Action::Place(place) => leave_for(model, place),
        Action::Places => quiet(|| open_menu(model)),
        Action::Open => open(model),
        Action::Level => quiet(|| open_level(model)),
        Action::Back => back(model),
        Action::Quit => quit(model),
        Action::Help => quiet(|| model.overlay = Overlay::Help(help::State::default())),
        Action::Palette => quiet(|| open_palette(model)),
        Action::Filter => quiet(|| open_filter(model)),
        Action::Unfilter => quiet(|| unfilter(model)),
        Action::Group => quiet(|| group(model)),
        Action::Map => quiet(|| {
            model.places.desk.map = !model.places.desk.map;
            // A map has the units at the top alone.
            model.places.desk.grid.close();
        }),
        Action::Lang => switch_lang(model),
        Action::Theme => next_look(model),
        Action::Mouse => switch_mouse(model),
        Action::Redraw => vec![Effect::Redraw],
        Action::Suspend => vec![Effect::Suspend],
        Action::Copy => copy(model),
        Action::Mark => quiet(|| mark(model)),
        Action::MarkAll => quiet(|| mark_all(model)),
        Action::Unmark => quiet(|| {
            model.stage.marks.clear();
            model.stage.act_marks.clear();
        }),
        Action::Step(step) => take_step(model, step),
        Action::Note => quiet(|| form(model, |m| Purpose::Note(m.target_units()))),
        Action::Figure => quiet(|| one_unit(model, Purpose::Figure)),
        Action::Call => quiet(|| form(model, |m| Purpose::Call(m.target_units()))),
        Action::Contact => quiet(|| one_unit(model, Purpose::Contact)),
        Action::Attach => quiet(|| attach(model)),
        Action::Extend => quiet(|| form(model, |m| Purpose::Extend(m.target_units().first().copied()))),
        Action::ActivityAdd => quiet(|| one_unit(model, Purpose::ActivityAdd)),
        Action::FileEdit => quiet(|| edit_file(model)),
        Action::ActivityEdit => quiet(|| edit_activity(model)),
        Action::ActivityDone => quiet(|| form(model, |m| Purpose::ActivityDone(m.target_activities()))),
        Action::ActivityCancel => quiet(|| form(model, |m| Purpose::ActivityCancel(m.target_activities()))),
        Action::Undo => submit(model, Command::Undo, "", None, None),
        Action::Redo => submit(model, Command::Redo, "", None, None),
        Action::Verify => verify(model),
        Action::Close => quiet(|| ask_close(model)),
        Action::Welcome => quiet(|| welcome::ask_for(model)),
        Action::Choose(choice) => quiet(|| welcome::choose(model, choice)),
        Action::Confirm => confirm(model),
        Action::Edit(edit) => quiet(|| edit_text(model, edit)),
        Action::NextChoice => quiet(|| choose(model, true)),
        Action::PrevChoice => quiet(|| choose(model, false)),
        Action::Submit => hand_in(model),
        Action::List => quiet(|| list(model)),
        Action::Timeline => timeline::open(model),
        Action::Hop(hop) => timeline::hop(model, hop),
        Action::TimeMode => timeline::switch(model),
        Action::TimeKeys => quiet(|| timeline::give_keys(model)),
        Action::Present => timeline::close(model),
        Action::Changed(forward) => since::step(model, forward),
        Action::Dismiss => quiet(|| since::dismiss(model)),
    }
}

pub fn confirm(model: &mut Model) -> Vec<Effect> {
    match std::mem::take(&mut model.overlay) {
        Overlay::Confirm(asked) => match asked.filled {
            Yes::Give(f) => {
                let seen = Some(model.stage.campaign.seq());
                submit(model, f.command, &f.note, f.at, seen)
            }
            Yes::Discard(_) => Vec::new(),
            Yes::Quit(_) | Yes::Leave => vec![Effect::Quit],
            Yes::Open(held) => {
                model.first.sure = true;
                model.overlay = held.form.map_or(Overlay::None, Overlay::Form);
                give(model, held.order, held.paths)
            }
            Yes::Clock(held) => {
                // The form stays until the ledger has answered.
                model.overlay = held.form.map_or(Overlay::None, Overlay::Form);
                give(model, held.order.clock_is_right(true), held.paths)
            }
        },
        Overlay::Palette(p) => match chosen(&p) {
            Some(row) => match model.ready(row) {
                Ok(()) => act(model, row.action),
                Err(why) => quiet(|| model.say(why, Role::Warn)),
            },
            None => Vec::new(),
        },
        Overlay::Places(menu) => match menu.selected() {
            Some(place) => leave_for(model, place),
            None => Vec::new(),
        },
        // A filter that is kept stays; the line goes.
        Overlay::Filter(_) => Vec::new(),
        other @ (Overlay::None | Overlay::Welcome(_) | Overlay::Help(_) | Overlay::Form(_)) => {
            quiet(|| model.overlay = other)
        }
    }
}

/// The row of the table that the palette's selection stands for.
pub fn chosen(p: &Palette) -> Option<&'static Row> {
    let item = p.items.get(p.state.selected()?)?;
    TABLE.iter().find(|r| r.id == item.id)
}
