//! The look of a terminal for which nobody chose one: the designed one for its background where it has the colours for it;
//! and the one that somebody chose on the screen.
//!
//! It must never know how the background was found out.

use std::path::Path;

use crate::config::looks;
use crate::tui::model::Model;
use crate::tui::term::Background;
use crate::tui::theme::{GlyphSet, Look, Role};

/// The name of the look that was designed for a background.
pub fn name(background: Background) -> &'static str {
    let [dark, light, _] = looks::FITTING;
    match background {
        Background::Dark => dark,
        Background::Light => light,
    }
}

/// That look with these signs. Where the user's own of that name cannot be read the built-in one is taken: nobody asked for
/// either, and `config check` names the fault.
pub fn look(background: Background, glyphs: &'static GlyphSet, dir: Option<&Path>) -> Look {
    let of = |dir| Look::load(name(background), glyphs.ascii, dir);
    let look = of(dir).or_else(|_| of(None)).unwrap_or_default();
    look.with_glyphs(glyphs)
}

/// Shows another look with the same signs and says which; a file that cannot be read is said too.
pub(super) fn change_look(model: &mut Model, name: &str, dir: Option<&Path>) {
    let glyphs = model.stage.look.glyphs;
    match Look::load(name, glyphs.ascii, dir) {
        Ok(look) => {
            model.stage.look = look.with_glyphs(glyphs);
            name.clone_into(&mut model.look_name);
            let said = model.stage.cat.tr_args("desk-look", &[("name", name.into())]);
            model.say(said, Role::Text);
        }
        Err(error) => {
            let said = error.sentence(&model.stage.cat);
            model.say(said, Role::Error);
        }
    }
}
