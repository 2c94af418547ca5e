//! From fields to a campaign's form, and what is wrong with it at each field.
//!
//! It must never know what is done with the form.

use crate::core::form::CampaignForm;
use crate::core::names::{Lang, Text};
use crate::core::time::Date;
use crate::tui::panes::over::setup::field::{Field, Key, Value};
use crate::tui::panes::over::setup::judge::{self, Kept};
use crate::tui::panes::over::setup::state::{SetUp, is_unread};
use crate::tui::panes::over::setup::values;
use crate::tui::panes::over::setup::wrong::Wrong;

impl SetUp {
    /// Says at each field what is wrong with it; what cannot be read says so already.
    pub(super) fn judge_all(&mut self) {
        let Some(bench) = self.bench.as_deref() else {
            return;
        };
        let mut form = self.good.clone();
        let kept = self.lists(&mut form);
        let found = judge::problems(&form, &kept, bench);
        for field in &mut self.fields {
            if matches!(
                field.wrong,
                Some(Wrong::BadDate | Wrong::BadDomain(..) | Wrong::NoSuchChoice(_))
            ) {
                continue;
            }
            field.wrong = found
                .iter()
                .find(|(k, _)| *k == field.key)
                .map(|(_, w)| w.clone());
            // What is still to be written is told as that.
            if field.todo && field.wrong == Some(Wrong::Missing) {
                field.wrong = None;
            }
        }
    }

    /// Where the last entry of a list has been written, another empty one stands behind it: a letter asks for as many things
    /// as it likes.
    pub(super) fn grow(&mut self) {
        let asks = |k: Key| match k {
            Key::Ask(n, _) => Some(n),
            _ => None,
        };
        let documents = |k: Key| match k {
            Key::Doc(n, _) | Key::Url(n) => Some(n),
            _ => None,
        };
        self.grow_list(asks, |n| vec![Key::Ask(n, Lang::Vi), Key::Ask(n, Lang::En)]);
        self.grow_list(documents, |n| {
            vec![Key::Doc(n, Lang::Vi), Key::Doc(n, Lang::En), Key::Url(n)]
        });
    }

    fn grow_list(&mut self, place: impl Fn(Key) -> Option<usize>, keys: impl Fn(usize) -> Vec<Key>) {
        let Some(last) = self.fields.iter().filter_map(|f| place(f.key)).max() else {
            return;
        };
        let of_last = |f: &Field| place(f.key) == Some(last);
        let is_written = self.fields.iter().any(|f| of_last(f) && !f.text().is_empty());
        let Some(end) = self.fields.iter().rposition(of_last).filter(|_| is_written) else {
            return;
        };
        let new = keys(last + 1);
        if self.at > end {
            self.at += new.len();
        }
        for (n, key) in new.into_iter().enumerate() {
            let field = Field::new(key, &Value::default(), None);
            self.fields.insert(end + 1 + n, field);
        }
    }

    /// Puts the lists together, from what the draft or model gave.
    fn lists(&self, form: &mut CampaignForm) -> Kept {
        let text = |key: Key| {
            let field = self.of(key);
            field.map_or_else(String::new, |f| values::unmarked(key, &f.value()))
        };
        let both = |key: fn(usize, Lang) -> Key, i| Text::new(text(key(i, Lang::Vi)), text(key(i, Lang::En)));
        let count = |is: fn(Key) -> bool| self.fields.iter().filter(|f| is(f.key)).count();
        let asks = count(|k| matches!(k, Key::Ask(_, Lang::Vi)));
        let documents = count(|k| matches!(k, Key::Url(_)));
        form.requests.clone_from(&self.ground.requests);
        form.documents.clone_from(&self.ground.documents);
        let asks: Vec<Text> = (0..asks).map(|i| both(Key::Ask, i)).collect();
        let documents: Vec<(Text, String)> = (0..documents)
            .map(|i| (both(Key::Doc, i), text(Key::Url(i))))
            .collect();
        Kept {
            asks: values::asks(form, &asks),
            documents: values::documents(form, &documents),
        }
    }

    /// The form as its fields have it. What cannot be read is said at its field and left as it was when it could.
    pub(super) fn assemble(&mut self, today: Date) {
        let Some(bench) = self.bench.as_deref() else {
            return;
        };
        let mut form = CampaignForm {
            parts: self.ground.parts.clone(),
            figures: self.ground.figures.clone(),
            goals: self.ground.goals.clone(),
            ..self.good.clone()
        };
        let mut wrong: Vec<(Key, Option<Wrong>)> = Vec::new();
        for field in &self.fields {
            let text = field.text();
            let day = self.day_in(text, today);
            let read =
                |needed: bool| (day.is_none() && (needed || !text.is_empty())).then_some(Wrong::BadDate);
            let found = match field.key {
                Key::Day => {
                    form.day = day.unwrap_or(form.day);
                    read(true)
                }
                Key::LetterDate => {
                    form.letter.date = if text.is_empty() {
                        None
                    } else {
                        day.or(form.letter.date)
                    };
                    read(false)
                }
                Key::From => {
                    form.window.from = day.unwrap_or(form.window.from);
                    read(true)
                }
                Key::To => {
                    form.window.to = day.unwrap_or(form.window.to);
                    read(true)
                }
                Key::LastDay => {
                    if let Some(last) = day {
                        form.deadline.cutoff = values::cutoff(&form, last);
                    }
                    read(true)
                }
                Key::Domains => match values::domains(text, self.roster()) {
                    Ok(all) => {
                        form.mail_domains = all;
                        None
                    }
                    Err((n, word)) => Some(Wrong::BadDomain(n, word)),
                },
                key => {
                    values::put(&mut form, key, &field.value(), &bench.materials);
                    continue;
                }
            };
            wrong.push((field.key, found));
        }
        self.lists(&mut form);
        for (key, found) in wrong {
            if let Some(field) = self.fields.iter_mut().find(|f| f.key == key) {
                match found {
                    Some(unread) => field.wrong = Some(unread),
                    None if is_unread(field) => field.wrong = None,
                    None => {}
                }
            }
        }
        self.good = form;
    }
}
