//! The form by which something is decided about letters: to whom they are filed and as what, or why they are none of ours,
//! or why a decision is taken back.

use crate::core::decide::{LetterCommand, NOTE_MAX};
use crate::core::letter::LetterKind;
use crate::core::names::{LetterId, UnitCode};
use crate::core::particulars::Symbol;
use crate::core::time::Stamp;
use crate::text::dates;
use crate::tui::paint;
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::field::{Field, Id};
use crate::tui::panes::over::form::fill::{About, Reader, Remarks, Unfinished};
use crate::tui::panes::over::form::purpose::{NAME, Purpose, SHORT};
use crate::tui::panes::over::form::read::Wrong;
use crate::tui::panes::over::form::sheet::Form;
use crate::tui::scene::Scene;

/// What is to be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deciding {
    /// To whom letters are filed.
    File,
    /// That they are none of ours.
    Dismiss,
    /// That what was decided does not hold.
    PutBack,
}

/// Letters about which something is decided, with what is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterForm {
    /// What is to be decided.
    pub deciding: Deciding,
    /// The letters.
    pub letters: Vec<LetterId>,
    /// Of one letter, its subject.
    pub subject: String,
    /// The unit that is proposed.
    pub unit: Option<UnitCode>,
    /// Further units that it may be of, which are listed first.
    pub candidates: Vec<UnitCode>,
    /// What it is likely to be.
    pub kind: LetterKind,
    /// The document in it.
    pub symbol: Symbol,
    /// When it was received.
    pub at: Option<Stamp>,
    /// The kind is what is not certain: it is asked for first.
    pub asks_kind: bool,
    /// The number of the last fact about letters that was seen.
    pub seen: u64,
}

/// What is wanted of letters.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// The command.
    pub command: LetterCommand,
    /// The note or reason.
    pub note: String,
    /// The number of the last fact about letters that was seen.
    pub seen: u64,
}

impl LetterForm {
    pub(super) fn title(&self) -> &'static str {
        match self.deciding {
            Deciding::File => "forms-title_file_letter",
            Deciding::Dismiss => "forms-title_dismiss_letter",
            Deciding::PutBack => "forms-title_put_back",
        }
    }

    /// Its fields, as they are at first.
    pub(super) fn fields(&self, scene: &Scene<'_>) -> Vec<Field> {
        if self.deciding != Deciding::File {
            return vec![Field::block(Id::Reason, NOTE_MAX).required()];
        }
        let roster = scene.campaign.roster();
        let mut units: Vec<UnitCode> = self.unit.iter().chain(&self.candidates).cloned().collect();
        units.retain(|code| roster.by_code(code.as_str()).is_some());
        let all = roster.units().map(|ix| scene.campaign.code(ix));
        let rest: Vec<UnitCode> = all.filter(|code| !units.contains(code)).collect();
        units.extend(rest);
        let mut units: Vec<Choice> = units.into_iter().map(|code| Choice::Unit(Some(code))).collect();
        if self.unit.is_none() {
            units.insert(0, Choice::Unit(None));
        }
        let kinds = LetterKind::ALL
            .iter()
            .copied()
            .filter(|kind| *kind != LetterKind::Automatic);
        let kind = Choice::Letter(self.kind);
        let mut out = vec![
            Field::choice(Id::Unit, units, None),
            Field::choice(Id::LetterKind, kinds.map(Choice::Letter).collect(), Some(&kind)),
        ];
        if self.letters.len() == 1 {
            let dated = self.symbol.dated.map(dates::date_full).unwrap_or_default();
            out.push(Field::line(Id::Number, &self.symbol.number, NAME));
            out.push(Field::line(Id::Dated, &dated, SHORT));
        }
        out.push(Field::line(Id::When, "", SHORT));
        out.push(Field::block(Id::Note, NOTE_MAX));
        out
    }

    pub(super) fn subject(&self, scene: &Scene<'_>) -> String {
        match self.letters.len() {
            1 => paint::clean(&self.subject).into_owned(),
            n => scene.cat.tr_args("forms-n_letters", &[("n", n.into())]),
        }
    }
}

/// Reads the fields.
fn fill(about: &About<'_>, fields: &[Field], scene: &Scene<'_>) -> Result<(Wish, Remarks), Remarks> {
    let Purpose::Letters(form) = about.purpose else {
        return Err(Remarks::new());
    };
    let letters = form.letters.clone();
    let mut reader = Reader::new(fields, scene);
    let (command, note) = match form.deciding {
        Deciding::Dismiss => (LetterCommand::Dismiss { letters }, reader.text(Id::Reason)),
        Deciding::PutBack => (LetterCommand::PutBack { letters }, reader.text(Id::Reason)),
        Deciding::File => {
            let units = if let Some(Choice::Unit(Some(code))) = reader.chosen(Id::Unit) {
                vec![code.clone()]
            } else {
                reader.fault(Id::Unit, Wrong::Missing);
                Vec::new()
            };
            let kind = match reader.chosen(Id::LetterKind) {
                Some(Choice::Letter(kind)) => *kind,
                _ => form.kind,
            };
            let received = reader.at();
            let symbol = reader.symbol(received.or(form.at));
            let note = reader.text(Id::Note);
            if received.is_some() && note.is_empty() {
                reader.fault(Id::Note, Wrong::NeedsNote);
            }
            let command = LetterCommand::File {
                letters,
                units,
                kind,
                symbol,
                received,
            };
            (command, note)
        }
    };
    let wish = Wish {
        command,
        note: note.to_owned(),
        seen: form.seen,
    };
    reader.done(wish)
}

impl Form {
    /// Is it about letters?
    pub fn is_of_letters(&self) -> bool {
        matches!(self.purpose, Purpose::Letters(_))
    }

    /// What is wanted of letters.
    ///
    /// # Errors
    /// Something is wrong with a field, or is asked back about it, as for [`Form::finish`].
    pub fn wish_of_letters(&mut self, scene: &Scene<'_>) -> Result<Wish, Unfinished> {
        self.read(scene, fill)
    }
}
