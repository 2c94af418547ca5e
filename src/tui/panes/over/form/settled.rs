//! The form by which somebody says what became of a message that nobody answered for: what, and how one knows.

use crate::core::decide::NOTE_MAX;
use crate::core::names::UnitIx;
use crate::courier::Settled;
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::field::{Field, Id};
use crate::tui::panes::over::form::fill::Unfinished;
use crate::tui::panes::over::form::purpose::Purpose;
use crate::tui::panes::over::form::read::Wrong;
use crate::tui::panes::over::form::sheet::Form;

/// Its fields, as they are at first.
pub(super) fn fields() -> Vec<Field> {
    let both = Settled::ALL.map(Choice::Settled).to_vec();
    vec![
        Field::choice(Id::Outcome, both, None),
        Field::block(Id::Note, NOTE_MAX).required(),
    ]
}

impl Form {
    /// Is it for that?
    pub fn is_of_settling(&self) -> bool {
        matches!(self.purpose, Purpose::Settle(_))
    }

    /// To which unit the message was, what became of it, and how one knows.
    ///
    /// # Errors
    /// Something is missing; the field says so and is at hand.
    pub fn settled(&mut self) -> Result<(UnitIx, Settled, String), Unfinished> {
        self.refused = None;
        let Purpose::Settle(unit) = self.purpose else {
            return Err(Unfinished);
        };
        let (mut what, mut note) = (None, String::new());
        for (i, field) in self.fields.iter_mut().enumerate() {
            if let Some(Choice::Settled(chosen)) = field.chosen() {
                what = Some(*chosen);
            }
            if field.id == Id::Note {
                note = field.text().trim().to_owned();
                field.wrong = note.is_empty().then_some(Wrong::Missing);
                if field.wrong.is_some() {
                    self.at = i;
                }
            }
        }
        match what.filter(|_| !note.is_empty()) {
            Some(what) => Ok((unit, what, note)),
            None => Err(Unfinished),
        }
    }
}
