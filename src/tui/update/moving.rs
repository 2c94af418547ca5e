//! From place to place, and what lies on top of them.

use crate::core::names::UnitIx;
use crate::tui::editor::Editor;
use crate::tui::leaving::leave;
use crate::tui::model::{Hands, Model};
use crate::tui::msg::{Ask, Effect, Nav, Pane, Place};
use crate::tui::overlay::{Overlay, Palette, Yes};
use crate::tui::panes::kit::place::Opens;
use crate::tui::panes::over::form::Form;
use crate::tui::panes::over::prompt::{Confirm, Question};
use crate::tui::panes::over::setup::After;
use crate::tui::panes::over::{help, menu, palette};
use crate::tui::since;
use crate::tui::stage::Asked;
use crate::tui::theme::Role;
use crate::tui::update::export;
use crate::tui::update::pick;
use crate::tui::update::quiet::quiet;
use crate::tui::update::set_up;
use crate::tui::update::typing::with_form;
use crate::tui::update::welcome;

pub fn go(model: &mut Model, nav: Nav) {
    if pick::go(model, nav) {
        return;
    }
    match &mut model.overlay {
        Overlay::Help(state) => return state.go(nav),
        Overlay::Changes(state) => return state.go(nav),
        Overlay::Photo(state) => return state.go(nav, &model.stage.campaign),
        Overlay::Places(menu) => return menu.go(nav),
        Overlay::Palette(p) => return p.state.go(nav),
        Overlay::Form(form) if form.is_explained() => return form.explained().map_or((), |e| e.go(nav)),
        Overlay::Form(_) => return with_form(model, |form, scene| form.go(nav, scene)),
        Overlay::SetUp(setup) => return setup.explained().map_or((), |e| e.go(nav)),
        Overlay::Welcome(_) | Overlay::Confirm(_) | Overlay::Filter(_) => return,
        Overlay::None => {}
    }
    let Hands {
        scene, place, areas, ..
    } = model.hands();
    place.go(nav, &scene, &areas);
}

pub fn next_pane(model: &mut Model, forward: bool) -> Vec<Effect> {
    match &mut model.overlay {
        Overlay::SetUp(setup) if setup.is_explained() => {}
        Overlay::SetUp(_) => return set_up::next_field(model, forward),
        Overlay::Form(form) if form.is_explained() => {}
        Overlay::Form(_) => with_form(model, |form, scene| form.next_field(forward, scene)),
        Overlay::Help(state) => state.turn(),
        Overlay::Changes(_) | Overlay::Photo(_) => {}
        Overlay::None
        | Overlay::Welcome(_)
        | Overlay::Places(_)
        | Overlay::Palette(_)
        | Overlay::Confirm(_)
        | Overlay::Filter(_) => model.hands().place.next_list(forward),
    }
    Vec::new()
}

pub fn go_to(model: &mut Model, place: Place) -> Vec<Effect> {
    // Whichever action leads there: to whom other units are not shown, no other place is.
    if model.own_units_only() && !matches!(place, Place::Unit | Place::Inbox | Place::Export) {
        let words = model.stage.cat.tr("access-own_only").into_owned();
        return quiet(|| model.say(words, Role::Warn));
    }
    if model.place != place {
        model.came_from.push(model.place);
        if model.came_from.len() > 16 {
            model.came_from.remove(0);
        }
        model.place = place;
    }
    if place == Place::Desk {
        model.came_from.clear();
        model.places.desk.map = false;
    }
    want_more(model)
}

/// Goes to a place by its key or its letter, and closes the menu. The sheet is that of the unit that is selected, or
/// that was shown last.
pub fn leave_for(model: &mut Model, place: Place) -> Vec<Effect> {
    if matches!(model.overlay, Overlay::Places(_)) {
        model.overlay = Overlay::None;
    }
    if place != Place::Unit || model.place == Place::Unit {
        return go_to(model, place);
    }
    let places = &model.places;
    let unit = model.selected_unit().or(places.sheet.unit);
    match unit.or(places.desk.grid.selected()) {
        Some(ix) => open_unit(model, ix),
        None => go_to(model, place),
    }
}

/// The help; in a form what its fields are for, as the form's keys stand in the footer.
pub fn help(model: &mut Model) {
    match &mut model.overlay {
        Overlay::Form(form) => form.explain(),
        Overlay::SetUp(setup) => setup.explain(),
        Overlay::None
        | Overlay::Welcome(_)
        | Overlay::Help(_)
        | Overlay::Changes(_)
        | Overlay::Photo(_)
        | Overlay::Places(_)
        | Overlay::Palette(_)
        | Overlay::Confirm(_)
        | Overlay::Filter(_) => model.overlay = Overlay::Help(help::State::default()),
    }
}

/// Opens the menu of places.
pub fn open_menu(model: &mut Model) {
    let items = model.menu_items();
    model.overlay = Overlay::Places(menu::State::new(items, model.place));
}

/// Goes to the top of what is listed, which the menu of places leads to as well.
pub fn to_top(model: &mut Model) {
    if matches!(model.overlay, Overlay::Places(_)) {
        model.overlay = Overlay::None;
    }
    go(model, Nav::First);
}

/// Has the journal's chain checked, where the answer can be seen.
pub fn verify(model: &mut Model) -> Vec<Effect> {
    let mut effects = go_to(model, Place::History);
    effects.push(Effect::Ask(Ask::Verify));
    effects
}

/// Asks for what the place one is in lacks, and once for how the units did the last time: not before the first frame, for which
/// nobody is to wait.
pub fn want_more(model: &mut Model) -> Vec<Effect> {
    let template = export::follow(model);
    // What was typed just now is what is looked for.
    model.refresh();
    let lacks = model.hands().place.lacks();
    let last_time = (model.stage.last_time == Asked::Not).then_some(Ask::LastTime);
    if last_time.is_some() {
        model.stage.last_time = Asked::Asked;
    }
    let asks = lacks.into_iter().chain(last_time).map(Effect::Ask);
    template.into_iter().chain(asks).collect()
}

/// Tells others which units a form is open on, where that has changed or is to be told again.
pub fn want_claim(model: &mut Model) -> Vec<Effect> {
    if model.read_only.is_some() || model.demo {
        return Vec::new();
    }
    let units = match &model.overlay {
        Overlay::Form(form) => form.units().to_vec(),
        // A question about the form: the form is still there.
        Overlay::Confirm(_) => model.claimed.0.clone(),
        Overlay::None
        | Overlay::Welcome(_)
        | Overlay::Help(_)
        | Overlay::Changes(_)
        | Overlay::Photo(_)
        | Overlay::Places(_)
        | Overlay::SetUp(_)
        | Overlay::Palette(_)
        | Overlay::Filter(_) => Vec::new(),
    };
    let again = model.claim_again().is_some_and(|t| t <= model.clock());
    if units == model.claimed.0 && !again {
        return Vec::new();
    }
    model.claimed = (units.clone(), model.clock());
    vec![Effect::Ask(Ask::Claim(units))]
}

pub fn open_unit(model: &mut Model, ix: UnitIx) -> Vec<Effect> {
    let from_sheet = model.place == Place::Unit;
    model.places.desk.grid.reveal(&model.stage.campaign, ix);
    model.places.sheet.open(ix, from_sheet);
    go_to(model, Place::Unit)
}

pub fn open(model: &mut Model) -> Vec<Effect> {
    let Hands { scene, place, .. } = model.hands();
    match place.open(&scene) {
        Opens::Nothing => Vec::new(),
        Opens::Unit(ix) => open_unit(model, ix),
        Opens::Place(place) => go_to(model, place),
        Opens::Source(source) => export::walk(model, &source),
    }
}

/// Opens the level below the selected unit; from what a filter found, the level in which it stands.
pub fn open_level(model: &mut Model) {
    if let Some(ix) = model.places.desk.grid.selected() {
        model.filter_mut().set("");
        model.places.desk.map = false;
        model.places.desk.pane = Pane::Grid;
        model.places.desk.grid.open(&model.stage.campaign, ix);
    }
}

pub fn back(model: &mut Model) -> Vec<Effect> {
    if pick::close(model) {
        return Vec::new();
    }
    let lies_over = |form: &Form| form.is_explained() || form.is_list_open();
    let is_bare = matches!(&model.overlay, Overlay::Form(form) if !lies_over(form));
    if is_bare && export::give_up_template(model) {
        return vec![Effect::Ask(Ask::StopTemplate)];
    }
    match std::mem::take(&mut model.overlay) {
        Overlay::None => back_in_place(model),
        Overlay::Form(mut form) if form.is_explained() => {
            form.close_explanation();
            model.overlay = Overlay::Form(form);
        }
        Overlay::Form(mut form) if form.is_list_open() => {
            form.close_list();
            model.overlay = Overlay::Form(form);
        }
        // What was typed is not lost by one wrong key.
        Overlay::Form(form) if form.is_dirty() => {
            model.overlay = asked(Question::Discard, Yes::Discard(form));
        }
        Overlay::Confirm(c) => {
            match c.filled {
                Yes::Discard(form) | Yes::Quit(form) => model.overlay = Overlay::Form(form),
                Yes::Open(held) => {
                    if let Some(mut form) = held.form {
                        form.take_back();
                        model.overlay = Overlay::Form(form);
                    }
                }
                // Nothing was recorded, and nothing that was typed is lost.
                Yes::Clock(held) => {
                    if let (Some(mut form), Question::Clock(sentence)) = (held.form, c.question) {
                        form.refuse(sentence);
                        model.overlay = Overlay::Form(form);
                    }
                }
                Yes::Begin(_, setup) | Yes::DiscardSetUp(setup) | Yes::QuitSetUp(setup) => {
                    model.overlay = Overlay::SetUp(setup);
                }
                Yes::Accept(under) => model.overlay = *under,
                Yes::Give(_) | Yes::Send(_) | Yes::Leave => {}
            }
        }
        Overlay::Welcome(state) => welcome::back(model, state),
        Overlay::Changes(state) if state.is_seen() => return since::all_seen(model),
        Overlay::SetUp(mut setup) if setup.is_explained() => {
            setup.close_explanation();
            model.overlay = Overlay::SetUp(setup);
        }
        Overlay::SetUp(setup) => return leave(model, setup, After::Close),
        Overlay::Form(_)
        | Overlay::Help(_)
        | Overlay::Changes(_)
        | Overlay::Photo(_)
        | Overlay::Places(_)
        | Overlay::Palette(_)
        | Overlay::Filter(_) => {}
    }
    Vec::new()
}

/// Back to where one came from: from a sheet to that of the unit above, on the desk to the grid. To whoever is kept to
/// the own units, the next of these.
pub fn back_in_place(model: &mut Model) {
    if model.hands().place.close() {
        return;
    }
    if model.place == Place::Unit
        && let Some(ix) = model.places.sheet.back()
    {
        model.places.desk.grid.reveal(&model.stage.campaign, ix);
    } else if model.own_units_only() && model.place != Place::Unit {
        model.place = Place::Unit;
    } else if model.own_units_only() {
        if let Some(ix) = model.next_own() {
            model.places.sheet.show(Some(ix));
        }
    } else if model.place == Place::Desk {
        model.places.desk.back();
    } else {
        model.place = model.came_from.pop().unwrap_or_default();
    }
}

pub fn asked(question: Question, yes: Yes) -> Overlay {
    Overlay::Confirm(Box::new(Confirm::new(question, yes)))
}

pub fn open_palette(model: &mut Model) {
    let mut p = Palette {
        state: palette::State::new(model.cannot_write()),
        items: model.palette_items(),
        editor: Editor::new("", 80),
    };
    p.typed();
    model.overlay = Overlay::Palette(Box::new(p));
}
