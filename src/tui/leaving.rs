//! What is asked before the program is left.
//!
//! It must never know which key asks for it.

use crate::tui::model::Model;
use crate::tui::msg::Effect;
use crate::tui::overlay::{Overlay, Yes};
use crate::tui::panes::over::prompt::{Confirm, Question};

/// Leaves the program, unless there is something to be asked first: what was typed and not recorded, a file that is under
/// way. Whoever asks to leave once more while that is asked means it.
pub(super) fn quit(model: &mut Model) -> Vec<Effect> {
    let insists = match &model.overlay {
        Overlay::Confirm(asked) => matches!(asked.filled, Yes::Quit(_) | Yes::Leave),
        _ => false,
    };
    if insists {
        return vec![Effect::Quit];
    }
    let form = match std::mem::take(&mut model.overlay) {
        Overlay::Form(form) => Some(form),
        // Of what is asked about the clock, or about what opens a campaign, nothing was given to the clerk yet.
        Overlay::Confirm(asked) => match asked.filled {
            Yes::Clock(held) | Yes::Open(held) => held.form.map(|mut form| {
                form.take_back();
                form
            }),
            Yes::Give(_) | Yes::Discard(_) | Yes::Quit(_) | Yes::Leave => None,
        },
        Overlay::None
        | Overlay::Welcome(_)
        | Overlay::Help(_)
        | Overlay::Changes(_)
        | Overlay::Places(_)
        | Overlay::Palette(_)
        | Overlay::Filter(_) => None,
    };
    let bringing = model.bringing.iter().any(|cmd| model.pending.contains_key(cmd));
    let question = if bringing { Question::File } else { Question::Quit };
    match form.filter(|form| form.is_dirty()) {
        Some(form) => ask(model, question, Yes::Quit(form)),
        None if bringing => ask(model, question, Yes::Leave),
        None => vec![Effect::Quit],
    }
}

fn ask(model: &mut Model, question: Question, yes: Yes) -> Vec<Effect> {
    model.overlay = Overlay::Confirm(Box::new(Confirm::new(question, yes)));
    Vec::new()
}
