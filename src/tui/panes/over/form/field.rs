//! One field of a form: a text that is typed, a choice among some things, or several of them.
//!
//! It must never know what the form is for.

use crate::tui::editor::Editor;
use crate::tui::msg::Edit;
use crate::tui::paint;
use crate::tui::panes::over::form::asked::Asked;
use crate::tui::panes::over::form::choice::Choice;
use crate::tui::panes::over::form::list::List;
use crate::tui::panes::over::form::read::Wrong;
use crate::tui::scene::Scene;

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
    /// A figure, by its place among those that are asked for.
    Figure(usize),
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
    /// The path of the house's own template.
    Template,
    /// How many photos a document has at most.
    Photos,
    /// The line that says to which document appendices belong.
    Belonging,
    /// Which files: the one, or all of the unit.
    Which,
    /// The folder that files or letters go into.
    Folder,
    /// What became of a message.
    Outcome,
    /// Whose a letter is.
    Unit,
    /// What a letter is.
    LetterKind,
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
            Self::Figure(_) => "forms-label_value", // it goes by its own name, see [`Field::label`]
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
            Self::Template => "forms-label_template",
            Self::Photos => "forms-label_photos",
            Self::Belonging => "forms-label_belonging",
            Self::Which => "forms-label_which",
            Self::Folder => "forms-label_folder",
            Self::Outcome => "forms-label_outcome",
            Self::Unit => "forms-label_unit",
            Self::LetterKind => "forms-label_letter_kind",
        }
    }
}

/// What a field holds.
#[derive(Debug, Clone)]
pub enum Body {
    /// A text.
    Text(Editor),
    /// A choice: all of them, and which one.
    Choice(Vec<Choice>, usize),
    /// Several of them: all, and those that are ticked, in the order in which they were.
    Many(Vec<Choice>, Vec<Choice>),
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
    /// Of a choice: what was typed of a name, and the list from which one chooses.
    pub(super) list: List,
    /// The figure that it asks for, if it asks for one.
    pub(super) figure: Option<Box<Asked>>,
    /// What stands in it is taken as a whole: what is typed first takes its place, as in a cell of a spreadsheet.
    pub(super) whole: bool,
    was: Was,
}

/// What stood in it at first.
#[derive(Debug, Clone, PartialEq)]
enum Was {
    Text(String),
    Choice(usize),
    Many(Vec<Choice>),
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

    /// A choice of several, with those that are ticked at first.
    pub fn many(id: Id, choices: Vec<Choice>, ticked: Vec<Choice>) -> Self {
        Self::of(id, Body::Many(choices, ticked))
    }

    fn of(id: Id, body: Body) -> Self {
        let was = match &body {
            Body::Text(e) => Was::Text(e.text().to_owned()),
            Body::Choice(_, at) => Was::Choice(*at),
            Body::Many(_, ticked) => Was::Many(ticked.clone()),
        };
        Self {
            id,
            body,
            required: false,
            long: false,
            wrong: None,
            cut: false,
            list: List::default(),
            figure: None,
            whole: false,
            was,
        }
    }

    /// The same field, not to be left empty.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same field, asking for a figure.
    #[must_use]
    pub(super) fn figure(mut self, asked: Asked) -> Self {
        self.figure = Some(Box::new(asked));
        self
    }

    /// What it is called.
    pub fn label(&self, scene: &Scene<'_>) -> String {
        match &self.figure {
            Some(asked) => paint::clean(asked.indicator.label.get(scene.lang())).into_owned(),
            None => scene.tr(self.id.label()).into_owned(),
        }
    }

    /// The text, trimmed; nothing for a choice.
    pub fn text(&self) -> &str {
        match &self.body {
            Body::Text(e) => e.text().trim(),
            Body::Choice(..) | Body::Many(..) => "",
        }
    }

    /// What is chosen; nothing for a text.
    pub fn chosen(&self) -> Option<&Choice> {
        match &self.body {
            Body::Choice(all, at) => all.get(*at),
            Body::Text(_) | Body::Many(..) => None,
        }
    }

    /// What is ticked, where several can be.
    pub fn ticked(&self) -> &[Choice] {
        match &self.body {
            Body::Many(_, ticked) => ticked,
            Body::Text(_) | Body::Choice(..) => &[],
        }
    }

    /// Is it other than it was at first?
    pub fn is_changed(&self) -> bool {
        match (&self.body, &self.was) {
            (Body::Text(e), Was::Text(was)) => e.text() != was,
            (Body::Choice(_, at), Was::Choice(was)) => at != was,
            (Body::Many(_, ticked), Was::Many(was)) => ticked != was || !self.list.typed.is_empty(),
            _ => true,
        }
    }

    /// Puts a text in; in a choice, letters of a name. True where something was cut away.
    pub fn insert(&mut self, text: &str, scene: &Scene<'_>) -> bool {
        if text.is_empty() {
            return false; // the key that opened the form came with nothing after it
        }
        let whole = std::mem::take(&mut self.whole);
        match &mut self.body {
            Body::Text(e) => {
                if whole {
                    e.apply(Edit::All);
                }
                self.cut = e.insert(text);
                self.wrong = None;
                self.cut
            }
            Body::Choice(..) | Body::Many(..) => {
                self.type_name(text, scene);
                false
            }
        }
    }

    /// Edits the text; in a choice, goes along the choices or takes back letters of a name.
    pub fn edit(&mut self, edit: Edit, scene: &Scene<'_>) {
        let whole = std::mem::take(&mut self.whole);
        match &mut self.body {
            Body::Text(e) => {
                let moves = matches!(edit, Edit::Left | Edit::Right | Edit::Home | Edit::End);
                e.apply(if whole && !moves { Edit::All } else { edit });
                if !moves {
                    self.wrong = None;
                    self.cut = false;
                }
            }
            Body::Choice(..) | Body::Many(..) => self.edit_name(edit, scene),
        }
    }

    /// It is at hand now: the value of a figure is taken as a whole.
    pub fn entered(&mut self) {
        self.whole = self.figure.is_some() && matches!(self.body, Body::Text(_));
    }

    /// Another field is at hand now. What was typed of a name is what it names; what names nothing stays to be mended.
    pub fn left(&mut self, scene: &Scene<'_>) {
        self.whole = false;
        self.settle(scene);
    }
}
