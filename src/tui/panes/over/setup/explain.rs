//! What its fields are for, all of them at once, with what they are used for later.
//!
//! It must never know which key shows it.

use std::mem::discriminant;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::layout;
use crate::tui::panes::kit::list::Line;
use crate::tui::panes::over::explained::{self, Explained};
use crate::tui::panes::over::setup::field::Key;
use crate::tui::panes::over::setup::state::SetUp;
use crate::tui::panes::over::setup::words;
use crate::tui::scene::Scene;

/// What a field is for, where its label and its hint do not say it.
fn about(key: Key) -> Option<&'static str> {
    Some(match key {
        Key::Day => "setup-about_day",
        Key::LetterDate => "setup-about_letter_date",
        Key::From | Key::To => "setup-about_window",
        Key::Words(_) => "setup-about_words",
        Key::LastDay => "setup-about_last_day",
        Key::Part(_) => "setup-about_part",
        Key::Roster => "setup-about_roster",
        Key::Edition => "setup-about_edition",
        Key::Sender(_) | Key::Charge(_) | Key::Addressees(_) => "setup-about_office",
        _ => return None,
    })
}

impl SetUp {
    /// Shows what its fields are for, over the form.
    pub fn explain(&mut self) {
        self.explained = (!self.is_bare()).then(Explained::default);
    }

    /// What is shown of that, if it is shown.
    pub fn explained(&mut self) -> Option<&mut Explained> {
        self.explained.as_mut()
    }

    /// Is it shown?
    pub fn is_explained(&self) -> bool {
        self.explained.is_some()
    }

    /// Shows the form again, as it was.
    pub fn close_explanation(&mut self) {
        self.explained = None;
    }

    /// Learns how much of the explanation has room.
    pub fn settle_explanation(&mut self, scene: &Scene<'_>, body: Rect) {
        let inside = layout::sheet_inside(layout::explanation(body));
        let len = lines(self, scene, inside.width).len();
        if let Some(explained) = &mut self.explained {
            explained.settle(inside.height, len);
        }
    }
}

/// Fields of one kind (both languages, one entry after the other, the parts of a report) are explained once.
fn lines(setup: &SetUp, scene: &Scene<'_>, cells: u16) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut seen = Vec::new();
    for field in &setup.fields {
        let kind = discriminant(&field.key);
        if seen.contains(&kind) {
            continue;
        }
        seen.push(kind);
        let alike = setup.fields.iter().filter(|f| discriminant(&f.key) == kind);
        let mut names: Vec<String> = alike.map(|f| words::name(f.key, scene)).collect();
        names.dedup();
        let told = about(field.key).map(|key| scene.tr(key).into_owned());
        let said = [told.unwrap_or_default(), words::hint_of(setup, field, scene)];
        explained::add(&mut out, names.join(", "), &said, cells, scene);
    }
    out
}

/// Draws the explanation over the body.
pub(super) fn view(setup: &SetUp, scene: &Scene<'_>, body: Rect, buf: &mut Buffer) {
    let Some(explained) = setup.explained else { return };
    let inside = layout::sheet_inside(layout::explanation(body));
    explained.view(&lines(setup, scene, inside.width), scene, body, buf);
}
