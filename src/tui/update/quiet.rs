//! What follows from most of what is done: nothing but a changed model.

use crate::tui::msg::Effect;

/// An act without effects.
pub fn quiet(act: impl FnOnce()) -> Vec<Effect> {
    act();
    Vec::new()
}
