//! Text that is typed into a form, the palette or a filter.

use crate::tui::model::{Hands, Model};
use crate::tui::msg::Edit;
use crate::tui::overlay::Overlay;
use crate::tui::panes::over::form::Form;
use crate::tui::panes::over::prompt::FilterLine;
use crate::tui::panes::over::setup::SetUp;
use crate::tui::scene::Scene;
use crate::tui::theme::Role;

pub fn insert(model: &mut Model, text: &str) {
    let cut = match &mut model.overlay {
        Overlay::Form(form) if form.sent().is_some() => {
            being_recorded(model);
            false
        }
        Overlay::Form(form) if form.picker().is_some() => {
            form.picker_mut().into_iter().for_each(|p| p.insert(text));
            false
        }
        Overlay::Form(_) => with_form(model, |form, scene| form.insert(text, scene)),
        Overlay::SetUp(_) => with_set_up(model, |setup, scene| setup.insert(text, scene)),
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
        Overlay::None
        | Overlay::Welcome(_)
        | Overlay::Help(_)
        | Overlay::Changes(_)
        | Overlay::Photo(_)
        | Overlay::Places(_)
        | Overlay::Confirm(_) => false,
    };
    if cut {
        let words = model.stage.cat.tr("desk-text_cut").into_owned();
        model.say(words, Role::Warn);
    }
}

/// What has been handed in is not changed any more before the answer has come: it would go with the form, unrecorded.
pub fn being_recorded(model: &mut Model) {
    let words = model.stage.cat.tr("desk-being_recorded").into_owned();
    model.say(words, Role::Text);
}

/// Does something with the form that is open, which may look at the scene meanwhile.
pub fn with_form<T: Default>(model: &mut Model, act: impl FnOnce(&mut Form, &Scene<'_>) -> T) -> T {
    let Hands { scene, overlay, .. } = model.hands();
    match overlay {
        Overlay::Form(form) => act(form, &scene),
        Overlay::None
        | Overlay::SetUp(_)
        | Overlay::Welcome(_)
        | Overlay::Help(_)
        | Overlay::Changes(_)
        | Overlay::Photo(_)
        | Overlay::Places(_)
        | Overlay::Palette(_)
        | Overlay::Confirm(_)
        | Overlay::Filter(_) => T::default(),
    }
}

/// The same with a campaign that is being set up, unless it was handed in or waits for what it needs.
fn with_set_up<T: Default>(model: &mut Model, act: impl FnOnce(&mut SetUp, &Scene<'_>) -> T) -> T {
    let Hands { scene, overlay, .. } = model.hands();
    let sent = match overlay.set_up() {
        Some(setup) if setup.is_bare() => return T::default(),
        Some(setup) if setup.sent().is_none() => return act(setup, &scene),
        sent => sent.is_some(),
    };
    if sent {
        being_recorded(model);
    }
    T::default()
}

pub fn filter_typed(model: &mut Model) {
    if let Overlay::Filter(line) = &model.overlay {
        let text = line.editor.text().to_owned();
        model.filter_mut().set(&text);
    }
}

pub fn edit_text(model: &mut Model, edit: Edit) {
    match &mut model.overlay {
        Overlay::Form(form) if form.sent().is_some() => being_recorded(model),
        Overlay::Form(_) => with_form(model, |form, scene| form.edit(edit, scene)),
        Overlay::SetUp(_) => with_set_up(model, |setup, scene| setup.edit(edit, scene)),
        Overlay::Palette(p) => {
            p.editor.apply(edit);
            p.typed();
        }
        Overlay::Filter(line) => {
            line.editor.apply(edit);
            filter_typed(model);
        }
        Overlay::None
        | Overlay::Welcome(_)
        | Overlay::Help(_)
        | Overlay::Changes(_)
        | Overlay::Photo(_)
        | Overlay::Places(_)
        | Overlay::Confirm(_) => {}
    }
}

pub fn choose(model: &mut Model, forward: bool) {
    if let Overlay::SetUp(_) = model.overlay {
        return with_set_up(model, |setup, scene| setup.choose(forward, scene.today()));
    }
    let Overlay::Form(form) = &mut model.overlay else {
        return;
    };
    if form.sent().is_some() {
        being_recorded(model);
    } else {
        form.choose(forward);
    }
}

pub fn open_filter(model: &mut Model) {
    let text = model.filter().text.clone();
    model.overlay = Overlay::Filter(FilterLine::new(&text));
}

pub fn unfilter(model: &mut Model) {
    model.filter_mut().set("");
    if matches!(model.overlay, Overlay::Filter(_)) {
        model.overlay = Overlay::None;
    }
}
