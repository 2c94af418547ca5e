//! What is written: steps, forms, questions, and the orders that come of them.

use crate::core::decide::{Command, Order, eligible};
use crate::core::names::UnitIx;
use crate::core::particulars::Symbol;
use crate::core::status::Step;
use crate::core::time::Stamp;
use crate::tui::list_file::Leaving;
use crate::tui::model::{Marks, Model};
use crate::tui::msg::{Ask, Effect, List, Place};
use crate::tui::overlay::{Held, Overlay, Yes};
use crate::tui::panes::kit::place::Kind;
use crate::tui::panes::over::form::{Filled, Form, Given, Purpose};
use crate::tui::panes::over::prompt::{Confirm, Question};
use crate::tui::theme::Role;
use crate::tui::update::export;
use crate::tui::update::letters;
use crate::tui::update::mailing;
use crate::tui::update::moving::asked;
use crate::tui::update::photo;
use crate::tui::update::quiet::quiet;
use crate::tui::update::screen::activity_id;
use crate::tui::update::set_up;
use crate::tui::update::typing::{being_recorded, with_form};
use crate::tui::update::welcome::opens_first;

/// Gives a command. What it edits was seen up to `based_on`.
pub fn submit(
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
    give(model, order, String::new())
}

/// Hands an order to the clerk, with the paths of the files that come with it, one a line. What opens a campaign is asked about first, and a clock
/// that is far ahead.
pub fn give(model: &mut Model, order: Order, paths: String) -> Vec<Effect> {
    if opens_first(model, &order) {
        let form = std::mem::take(&mut model.overlay).into_form();
        let held = Box::new(Held { order, paths, form });
        model.overlay = asked(Question::Open, Yes::Open(held));
        return Vec::new();
    }
    if !order.clock_is_right
        && let Some(sentence) = model.clock_question()
    {
        let form = std::mem::take(&mut model.overlay).into_form();
        let held = Box::new(Held { order, paths, form });
        model.overlay = asked(Question::Clock(sentence), Yes::Clock(held));
        return Vec::new();
    }
    let marks = model.marks_for(&order.command);
    model.pending.insert(order.cmd, marks);
    let pending = &model.pending;
    model
        .trail
        .given(order.cmd, &order.command, |cmd| pending.contains_key(cmd));
    model.bringing.retain(|cmd| model.pending.contains_key(cmd));
    if !paths.is_empty() {
        model.bringing.insert(order.cmd);
    }
    let order = Box::new(order);
    vec![Effect::Ask(if paths.is_empty() {
        Ask::Submit(order)
    } else {
        Ask::Attach { order, paths }
    })]
}

pub fn form(model: &mut Model, purpose: impl FnOnce(&Model) -> Purpose) {
    let purpose = purpose(model);
    model.overlay = Overlay::Form(Box::new(Form::new(purpose, &model.scene())));
}

pub fn one_unit(model: &mut Model, purpose: impl FnOnce(UnitIx) -> Purpose) {
    let Some(ix) = model.target_units().first().copied() else {
        return;
    };
    form(model, |_| purpose(ix));
}

/// The figures of a unit; those of an earlier year are asked for meanwhile.
pub fn figures(model: &mut Model) -> Vec<Effect> {
    let Some(ix) = model.target_units().first().copied() else {
        return Vec::new();
    };
    form(model, |_| Purpose::Figures(ix));
    vec![Effect::Ask(Ask::Earlier(model.stage.campaign.code(ix)))]
}

/// On an activity the file is that activity's.
pub fn attach(model: &mut Model) {
    let id = activity_id(model);
    one_unit(model, |ix| Purpose::Evidence(ix, id));
}

/// The own copy of the document that is selected.
pub fn attach_document(model: &mut Model) {
    if let Some(id) = model.selected_document() {
        form(model, |_| Purpose::Document(id));
    }
}

/// What is said of the file that is selected on the sheet.
pub fn edit_file(model: &mut Model) {
    if let Some((ix, id)) = model.selected_file() {
        form(model, |_| Purpose::File(ix, id));
    }
}

pub fn edit_activity(model: &mut Model) {
    if let Some(id) = activity_id(model) {
        form(model, |_| Purpose::ActivityEdit(id));
    }
}

pub fn step_command(model: &Model, units: &[UnitIx], step: Step) -> Command {
    Command::Report {
        units: units.iter().map(|ix| model.stage.campaign.code(*ix)).collect(),
        step,
        due: None,
        files: Vec::new(),
    }
}

/// A step on one unit that needs no words is taken at once (undo is a key away); on several it is asked first; one that
/// needs words opens a form.
pub fn take_step(model: &mut Model, step: Step) -> Vec<Effect> {
    let units = model.target_units();
    let able = eligible(&model.stage.campaign, &units, step, &model.who.actor);
    match step {
        Step::Accept | Step::Retract | Step::Acknowledge if units.len() == 1 => {
            let command = step_command(model, &able, step);
            let seen = Some(model.stage.campaign.seq());
            submit(model, command, "", None, seen)
        }
        Step::Accept | Step::Retract | Step::Acknowledge => {
            let filled = Filled {
                command: step_command(model, &able, step),
                note: String::new(),
                at: None,
                symbol: Symbol::default(),
                files: String::new(),
            };
            let yes = Yes::Give(Box::new(filled));
            let asked = Confirm::step(step, &units, &model.who.actor, yes, &model.scene());
            model.overlay = Overlay::Confirm(Box::new(asked));
            Vec::new()
        }
        Step::Receive | Step::Recommend | Step::Return | Step::Withdraw | Step::Exempt => {
            quiet(|| form(model, |_| Purpose::Step(step, able)))
        }
    }
}

pub fn ask_close(model: &mut Model) {
    let filled = Filled {
        command: Command::Close,
        note: String::new(),
        at: None,
        symbol: Symbol::default(),
        files: String::new(),
    };
    model.overlay = asked(Question::Close, Yes::Give(Box::new(filled)));
}

/// The list that is shown where one is, if there is one.
fn shown_list(model: &Model) -> Option<List> {
    let place = model.here();
    let marked = match place.takes_marks().map(|_| place.marks().0) {
        Some(Kind::Units) => model.stage.marks.len(),
        Some(Kind::Activities) => model.stage.act_marks.len(),
        Some(Kind::Letters) | None if model.place == Place::Inbox => model.places.inbox.marked(),
        Some(Kind::Letters) | None => 0,
    };
    Some(List {
        key: place.list_key()?,
        unit: model.selected_unit().filter(|_| model.place == Place::Unit),
        marked,
    })
}

/// Asks how and where the list that is shown is to be written.
pub fn list(model: &mut Model) {
    if let Some(list) = shown_list(model) {
        return form(model, |_| Purpose::List(list));
    }
    let words = model.stage.cat.tr("not_ready-no_list").into_owned();
    model.say(words, Role::Warn);
}

/// Hands the list to the clerk as it is shown now. The form stays until he has answered, so that no name is lost.
fn write_list(model: &mut Model) -> Vec<Effect> {
    let Some((format, path)) = with_form(model, |form, _| form.wish().ok()) else {
        return Vec::new();
    };
    let page = model.here().page(&model.scene(), format);
    let cmd = model.mint();
    let Overlay::Form(form) = &mut model.overlay else {
        return Vec::new();
    };
    let Some(page) = page.filter(|page| page.rows() > 0) else {
        form.refuse(model.stage.cat.tr("not_ready-no_list"));
        return Vec::new();
    };
    form.send(cmd, None);
    model.pending.insert(cmd, Marks::default());
    vec![Effect::Ask(Ask::Write(Box::new(Leaving { cmd, path, page })))]
}

/// Goes on to the next field; from the last, hands the form in.
pub fn go_on(model: &mut Model) -> Vec<Effect> {
    let sent = matches!(&model.overlay, Overlay::Form(form) if form.sent().is_some());
    if sent || with_form(model, Form::go_on) {
        return hand_in(model);
    }
    Vec::new()
}

pub fn hand_in(model: &mut Model) -> Vec<Effect> {
    if let Overlay::SetUp(_) = model.overlay {
        return set_up::hand_in(model);
    }
    let Overlay::Form(form) = &model.overlay else {
        return Vec::new();
    };
    let (of_list, of_files) = (form.is_of_list(), form.is_of_files());
    let leaves = form.leaving().is_some();
    if model.timeline.is_some() && !of_list && !of_files && !leaves {
        return Vec::new(); // as with any command
    }
    // Pressed twice before the answer has come, on a slow disk or by an impatient thumb: it is recorded once.
    if form.sent().is_some() {
        return quiet(|| being_recorded(model));
    }
    if of_list {
        return write_list(model);
    }
    if of_files {
        return photo::keep(model);
    }
    if leaves {
        return export::hand_in(model);
    }
    if form.drafts().is_some() {
        return mailing::write_drafts(model);
    }
    if form.is_of_settling() {
        return mailing::settled(model);
    }
    if form.is_of_letters() {
        return letters::hand_in(model);
    }
    let seen = Some(form.based_on());
    let Some((filled, before)) = with_form(model, |form, scene| {
        let filled = form.finish(scene).ok()?;
        let before = form.failed_as(&Given::Command(filled.clone()));
        Some((filled, before))
    }) else {
        return Vec::new();
    };
    let cmd = before.unwrap_or_else(|| model.mint());
    // It stays until the ledger has answered, so that a refusal loses nothing that was typed.
    if let Overlay::Form(form) = &mut model.overlay {
        form.send(cmd, Some(Given::Command(filled.clone())));
    }
    let order = Order::new(cmd, filled.command)
        .note(&filled.note)
        .symbol(filled.symbol)
        .at(filled.at)
        .based_on(seen);
    give(model, order, filled.files)
}
