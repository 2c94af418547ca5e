//! Looking at the files of a unit, and saving them.

use crate::tui::keeping::Keeping;
use crate::tui::model::{Marks, Model};
use crate::tui::msg::{Ask, Effect};
use crate::tui::overlay::Overlay;
use crate::tui::panes::over::form::Purpose;
use crate::tui::panes::over::photo::State;
use crate::tui::update::commands::form;
use crate::tui::update::typing::with_form;

/// Opens the file that is selected on the sheet.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let unit = model.selected_unit();
    let campaign = &model.stage.campaign;
    let Some((unit, file)) = unit.zip(model.places.sheet.row_of_file(campaign)) else {
        return Vec::new();
    };
    model.overlay = Overlay::Photo(Box::new(State::new(unit, file)));
    vec![Effect::Pictures]
}

/// Asks for what is to be seen now and is not there: a photo in the size of the screen, the letter that brought it.
pub fn want_photo(model: &mut Model) -> Vec<Effect> {
    if !matches!(model.overlay, Overlay::Photo(_)) {
        return Vec::new();
    }
    let (first, second) = (model.question(), model.question());
    let means = model.means;
    let Overlay::Photo(state) = &mut model.overlay else {
        return Vec::new();
    };
    let photo = state.want(&model.stage.campaign, means, first);
    let photo = photo.map(|wanted| Ask::Develop(Box::new(wanted)));
    let origin = state.want_origin(second).map(|seq| Ask::LetterOf(second, seq));
    [photo, origin].into_iter().flatten().map(Effect::Ask).collect()
}

/// Does something with the file that is looked at, if one is.
pub fn with_photo(model: &mut Model, act: impl FnOnce(&mut State)) {
    if let Overlay::Photo(state) = &mut model.overlay {
        act(state);
    }
}

/// Asks into which folder the file is to be saved: the one that is looked at, or the one that is selected.
pub fn ask_folder(model: &mut Model) {
    let file = match &model.overlay {
        Overlay::Photo(state) => {
            let (unit, id) = state.file();
            Some((unit, id.clone()))
        }
        Overlay::None
        | Overlay::Welcome(_)
        | Overlay::Help(_)
        | Overlay::Changes(_)
        | Overlay::Places(_)
        | Overlay::Palette(_)
        | Overlay::Form(_)
        | Overlay::SetUp(_)
        | Overlay::Confirm(_)
        | Overlay::Filter(_) => model.selected_file(),
    };
    if let Some((unit, id)) = file {
        form(model, |_| Purpose::Keep(unit, id));
    }
}

/// Hands the files to the clerk. The form stays until he has answered, so that no name is lost.
pub fn keep(model: &mut Model) -> Vec<Effect> {
    let wish = with_form(model, |form, scene| form.keep(scene).ok());
    let Some((unit, files, folder)) = wish else {
        return Vec::new();
    };
    let cmd = model.mint();
    let Overlay::Form(form) = &mut model.overlay else {
        return Vec::new();
    };
    if files.is_empty() {
        form.refuse(model.stage.cat.tr("not_ready-no_file"));
        return Vec::new();
    }
    form.send(cmd, None);
    model.pending.insert(cmd, Marks::default());
    let keeping = Keeping {
        cmd,
        folder,
        unit,
        files,
    };
    vec![Effect::Ask(Ask::Keep(Box::new(keeping)))]
}
