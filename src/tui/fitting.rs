//! The look of a terminal for which nobody chose one: the designed one for its background where it has the colours for it.
//!
//! It must never know how the background was found out.

use std::path::Path;

use crate::config::looks;
use crate::tui::term::Background;
use crate::tui::theme::{GlyphSet, Look};

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
