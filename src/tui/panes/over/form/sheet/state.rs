//! A form as it is filled in.

use std::sync::Arc;

use crate::core::definition::Definition;
use crate::core::fact::{ActivityDetails, Contact};
use crate::core::names::{CmdId, UnitCode};
use crate::core::status::Step;
use crate::core::time::Date;
use crate::reading;
use crate::tui::msg::Edit;
use crate::tui::paint;
use crate::tui::panes::kit::names::unit_name;
use crate::tui::panes::over::form::field::{Body, Choice, Field, Id};
use crate::tui::panes::over::form::fill::{self, About, Filled, Remarks, Unfinished};
use crate::tui::panes::over::form::listed;
use crate::tui::panes::over::form::picker::Picker;
use crate::tui::panes::over::form::purpose::{self, Purpose};
use crate::tui::scene::Scene;

/// Names of units that a title can hold.
pub(super) const NAMED: usize = 3;

/// A form that somebody is filling in.
#[derive(Debug, Clone)]
pub struct Form {
    pub(in crate::tui::panes::over::form) purpose: Purpose,
    /// By code: a roster may be amended while the form is open.
    pub(super) units: Vec<UnitCode>,
    pub(super) before: Option<ActivityDetails>,
    pub(super) contact: Option<Contact>,
    pub(in crate::tui::panes::over::form) fields: Vec<Field>,
    pub(in crate::tui::panes::over::form) at: usize,
    pub(super) based_on: u64,
    pub(in crate::tui::panes::over::form) refused: Option<String>,
    /// The command that it was handed in as and that is not answered yet, with what it said; a list records nothing.
    pub(in crate::tui::panes::over::form) sent: Option<(CmdId, Option<Filled>)>,
    /// The one before that failed.
    pub(super) failed: Option<(CmdId, Option<Filled>)>,
    /// What was asked back when it was handed in last: handed in again, it is meant.
    pub(super) asked: Remarks,
    /// Files are being picked for it.
    pub(in crate::tui::panes::over::form) picker: Option<Box<Picker>>,
    /// Of a return: by which calendar, and from which day where no moment is told, the due date is proposed.
    pub(super) proposal: Option<(Arc<Definition>, Date)>,
}

impl Form {
    /// Opens a form.
    pub fn new(purpose: Purpose, scene: &Scene<'_>) -> Self {
        let campaign = scene.campaign;
        let before = match &purpose {
            Purpose::ActivityEdit(id) => purpose::details(campaign, id).cloned(),
            _ => None,
        };
        let contact = match &purpose {
            Purpose::Contact(unit) => campaign.unit(*unit).contacts.last().cloned(),
            _ => None,
        };
        let returns = matches!(purpose, Purpose::Step(Step::Return, _));
        let fields = purpose.fields(scene);
        Self {
            proposal: returns.then(|| (campaign.def().clone(), scene.today())),
            asked: Vec::new(),
            picker: None,
            units: purpose.units().iter().map(|ix| campaign.code(*ix)).collect(),
            at: purpose.first(&fields),
            fields,
            purpose,
            before,
            contact,
            based_on: campaign.seq(),
            refused: None,
            sent: None,
            failed: None,
        }
    }

    /// The command that it was handed in as, until that is answered. Meanwhile nothing in it may be changed: the answer
    /// would take it away.
    pub fn sent(&self) -> Option<CmdId> {
        self.sent.as_ref().map(|(cmd, _)| *cmd)
    }

    /// It is handed in now, as this command.
    pub fn send(&mut self, cmd: CmdId, filled: Option<Filled>) {
        self.sent = Some((cmd, filled));
    }

    /// It was not handed in after all.
    pub fn take_back(&mut self) {
        self.sent = None;
    }

    /// The command failed that it was handed in as, perhaps after it was recorded. Handed in again as it is, it is the
    /// same command, which is never recorded twice.
    pub fn fail(&mut self, sentence: impl Into<String>) {
        self.failed = self.sent.take();
        self.refuse(sentence);
    }

    /// The command that failed before and said the same.
    pub fn failed_as(&self, filled: &Filled) -> Option<CmdId> {
        let (cmd, before) = self.failed.as_ref()?;
        (before.as_ref() == Some(filled)).then_some(*cmd)
    }

    /// What it is for.
    pub fn purpose(&self) -> &Purpose {
        &self.purpose
    }

    /// The units it is about.
    pub fn units(&self) -> &[UnitCode] {
        &self.units
    }

    /// The number of the last fact that its user saw (decision 11).
    pub fn based_on(&self) -> u64 {
        self.based_on
    }

    /// Something was typed or chosen.
    pub fn is_dirty(&self) -> bool {
        self.fields.iter().any(Field::is_changed)
    }

    /// All of its fields, also those that are not shown at present.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The field at hand.
    pub fn field(&self) -> Option<&Field> {
        self.fields.get(self.at)
    }

    /// Edits the text at hand, or goes along its choices.
    pub fn edit(&mut self, edit: Edit, scene: &Scene<'_>) {
        let names = self.names(scene);
        if let Some(field) = self.fields.get_mut(self.at) {
            field.edit(edit, &names);
        }
        self.follow();
    }

    /// Puts a text in where the cursor is; in a choice it is the beginning of a name. True where something of it was cut
    /// away; the form says so too.
    pub fn insert(&mut self, text: &str, scene: &Scene<'_>) -> bool {
        let names = self.names(scene);
        let cut = self
            .fields
            .get_mut(self.at)
            .is_some_and(|f| f.insert(text, &names));
        self.follow();
        cut
    }

    /// The names among which the field at hand lets one choose.
    pub(super) fn names(&self, scene: &Scene<'_>) -> Vec<String> {
        match self.fields.get(self.at).map(|f| &f.body) {
            Some(Body::Choice(all, _)) => all.iter().map(|c| c.words(scene)).collect(),
            _ => Vec::new(),
        }
    }

    /// The ending of a list's name follows its format, and its format the ending. The due date that was proposed follows the moment of the return, until somebody writes another.
    pub(super) fn follow(&mut self) {
        match self.field().map(|f| f.id) {
            Some(Id::Format) => self.follow_format(),
            Some(Id::SaveAs) => self.follow_ending(),
            _ => {}
        }
        let Some((def, today)) = &self.proposal else {
            return;
        };
        let when = self
            .fields
            .iter()
            .find(|f| f.id == Id::When)
            .map_or("", Field::text);
        let at = reading::dates::when(when, def.zone, *today, def.year());
        let from = at.map_or(*today, |at| def.zone.date(at));
        if let Some(due) = self
            .fields
            .iter_mut()
            .find(|f| f.id == Id::Due && !f.is_changed())
        {
            *due = purpose::due(def, from);
        }
    }

    /// The next choice of the field at hand, or the one before.
    pub fn choose(&mut self, forward: bool) {
        if let Some(field) = self.fields.get_mut(self.at) {
            field.choose(forward);
        }
        self.follow();
    }

    /// Goes to the next field, or the one before; round at the ends.
    pub fn next_field(&mut self, forward: bool) {
        let shown = self.shown();
        let at = shown.iter().position(|i| *i == self.at).unwrap_or(0);
        let n = shown.len().max(1);
        if let Some(field) = self.fields.get_mut(self.at) {
            field.left();
        }
        let next = (at + if forward { 1 } else { n - 1 }) % n;
        self.at = shown.get(next).copied().unwrap_or(0);
    }

    /// Keeps the form open with the sentence of a refusal in it.
    pub fn refuse(&mut self, sentence: impl Into<String>) {
        self.refused = Some(sentence.into());
        self.sent = None;
    }

    /// What the form comes to.
    ///
    /// # Errors
    /// Something is wrong with a field, or is asked back about it: each such field then says what, and the first is at
    /// hand. Asked again, what was asked back is taken as meant.
    pub fn finish(&mut self, scene: &Scene<'_>) -> Result<Filled, Unfinished> {
        self.refused = None;
        let shown = self.shown();
        let fields: Vec<Field> = shown
            .iter()
            .filter_map(|i| self.fields.get(*i).cloned())
            .collect();
        let about = About {
            purpose: &self.purpose,
            units: &self.units,
            before: self.before.as_ref(),
            contact: self.contact.as_ref(),
        };
        let mut filled = fill::fill(&about, &fields, scene);
        let lost = fields.iter().filter_map(|f| Some((f.id, f.names_nothing()?)));
        let lost: Remarks = lost.collect();
        if !lost.is_empty() {
            let mut wrong = filled.err().unwrap_or_default();
            wrong.retain(|(id, _)| lost.iter().all(|(other, _)| other != id));
            wrong.extend(lost);
            filled = Err(wrong);
        }
        let asked = std::mem::take(&mut self.asked);
        let (filled, wrong) = match filled {
            Ok((filled, doubts)) if doubts.is_empty() || doubts == asked => (Ok(filled), Vec::new()),
            Ok((_, doubts)) => {
                self.asked.clone_from(&doubts);
                (Err(Unfinished), doubts)
            }
            Err(wrong) => (Err(Unfinished), wrong),
        };
        for field in &mut self.fields {
            let found = wrong.iter().find(|(id, _)| *id == field.id);
            field.wrong = found.map(|(_, w)| w.clone());
        }
        let first = shown
            .into_iter()
            .find(|i| self.fields.get(*i).is_some_and(|f| f.wrong.is_some()));
        self.at = first.unwrap_or(self.at);
        filled
    }

    /// The fields that belong to what is chosen, by their places.
    pub(super) fn shown(&self) -> Vec<usize> {
        let yes_no = self
            .fields
            .iter()
            .find_map(|f| match f.chosen() {
                Some(Choice::Indicator { yes_no, .. }) => Some(*yes_no),
                _ => None,
            })
            .unwrap_or(false);
        let belongs = |f: &Field| match f.id {
            Id::Value => !yes_no,
            Id::YesNo => yes_no,
            _ => true,
        };
        let all = self.fields.iter().enumerate();
        all.filter(|(_, f)| belongs(f)).map(|(i, _)| i).collect()
    }

    /// Title, and whom or what it is about.
    pub(super) fn title(&self, scene: &Scene<'_>) -> String {
        let title = scene.tr(self.purpose.title());
        match self.subject(scene) {
            s if s.is_empty() => title.into_owned(),
            s => format!("{title} – {s}"),
        }
    }

    pub(super) fn subject(&self, scene: &Scene<'_>) -> String {
        if let Purpose::List(list) = &self.purpose {
            return listed::subject(list, scene);
        }
        if let Purpose::File(unit, id) = &self.purpose {
            let file = scene.campaign.unit(*unit).file(id);
            return paint::clean(file.map_or(id.as_str(), |e| &e.file.name)).into_owned();
        }
        let ids = self.purpose.activities();
        match ids {
            [] => {}
            [id] => {
                let title = purpose::details(scene.campaign, id).map_or("", |d| d.title.as_str());
                return format!("{} {}", paint::clean(id.as_str()), paint::clean(title));
            }
            ids => {
                return scene
                    .cat
                    .tr_args("forms-n_activities", &[("n", ids.len().into())]);
            }
        }
        if self.units.len() > NAMED {
            return scene
                .cat
                .tr_args("forms-n_units", &[("n", self.units.len().into())]);
        }
        let names: Vec<String> = self.units.iter().map(|code| unit_name(scene, code)).collect();
        names.join(", ")
    }
}
