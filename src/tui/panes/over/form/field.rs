//! One field of a form: a text that is typed, or a choice among a few things.
//!
//! It must never know what the form is for.

use unicode_normalization::UnicodeNormalization;

use crate::core::fact::{ActivityStatus, ContactHow, Mode};
use crate::core::particulars::Consent;
use crate::listout::Format;
use crate::text::fold::{Fit, Needle};
use crate::text::sanitize;
use crate::tui::editor::Editor;
use crate::tui::msg::Edit;
use crate::tui::panes::over::form::read::Wrong;
use crate::tui::scene::Scene;

/// The most letters of a name by which something is chosen.
const NAME_MOST: usize = 60;

/// Which field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Id {
    /// Why.
    Reason,
    /// A note.
    Note,
    /// What came with a report, in words.
    CameWith,
    /// By when a correction is due.
    Due,
    /// When it happened.
    When,
    /// Which figure.
    Indicator,
    /// A figure's value.
    Value,
    /// A figure's value, where it is yes or no.
    YesNo,
    /// How a unit was contacted.
    How,
    /// A person's name.
    Name,
    /// A person's position.
    Position,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Mail,
    /// For one unit or for all.
    Scope,
    /// One more extension, or another in the place of one.
    Manner,
    /// The last day that will count.
    Until,
    /// Kind of activity.
    Kind,
    /// Title of an activity.
    Title,
    /// First day.
    From,
    /// Last day.
    To,
    /// In person, online or both.
    Mode,
    /// People reached.
    Reach,
    /// SDGs.
    Sdgs,
    /// Connect 2030 goals and targets.
    Goals,
    /// Status of an activity.
    Status,
    /// The paths of files, one a line.
    File,
    /// Number and symbol of a document.
    Number,
    /// Date of a document.
    Dated,
    /// What is to be seen in a file.
    Caption,
    /// May a file be shown?
    Consent,
    /// Is an activity worth naming in what goes out?
    Notable,
    /// Which activity.
    Activity,
    /// What a list is written as.
    Format,
    /// The path of the file that a list becomes.
    SaveAs,
}

impl Id {
    /// The catalogue key of its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Reason => "forms-label_reason",
            Self::Note => "forms-label_note",
            Self::CameWith => "forms-label_came_with",
            Self::Due => "forms-label_due",
            Self::When => "forms-label_when",
            Self::Indicator => "forms-label_indicator",
            Self::Value | Self::YesNo => "forms-label_value",
            Self::How => "forms-label_how",
            Self::Name => "forms-label_name",
            Self::Position => "forms-label_position",
            Self::Phone => "forms-label_phone",
            Self::Mail => "forms-label_mail",
            Self::Scope => "forms-label_scope",
            Self::Manner => "forms-label_manner",
            Self::Until => "forms-label_until",
            Self::Kind => "forms-label_kind",
            Self::Title => "forms-label_title",
            Self::From => "forms-label_from",
            Self::To => "forms-label_to",
            Self::Mode => "forms-label_mode",
            Self::Reach => "forms-label_reach",
            Self::Sdgs => "forms-label_sdgs",
            Self::Goals => "forms-label_goals",
            Self::Status => "forms-label_status",
            Self::File => "forms-label_file",
            Self::Number => "forms-label_number",
            Self::Dated => "forms-label_dated",
            Self::Caption => "forms-label_caption",
            Self::Consent => "forms-label_consent",
            Self::Notable => "forms-label_notable",
            Self::Activity => "forms-label_activity",
            Self::Format => "forms-label_format",
            Self::SaveAs => "forms-label_save_as",
        }
    }
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Yes or no.
    Yes(bool),
    /// How a unit was contacted.
    How(ContactHow),
    /// No value any more: what is on record is taken back.
    NoValue,
    /// For all units, or for the one.
    All(bool),
    /// In the place of an extension that was a slip, or one more.
    Replace(bool),
    /// A kind of activity, by id.
    Kind(String),
    /// In person, online or both.
    Mode(Mode),
    /// A status; `None` follows from the dates.
    Status(Option<ActivityStatus>),
    /// A figure, by id.
    Indicator {
        /// Indicator id.
        id: String,
        /// Its value is yes or no.
        yes_no: bool,
    },
    /// May a file be shown?
    Consent(Consent),
    /// What a list is written as.
    Format(Format),
}

impl Choice {
    /// Its words.
    pub fn words(&self, scene: &Scene<'_>) -> String {
        let def = scene.campaign.def();
        let key = match self {
            Self::Yes(true) => "forms-yes",
            Self::Yes(false) => "forms-no",
            Self::How(ContactHow::Phone) => "forms-how_phone",
            Self::How(ContactHow::Mail) => "forms-how_mail",
            Self::How(ContactHow::Visit) => "forms-how_visit",
            Self::NoValue => "forms-no_value",
            Self::Replace(false) => "forms-manner_extend",
            Self::Replace(true) => "forms-manner_replace",
            Self::All(true) => "forms-scope_all",
            Self::All(false) => "forms-scope_one",
            Self::Format(Format::Xlsx) => "forms-format_xlsx",
            Self::Format(Format::Csv) => "forms-format_csv",
            Self::Format(Format::Md) => "forms-format_md",
            Self::Consent(c) => return scene.tr(&format!("consent-{}", c.id())).into_owned(),
            Self::Status(None) => "forms-status_auto",
            Self::Status(Some(s)) => return scene.tr(&format!("act_status-{}", s.id())).into_owned(),
            Self::Mode(m) => return scene.tr(&format!("mode-{}", m.id())).into_owned(),
            Self::Kind(id) => {
                let name = def.activity_kind(id).map(|k| k.name.get(scene.lang()));
                return sanitize::line(name.unwrap_or(id)).into_owned();
            }
            Self::Indicator { id, .. } => {
                let label = def.indicator(id).map(|i| i.label.get(scene.lang()));
                return sanitize::line(label.unwrap_or(id)).into_owned();
            }
        };
        scene.tr(key).into_owned()
    }
}

/// What a field holds.
#[derive(Debug, Clone)]
pub enum Body {
    /// A text.
    Text(Editor),
    /// A choice: all of them, and which one.
    Choice(Vec<Choice>, usize),
}

/// A field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Which.
    pub id: Id,
    /// What it holds.
    pub body: Body,
    /// It may not be left empty.
    pub required: bool,
    /// It takes several lines.
    pub long: bool,
    /// What is wrong with it, as far as was found.
    pub wrong: Option<Wrong>,
    /// Something that was typed or pasted had no room.
    pub cut: bool,
    /// In a choice: the letters of a name that were typed so far.
    typed: String,
    was: Was,
}

/// What stood in it at first.
#[derive(Debug, Clone, PartialEq)]
enum Was {
    Text(String),
    Choice(usize),
}

impl Field {
    /// A text of one line.
    pub fn line(id: Id, text: &str, limit: usize) -> Self {
        Self::of(id, Body::Text(Editor::new(text, limit)))
    }

    /// A text of several lines.
    pub fn block(id: Id, limit: usize) -> Self {
        let mut field = Self::of(id, Body::Text(Editor::new("", limit).multiline()));
        field.long = true;
        field
    }

    /// A choice; the first unless `chosen` is among them.
    pub fn choice(id: Id, choices: Vec<Choice>, chosen: Option<&Choice>) -> Self {
        let at = chosen.and_then(|c| choices.iter().position(|o| o == c));
        Self::of(id, Body::Choice(choices, at.unwrap_or(0)))
    }

    fn of(id: Id, body: Body) -> Self {
        let was = match &body {
            Body::Text(e) => Was::Text(e.text().to_owned()),
            Body::Choice(_, at) => Was::Choice(*at),
        };
        Self {
            id,
            body,
            required: false,
            long: false,
            wrong: None,
            cut: false,
            typed: String::new(),
            was,
        }
    }

    /// The same field, not to be left empty.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The text, trimmed; nothing for a choice.
    pub fn text(&self) -> &str {
        match &self.body {
            Body::Text(e) => e.text().trim(),
            Body::Choice(..) => "",
        }
    }

    /// What is chosen; nothing for a text.
    pub fn chosen(&self) -> Option<&Choice> {
        match &self.body {
            Body::Text(_) => None,
            Body::Choice(all, at) => all.get(*at),
        }
    }

    /// Is it other than it was at first?
    pub fn is_changed(&self) -> bool {
        match (&self.body, &self.was) {
            (Body::Text(e), Was::Text(was)) => e.text() != was,
            (Body::Choice(_, at), Was::Choice(was)) => at != was,
            _ => true,
        }
    }

    /// Puts a text in; in a choice, letters of a name, of which `names` are all. True where something was cut away.
    pub fn insert(&mut self, text: &str, names: &[String]) -> bool {
        match &mut self.body {
            Body::Text(e) => {
                self.cut = e.insert(text);
                self.wrong = None;
                self.cut
            }
            Body::Choice(..) => {
                self.typed.push_str(text.trim_matches(['\r', '\n']));
                self.typed = self.typed.nfc().take(NAME_MOST).collect();
                self.select_by_name(names);
                false
            }
        }
    }

    /// The letters of a name that were typed into a choice.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// What was typed into a choice names none of them: nothing that was typed is passed over in silence.
    pub fn names_nothing(&self) -> Option<Wrong> {
        match (&self.body, &self.wrong) {
            (Body::Choice(..), Some(w @ (Wrong::NoSuchChoice(_) | Wrong::SpaceChoosesNothing))) => {
                Some(w.clone())
            }
            _ => None,
        }
    }

    /// Chooses what fits the letters typed so far best: a name that begins with them, else one that has a word that does.
    fn select_by_name(&mut self, names: &[String]) {
        let Body::Choice(_, at) = &mut self.body else {
            return;
        };
        if self.typed.trim().is_empty() {
            self.wrong = (!self.typed.is_empty()).then_some(Wrong::SpaceChoosesNothing);
            self.typed.clear();
            return;
        }
        let needle = Needle::new(&self.typed);
        let fitting = names.iter().enumerate().filter_map(|(i, name)| {
            let rank = needle.matches(name).filter(|r| r.place <= Fit::WordStart)?;
            Some((rank.place, i))
        });
        match fitting.min() {
            Some((_, i)) => {
                *at = i;
                self.wrong = None;
            }
            None => self.wrong = Some(Wrong::NoSuchChoice(self.typed.clone())),
        }
    }

    /// Edits the text; in a choice, goes along the choices or takes back letters of a name.
    pub fn edit(&mut self, edit: Edit, names: &[String]) {
        match &mut self.body {
            Body::Text(e) => {
                e.apply(edit);
                let moves = matches!(edit, Edit::Left | Edit::Right | Edit::Home | Edit::End);
                if !moves {
                    self.wrong = None;
                    self.cut = false;
                }
            }
            Body::Choice(all, at) => match edit {
                Edit::Left => self.choose(false),
                Edit::Right => self.choose(true),
                Edit::Home => {
                    *at = 0;
                    self.leave();
                }
                Edit::End => {
                    *at = all.len().saturating_sub(1);
                    self.leave();
                }
                Edit::Backspace => {
                    self.typed.pop();
                    self.wrong = None;
                    if !self.typed.is_empty() {
                        self.select_by_name(names);
                    }
                }
                Edit::Delete | Edit::Word | Edit::All => self.leave(),
            },
        }
    }

    /// Goes to the next choice, or the one before.
    pub fn choose(&mut self, forward: bool) {
        if let Body::Choice(all, at) = &mut self.body
            && !all.is_empty()
        {
            *at = (*at + if forward { 1 } else { all.len() - 1 }) % all.len();
            self.leave();
        }
    }

    /// Forgets the letters of a name: the next ones begin another.
    fn leave(&mut self) {
        self.typed.clear();
        self.wrong = None;
    }

    /// Another field is at hand now. What named nothing stays to be mended.
    pub fn left(&mut self) {
        if self.names_nothing().is_none() {
            self.typed.clear();
        }
    }
}
