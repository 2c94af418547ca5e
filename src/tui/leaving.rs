//! What is asked before the program is left.
//!
//! It must never know which key asks for it.

use crate::tui::model::Model;
use crate::tui::msg::{Ask, Effect};
use crate::tui::overlay::{Overlay, Yes};
use crate::tui::panes::over::prompt::{Confirm, Question};
use crate::tui::panes::over::setup::{After, SetUp};

/// Leaves the program, unless there is something to be asked first: what was typed and not recorded, a file that is under
/// way. Whoever asks to leave once more while that is asked means it.
pub(super) fn quit(model: &mut Model) -> Vec<Effect> {
    let insists = match &model.overlay {
        Overlay::Confirm(asked) => matches!(asked.filled, Yes::Quit(_) | Yes::QuitSetUp(_) | Yes::Leave),
        _ => false,
    };
    if insists {
        return vec![Effect::Quit];
    }
    if let Overlay::Confirm(asked) = &mut model.overlay
        && let Yes::Accept(under) = &mut asked.filled
    {
        model.overlay = std::mem::take(under);
    }
    let form = match std::mem::take(&mut model.overlay) {
        // Its draft is saved on the way out.
        Overlay::SetUp(setup) => return leave(model, setup, After::Quit),
        Overlay::Form(form) => Some(form),
        // Of what is asked about the clock, or about what opens a campaign, nothing was given to the clerk yet.
        Overlay::Confirm(asked) => match asked.filled {
            Yes::Clock(held) | Yes::Open(held) => held.form.map(|mut form| {
                form.take_back();
                form
            }),
            Yes::Begin(_, setup) | Yes::DiscardSetUp(setup) => {
                return leave(model, setup, After::Quit);
            }
            Yes::Give(_)
            | Yes::Send(_)
            | Yes::Discard(_)
            | Yes::Quit(_)
            | Yes::QuitSetUp(_)
            | Yes::Leave
            | Yes::Accept(_) => None,
        },
        Overlay::None
        | Overlay::Welcome(_)
        | Overlay::Help(_)
        | Overlay::Changes(_)
        | Overlay::Photo(_)
        | Overlay::Places(_)
        | Overlay::Palette(_)
        | Overlay::Filter(_) => None,
    };
    let bringing = model.bringing.iter().any(|cmd| model.pending.contains_key(cmd));
    let exporting = model.places.export.is_under_way();
    let sending = model.stage.mailing.underway.is_some();
    let question = match (sending, bringing, exporting) {
        (true, ..) => Question::Sending,
        (false, true, _) => Question::File,
        (false, false, true) => Question::Export,
        (false, false, false) => Question::Quit,
    };
    match form.filter(|form| form.is_dirty()) {
        Some(form) => ask(model, question, Yes::Quit(form)),
        None if bringing || exporting || sending => ask(model, question, Yes::Leave),
        None => vec![Effect::Quit],
    }
}

fn ask(model: &mut Model, question: Question, yes: Yes) -> Vec<Effect> {
    model.overlay = Overlay::Confirm(Box::new(Confirm::new(question, yes)));
    Vec::new()
}

/// Esc or the end of the program: the draft is saved first; where it cannot be, whoever leaves is asked.
pub(super) fn leave(model: &mut Model, mut setup: Box<SetUp>, after: After) -> Vec<Effect> {
    let asked = model.question();
    let today = model.scene().today();
    if setup.sent().is_some() && after == After::Close {
        model.overlay = Overlay::SetUp(setup);
        return Vec::new();
    }
    if after == After::Quit && setup.insists(after) {
        return vec![Effect::Quit];
    }
    let save = |saving| Effect::Ask(Ask::SaveDraft(asked, Box::new(saving)));
    let saving = setup.to_save(asked, today).map(save);
    let mut effects: Vec<Effect> = saving.into_iter().collect();
    if setup.is_at_risk() {
        effects.extend(match after {
            After::Quit => ask(model, Question::Quit, Yes::QuitSetUp(setup)),
            After::Close | After::Stay => ask(model, Question::Discard, Yes::DiscardSetUp(setup)),
        });
        return effects;
    }
    let then = setup.then(after);
    match then {
        After::Stay => model.overlay = Overlay::SetUp(setup),
        After::Close => {}
        After::Quit => effects.push(Effect::Quit),
    }
    effects
}
