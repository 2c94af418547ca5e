//! The list of a choice: what was typed, what is at hand, and how well something fits what was typed.
//!
//! It must never know which field it belongs to.

use crate::text::fold::{Fit, Needle};
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::scene::Scene;

/// The list of a choice.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// What was typed of a name or code.
    pub typed: String,
    /// It is shown.
    pub open: bool,
    /// Which of those that fit is at hand.
    pub at: usize,
    /// Somebody has gone there.
    pub moved: bool,
    /// What was chosen when it opened.
    pub was: Option<usize>,
    /// A code was ended by a comma: the blank after it belongs to the comma.
    pub comma: bool,
}

impl List {
    /// Nothing is being typed, and nothing is shown.
    pub fn rest(&mut self) {
        *self = Self::default();
    }
}

/// How well what was typed names something: smaller is better; `None`: it does not.
pub fn rank(typed: &str, needle: &Needle, choice: &Choice, scene: &Scene<'_>) -> Option<u8> {
    let word = typed.trim().trim_end_matches('.').to_lowercase();
    if let Some(code) = choice.code().map(str::to_lowercase) {
        if code == word {
            return Some(0);
        }
        if code.starts_with(&word) {
            return Some(1);
        }
        if matches!(choice, Choice::Tag(..)) && word.starts_with(|c: char| c.is_ascii_digit()) {
            return None; // a code that is none is not to be found in somebody's name
        }
    }
    let found = needle.matches(&choice.words(scene))?;
    Some(match found.place {
        Fit::Exact => 0,
        Fit::Prefix => 2,
        Fit::WordStart => 3,
        Fit::Apart => 4,
        Fit::Inside => 5,
    })
}
