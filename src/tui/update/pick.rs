//! Picking files of this machine for the form that is open: which folder is asked for, and what comes of an answer.

use crate::tui::folder::Folder;
use crate::tui::model::Model;
use crate::tui::msg::{Ask, Edit, Effect, Nav, Question};
use crate::tui::overlay::Overlay;
use crate::tui::panes::over::form::Form;
use crate::tui::panes::over::form::picker::{Picked, Picker};

/// The picker that is open, if one is.
pub fn picker(model: &mut Model) -> Option<&mut Picker> {
    match &mut model.overlay {
        Overlay::Form(form) => form.picker_mut(),
        Overlay::None
        | Overlay::Welcome(_)
        | Overlay::Help(_)
        | Overlay::Places(_)
        | Overlay::Palette(_)
        | Overlay::Confirm(_)
        | Overlay::Changes(_)
        | Overlay::Photo(_)
        | Overlay::SetUp(_)
        | Overlay::Filter(_) => None,
    }
}

/// Opens the picker at the field of files: where the last of them lies, else where one picked before, else at home.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let before = model.picked_in.clone();
    let question = model.question();
    let Overlay::Form(form) = &mut model.overlay else {
        return Vec::new();
    };
    let folder = form
        .folder_of_files()
        .or(before)
        .unwrap_or_else(|| "~/".to_owned());
    let only = form.wants_only();
    form.pick(Picker::new(question).only(only));
    vec![Effect::Ask(Ask::Folder(question, folder))]
}

/// The folder has come, or why it has not. A folder that has gone meanwhile is told, and what was shown stays.
pub fn take(model: &mut Model, question: Question, answer: Result<Folder, String>) {
    if let Some(picker) = picker(model) {
        picker.take(question, answer);
    }
}

/// Moves in its list. False where none is open.
pub fn go(model: &mut Model, nav: Nav) -> bool {
    picker(model).map(|p| p.go(nav)).is_some()
}

/// Marks what is at hand.
pub fn mark(model: &mut Model) {
    if let Some(picker) = picker(model) {
        picker.mark();
    }
}

/// Edits the name that is typed into it.
pub fn edit(model: &mut Model, edit: Edit) -> Vec<Effect> {
    let picked = picker(model).map(|p| p.edit(edit));
    follow(model, picked)
}

/// Takes what is marked or at hand, or goes into a folder.
pub fn choose(model: &mut Model) -> Vec<Effect> {
    let picked = picker(model).map(|p| p.choose());
    follow(model, picked)
}

/// Completes the name that is typed.
pub fn complete(model: &mut Model) -> Vec<Effect> {
    let picked = picker(model).map(Picker::complete);
    follow(model, picked)
}

/// Goes to the folder above.
pub fn up(model: &mut Model) -> Vec<Effect> {
    let picked = picker(model).map(|p| p.up());
    follow(model, picked)
}

/// Back to the form. False where no picker is open.
pub fn close(model: &mut Model) -> bool {
    if let Overlay::Form(form) = &mut model.overlay {
        form.put_picker_away().is_some()
    } else {
        false
    }
}

fn follow(model: &mut Model, picked: Option<Picked>) -> Vec<Effect> {
    match picked {
        None | Some(Picked::Nothing) => Vec::new(),
        Some(Picked::Folder(path)) => {
            let question = model.question();
            if let Some(picker) = picker(model) {
                picker.ask(question);
            }
            vec![Effect::Ask(Ask::Folder(question, path))]
        }
        Some(Picked::Files(paths)) => {
            if let Overlay::Form(form) = &mut model.overlay {
                let from = form.put_picker_away();
                form.add_files(&paths);
                model.picked_in = from.and_then(|p| p.path().map(str::to_owned));
            }
            Vec::new()
        }
    }
}

impl Form {
    /// The folder of the file that was named last.
    fn folder_of_files(&self) -> Option<String> {
        let last = self.paths_at_hand()?.lines().next_back()?.trim().to_owned();
        let (folder, _) = last.rsplit_once('/')?;
        Some(if folder.is_empty() {
            "/".to_owned()
        } else {
            folder.to_owned()
        })
    }
}
