//! What leaves as a document: the form, what is heard of it while it is written, and the way to what stands behind a figure.

use crate::core::names::{CmdId, LetterId, UnitIx};
use crate::core::record::Version;
use crate::core::source::Source;
use crate::tui::exporting::{Going, Told};
use crate::tui::model::{Marks, Model};
use crate::tui::msg::{Ask, Effect, Place, Question};
use crate::tui::overlay::Overlay;
use crate::tui::panes::over::form::{Leaving, Purpose};
use crate::tui::panes::places::unit::lists::List;
use crate::tui::theme::Role;
use crate::tui::update::commands::form;
use crate::tui::update::moving::{go_to, open_unit};
use crate::tui::update::typing::with_form;

/// Asks as what and where the document that is shown is to be written. What was typed for it before stands there again.
pub fn ask(model: &mut Model) {
    let state = &model.places.export;
    let Some(preview) = state.preview() else { return };
    let typed = state.typed().cloned();
    let leaving = Leaving {
        matter: state.matter(),
        makes_pdf: preview.makes_pdf,
        typed,
    };
    form(model, |_| Purpose::Export(Box::new(leaving)));
}

/// Hands the document to the clerk. The form stays until it is being written, so that no name is lost.
pub fn hand_in(model: &mut Model) -> Vec<Effect> {
    let wish = with_form(model, |form, _| {
        let chosen = form.document().ok()?;
        Some((form.leaving()?.matter, chosen))
    });
    let Some((matter, chosen)) = wish else {
        return Vec::new();
    };
    let cmd = model.mint();
    let Overlay::Form(form) = &mut model.overlay else {
        return Vec::new();
    };
    form.send(cmd, None);
    model.pending.insert(cmd, Marks::default());
    model.places.export.give(chosen.clone());
    vec![Effect::Ask(Ask::Export(Box::new(Going {
        cmd,
        matter,
        then: model.places.export.then(),
        chosen,
    })))]
}

/// What is shown of the document follows the form that is open; the template that it names is looked at.
pub fn follow(model: &mut Model) -> Option<Effect> {
    let now = model.clock();
    let Overlay::Form(form) = &mut model.overlay else {
        model.places.export.follow(None);
        return None;
    };
    model.places.export.follow(form.chosen_so_far());
    form.wait_for_template(now);
    let path = form.unknown_template()?;
    let question = model.question();
    if let Overlay::Form(form) = &mut model.overlay {
        form.ask_template(&path, question, now);
    }
    Some(Effect::Ask(Ask::Template(question, path)))
}

/// The template that was named was looked at.
pub fn take_template(model: &mut Model, question: Question, said: Result<String, String>) {
    if let Some(form) = model.overlay.form() {
        form.take_template(question, said);
    }
}

/// Gives up a template that takes long to be looked into; false: none does.
pub fn give_up_template(model: &mut Model) -> bool {
    with_form(model, |form, _| form.give_up_template())
}

/// What is being written is not wanted any more.
pub fn stop(model: &mut Model) -> Vec<Effect> {
    model.places.export.stop();
    vec![Effect::Ask(Ask::StopExport)]
}

/// What became of a document that was given to be written, or how far it is. Its form goes once it is being written; what
/// failed after that stands in it again where nothing else has been begun meanwhile.
pub fn hear(model: &mut Model, cmd: CmdId, told: Told) {
    if model.overlay.form_of(cmd).is_some() {
        model.overlay = Overlay::None;
    }
    let failed = matches!(told, Told::Failed(_));
    let now = model.clock();
    let Some(sentence) = model.places.export.hear(cmd, told, now) else {
        return;
    };
    model.pending.remove(&cmd);
    let here = model.place == Place::Export && matches!(model.overlay, Overlay::None);
    if here && failed {
        ask(model);
    }
    if here {
        // Where no form takes it, it stands on the screen.
        if let Overlay::Form(form) = &mut model.overlay {
            form.refuse(sentence);
        }
        return;
    }
    let role = if failed { Role::Error } else { Role::Text };
    model.say(sentence, role);
}

/// Goes to what stands behind a figure; back leads to the figure again.
pub fn walk(model: &mut Model, source: &Source) -> Vec<Effect> {
    let campaign = &model.stage.campaign;
    match source {
        Source::Unit(ix) => open_unit(model, *ix),
        Source::Version(ix, n) => {
            let first = campaign
                .unit(*ix)
                .versions
                .iter()
                .find(|v| v.n == *n)
                .map(Version::fact);
            let log = campaign.unit(*ix).log();
            match first.and_then(|seq| log.iter().rev().position(|e| e.seq == seq)) {
                Some(row) => stand_at(model, *ix, List::History, row),
                // It is further back than what is at hand.
                None => stand_at(model, *ix, List::Report, 0),
            }
        }
        Source::Activity(id) => {
            let Some((ix, _)) = campaign.activity(id.as_str()) else {
                return Vec::new();
            };
            let own = &campaign.unit(ix).activities;
            let row = own.iter().position(|a| a.id == *id).unwrap_or(0);
            stand_at(model, ix, List::Activities, row)
        }
        Source::File(ix, id) => {
            let own = &campaign.unit(*ix).evidence;
            let row = own.iter().position(|e| e.file.sha256 == *id).unwrap_or(0);
            stand_at(model, *ix, List::Evidence, row)
        }
        Source::Letter(key) => {
            model.places.inbox.want(LetterId(key.clone()));
            let effects = go_to(model, Place::Inbox);
            model.filter_mut().set("");
            effects
        }
        Source::Definition => go_to(model, Place::Documents),
    }
}

/// Opens the sheet of a unit with this row of a list selected.
fn stand_at(model: &mut Model, ix: UnitIx, list: List, row: usize) -> Vec<Effect> {
    let effects = open_unit(model, ix);
    // A sheet that shows another unit than before begins anew; that is over before the row is selected.
    model.refresh();
    model.places.sheet.state.stand_at(list, row);
    effects
}
