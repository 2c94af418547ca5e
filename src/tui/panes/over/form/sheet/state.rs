//! A form as it is filled in.

use std::sync::Arc;

use crate::core::definition::Definition;
use crate::core::fact::{ActivityDetails, Contact};
use crate::core::names::{CmdId, Text, UnitCode};
use crate::core::status::Step;
use crate::core::time::Date;
use crate::reading;
use crate::tui::msg::{Earlier, Edit, Nav};
use crate::tui::paint;
use crate::tui::panes::kit::names::unit_name;
use crate::tui::panes::over::explained::Explained;
use crate::tui::panes::over::form::exported;
use crate::tui::panes::over::form::field::{Field, Id};
use crate::tui::panes::over::form::figures;
use crate::tui::panes::over::form::fill::{self, About, Filled, Remarks, Unfinished};
use crate::tui::panes::over::form::lettered::Wish;
use crate::tui::panes::over::form::listed;
use crate::tui::panes::over::form::picker::Picker;
use crate::tui::panes::over::form::purpose::{self, Purpose};
use crate::tui::panes::over::form::read::Wrong;
use crate::tui::panes::over::form::templated::Looked;
use crate::tui::scene::Scene;

/// Names of units that a title can hold.
pub(super) const NAMED: usize = 3;

/// What a form was handed in as.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// A command of the campaign.
    Command(Filled),
    /// A decision about letters.
    Letters(Wish),
}

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
    pub(in crate::tui::panes::over::form) sent: Option<(CmdId, Option<Given>)>,
    /// The one before that failed.
    pub(super) failed: Option<(CmdId, Option<Given>)>,
    /// What was asked back when it was handed in last: handed in again, it is meant.
    pub(super) asked: Remarks,
    /// What its fields are for lies over it.
    pub(in crate::tui::panes::over::form) explained: Option<Explained>,
    /// Of figures: the year of the campaign before, whose values stand beside them.
    pub(in crate::tui::panes::over::form) year: Option<i32>,
    /// Files are being picked for it.
    pub(in crate::tui::panes::over::form) picker: Option<Box<Picker>>,
    /// The template that stands in it was picked just now, and typed by nobody.
    pub(in crate::tui::panes::over::form) picked: bool,
    /// What is known of the template that is named in it.
    pub(in crate::tui::panes::over::form) template: Option<Box<Looked>>,
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
            explained: None,
            year: None,
            picker: None,
            picked: false,
            template: None,
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
    pub fn send(&mut self, cmd: CmdId, given: Option<Given>) {
        self.sent = Some((cmd, given));
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
    pub fn failed_as(&self, given: &Given) -> Option<CmdId> {
        let (cmd, before) = self.failed.as_ref()?;
        (before.as_ref() == Some(given)).then_some(*cmd)
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
        if let Some(field) = self.fields.get_mut(self.at) {
            field.edit(edit, scene);
        }
        self.follow();
    }

    /// Puts a text in where the cursor is; in a choice it is the beginning of a name, among figures a column of a
    /// spreadsheet goes down the fields. True where something of it was cut away; the form says so too.
    pub fn insert(&mut self, text: &str, scene: &Scene<'_>) -> bool {
        let figure = self.field().is_some_and(|f| f.figure.is_some());
        if figure && figures::is_column(text) {
            let to = figures::paste(&mut self.fields, self.at, text);
            self.go_to(to, scene);
            return false;
        }
        let cut = self
            .fields
            .get_mut(self.at)
            .is_some_and(|f| f.insert(text, scene));
        self.follow();
        cut
    }

    /// The fields that something is asked back about.
    pub(super) fn asked_of(&self) -> Vec<&Field> {
        let is_asked = |f: &&Field| self.asked.iter().any(|(id, _)| *id == f.id);
        self.fields.iter().filter(is_asked).collect()
    }

    /// Is the list of a choice shown?
    pub fn is_list_open(&self) -> bool {
        self.field().is_some_and(Field::is_open)
    }

    /// Is it for the figures of a unit?
    pub fn is_of_figures(&self) -> bool {
        matches!(self.purpose, Purpose::Figures(_))
    }

    /// Moves in the list that is shown.
    pub fn go(&mut self, nav: Nav, scene: &Scene<'_>) {
        if let Some(field) = self.fields.get_mut(self.at) {
            field.go(nav, scene);
        }
        self.follow();
    }

    /// Takes what is at hand in the list that is shown. One figure leads to the next.
    pub fn take(&mut self, scene: &Scene<'_>) {
        if let Some(field) = self.fields.get_mut(self.at) {
            field.take(scene);
        }
        self.follow();
        if self.is_of_figures() && self.field().is_some_and(|f| f.wrong.is_none()) {
            self.next_field(true, scene);
        }
    }

    /// Closes the list that is shown without a choice.
    pub fn close_list(&mut self) {
        if let Some(field) = self.fields.get_mut(self.at) {
            field.close();
        }
        self.follow();
    }

    /// The figures of an earlier year have come.
    pub fn hear_earlier(&mut self, earlier: &Earlier) {
        if !self.is_of_figures() || self.units.first() != Some(&earlier.unit) {
            return;
        }
        self.year = Some(earlier.year);
        for asked in self.fields.iter_mut().filter_map(|f| f.figure.as_deref_mut()) {
            let of = |(name, figures): &(Text, Vec<(String, f64)>)| {
                let (_, value) = figures.iter().find(|(id, _)| *id == asked.indicator.id)?;
                Some((name.clone(), *value))
            };
            asked.before = earlier.units.iter().filter_map(of).collect();
        }
    }

    /// Goes on to the next field; true where there is none, or where what is asked of the one at hand is answered: then it
    /// is to be handed in.
    pub fn go_on(&mut self, scene: &Scene<'_>) -> bool {
        let asked = |(id, doubt): &(Id, Wrong)| {
            self.field()
                .is_some_and(|f| f.id == *id && f.wrong.as_ref() == Some(doubt))
        };
        if self.asked.iter().any(asked) || self.shown().last().is_none_or(|last| *last == self.at) {
            return true;
        }
        self.next_field(true, scene);
        false
    }

    /// The ending of a list's name follows its format, and its format the ending. The due date that was proposed follows the moment of the return, until somebody writes another.
    pub(super) fn follow(&mut self) {
        match self.field().map(|f| f.id) {
            Some(Id::Format) if self.leaving().is_some() => self.follow_document_format(),
            Some(Id::SaveAs) if self.leaving().is_some() => self.follow_document_ending(),
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
    pub fn next_field(&mut self, forward: bool, scene: &Scene<'_>) {
        let shown = self.shown();
        let at = shown.iter().position(|i| *i == self.at).unwrap_or(0);
        let n = shown.len().max(1);
        let next = (at + if forward { 1 } else { n - 1 }) % n;
        self.go_to(shown.get(next).copied().unwrap_or(0), scene);
    }

    /// Goes to a field. What is wrong with the value of a figure is seen as soon as it is left.
    fn go_to(&mut self, to: usize, scene: &Scene<'_>) {
        if let Some(field) = self.fields.get_mut(self.at) {
            field.left(scene);
            let asked = field.figure.as_deref();
            let told = matches!(field.wrong, Some(Wrong::Heading(_)));
            if let Some(wrong) = asked
                .filter(|_| !told)
                .and_then(|asked| figures::value(field, asked).err())
            {
                field.wrong = Some(wrong);
            }
        }
        self.at = to;
        if let Some(field) = self.fields.get_mut(self.at) {
            field.entered();
        }
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
        self.read(scene, fill::fill)
    }

    /// What the fields come to for whoever reads them so; as [`Form::finish`].
    pub(in crate::tui::panes::over::form) fn read<T>(
        &mut self,
        scene: &Scene<'_>,
        fill: impl FnOnce(&About<'_>, &[Field], &Scene<'_>) -> Result<(T, Remarks), Remarks>,
    ) -> Result<T, Unfinished> {
        self.refused = None;
        for field in &mut self.fields {
            field.settle(scene);
        }
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
        let mut filled = fill(&about, &fields, scene);
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
        if let Some(first) = first {
            self.at = first;
            self.fields
                .iter_mut()
                .skip(first)
                .take(1)
                .for_each(Field::entered);
        }
        filled
    }

    /// The fields that are shown, by their places.
    pub(in crate::tui::panes::over::form) fn shown(&self) -> Vec<usize> {
        let all = self.fields.iter().enumerate();
        let all = all.filter(|(_, field)| self.leaving().is_none() || self.offers(field.id));
        all.map(|(at, _)| at).collect()
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
        if let Purpose::Letters(form) = &self.purpose {
            return form.subject(scene);
        }
        if let Purpose::Export(leaving) = &self.purpose {
            return exported::subject(leaving, scene);
        }
        if let Purpose::File(unit, id) | Purpose::Keep(unit, id) = &self.purpose {
            let file = scene.campaign.unit(*unit).file(id);
            return paint::clean(file.map_or(id.as_str(), |e| &e.file.name)).into_owned();
        }
        if let Purpose::Document(id) = &self.purpose {
            let documents = &scene.campaign.def().documents;
            let title = documents
                .iter()
                .find(|d| d.id == *id)
                .map(|d| d.title.get(scene.lang()));
            return paint::clean(title.unwrap_or(id)).into_owned();
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
