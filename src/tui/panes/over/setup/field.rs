//! One field: its key, and its text or its choices.
//!
//! It must never know what its value means.

use unicode_normalization::UnicodeNormalization as _;

use crate::core::definition::PartKind;
use crate::core::names::Lang;
use crate::text::fold::{Fit, Needle};
use crate::tui::editor::Editor;
use crate::tui::msg::Edit;
use crate::tui::panes::over::setup::wrong::Wrong;

/// The most letters by which something is chosen.
const NAME_MOST: usize = 60;

/// Which field. Of a list the number says which entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// What it begins with: a draft or a model.
    Source,
    /// The Day.
    Day,
    /// Number of the letter.
    Number,
    /// Symbol of the letter.
    Symbol,
    /// Date of the letter.
    LetterDate,
    /// The year's theme.
    Theme(Lang),
    /// First day of the activities.
    From,
    /// Last day of the activities.
    To,
    /// The deadline in the letter's words.
    Words(Lang),
    /// The last day that counts.
    LastDay,
    /// What the letter asks.
    Ask(usize, Lang),
    /// A part of the report.
    Part(PartKind),
    /// Indicators that are asked for.
    Figures,
    /// Title of a document.
    Doc(usize, Lang),
    /// Address of a document.
    Url(usize),
    /// Who is expected to report.
    Roster,
    /// The edition of Connect 2030.
    Edition,
    /// Who writes.
    Sender(Lang),
    /// The department in charge.
    Charge(Lang),
    /// To whom.
    Addressees(Lang),
    /// Who signs.
    SignerName,
    /// The position of who signs.
    SignerTitle,
    /// Mail domains by unit.
    Domains,
    /// The campaign's id.
    Id,
}

impl Key {
    /// Does it take several lines?
    pub(super) fn is_long(self) -> bool {
        matches!(self, Self::Ask(..) | Self::Domains | Self::Theme(_))
    }

    /// Does it take a day?
    pub(super) fn is_day(self) -> bool {
        matches!(
            self,
            Self::Day | Self::LetterDate | Self::From | Self::To | Self::LastDay
        )
    }

    /// The most characters that it takes.
    fn limit(self) -> usize {
        match self {
            Self::Day
            | Self::Number
            | Self::LetterDate
            | Self::From
            | Self::To
            | Self::LastDay
            | Self::Id => 40,
            Self::Symbol | Self::SignerName => 120,
            Self::Domains => 8_000,
            Self::Ask(..) => 2_000,
            _ => 600,
        }
    }
}

/// What a field holds.
#[derive(Debug, Clone)]
pub(super) enum Body {
    Text(Editor),
    /// The values there are, and which one.
    Pick(Vec<String>, usize),
}

/// The value of a field: what stands in it, and whether a person has still to write or to look at it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Value {
    pub(super) text: String,
    pub(super) todo: bool,
}

/// A field.
#[derive(Debug, Clone)]
pub struct Field {
    pub(super) key: Key,
    pub(super) body: Body,
    /// A person has still to write it, or to look at what is proposed.
    pub(super) todo: bool,
    /// What is wrong with it, as far as was found.
    pub(super) wrong: Option<Wrong>,
    /// Something that was typed or pasted had no room.
    pub(super) cut: bool,
    /// In a choice: the letters of a name that were typed so far.
    pub(super) typed: String,
}

impl Field {
    /// A field with a value; with choices it lets one choose among them.
    pub(super) fn new(key: Key, value: &Value, choices: Option<Vec<String>>) -> Self {
        let body = match choices {
            Some(mut all) => {
                // What is no choice any more is kept until another is chosen.
                if !all.contains(&value.text) {
                    all.push(value.text.clone());
                }
                let at = all.iter().position(|v| *v == value.text).unwrap_or(0);
                Body::Pick(all, at)
            }
            None => Body::Text(editor(key, &value.text)),
        };
        Self {
            key,
            body,
            todo: value.todo,
            wrong: None,
            cut: false,
            typed: String::new(),
        }
    }

    /// What stands in it; blanks around a text do not count.
    pub(super) fn value(&self) -> Value {
        Value {
            text: self.text().to_owned(),
            todo: self.todo,
        }
    }

    pub(super) fn text(&self) -> &str {
        match &self.body {
            Body::Text(e) => e.text().trim(),
            Body::Pick(all, at) => all.get(*at).map_or("", String::as_str),
        }
    }

    /// Puts another value in its place.
    pub(super) fn set(&mut self, value: &Value) {
        match &mut self.body {
            Body::Text(e) => *e = editor(self.key, &value.text),
            Body::Pick(all, at) => {
                if !all.contains(&value.text) {
                    all.push(value.text.clone());
                }
                *at = all.iter().position(|v| *v == value.text).unwrap_or(*at);
            }
        }
        self.todo = value.todo;
        self.wrong = None;
        self.cut = false;
    }

    /// Puts letters in; in a choice, letters of a name, of which `names` are all. True where something was cut away.
    pub(super) fn insert(&mut self, text: &str, names: &[String]) -> bool {
        match &mut self.body {
            Body::Text(e) => {
                self.cut = e.insert(text);
                self.touched();
                self.cut
            }
            Body::Pick(_, at) => {
                self.typed.push_str(text.trim_matches(['\r', '\n']));
                self.typed = self.typed.nfc().take(NAME_MOST).collect();
                match named(&self.typed, names) {
                    Some(i) => {
                        *at = i;
                        self.wrong = None;
                    }
                    None => self.wrong = Some(Wrong::NoSuchChoice(self.typed.clone())),
                }
                false
            }
        }
    }

    /// Edits the text, or goes along the choices.
    pub(super) fn edit(&mut self, edit: Edit) {
        match &mut self.body {
            Body::Text(e) => {
                e.apply(edit);
                if !matches!(edit, Edit::Left | Edit::Right | Edit::Home | Edit::End) {
                    self.cut = false;
                    self.touched();
                }
            }
            Body::Pick(all, at) => {
                match edit {
                    Edit::Left => return self.choose(false),
                    Edit::Right => return self.choose(true),
                    Edit::Home => *at = 0,
                    Edit::End => *at = all.len().saturating_sub(1),
                    Edit::Backspace | Edit::Delete | Edit::Word | Edit::All => {}
                }
                self.leave();
            }
        }
    }

    /// The next choice, or the one before.
    pub(super) fn choose(&mut self, forward: bool) {
        if let Body::Pick(all, at) = &mut self.body
            && !all.is_empty()
        {
            *at = (*at + if forward { 1 } else { all.len() - 1 }) % all.len();
        }
        self.leave();
    }

    /// Forgets the letters of a name.
    pub(super) fn leave(&mut self) {
        self.typed.clear();
        if matches!(self.wrong, Some(Wrong::NoSuchChoice(_))) {
            self.wrong = None;
        }
    }

    fn touched(&mut self) {
        self.wrong = None;
        // What was emptied is still to be written.
        self.todo &= self.text().is_empty();
    }
}

fn editor(key: Key, text: &str) -> Editor {
    let editor = Editor::new("", key.limit().max(text.chars().count()));
    let mut editor = if key.is_long() { editor.multiline() } else { editor };
    editor.set(text);
    editor
}

/// The name that begins with these letters, else one that has a word that does.
fn named(typed: &str, names: &[String]) -> Option<usize> {
    if typed.trim().is_empty() {
        return None;
    }
    let needle = Needle::new(typed);
    let fitting = names.iter().enumerate().filter_map(|(i, name)| {
        let rank = needle.matches(name).filter(|r| r.place <= Fit::WordStart)?;
        Some((rank.place, i))
    });
    fitting.min().map(|(_, i)| i)
}
