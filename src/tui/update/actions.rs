//! One arm a line: what each action does.

use crate::core::decide::Command;
use crate::tui::keymap::{Row, TABLE};
use crate::tui::leaving::{agreed as leave, quit};
use crate::tui::model::Model;
use crate::tui::msg::{Action, Ask, Effect, Place};
use crate::tui::overlay::{Overlay, Palette, Yes};
use crate::tui::panes::over::form::{Form, Purpose};
use crate::tui::panes::over::menu::To;
use crate::tui::panes::over::prompt::Question;
use crate::tui::theme::Role;
use crate::tui::update::commands::{
    ask_close, attach, attach_document, edit_activity, edit_file, figures, form, give, go_on, hand_in, list,
    one_unit, submit, take_step,
};
use crate::tui::update::export;
use crate::tui::update::letters;
use crate::tui::update::mailing;
use crate::tui::update::moving::{
    asked, back, go, help, leave_for, next_pane, open, open_level, open_menu, open_palette, to_top, verify,
};
use crate::tui::update::photo;
use crate::tui::update::pick;
use crate::tui::update::quiet::quiet;
use crate::tui::update::screen::{
    copy, group, mark, mark_all, mark_found, next_look, switch_lang, switch_mouse,
};
use crate::tui::update::set_up;
use crate::tui::update::typing::{choose, edit_text, open_filter, unfilter, with_form};
use crate::tui::update::welcome;
use crate::tui::{fallen, since, timeline};

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
        Action::NextPane => next_pane(model, true),
        Action::PrevPane => next_pane(model, false),
        Action::Pane(pane) => quiet(|| {
            model.places.desk.pane = pane;
            model.places.desk.map = false;
        }),
        Action::Place(place) => leave_for(model, place),
        Action::Places => quiet(|| open_menu(model)),
        Action::Top => quiet(|| to_top(model)),
        Action::Open => open(model),
        Action::Level => quiet(|| open_level(model)),
        Action::Back => back(model),
        Action::Quit => quit(model),
        Action::Help => quiet(|| help(model)),
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
        Action::Pace(pace) => vec![Effect::Pace(pace)],
        Action::Copy => copy(model),
        Action::Mark => quiet(|| mark(model)),
        Action::MarkAll => quiet(|| mark_all(model)),
        Action::MarkFound => quiet(|| mark_found(model)),
        Action::Unmark => quiet(|| {
            if model.place == Place::Inbox {
                return model.places.inbox.unmark();
            }
            model.stage.marks.clear();
            model.stage.act_marks.clear();
        }),
        Action::Step(step) => take_step(model, step),
        Action::Note => quiet(|| form(model, |m| Purpose::Note(m.target_units()))),
        Action::Figures => figures(model),
        Action::Call => quiet(|| form(model, |m| Purpose::Call(m.target_units()))),
        Action::Remind => quiet(|| form(model, |m| Purpose::Drafts(true, m.target_units()))),
        Action::RemindDue => quiet(|| mailing::drafts_due(model)),
        Action::SendDue => quiet(|| mailing::ask(model)),
        Action::StopSending => mailing::stop(model),
        Action::Settle => quiet(|| mailing::settle(model)),
        Action::Contact => quiet(|| one_unit(model, Purpose::Contact)),
        Action::Attach => quiet(|| attach(model)),
        Action::AttachDocument => quiet(|| attach_document(model)),
        Action::Extend => quiet(|| form(model, |m| Purpose::Extend(m.target_units().first().copied()))),
        Action::ActivityAdd => quiet(|| one_unit(model, Purpose::ActivityAdd)),
        Action::View => photo::open(model),
        Action::Keep => quiet(|| photo::ask_folder(model)),
        Action::FileEdit => quiet(|| edit_file(model)),
        Action::ActivityEdit => quiet(|| edit_activity(model)),
        Action::ActivityDone => quiet(|| form(model, |m| Purpose::ActivityDone(m.target_activities()))),
        Action::ActivityCancel => quiet(|| form(model, |m| Purpose::ActivityCancel(m.target_activities()))),
        Action::Candidate(n) => letters::candidate(model, n),
        Action::FileLetter => quiet(|| letters::file(model)),
        Action::DismissLetter => quiet(|| letters::dismiss(model)),
        Action::PutBack => quiet(|| letters::put_back(model)),
        Action::Undo => letters::undo(model).unwrap_or_else(|| submit(model, Command::Undo, "", None, None)),
        Action::Redo => letters::redo(model).unwrap_or_else(|| submit(model, Command::Redo, "", None, None)),
        Action::Verify => verify(model),
        Action::Close => quiet(|| ask_close(model)),
        Action::SetUp => set_up::open(model),
        Action::Onward => set_up::onward(model),
        Action::Welcome => quiet(|| welcome::ask_for(model)),
        Action::Choose(choice) => welcome::choose(model, choice),
        Action::Confirm => confirm(model),
        Action::Edit(edit) => quiet(|| edit_text(model, edit)),
        Action::NextChoice => quiet(|| choose(model, true)),
        Action::PrevChoice => quiet(|| choose(model, false)),
        Action::GoOn => go_on(model),
        Action::Submit => hand_in(model),
        Action::List => quiet(|| list(model)),
        Action::Export => quiet(|| export::ask(model)),
        Action::StopExport => export::stop(model),
        Action::Timeline => timeline::open(model),
        Action::Hop(hop) => timeline::hop(model, hop),
        Action::TimeMode => timeline::switch(model),
        Action::TimeKeys => quiet(|| timeline::give_keys(model)),
        Action::Present => timeline::close(model),
        Action::Changed(forward) => since::step(model, forward),
        Action::Accept => quiet(|| ask_to_accept(model)),
        Action::Changes => quiet(|| since::list(model)),
        Action::Dismiss => quiet(|| since::dismiss(model)),
    }
}

/// Asks whether to go on with what the server holds.
fn ask_to_accept(model: &mut Model) {
    let Some((fallen, _)) = &model.fallen else { return };
    let scene = model.scene();
    let mut lines = fallen::lines(fallen, &scene);
    lines.push(scene.tr("fallen-accept_lines").into_owned());
    let under = Box::new(std::mem::take(&mut model.overlay));
    model.overlay = asked(Question::Accept(lines), Yes::Accept(under));
}

pub fn confirm(model: &mut Model) -> Vec<Effect> {
    match std::mem::take(&mut model.overlay) {
        Overlay::Confirm(asked) if matches!(asked.filled, Yes::Quit(_) | Yes::QuitSetUp(_) | Yes::Leave) => {
            leave(model, asked)
        }
        Overlay::Confirm(asked) => match asked.filled {
            Yes::Give(f) => {
                let seen = Some(model.stage.campaign.seq());
                submit(model, f.command, &f.note, f.at, seen)
            }
            Yes::Send(sending) => mailing::send(model, *sending),
            Yes::Discard(_) | Yes::DiscardSetUp(_) | Yes::Quit(_) | Yes::QuitSetUp(_) | Yes::Leave => {
                Vec::new()
            }
            Yes::Accept(under) => {
                model.overlay = *under;
                vec![Effect::Ask(Ask::Accept)]
            }
            Yes::Begin(definition, setup) => set_up::begin(model, definition, setup),
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
            Some(To::Place(place)) => leave_for(model, place),
            Some(To::Top) => quiet(|| to_top(model)),
            None => Vec::new(),
        },
        // A filter that is kept stays; the line goes.
        Overlay::Filter(_) => Vec::new(),
        Overlay::Form(form) if form.sent().is_none() => {
            model.overlay = Overlay::Form(form);
            quiet(|| with_form(model, Form::take))
        }
        other @ (Overlay::None
        | Overlay::Welcome(_)
        | Overlay::Help(_)
        | Overlay::Changes(_)
        | Overlay::Photo(_)
        | Overlay::Form(_)
        | Overlay::SetUp(_)) => quiet(|| model.overlay = other),
    }
}

/// The row of the table that the palette's selection stands for.
pub fn chosen(p: &Palette) -> Option<&'static Row> {
    let item = p.items.get(p.state.selected()?)?;
    TABLE.iter().find(|r| r.id == item.id)
}
