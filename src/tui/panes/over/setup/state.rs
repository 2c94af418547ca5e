//! The form as a whole: what stands in it, what follows what, what is saved and what is under way.
//!
//! It must never know who saves a draft, nor which keys there are.

use std::path::PathBuf;

use chrono::Datelike as _;

use crate::campaign_file::deadline_words;
use crate::core::deadline::next_day;
use crate::core::form::CampaignForm;
use crate::core::names::{CmdId, Lang};
use crate::core::roster::Roster;
use crate::core::time::{Date, Zone};
use crate::drafts::Draft;
use crate::reading::dates::date;
use crate::reading::deadline;
use crate::tui::msg::{Edit, Question};
use crate::tui::panes::over::explained::Explained;
use crate::tui::panes::over::setup::field::{Field, Key, Value};
use crate::tui::panes::over::setup::wrong::Wrong;
use crate::tui::panes::over::setup::{values, words};
use crate::tui::scene::Scene;
use crate::tui::workbench::Workbench;

/// What is done once a draft is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum After {
    /// Nothing.
    #[default]
    Stay,
    /// The form is closed.
    Close,
    /// The program is left.
    Quit,
}

/// A draft that is being saved.
#[derive(Debug)]
pub(super) struct UnderWay {
    pub(super) question: Question,
    pub(super) text: String,
    pub(super) form: CampaignForm,
}

/// The form by which a campaign is set up.
#[derive(Debug)]
pub struct SetUp {
    /// Which question was asked for what it needs; once that is there, it is no longer awaited.
    awaited: Option<Question>,
    pub(super) bench: Option<Box<Workbench>>,
    /// What the draft or the model gave, with what no field shows.
    pub(super) ground: CampaignForm,
    /// As it was when all could be read last.
    pub(super) good: CampaignForm,
    /// As it stands in the file, or as it was proposed.
    pub(super) kept: CampaignForm,
    /// What it began with, by its place among drafts and models.
    pub(super) source: usize,
    /// The model that the Day is moved from.
    model: usize,
    pub(super) head: Vec<String>,
    /// What model and Day give: whatever still says the same follows them.
    derived: Vec<(Key, Value)>,
    pub(super) fields: Vec<Field>,
    pub(super) at: usize,
    /// The file that it came from or was saved in, with its bytes.
    pub(super) file: Option<(PathBuf, Vec<u8>)>,
    pub(super) saving: Option<UnderWay>,
    pub(super) after: After,
    /// Why it was not saved, or not opened.
    pub(super) refused: Option<String>,
    /// It was saved beside another's.
    pub(super) beside: Option<PathBuf>,
    pub(super) not_saved: bool,
    pub(super) sent: Option<CmdId>,
    /// What its fields are for, while that is shown.
    pub(super) explained: Option<Explained>,
}

impl SetUp {
    /// A form that waits for what it needs.
    pub fn new(awaited: Question) -> Self {
        Self {
            awaited: Some(awaited),
            bench: None,
            ground: CampaignForm::default(),
            good: CampaignForm::default(),
            kept: CampaignForm::default(),
            source: 0,
            model: 0,
            head: Vec::new(),
            derived: Vec::new(),
            fields: Vec::new(),
            at: 0,
            file: None,
            saving: None,
            after: After::Stay,
            refused: None,
            beside: None,
            not_saved: false,
            sent: None,
            explained: None,
        }
    }

    /// What it needs has come, or why it has not.
    pub fn take(&mut self, question: Question, bench: Result<Workbench, String>, today: Date) {
        if self.awaited != Some(question) {
            return;
        }
        self.awaited = None;
        match bench {
            Ok(bench) => {
                self.bench = Some(Box::new(bench));
                self.begin_with(0, today);
            }
            Err(sentence) => self.refused = Some(sentence),
        }
    }

    /// Is it still waiting for what it needs, or without it?
    pub fn is_bare(&self) -> bool {
        self.bench.is_none()
    }

    /// The choices of what it begins with: drafts, then models.
    pub(super) fn sources(&self) -> usize {
        let bench = self.bench.as_ref();
        bench.map_or(0, |b| b.drafts.len() + b.materials.models.len())
    }

    /// Begins with a draft or a model.
    fn begin_with(&mut self, source: usize, today: Date) {
        let Some(bench) = self.bench.as_deref() else {
            return;
        };
        let models = &bench.materials.models;
        let (form, head, file) = if let Some(Draft { path, form, bytes }) = bench.drafts.get(source) {
            let text = String::from_utf8_lossy(bytes);
            let head = text.lines().take_while(|l| l.starts_with('#')).map(str::to_owned);
            (form.clone(), head.collect(), Some((path.clone(), bytes.clone())))
        } else {
            let Some(model) = models.get(source - bench.drafts.len()) else {
                return;
            };
            let day = model.def.day;
            let day = next_day(day.month(), day.day(), today);
            let Some((form, head)) = bench.materials.fresh(model, day) else {
                return;
            };
            (form, head, None)
        };
        // Of a draft nobody knows any more what it was made from; dates move alike from any.
        let at = source.saturating_sub(bench.drafts.len());
        let model = models.get(at);
        let derived = model.and_then(|m| bench.materials.fresh(m, form.day));
        let of = |form: &CampaignForm| {
            let roster = bench.materials.rosters.iter().find(|r| r.id() == form.roster);
            values::values(form, roster)
        };
        self.derived = derived.map(|(form, _)| of(&form)).unwrap_or_default();
        let field = |(key, value): (Key, Value)| {
            let choices = values::choices(key, &bench.materials);
            Field::new(key, &value, choices)
        };
        let all = (0..self.sources()).map(|n| n.to_string()).collect();
        let mut fields = vec![Field::new(Key::Source, &plain(&source.to_string()), Some(all))];
        fields.extend(of(&form).into_iter().map(field));
        (self.fields, self.head, self.file) = (fields, head, file);
        (self.ground, self.good) = (form.clone(), form);
        (self.source, self.model) = (source, at);
        (self.refused, self.beside, self.not_saved) = (None, None, false);
        self.assemble(today);
        self.kept = self.good.clone();
        self.judge_all();
        // The first place that somebody has to write; before it the model stands as it is proposed.
        self.at = self.next_unfinished(0).unwrap_or(1);
    }

    pub(super) fn field(&self) -> Option<&Field> {
        self.fields.get(self.at)
    }

    pub(super) fn of(&self, key: Key) -> Option<&Field> {
        self.fields.iter().find(|f| f.key == key)
    }

    fn set(&mut self, key: Key, value: &Value) {
        if let Some(field) = self.fields.iter_mut().find(|f| f.key == key) {
            field.set(value);
        }
    }

    pub(super) fn roster(&self) -> Option<&Roster> {
        let id = self.of(Key::Roster)?.text();
        let bench = self.bench.as_ref()?;
        bench.materials.rosters.iter().find(|r| r.id() == id)
    }

    /// A day as a field has it; two parts of a date are in the year of the Day.
    pub(super) fn day_in(&self, text: &str, today: Date) -> Option<Date> {
        date(text, today, self.good.day.year())
    }

    // ------------------------------------------------------------------ typing

    /// Puts a text in. True where something of it was cut away.
    pub fn insert(&mut self, text: &str, scene: &Scene<'_>) -> bool {
        let names = words::names(self, scene);
        let cut = self
            .fields
            .get_mut(self.at)
            .is_some_and(|f| f.insert(text, &names));
        self.follow(scene.today());
        cut
    }

    /// Edits the field at hand.
    pub fn edit(&mut self, edit: Edit, scene: &Scene<'_>) {
        if let Some(field) = self.fields.get_mut(self.at) {
            field.edit(edit);
        }
        self.follow(scene.today());
    }

    /// The next choice of the field at hand, or the one before.
    pub fn choose(&mut self, forward: bool, today: Date) {
        if let Some(field) = self.fields.get_mut(self.at) {
            field.choose(forward);
        }
        self.follow(today);
    }

    /// What follows from the field at hand.
    fn follow(&mut self, today: Date) {
        self.refused = None;
        // Whoever types on stays.
        self.after = After::Stay;
        let Some(field) = self.field() else { return };
        let (key, text) = (field.key, field.text().to_owned());
        match key {
            Key::Source => {
                let typed = field.typed.clone();
                let Some(source) = text.parse().ok().filter(|n| *n != self.source) else {
                    return;
                };
                self.begin_with(source, today);
                self.at = 0;
                if let Some(field) = self.fields.first_mut() {
                    field.typed = typed;
                }
            }
            Key::Day => {
                if let Some(day) = self.day_in(&text, today) {
                    self.follow_day(day);
                }
            }
            Key::Words(lang) => {
                if let Some(last) = deadline::last_day(&text) {
                    let before = self.good.last_day();
                    self.set(Key::LastDay, &plain(&crate::text::dates::date_full(last)));
                    self.follow_words(before, last, Some(lang));
                    self.good.deadline.cutoff = values::cutoff(&self.good, last);
                }
            }
            Key::LastDay => {
                if let Some(last) = self.day_in(&text, today) {
                    let before = self.good.last_day();
                    self.follow_words(before, last, None);
                    self.good.deadline.cutoff = values::cutoff(&self.good, last);
                }
            }
            _ => {}
        }
        self.assemble(today);
        // What is being typed is judged once it is left.
        if let Some(field) = self.fields.get_mut(self.at).filter(|f| is_unread(f)) {
            field.wrong = None;
        }
    }

    /// Everything that still says what the Day gave says what the new Day gives.
    fn follow_day(&mut self, day: Date) {
        let Some(bench) = self.bench.as_deref() else {
            return;
        };
        let model = bench.materials.models.get(self.model);
        let Some((form, _)) = model.and_then(|m| bench.materials.fresh(m, day)) else {
            return;
        };
        let roster = bench.materials.rosters.iter().find(|r| r.id() == form.roster);
        let new = values::values(&form, roster);
        let old = std::mem::take(&mut self.derived);
        for field in &mut self.fields {
            let of = |all: &[(Key, Value)]| all.iter().find(|(k, _)| *k == field.key).map(|(_, v)| v.clone());
            if let (Some(was), Some(is), false) = (of(&old), of(&new), field.key == Key::Day)
                && field.value() == was
                && was != is
            {
                field.set(&is);
            }
        }
        self.derived = new;
        self.good.day = day;
    }

    /// The letter's words follow the last day where they are the usual ones.
    fn follow_words(&mut self, before: Option<Date>, last: Date, but: Option<Lang>) {
        let zone = Zone::parse(&self.good.timezone).unwrap_or_default();
        let usual = |day: Date| deadline_words(zone, zone.end_of(day));
        let (Some(was), Some(is)) = (before.and_then(usual), usual(last)) else {
            return;
        };
        for lang in [Lang::Vi, Lang::En] {
            let untouched = self
                .of(Key::Words(lang))
                .is_some_and(|f| f.text() == values::of(&was, lang));
            if untouched && but != Some(lang) {
                self.set(Key::Words(lang), &plain(values::of(&is, lang)));
            }
        }
    }

    // ------------------------------------------------------------------ going on

    /// Goes to the next field, or the one before; round at the ends.
    pub fn next_field(&mut self, forward: bool, today: Date) {
        self.left(today);
        let n = self.fields.len().max(1);
        self.at = (self.at + if forward { 1 } else { n - 1 }) % n;
    }

    /// Goes on to the next place that is unfinished: what is proposed at hand was looked at. True where nothing is left.
    pub fn onward(&mut self, today: Date) -> bool {
        if let Some(field) = self.fields.get_mut(self.at) {
            field.todo &= field.text().is_empty();
        }
        self.left(today);
        if self.field().is_some_and(|f| f.wrong.is_some()) {
            return false;
        }
        let next = self.next_unfinished(self.at + 1).or_else(|| self.blocking());
        self.at = next.unwrap_or(self.at);
        next.is_none()
    }

    /// The next place from there on that is wrong, to be written, or still left out.
    fn next_unfinished(&self, from: usize) -> Option<usize> {
        let left_out = words::left_out(self);
        let all = self.fields.iter().enumerate().skip(from);
        let open = |f: &Field| f.wrong.is_some() || f.todo || left_out.contains(&f.key);
        all.filter(|(_, f)| open(f)).map(|(i, _)| i).next()
    }

    /// The first place without which the campaign cannot be opened.
    pub(super) fn blocking(&self) -> Option<usize> {
        self.fields.iter().position(|f| f.wrong.is_some() || f.todo)
    }

    /// The field at hand is left: what is in it is judged.
    pub(super) fn left(&mut self, today: Date) {
        if let Some(field) = self.fields.get_mut(self.at) {
            if matches!(field.wrong, Some(Wrong::NoSuchChoice(_))) {
                return;
            }
            field.typed.clear();
        }
        self.grow();
        self.assemble(today);
        self.judge_all();
    }

    /// What it comes to so far.
    pub(super) fn form(&self) -> &CampaignForm {
        &self.good
    }
}

/// Can what stands in it not be read?
pub(super) fn is_unread(field: &Field) -> bool {
    matches!(field.wrong, Some(Wrong::BadDate | Wrong::BadDomain(..)))
}

pub(super) fn plain(text: &str) -> Value {
    Value {
        text: text.to_owned(),
        todo: false,
    }
}
