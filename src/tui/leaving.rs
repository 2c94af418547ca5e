//! What is asked before the program is left.
//!
//! It must never know which key asks for it.

use crate::core::time::{SECOND, Stamp};
use crate::tui::model::Model;
use crate::tui::msg::{Ask, Effect};
use crate::tui::overlay::{Overlay, Yes};
use crate::tui::panes::over::prompt::{Busy, Confirm, Handed, Question};
use crate::tui::panes::over::setup::{After, SetUp};

/// Leaves the program, unless there is something to be asked first: what was typed and not recorded, a file that is under
/// way. Whoever asks to leave once more while that is asked means it.
pub(super) fn quit(model: &mut Model) -> Vec<Effect> {
    match std::mem::take(&mut model.overlay) {
        Overlay::Confirm(asked) if matches!(asked.filled, Yes::Quit(_) | Yes::QuitSetUp(_) | Yes::Leave) => {
            return agreed(model, asked);
        }
        other => model.overlay = other,
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
    let busy = busy(model);
    match (form.filter(|form| form.is_dirty()), busy.is_over()) {
        (Some(form), true) => ask(model, Question::Quit, Yes::Quit(form)),
        (Some(form), false) => ask(model, Question::Leave(Box::new(busy)), Yes::Quit(form)),
        (None, _) => go(model),
    }
}

/// Leaves the program, unless something is under way that has to be asked about first.
pub(super) fn go(model: &mut Model) -> Vec<Effect> {
    let busy = busy(model);
    if busy.is_over() {
        return vec![Effect::Quit];
    }
    ask(model, Question::Leave(Box::new(busy)), Yes::Leave)
}

/// What is under way now.
fn busy(model: &Model) -> Busy {
    let mailing = &model.stage.mailing;
    let letter = mailing.underway.as_ref().map(|now| Handed {
        to: now.to.clone(),
        since: now.since,
        rest: now.of.saturating_sub(now.done + 1),
        most: mailing.remind.whole_seconds,
    });
    let writing = model.places.export.writing();
    Busy {
        now: model.clock(),
        letter,
        document: writing.map(|(file, since)| (file.to_owned(), since)),
        file: model.bringing.iter().any(|cmd| model.pending.contains_key(cmd)),
        waits: false,
    }
}

/// A yes to what was asked. What somebody waits for who leaves is waited for here, where it can be seen for how long, and where
/// whoever does not want to may say so once more.
pub(super) fn agreed(model: &mut Model, mut asked: Box<Confirm<Yes>>) -> Vec<Effect> {
    let now = busy(model);
    let Question::Leave(told) = &mut asked.question else {
        return go(model);
    };
    if told.waits {
        // What is known of the letter by then goes on record.
        return vec![Effect::Ask(Ask::Abandon), Effect::Quit];
    }
    if !now.can_be_waited_for() {
        return vec![Effect::Quit];
    }
    **told = Busy { waits: true, ..now };
    model.overlay = Overlay::Confirm(asked);
    model.places.export.stop();
    if let Some(now) = &mut model.stage.mailing.underway {
        now.stopping = true;
    }
    vec![Effect::Ask(Ask::StopSending), Effect::Ask(Ask::StopExport)]
}

/// The question follows what is under way. Once that is over which is waited for, the program ends.
pub(super) fn follow(model: &mut Model) -> Option<Effect> {
    let now = busy(model);
    let Overlay::Confirm(asked) = &mut model.overlay else {
        return None;
    };
    let Question::Leave(told) = &mut asked.question else {
        return None;
    };
    let waits = told.waits;
    let over = waits && !now.can_be_waited_for();
    **told = Busy { waits, ..now };
    over.then_some(Effect::Quit)
}

/// While somebody waits for what is under way, each second is shown.
pub(super) fn next_second(model: &Model) -> Option<Stamp> {
    let Overlay::Confirm(asked) = &model.overlay else {
        return None;
    };
    let now = model.clock();
    matches!(asked.question, Question::Leave(_)).then(|| now.plus(SECOND - now.0.rem_euclid(SECOND)))
}

/// Is there something that the clerk has to see to once everybody has gone? A form that was open is closed, and others are
/// told; of a document that is being written nothing is left; of a letter that is on its way somebody has to hear what
/// becomes of it.
pub(super) fn has_last_words(model: &Model) -> bool {
    !model.claimed.0.is_empty()
        || model.looked.0.is_some()
        || model.places.export.is_under_way()
        || model.stage.mailing.underway.is_some()
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
        return go(model);
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
        After::Quit => effects.extend(go(model)),
    }
    effects
}
