//! A campaign set up on screen: what the keys of its form do, when its draft is saved, and how the campaign is opened.

use crate::core::campaign::Campaign;
use crate::core::decide::{Command, Order};
use crate::core::names::CmdId;
use crate::drafts::Saved;
use crate::tui::leaving::go;
use crate::tui::model::{Marks, Model};
use crate::tui::msg::{Ask, Effect, Place, Question};
use crate::tui::overlay::{Overlay, Yes};
use crate::tui::panes::over::prompt;
use crate::tui::panes::over::setup::{After, SetUp};
use crate::tui::places::Places;
use crate::tui::stage::Asked;
use crate::tui::theme::Role;
use crate::tui::update::moving::asked;
use crate::tui::workbench::Workbench;
use crate::tui::{since, timeline};

/// Opens the form; what it needs is asked for.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let question = model.question();
    model.overlay = Overlay::SetUp(Box::new(SetUp::new(question)));
    vec![Effect::Ask(Ask::Workbench(question))]
}

/// What it needs has come.
pub fn take(model: &mut Model, question: Question, bench: Result<Workbench, String>) {
    let today = model.scene().today();
    if let Some(setup) = model.overlay.set_up() {
        setup.take(question, bench, today);
    }
}

/// Has the draft saved, where something in it is in no file.
fn save(model: &mut Model) -> Vec<Effect> {
    let question = model.question();
    let today = model.scene().today();
    let saving = model.overlay.set_up().and_then(|s| s.to_save(question, today));
    let ask = |saving| Effect::Ask(Ask::SaveDraft(question, Box::new(saving)));
    saving.map(ask).into_iter().collect()
}

/// A draft was saved, or was not.
pub fn saved(model: &mut Model, question: Question, outcome: Result<Saved, String>) -> Vec<Effect> {
    let path = outcome.as_ref().ok().map(|s| s.path.clone());
    let Some(setup) = model.overlay.set_up() else {
        return Vec::new();
    };
    match setup.saved(question, outcome) {
        After::Stay => Vec::new(),
        After::Close => {
            model.overlay = Overlay::None;
            if let Some(path) = path {
                let path = crate::text::line(&path.display().to_string()).into_owned();
                let args = [("file", path.into())];
                let words = model.stage.cat.tr_args("setup-file", &args);
                model.say(words, Role::Text);
            }
            Vec::new()
        }
        After::Quit => go(model),
    }
}

/// The next field, or the one before; what was typed is saved on the way.
pub fn next_field(model: &mut Model, forward: bool) -> Vec<Effect> {
    let today = model.scene().today();
    if let Some(setup) = model.overlay.set_up() {
        setup.next_field(forward, today);
    }
    save(model)
}

/// On to the next place that is unfinished; where none is left, the campaign is handed in.
pub fn onward(model: &mut Model) -> Vec<Effect> {
    let today = model.scene().today();
    let Some(setup) = model.overlay.set_up() else {
        return Vec::new();
    };
    if setup.is_bare() {
        return Vec::new();
    }
    if setup.onward(today) {
        return hand_in(model);
    }
    save(model)
}

/// Asks once, with a summary, whether the campaign is to be opened.
pub fn hand_in(model: &mut Model) -> Vec<Effect> {
    let today = model.scene().today();
    let Some(setup) = model.overlay.set_up() else {
        return Vec::new();
    };
    if setup.sent().is_some() {
        return Vec::new();
    }
    let definition = setup.finish(today);
    let effects = save(model);
    let Some(definition) = definition else {
        return effects;
    };
    let Overlay::SetUp(setup) = std::mem::take(&mut model.overlay) else {
        return effects;
    };
    let question = prompt::Question::Begin {
        id: definition.id.as_str().to_owned(),
        lines: setup.summary(&model.scene()),
    };
    model.overlay = asked(question, Yes::Begin(definition, setup));
    effects
}

/// It is to be opened: one command, with everything in it.
pub fn begin(
    model: &mut Model,
    definition: std::sync::Arc<crate::core::definition::Definition>,
    mut setup: Box<SetUp>,
) -> Vec<Effect> {
    let cmd = model.mint();
    let source = setup.source();
    setup.send(cmd);
    model.overlay = Overlay::SetUp(setup);
    model.pending.insert(cmd, Marks::default());
    let order = Order::new(cmd, Command::Open { definition, source });
    vec![Effect::Ask(Ask::Begin(Box::new(order)))]
}

/// The campaign was opened: the dashboard is about it from now on.
pub fn begun(model: &mut Model, cmd: CmdId, campaign: Campaign) -> Vec<Effect> {
    let effects = timeline::close(model);
    model.pending.remove(&cmd);
    let id = crate::text::line(campaign.id().as_str()).into_owned();
    model.stage.campaign = model.first.shown(campaign);
    model.stage.last_time = Asked::Not;
    // Places, marks and filters speak of the units of another campaign.
    model.places = Places::default();
    model.stage.marks.clear();
    model.stage.act_marks.clear();
    model.stage.fresh.clear();
    model.stage.claims.clear();
    model.filters = Default::default();
    model.came_from.clear();
    model.place = Place::Desk;
    since::dismiss(model);
    model.since = None;
    model.first.elsewhere = None;
    model.no_store = None;
    model.lost = None;
    model.overlay = Overlay::None;
    let words = model.stage.cat.tr_args("setup-opened", &[("id", id.into())]);
    model.say(words, Role::Text);
    effects
}
