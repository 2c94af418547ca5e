//! What follows from a message: a changed model, and effects. Pure apart from its model.
//!
//! One arm a line in the dispatches; what an arm does is in the function that it names.

use crate::core::authority::role_id;
use crate::core::decide::{Command, Order, eligible};
use crate::core::effect::not_in_effect;
use crate::core::fact::{Envelope, Fact, FactKind};
use crate::core::names::{CmdId, Lang, UnitIx};
use crate::core::status::Step;
use crate::core::time::{MINUTE, Stamp};
use crate::output::{told, words};
use crate::text::{numbers, width};
use crate::tui::editor::Editor;
use crate::tui::keymap::{Need, Row, TABLE};
use crate::tui::layout::{self, Slot};
use crate::tui::model::{Held, Model, Overlay, Palette, STAYS, Yes};
use crate::tui::msg::{Action, Answer, Ask, Carried, Edit, Effect, Msg, Nav, Pane, Place};
use crate::tui::paint;
use crate::tui::panes::desk::map;
use crate::tui::panes::over::form::{Filled, Form, Purpose};
use crate::tui::panes::over::prompt::{Confirm, FilterLine, Question};
use crate::tui::panes::over::{help, palette};
use crate::tui::panes::places::unit;
use crate::tui::scene::Scene;
use crate::tui::since;
use crate::tui::term::key::{self, KeyExt as _, MouseEvent, MouseEventKind};
use crate::tui::term::{Input, KeyCode, KeyEvent, Signal, is_input_method};
use crate::tui::theme::Role;
use crate::tui::timeline;

/// How often the store is looked at without a nudge.
const RECHECK: i64 = MINUTE;
/// How many facts a page of history has.
const HISTORY_PAGE: usize = 500;

/// Takes in a message.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match &msg {
        Msg::Input(Input::Keys(_)) => model.keyed = model.keyed.wrapping_add(1),
        Msg::Tick(_) => {}
        _ => model.hear(),
    }
    let mut effects = answer(model, msg);
    effects.extend(long_past(model));
    effects
}

/// The campaign keeps only the newest of a unit's history: while the sheet is open the rest is with it.
fn long_past(model: &mut Model) -> Option<Effect> {
    let unit = model.selected_unit().filter(|_| model.place == Place::Unit);
    if model.sheet.past_of() == unit {
        return None;
    }
    model.sheet.forget_past(unit);
    model.campaign.rest();
    let unit = unit.filter(|ix| model.campaign.unit(*ix).has_older())?;
    Some(Effect::Ask(Ask::UnitLog(unit)))
}

fn answer(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Input(Input::Keys(batch)) => keys(model, &batch),
        Msg::Input(Input::Paste { text, truncated }) => paste(model, &text, truncated),
        Msg::Input(Input::Mouse(mouse)) => self::mouse(model, mouse),
        Msg::Signal(Signal::End(_)) => vec![Effect::Quit],
        Msg::Signal(_) => Vec::new(),
        Msg::Clerk(answer) => clerk(model, answer),
        Msg::Tick(now) => tick(model, now),
    }
}

// ---------------------------------------------------------------------- time

fn tick(model: &mut Model, now: Stamp) -> Vec<Effect> {
    model.hear_clock(now);
    model.expire_message();
    model.live_fresh().retain(|_, until| *until > now);
    model.claims.retain(|c| c.until > now);
    let mut effects = Vec::new();
    if model.demo {
        effects.push(Effect::Ask(Ask::Play(now)));
    } else if now.0 - model.checked.0 >= RECHECK || now < model.checked {
        model.checked = now;
        effects.push(Effect::Ask(Ask::Recheck));
    }
    effects
}

// ---------------------------------------------------------------------- what is typed

fn keys(model: &mut Model, batch: &[KeyEvent]) -> Vec<Effect> {
    let typing = model.layers().iter().any(|l| l.takes_text());
    if !typing && is_input_method(batch) {
        let words = model.cat.tr("term-input_method_on").into_owned();
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

fn press(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let rows = model.keymap.resolve(&model.layers(), key);
    let Some(first) = rows.first().copied() else {
        model.said = None;
        return if key.is_alt() {
            after_escape(model, key)
        } else {
            Vec::new()
        };
    };
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
fn after_escape(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let mut effects = press(model, KeyEvent::plain(KeyCode::Esc));
    let next = key.without_alt();
    effects.extend(keys(model, &[next]));
    effects
}

fn insert(model: &mut Model, text: &str) {
    let cut = match &mut model.overlay {
        Overlay::Form(form) if form.sent().is_some() => {
            being_recorded(model);
            false
        }
        Overlay::Form(_) => with_form(model, |form, scene| form.insert(text, scene)),
        Overlay::Palette(p) => {
            let cut = p.editor.insert(text);
            p.typed();
            cut
        }
        Overlay::Filter(line) => {
            let cut = line.editor.insert(text);
            filter_typed(model);
            cut
        }
        _ => false,
    };
    if cut {
        let words = model.cat.tr("desk-text_cut").into_owned();
        model.say(words, Role::Warn);
    }
}

/// What has been handed in is not changed any more before the answer has come: it would go with the form, unrecorded.
fn being_recorded(model: &mut Model) {
    let words = model.cat.tr("desk-being_recorded").into_owned();
    model.say(words, Role::Text);
}

/// Does something with the form that is open, which may look at the scene meanwhile.
fn with_form<T: Default>(model: &mut Model, act: impl FnOnce(&mut Form, &Scene<'_>) -> T) -> T {
    let mut overlay = std::mem::take(&mut model.overlay);
    let done = match &mut overlay {
        Overlay::Form(form) => act(form, &model.scene()),
        _ => T::default(),
    };
    model.overlay = overlay;
    done
}

fn filter_typed(model: &mut Model) {
    if let Overlay::Filter(line) = &model.overlay {
        let text = line.editor.text().to_owned();
        model.filter_mut().set(&text);
    }
}

fn paste(model: &mut Model, text: &str, truncated: bool) -> Vec<Effect> {
    if model.layers().iter().any(|l| l.takes_text()) {
        insert(model, text);
        if truncated {
            let words = model.cat.tr("desk-text_cut").into_owned();
            model.say(words, Role::Warn);
        }
    } else {
        let words = model.cat.tr("desk-paste_nowhere").into_owned();
        model.say(words, Role::Warn);
    }
    Vec::new()
}

fn mouse(model: &mut Model, mouse: MouseEvent) -> Vec<Effect> {
    match mouse.kind {
        MouseEventKind::ScrollUp => go(model, Nav::Up),
        MouseEventKind::ScrollDown => go(model, Nav::Down),
        MouseEventKind::Down(_) if model.place == Place::Desk && matches!(model.overlay, Overlay::None) => {
            click(model, mouse.column, mouse.row);
        }
        _ => {}
    }
    Vec::new()
}

fn click(model: &mut Model, x: u16, y: u16) {
    let areas = model.areas();
    let hit = layout::desk(&areas, model.pane)
        .into_iter()
        .find(|b| layout::inside(b.area).contains((x, y).into()));
    let Some(hit) = hit else { return };
    if let Slot::Pane(pane) = hit.slot {
        model.pane = pane;
        if pane == Pane::Grid
            && let Some(ix) = model.grid.at_cell(layout::inside(hit.area), x, y)
        {
            model.grid.select(ix);
        }
    }
}

// ---------------------------------------------------------------------- actions

/// Carries out an action.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    if !matches!(action, Action::Go(_)) {
        model.hear();
    }
    match action {
        Action::Go(nav) => quiet(|| go(model, nav)),
        Action::NextPane => quiet(|| next_pane(model, true)),
        Action::PrevPane => quiet(|| next_pane(model, false)),
        Action::Pane(pane) => quiet(|| {
            model.pane = pane;
            model.map = false;
        }),
        Action::Place(place) => go_to(model, place),
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
            model.map = !model.map;
            // A map has the units at the top alone.
            model.grid.close();
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
            model.marks.clear();
            model.act_marks.clear();
        }),
        Action::Step(step) => take_step(model, step),
        Action::Note => quiet(|| form(model, |m| Purpose::Note(m.target_units()))),
        Action::Figure => quiet(|| one_unit(model, Purpose::Figure)),
        Action::Call => quiet(|| form(model, |m| Purpose::Call(m.target_units()))),
        Action::Contact => quiet(|| one_unit(model, Purpose::Contact)),
        Action::Attach => quiet(|| attach(model)),
        Action::Extend => quiet(|| form(model, |m| Purpose::Extend(m.target_units().first().copied()))),
        Action::ActivityAdd => quiet(|| one_unit(model, Purpose::ActivityAdd)),
        Action::ActivityEdit => quiet(|| edit_activity(model)),
        Action::ActivityDone => quiet(|| form(model, |m| Purpose::ActivityDone(m.target_activities()))),
        Action::ActivityCancel => quiet(|| form(model, |m| Purpose::ActivityCancel(m.target_activities()))),
        Action::Undo => submit(model, Command::Undo, "", None, None),
        Action::Redo => submit(model, Command::Redo, "", None, None),
        Action::Verify => verify(model),
        Action::Close => quiet(|| ask_close(model)),
        Action::Confirm => confirm(model),
        Action::Edit(edit) => quiet(|| edit_text(model, edit)),
        Action::NextChoice => quiet(|| choose(model, true)),
        Action::PrevChoice => quiet(|| choose(model, false)),
        Action::Submit => hand_in(model),
        Action::Timeline => timeline::open(model),
        Action::Hop(hop) => timeline::hop(model, hop),
        Action::TimeMode => timeline::switch(model),
        Action::TimeKeys => quiet(|| timeline::give_keys(model)),
        Action::Present => timeline::close(model),
        Action::Changed(forward) => since::step(model, forward),
        Action::Dismiss => quiet(|| since::dismiss(model)),
    }
}

/// An act without effects.
fn quiet(act: impl FnOnce()) -> Vec<Effect> {
    act();
    Vec::new()
}

fn page(model: &Model) -> usize {
    usize::from(model.size.height.saturating_sub(6)).max(1)
}

fn go(model: &mut Model, nav: Nav) {
    let page = page(model);
    match &mut model.overlay {
        Overlay::Help(state) => return state.go(nav),
        Overlay::Palette(p) => return p.state.go(nav),
        Overlay::None => {}
        _ => return,
    }
    match model.place {
        Place::Desk => match model.pane {
            Pane::Activities if !model.map => model.activities.go(nav, page),
            _ => {
                if model.map && !matches!(nav, Nav::First | Nav::Last) {
                    go_on_map(model, nav);
                } else if model.pane == Pane::Grid || model.map {
                    model.grid.go(nav);
                }
            }
        },
        Place::Unit => {
            let mut s = std::mem::take(&mut model.sheet);
            s.go(nav, &model.scene());
            model.sheet = s;
        }
        Place::Queue => model.queue.go(nav),
        Place::Activities => model.table.go(nav),
        Place::Goals => model.targets.go(nav),
        Place::Documents => model.documents.go(nav),
        Place::History => model.history.go(nav),
    }
}

/// On the map the arrows follow the map.
fn go_on_map(model: &mut Model, nav: Nav) {
    let (area, _) = layout::map(model.areas().body);
    let next = model
        .grid
        .selected()
        .and_then(|ix| map::next(&model.scene(), area, ix, nav));
    if let Some(ix) = next {
        model.grid.select(ix);
    }
}

fn next_pane(model: &mut Model, forward: bool) {
    if let Overlay::Form(form) = &mut model.overlay {
        form.next_field(forward);
        return;
    }
    match model.place {
        Place::Desk => model.pane = model.pane.step(forward),
        Place::Unit => model.sheet.next_list(forward),
        Place::Goals => model.targets.next_list(forward),
        _ => {}
    }
}

fn go_to(model: &mut Model, place: Place) -> Vec<Effect> {
    // Whichever action leads there: to whom other units are not shown, no other place is.
    if model.kept_to_own() && place != Place::Unit {
        let words = model.cat.tr("access-own_only").into_owned();
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
        model.map = false;
    }
    want_history(model)
}

/// Has the journal's chain checked, where the answer can be seen.
fn verify(model: &mut Model) -> Vec<Effect> {
    let mut effects = go_to(model, Place::History);
    effects.push(Effect::Ask(Ask::Verify));
    effects
}

/// Asks for a page of history where one is missing.
pub fn want_history(model: &mut Model) -> Vec<Effect> {
    if model.place != Place::History {
        return Vec::new();
    }
    match model.history.wants_before() {
        None => Vec::new(),
        Some(before) => vec![Effect::Ask(Ask::History {
            before,
            limit: HISTORY_PAGE,
        })],
    }
}

/// Tells others which units a form is open on, where that has changed or is to be told again.
pub fn want_claim(model: &mut Model) -> Vec<Effect> {
    if model.looking.is_some() || model.demo {
        return Vec::new();
    }
    let units = match &model.overlay {
        Overlay::Form(form) => form.units().to_vec(),
        // A question about the form: the form is still there.
        Overlay::Confirm(_) => model.claimed.0.clone(),
        _ => Vec::new(),
    };
    let again = model.claim_again().is_some_and(|t| t <= model.clock());
    if units == model.claimed.0 && !again {
        return Vec::new();
    }
    model.claimed = (units.clone(), model.clock());
    vec![Effect::Ask(Ask::Claim(units))]
}

fn open_unit(model: &mut Model, ix: UnitIx) -> Vec<Effect> {
    model.grid.reveal(&model.campaign, ix);
    // From the sheet of the unit above: back leads there again, to where one was in it.
    let above = std::mem::take(&mut model.sheet);
    model.sheet_above = match (model.place, model.sheet_unit) {
        (Place::Unit, Some(from)) if from != ix => Some((from, above)),
        _ => None,
    };
    model.sheet_unit = Some(ix);
    model.sheet = unit::State::default();
    go_to(model, Place::Unit)
}

fn open(model: &mut Model) -> Vec<Effect> {
    match (model.place, model.pane) {
        (Place::Desk, Pane::Goals) => go_to(model, Place::Goals),
        (Place::Desk, Pane::Countdown) => go_to(model, Place::Documents),
        (Place::Desk, Pane::Activities) => match model.activities.selected() {
            Some(r) => open_unit(model, r.unit),
            None => Vec::new(),
        },
        (Place::Goals, _) if model.targets.selected_activity().is_none() => quiet(|| model.targets.toggle()),
        (Place::Unit, _) => match model.sheet.selected_below(&model.scene()) {
            Some(ix) => open_unit(model, ix),
            None => Vec::new(),
        },
        _ => match model.selected_unit() {
            Some(ix) => open_unit(model, ix),
            None => Vec::new(),
        },
    }
}

/// Opens the level below the selected unit; from what a filter found, the level in which it stands.
fn open_level(model: &mut Model) {
    if let Some(ix) = model.grid.selected() {
        model.filter_mut().set("");
        model.map = false;
        model.pane = Pane::Grid;
        model.grid.open(&model.campaign, ix);
    }
}

fn back(model: &mut Model) -> Vec<Effect> {
    match std::mem::take(&mut model.overlay) {
        Overlay::None if model.place == Place::Unit && model.sheet_above.is_some() => {
            if let Some((ix, sheet)) = model.sheet_above.take() {
                model.grid.reveal(&model.campaign, ix);
                (model.sheet_unit, model.sheet) = (Some(ix), sheet);
            }
        }
        Overlay::None if model.kept_to_own() => {
            if let Some(ix) = model.next_own() {
                model.sheet_unit = Some(ix);
                model.sheet = unit::State::default();
            }
        }
        Overlay::None => back_in_place(model),
        // What was typed is not lost by one wrong key.
        Overlay::Form(form) if form.is_dirty() => {
            model.overlay = asked(Question::Discard, Yes::Discard(form));
        }
        Overlay::Confirm(c) => {
            match c.filled {
                Yes::Discard(form) | Yes::Quit(form) => model.overlay = Overlay::Form(form),
                // Nothing was recorded, and nothing that was typed is lost.
                Yes::Clock(held) => {
                    if let (Some(mut form), Question::Clock(sentence)) = (held.form, c.question) {
                        form.refuse(sentence);
                        model.overlay = Overlay::Form(form);
                    }
                }
                Yes::Give(_) => {}
            }
        }
        _ => {}
    }
    Vec::new()
}

/// Back to where one came from; on the desk from the map, then to the grid.
fn back_in_place(model: &mut Model) {
    if model.place != Place::Desk {
        model.place = model.came_from.pop().unwrap_or_default();
    } else if model.map {
        model.map = false;
    } else if model.pane != Pane::Grid {
        model.pane = Pane::Grid;
    } else {
        model.grid.close();
    }
}

fn asked(question: Question, yes: Yes) -> Overlay {
    Overlay::Confirm(Box::new(Confirm::new(question, yes)))
}

fn quit(model: &mut Model) -> Vec<Effect> {
    let form = match std::mem::take(&mut model.overlay) {
        Overlay::Form(form) => Some(form),
        // Of what is asked about the clock nothing was given to the clerk yet.
        Overlay::Confirm(asked) => match asked.filled {
            Yes::Clock(held) => held.form.map(|mut form| {
                form.take_back();
                form
            }),
            _ => None,
        },
        _ => None,
    };
    match form.filter(|form| form.is_dirty()) {
        Some(form) => quiet(|| model.overlay = asked(Question::Quit, Yes::Quit(form))),
        None => vec![Effect::Quit],
    }
}

fn open_palette(model: &mut Model) {
    let mut p = Palette {
        state: palette::State::new(model.cannot_write()),
        items: palette_items(model),
        editor: Editor::new("", 80),
    };
    p.typed();
    model.overlay = Overlay::Palette(Box::new(p));
}

/// Every command that can be named, with its key and, where it is not ready here, the reason. One that holds for all of
/// those that write is left to the palette's note.
fn palette_items(model: &Model) -> Vec<palette::Item> {
    let note = model.cannot_write();
    let typed = |r: &&Row| !r.layers.iter().all(|l| l.takes_text());
    let named = |r: &&Row| !matches!(r.action, Action::Go(_) | Action::Confirm | Action::Palette);
    let twice = |r: &&Row| matches!(r.id, "help.close" | "confirm.no" | "document.copy");
    let mut rows: Vec<&Row> = TABLE
        .iter()
        .filter(typed)
        .filter(named)
        .filter(|r| !twice(r))
        .filter(|r| model.offered(r))
        .collect();
    // What is ready comes first; then, as in the footer, what is wanted most.
    rows.sort_by_cached_key(|r| (model.ready(r).is_err(), r.rank == 0, r.rank));
    rows.into_iter()
        .map(|r| {
            let why = model.ready(r).err();
            palette::Item {
                id: r.id,
                label: model.cat.tr(&r.label_key()).into_owned(),
                keys: model.keymap.keys_of(r).first().cloned().unwrap_or_default(),
                ready: why.is_none(),
                why: why.filter(|_| note.is_none() || !r.needs.contains(&Need::Write)),
            }
        })
        .collect()
}

fn open_filter(model: &mut Model) {
    let text = model.filter().text.clone();
    model.overlay = Overlay::Filter(FilterLine::new(&text));
}

fn unfilter(model: &mut Model) {
    model.filter_mut().set("");
    if matches!(model.overlay, Overlay::Filter(_)) {
        model.overlay = Overlay::None;
    }
}

fn group(model: &mut Model) {
    match model.place {
        Place::Activities => model.table.next_sort(),
        Place::Goals => model.targets.next_list(true),
        Place::Desk => {
            model.grid.by = model.grid.by.next();
            let words = model
                .cat
                .tr(&format!("group-{}", model.grid.by.id()))
                .into_owned();
            model.say(words, Role::Text);
        }
        _ => {}
    }
}

fn switch_lang(model: &mut Model) -> Vec<Effect> {
    let lang = match model.cat.lang() {
        Lang::Vi => Lang::En,
        Lang::En => Lang::Vi,
    };
    model.cat.set_lang(lang);
    vec![Effect::Ask(Ask::Lang(lang))]
}

fn next_look(model: &mut Model) -> Vec<Effect> {
    let at = model.look_names.iter().position(|n| *n == model.look_name);
    let next = at.map_or(0, |i| (i + 1) % model.look_names.len().max(1));
    match model.look_names.get(next) {
        Some(name) => vec![Effect::Look(name.clone())],
        None => Vec::new(),
    }
}

fn switch_mouse(model: &mut Model) -> Vec<Effect> {
    model.mouse = !model.mouse;
    let key = if model.mouse {
        "desk-mouse_on"
    } else {
        "desk-mouse_off"
    };
    let words = model.cat.tr(key).into_owned();
    model.say(words, Role::Text);
    vec![Effect::Mouse(model.mouse)]
}

fn copy(model: &mut Model) -> Vec<Effect> {
    let scene = model.scene();
    let text = match model.place {
        Place::Unit => model.sheet.copy_text(&scene),
        Place::Documents => model.documents.copy_text(&scene),
        Place::History => model.history.copy_text(),
        _ => model
            .selected_unit()
            .map(|ix| words::unit_name(&model.cat, &model.campaign, model.campaign.roster().code(ix))),
    };
    let Some(text) = text else {
        let said = model.cat.tr("desk-nothing_to_copy").into_owned();
        model.say(said, Role::Warn);
        return Vec::new();
    };
    let said = model
        .cat
        .tr_args("desk-copied", &[("text", crate::text::line(&text).into())]);
    model.say(said, Role::Text);
    vec![Effect::Copy(text)]
}

fn mark(model: &mut Model) {
    let acts =
        model.place == Place::Activities || (model.place == Place::Desk && model.pane == Pane::Activities);
    if acts {
        let Some(id) = model
            .selected_activity()
            .and_then(|r| r.of(&model.campaign).map(|a| a.id.clone()))
        else {
            return;
        };
        if !model.act_marks.remove(&id) {
            model.act_marks.insert(id);
        }
        go(model, Nav::Down);
    } else if let Some(ix) = model.selected_unit() {
        if !model.marks.remove(&ix) {
            model.marks.insert(ix);
        }
        go(
            model,
            if model.place == Place::Queue {
                Nav::Down
            } else {
                Nav::Right
            },
        );
    }
}

fn mark_all(model: &mut Model) {
    match model.place {
        Place::Activities => {
            let ids = model
                .table
                .shown()
                .iter()
                .filter_map(|r| r.of(&model.campaign))
                .map(|a| a.id.clone());
            model.act_marks = ids.collect();
        }
        Place::Queue => model.marks = model.queue.shown_units().into_iter().collect(),
        _ => model.marks = model.grid.shown().iter().copied().collect(),
    }
}

// ---------------------------------------------------------------------- commands

/// Gives a command. What it edits was seen up to `based_on`.
fn submit(
    model: &mut Model,
    command: Command,
    note: &str,
    at: Option<Stamp>,
    based_on: Option<u64>,
) -> Vec<Effect> {
    if model.timeline.is_some() {
        return Vec::new(); // no key leads here from the past; nothing is to be written from there
    }
    let order = Order::new(model.mint(), command)
        .note(note)
        .at(at)
        .based_on(based_on);
    give(model, order, None)
}

/// Hands an order to the clerk, with the file that comes with it. A clock that is far ahead is asked about first.
fn give(model: &mut Model, order: Order, path: Option<String>) -> Vec<Effect> {
    if !order.clock_is_right
        && let Some(sentence) = model.clock_question()
    {
        let form = match std::mem::take(&mut model.overlay) {
            Overlay::Form(form) => Some(form),
            _ => None,
        };
        let held = Box::new(Held { order, path, form });
        model.overlay = asked(Question::Clock(sentence), Yes::Clock(held));
        return Vec::new();
    }
    let marks = model.marks_for(&order.command);
    model.pending.insert(order.cmd, marks);
    let order = Box::new(order);
    vec![Effect::Ask(match path {
        Some(path) => Ask::Attach { order, path },
        None => Ask::Submit(order),
    })]
}

fn form(model: &mut Model, purpose: impl FnOnce(&Model) -> Purpose) {
    let purpose = purpose(model);
    model.overlay = Overlay::Form(Box::new(Form::new(purpose, &model.scene())));
}

fn one_unit(model: &mut Model, purpose: impl FnOnce(UnitIx) -> Purpose) {
    let Some(ix) = model.target_units().first().copied() else {
        return;
    };
    form(model, |_| purpose(ix));
}

/// On an activity the file is that activity's.
fn attach(model: &mut Model) {
    let selected = model.selected_activity().and_then(|r| r.of(&model.campaign));
    let id = selected.map(|a| a.id.clone());
    one_unit(model, |ix| Purpose::Evidence(ix, id));
}

fn edit_activity(model: &mut Model) {
    let id = model
        .selected_activity()
        .and_then(|r| r.of(&model.campaign).map(|a| a.id.clone()));
    if let Some(id) = id {
        form(model, |_| Purpose::ActivityEdit(id));
    }
}

fn step_command(model: &Model, units: &[UnitIx], step: Step) -> Command {
    Command::Report {
        units: units.iter().map(|ix| model.campaign.code(*ix)).collect(),
        step,
        due: None,
        files: Vec::new(),
    }
}

/// A step on one unit that needs no words is taken at once (undo is a key away); on several it is asked first; one that
/// needs words opens a form.
fn take_step(model: &mut Model, step: Step) -> Vec<Effect> {
    let units = model.target_units();
    let able = eligible(&model.campaign, &units, step);
    match step {
        Step::Accept | Step::Acknowledge if units.len() == 1 => {
            let command = step_command(model, &able, step);
            let seen = Some(model.campaign.seq());
            submit(model, command, "", None, seen)
        }
        Step::Accept | Step::Acknowledge => {
            let filled = Filled {
                command: step_command(model, &able, step),
                note: String::new(),
                at: None,
                file: None,
            };
            let asked = Confirm::step(step, &units, Yes::Give(Box::new(filled)), &model.scene());
            model.overlay = Overlay::Confirm(Box::new(asked));
            Vec::new()
        }
        _ => quiet(|| form(model, |_| Purpose::Step(step, able))),
    }
}

fn ask_close(model: &mut Model) {
    let filled = Filled {
        command: Command::Close,
        note: String::new(),
        at: None,
        file: None,
    };
    model.overlay = asked(Question::Close, Yes::Give(Box::new(filled)));
}

fn confirm(model: &mut Model) -> Vec<Effect> {
    match std::mem::take(&mut model.overlay) {
        Overlay::Confirm(asked) => match asked.filled {
            Yes::Give(f) => {
                let seen = Some(model.campaign.seq());
                submit(model, f.command, &f.note, f.at, seen)
            }
            Yes::Discard(_) => Vec::new(),
            Yes::Quit(_) => vec![Effect::Quit],
            Yes::Clock(held) => {
                // The form stays until the ledger has answered.
                model.overlay = held.form.map_or(Overlay::None, Overlay::Form);
                give(model, held.order.clock_is_right(true), held.path)
            }
        },
        Overlay::Palette(p) => match chosen(&p) {
            Some(row) => match model.ready(row) {
                Ok(()) => act(model, row.action),
                Err(why) => quiet(|| model.say(why, Role::Warn)),
            },
            None => Vec::new(),
        },
        // A filter that is kept stays; the line goes.
        Overlay::Filter(_) => Vec::new(),
        other => quiet(|| model.overlay = other),
    }
}

/// The row of the table that the palette's selection stands for.
fn chosen(p: &Palette) -> Option<&'static Row> {
    let item = p.items.get(p.state.selected()?)?;
    TABLE.iter().find(|r| r.id == item.id)
}

fn edit_text(model: &mut Model, edit: Edit) {
    match &mut model.overlay {
        Overlay::Form(form) if form.sent().is_some() => being_recorded(model),
        Overlay::Form(_) => with_form(model, |form, scene| form.edit(edit, scene)),
        Overlay::Palette(p) => {
            p.editor.apply(edit);
            p.typed();
        }
        Overlay::Filter(line) => {
            line.editor.apply(edit);
            filter_typed(model);
        }
        _ => {}
    }
}

fn choose(model: &mut Model, forward: bool) {
    match &mut model.overlay {
        Overlay::Form(form) if form.sent().is_some() => being_recorded(model),
        Overlay::Form(form) => form.choose(forward),
        _ => {}
    }
}

fn hand_in(model: &mut Model) -> Vec<Effect> {
    let Overlay::Form(form) = &model.overlay else {
        return Vec::new();
    };
    if model.timeline.is_some() {
        return Vec::new(); // as with any command
    }
    // Pressed twice before the answer has come, on a slow disk or by an impatient thumb: it is recorded once.
    if form.sent().is_some() {
        return quiet(|| being_recorded(model));
    }
    let seen = Some(form.based_on());
    let Some((filled, before)) = with_form(model, |form, scene| {
        let filled = form.finish(scene).ok()?;
        let before = form.failed_as(&filled);
        Some((filled, before))
    }) else {
        return Vec::new();
    };
    let cmd = before.unwrap_or_else(|| model.mint());
    // It stays until the ledger has answered, so that a refusal loses nothing that was typed.
    if let Overlay::Form(form) = &mut model.overlay {
        form.send(cmd, filled.clone());
    }
    let order = Order::new(cmd, filled.command)
        .note(&filled.note)
        .at(filled.at)
        .based_on(seen);
    give(model, order, filled.file)
}

// ---------------------------------------------------------------------- what the clerk answers

fn clerk(model: &mut Model, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Facts { facts, done } => take_in(model, &facts, done),
        Answer::Refused { cmd, refusal } => quiet(|| {
            let told = words::refusal(&model.cat, &refusal, &model.campaign);
            let sentence = format!("{} {}", told.what, told.way);
            not_done(model, cmd, sentence, Role::Warn, Form::refuse);
        }),
        Answer::Progress { cmd, done, of } if model.pending.contains_key(&cmd) => quiet(|| {
            let size = |n| numbers::size(model.cat.lang(), n);
            let args = [("done", size(done).into()), ("of", size(of).into())];
            let words = model.cat.tr_args("desk-reading", &args);
            model.say(words, Role::Text);
        }),
        Answer::Waiting => quiet(|| {
            let words = model.cat.tr("store-waiting").into_owned();
            model.say(words, Role::Warn);
        }),
        Answer::Failed { cmd, sentence } => quiet(|| not_done(model, cmd, sentence, Role::Error, Form::fail)),
        Answer::Unanswered(sentence) => quiet(|| model.say(sentence, Role::Error)),
        Answer::History(facts) => {
            model.history.take(facts);
            Vec::new()
        }
        Answer::UnitLog(unit, log) => quiet(|| model.sheet.take_past(unit, log)),
        Answer::Verified(n) => quiet(|| model.history.verified = Some(Ok(n))),
        Answer::Broken(sentence) => quiet(|| model.history.verified = Some(Err(sentence))),
        Answer::Claims(claims) => quiet(|| model.claims = claims),
        Answer::FeedLost(sentence) => quiet(|| {
            model.lost = Some((model.clock(), sentence.clone()));
            model.say(sentence, Role::Error);
        }),
        Answer::FeedBack => quiet(|| model.lost = None),
        Answer::Reloaded(campaign) => {
            let effects = timeline::close(model);
            model.campaign = *campaign;
            model.lost = None;
            // What was read of the facts before may not be on record any more.
            model.history.forget();
            model.sheet.forget_past(None);
            model.since = None;
            effects
        }
        Answer::Times(moments) => quiet(|| timeline::take_times(model, &moments)),
        Answer::Past { sight, campaign } => timeline::take_past(model, sight, *campaign),
        Answer::NoPast(sentence) => timeline::give_up(model, sentence),
        Answer::Since(news) => quiet(|| since::take(model, *news)),
        // The desk asks for no photo, whether it is kept how far one has looked is nothing to show, and of a command that is
        // answered nothing is under way.
        Answer::Kept | Answer::Photo(..) | Answer::Progress { .. } => Vec::new(),
        Answer::Rights(role, pass) => quiet(|| {
            model.renew_rights(role, pass);
            let role = model.cat.tr(&format!("role-{}", role_id(role))).into_owned();
            let words = model.cat.tr_args("desk-rights_changed", &[("role", role.into())]);
            model.say(words, Role::Warn);
        }),
        Answer::Barred(sentence) => vec![Effect::Bar(sentence)],
        Answer::RestartNeeded => quiet(|| {
            model.restart = true;
            let words = model.cat.tr("not_ready-restart").into_owned();
            model.say(words, Role::Error);
        }),
    }
}

/// A command was not carried out: told to the form that was handed in as it, and said in the last line where that form is
/// not on top.
fn not_done(
    model: &mut Model,
    cmd: CmdId,
    sentence: String,
    role: Role,
    tell: impl FnOnce(&mut Form, String),
) {
    model.pending.remove(&cmd);
    let on_top = matches!(model.overlay, Overlay::Form(_));
    match model.overlay.form_of(cmd) {
        Some(form) if on_top => return tell(form, sentence),
        Some(form) => tell(form, sentence.clone()),
        None => {}
    }
    model.say(sentence, role);
}

fn take_in(model: &mut Model, facts: &[Envelope], done: Option<Carried>) -> Vec<Effect> {
    // The clerk hands over nothing else; whatever is handed over, nothing else is shown.
    let seen: Vec<Envelope> = facts.iter().filter(|env| model.sees(env)).cloned().collect();
    let facts = seen.as_slice();
    for env in facts {
        let new = env.seq > model.live().seq();
        model.live_mut().apply(env);
        mark_fresh(model, env);
        if let Some(t) = &mut model.timeline
            && new
        {
            t.take(env);
        }
    }
    if done.is_none() {
        tell_others(model, facts);
    }
    // History that is being looked at goes on growing; one that is not is read when it is.
    if !model.history.facts.is_empty() {
        model.history.take(facts.to_vec());
    }
    if let Some(t) = &mut model.timeline {
        t.write_down(facts);
    }
    if let Some(done) = done {
        // Another form may have been opened since: it stays, and so does what was marked since.
        if model.overlay.form_of(done.cmd).is_some() {
            model.overlay = Overlay::None;
        }
        if let Some(used) = model.pending.remove(&done.cmd) {
            model.unmark(&used);
        }
        let words = done_words(model, facts, &done);
        model.say(words, Role::Text);
    }
    Vec::new()
}

/// Says who has just done what in another session, where nothing else is being said: the last of it, and how much more.
fn tell_others(model: &mut Model, facts: &[Envelope]) {
    let theirs: Vec<&Envelope> = facts.iter().filter(|f| is_news(model, f)).collect();
    let (Some(last), true) = (
        theirs.last(),
        model.said.as_ref().is_none_or(|s| s.role == Role::Fresh),
    ) else {
        return;
    };
    let who = width::fit(&paint::clean(last.actor.as_str()), 24).into_owned();
    let what = one_done(model, last);
    let words = match theirs.len() - 1 {
        0 => model
            .cat
            .tr_args("desk-others", &[("who", who.into()), ("what", what.into())]),
        more => model.cat.tr_args(
            "desk-others_many",
            &[("who", who.into()), ("what", what.into()), ("n", more.into())],
        ),
    };
    model.say(words, Role::Fresh);
}

/// Did somebody else do it? In a demo everybody else is a script.
fn is_news(model: &Model, env: &Envelope) -> bool {
    env.actor != model.who.actor && !model.demo
}

fn mark_fresh(model: &mut Model, env: &Envelope) {
    let other = is_news(model, env);
    let unit = env
        .unit
        .as_ref()
        .and_then(|c| model.live().roster().by_code(c.as_str()));
    if let (true, Some(ix)) = (other, unit) {
        let until = model.clock().plus(STAYS);
        // What changed while one was away stays marked for longer.
        let mark = model.live_fresh().entry(ix).or_insert(until);
        *mark = until.max(*mark);
    }
}

/// What was done, in a line: the fact, or how many units, and how to take it back.
fn done_words(model: &Model, facts: &[Envelope], done: &Carried) -> String {
    let cat = &model.cat;
    let mut there = done.there.iter().map(|t| told::there(cat, &model.campaign, t));
    if done.already {
        return there
            .next()
            .unwrap_or_else(|| cat.tr("desk-already_done").into_owned());
    }
    let own: Vec<&Envelope> = facts
        .iter()
        .filter(|f| f.cmd == done.cmd)
        .filter(|f| !matches!(f.fact, Fact::CampaignOpened(_)))
        .collect();
    let mut words = match own.as_slice() {
        [] => String::new(),
        [one] => one_done(model, one),
        [first, rest @ ..] => {
            let units = own.iter().filter(|f| f.unit != first.unit).count();
            if units == 0 && !rest.is_empty() {
                one_done(model, first)
            } else {
                let what = match first.fact {
                    // Whether it was taken back or done again, and what, stands in the fact alone.
                    Fact::CommandUndone(_) => told(model, first),
                    _ => words::fact_name(cat, FactKind::of(&first.fact)).into_owned(),
                };
                cat.tr_args(
                    "desk-done_many",
                    &[("what", what.into()), ("n", own.len().into())],
                )
            }
        }
    };
    if done.opened {
        words = format!("{words} {}", cat.tr("desk-opened_campaign"));
    }
    let idle = not_in_effect(&model.campaign, own.iter().copied());
    let idle = idle
        .iter()
        .map(|what| told::not_in_effect(cat, &model.campaign, what));
    for more in there.chain(idle) {
        words = format!("{words} {more}");
    }
    // First, as what does not fit into the line is cut off; that the file is kept stands in it.
    if !done.unshown.is_empty() {
        words = format!("{} {words}", done.unshown.join(" "));
    }
    // After an undo the way back is to do it again; undoing once more takes back what was before.
    let undone = own.iter().any(|f| matches!(f.fact, Fact::CommandUndone(_)));
    let (id, hint) = if undone {
        ("redo", "desk-redo_hint")
    } else {
        ("undo", "desk-undo_hint")
    };
    let key = model.keymap.key_of(id);
    if !key.is_empty() {
        words = format!("{words}  {}", cat.tr_args(hint, &[("key", key.into())]));
    }
    words
}

/// What a fact says, without whom it is about.
fn told(model: &Model, env: &Envelope) -> String {
    words::fact(&model.cat, &model.campaign, &env.fact, unit_of(model, env))
}

fn unit_of(model: &Model, env: &Envelope) -> Option<UnitIx> {
    let code = env.unit.as_ref()?;
    model.campaign.roster().by_code(code.as_str())
}

fn one_done(model: &Model, env: &Envelope) -> String {
    let unit = unit_of(model, env);
    let mut told = told(model, env);
    if let Fact::EvidenceAdded(added) = &env.fact {
        // The receipt: by its beginning the file is found again, wherever its name has gone.
        for file in &added.files {
            let hash = file.sha256.as_str();
            told = format!("{told}, SHA-256 {}…", hash.get(..12).unwrap_or(hash));
        }
    }
    match unit {
        Some(ix) => {
            let name = words::name_in(&model.campaign, ix, model.cat.lang());
            format!("{name}: {told}")
        }
        None => told,
    }
}
