//! THE table of keys. Footer, help, palette, `docs/keys.md`, the man page and the user's overrides all come from it;
//! no other place names a key.
//!
//! Reading a row: what it does, its stable id, where it works, the keys that do it, its place in the footer (1 comes
//! first, 0 is not shown there), and what it needs to be ready. Words are in the catalogue: `act-ID` says it in full,
//! `act_short-ID` in a word or two (dots of the id as underscores). It must never know how an action is carried out.

use std::fmt::Write as _;

use crate::core::names::Lang;
use crate::core::status::Step;
use crate::text::Catalogue;
use crate::tui::msg::{Action, Edit, Hop, Nav, Pane, Place};
use crate::tui::term::{KeyCode, KeyEvent, KeyExt as _, KeyModifiers};

/// Where a key works. What lies on top is asked first: a form before its place, a place before everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layer {
    /// Everywhere but in text.
    Global,
    /// On the desk, whichever pane.
    Desk,
    /// On the grid of units.
    Grid,
    /// On a unit's sheet.
    Unit,
    /// In the queue.
    Queue,
    /// In a list of activities.
    Activities,
    /// In goals and targets.
    Goals,
    /// In reference documents.
    Documents,
    /// In the history.
    History,
    /// On the time line, while it has the keys.
    Strip,
    /// Wherever one is while the time line is open.
    Past,
    /// In the help.
    Help,
    /// Where something is asked.
    Confirm,
    /// In a field where text is typed.
    Text,
    /// In a form.
    Form,
    /// In the palette.
    Palette,
    /// While a filter is typed.
    Filter,
}

impl Layer {
    /// Every layer, in the order of the help.
    pub const ALL: [Self; 17] = [
        Self::Global,
        Self::Desk,
        Self::Grid,
        Self::Unit,
        Self::Queue,
        Self::Activities,
        Self::Goals,
        Self::Documents,
        Self::History,
        Self::Strip,
        Self::Past,
        Self::Help,
        Self::Confirm,
        Self::Form,
        Self::Text,
        Self::Palette,
        Self::Filter,
    ];

    /// The stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Desk => "desk",
            Self::Grid => "grid",
            Self::Unit => "unit",
            Self::Queue => "queue",
            Self::Activities => "activities",
            Self::Goals => "goals",
            Self::Documents => "documents",
            Self::History => "history",
            Self::Strip => "strip",
            Self::Past => "past",
            Self::Help => "help",
            Self::Confirm => "confirm",
            Self::Text => "text",
            Self::Form => "form",
            Self::Palette => "palette",
            Self::Filter => "filter",
        }
    }

    /// Is text typed there, so that letters are letters and not commands?
    pub fn takes_text(self) -> bool {
        matches!(self, Self::Text | Self::Form | Self::Palette | Self::Filter)
    }
}

/// What must be so for a key to be ready; the model says why it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// This session may write, and the campaign is not closed.
    Write,
    /// A unit is selected or marked.
    Unit,
    /// An activity is selected.
    Activity,
    /// The step may be taken on the selected unit, or on one of the marked ones.
    Step(Step),
    /// The selected activity is neither done nor cancelled.
    ActivityOpen,
    /// There is a level to open: the units below the selected one.
    Level,
    /// On the sheet: a unit below is selected.
    Below,
    /// A filter is set.
    Filter,
    /// Something is marked.
    Marks,
    /// The roster has a tile map.
    Map,
    /// A shell would continue us.
    Shell,
    /// Files of the machine may be opened: not where a client is shut in.
    Files,
    /// There is somewhere to go back to.
    Away,
    /// The time line is open.
    Back,
    /// Others have changed something since one last looked.
    Changes,
    /// It is being said that they have.
    Told,
}

/// A row of the table.
#[derive(Debug)]
pub struct Row {
    /// What it does.
    pub action: Action,
    /// Stable id, for the configuration.
    pub id: &'static str,
    /// Where it works.
    pub layers: &'static [Layer],
    /// The keys that do it.
    pub keys: &'static [&'static str],
    /// Place in the footer; 0: not there.
    pub rank: u8,
    /// What it needs.
    pub needs: &'static [Need],
}

const fn row(
    action: Action,
    id: &'static str,
    layers: &'static [Layer],
    keys: &'static [&'static str],
    rank: u8,
    needs: &'static [Need],
) -> Row {
    Row {
        action,
        id,
        layers,
        keys,
        rank,
        needs,
    }
}

use Layer::{
    Activities, Confirm, Desk, Documents, Filter, Form, Global, Goals, Grid, Help, History, Palette, Past,
    Queue, Strip, Text, Unit,
};

const UNITS: &[Layer] = &[Grid, Unit, Queue];
const MOVING: &[Layer] = &[Global, Help];

/// The table.
#[rustfmt::skip]
pub static TABLE: &[Row] = &[
    // ---- moving
    row(Action::Go(Nav::Up),       "go.up",        MOVING, &["up", "k"],          0, &[]),
    row(Action::Go(Nav::Down),     "go.down",      MOVING, &["down", "j"],        0, &[]),
    row(Action::Go(Nav::Left),     "go.left",      MOVING, &["left", "h"],        0, &[]),
    row(Action::Go(Nav::Right),    "go.right",     MOVING, &["right", "l"],       0, &[]),
    row(Action::Go(Nav::PageUp),   "go.page_up",   MOVING, &["pageup", "ctrl-b"], 0, &[]),
    row(Action::Go(Nav::PageDown), "go.page_down", MOVING, &["pagedown", "ctrl-f"], 0, &[]),
    row(Action::Go(Nav::First),    "go.first",     MOVING, &["home"],             0, &[]),
    row(Action::Go(Nav::Last),     "go.last",      MOVING, &["end"],              0, &[]),
    row(Action::NextPane,          "pane.next",    &[Global], &["tab"],           0, &[]),
    row(Action::PrevPane,          "pane.prev",    &[Global], &["shift-tab"],     0, &[]),
    row(Action::Pane(Pane::Countdown),  "pane.countdown",  &[Desk], &["1"],       0, &[]),
    row(Action::Pane(Pane::Activities), "pane.activities", &[Desk], &["2"],       0, &[]),
    row(Action::Pane(Pane::Goals),      "pane.goals",      &[Desk], &["3"],       0, &[]),
    row(Action::Pane(Pane::Grid),       "pane.grid",       &[Desk], &["4"],       0, &[]),
    row(Action::Open,              "open",         &[Desk, Grid, Queue, Activities, Goals, History], &["enter"], 1, &[]),
    row(Action::Open,              "unit.open",    &[Unit], &["enter"],          1, &[Need::Below]),
    row(Action::Level,             "level.open",   &[Grid], &["o"],              2, &[Need::Level]),
    row(Action::Copy,              "document.copy", &[Documents], &["enter"],     1, &[]),
    // Esc takes away what is said of changes, then a filter, before it goes back.
    row(Action::Dismiss, "changes.dismiss", &[Desk, Unit, Queue, Activities, Goals, Documents, History], &["esc"], 0, &[Need::Told]),
    row(Action::Unfilter, "filter.none", &[Desk, Queue, Activities, Goals, History], &["esc"], 2,  &[Need::Filter]),
    row(Action::Back,              "back",         &[Desk, Unit, Queue, Activities, Goals, Documents, History, Help], &["esc", "backspace"], 3, &[Need::Away]),
    // ---- what a report's life needs
    row(Action::Step(Step::Accept),      "report.accept",      UNITS, &["a"], 4,  &[Need::Write, Need::Unit, Need::Step(Step::Accept)]),
    row(Action::Step(Step::Return),      "report.return",      UNITS, &["x"], 5,  &[Need::Write, Need::Unit, Need::Step(Step::Return)]),
    row(Action::Step(Step::Receive),     "report.receive",     UNITS, &["r"], 6,  &[Need::Write, Need::Unit, Need::Step(Step::Receive)]),
    row(Action::Call,                    "contact.log",        UNITS, &["c"], 11,  &[Need::Write, Need::Unit]),
    row(Action::Step(Step::Acknowledge), "report.acknowledge", UNITS, &["i"], 19, &[Need::Write, Need::Unit, Need::Step(Step::Acknowledge)]),
    row(Action::Step(Step::Exempt),      "report.exempt",      UNITS, &["e"], 20, &[Need::Write, Need::Unit, Need::Step(Step::Exempt)]),
    row(Action::Step(Step::Withdraw),    "report.withdraw",    UNITS, &["w"], 21, &[Need::Write, Need::Unit, Need::Step(Step::Withdraw)]),
    row(Action::Note,                    "report.note",        UNITS, &["n"], 16, &[Need::Write, Need::Unit]),
    row(Action::Figure,                  "report.figure",      UNITS, &["f"], 17, &[Need::Write, Need::Unit]),
    row(Action::Contact,                 "contact.set",        UNITS, &["p"], 22, &[Need::Write, Need::Unit]),
    row(Action::Attach,                  "evidence.add",       &[Grid, Unit, Queue, Activities], &["F"], 0, &[Need::Write, Need::Unit, Need::Files]),
    row(Action::Extend,                  "deadline.extend",    UNITS, &["d"], 23, &[Need::Write]),
    row(Action::ActivityAdd,             "activity.add",       &[Desk, Grid, Unit, Activities], &["+", "insert"], 13, &[Need::Write, Need::Unit]),
    row(Action::ActivityDone,            "activity.done",      &[Activities, Unit], &["D"], 7, &[Need::Write, Need::Activity, Need::ActivityOpen]),
    row(Action::ActivityEdit,            "activity.edit",      &[Activities, Unit], &["E"], 12, &[Need::Write, Need::Activity]),
    row(Action::ActivityCancel,          "activity.cancel",    &[Activities, Unit], &["X"], 18, &[Need::Write, Need::Activity]),
    // ---- marks, filter, grouping
    row(Action::Mark,     "mark",        &[Grid, Queue, Activities], &["space"],  14, &[]),
    row(Action::MarkAll,  "mark.all",    &[Grid, Queue, Activities], &["*"],      0,  &[]),
    row(Action::Unmark,   "mark.none",   &[Grid, Queue, Activities], &["-"],      0,  &[Need::Marks]),
    row(Action::Filter,   "filter",      &[Desk, Queue, Activities, Goals, History], &["/"], 8, &[]),
    row(Action::Group,    "group",       &[Desk, Activities, Goals], &["g"],      15, &[]),
    row(Action::Map,      "map",         &[Desk], &["m"],                         10, &[Need::Map]),
    // ---- places
    row(Action::Place(Place::Desk),       "place.desk",       &[Global], &["0"],       0,  &[]),
    row(Action::Place(Place::Queue),      "place.queue",      &[Global], &["5", "f2"], 9, &[]),
    row(Action::Place(Place::Activities), "place.activities", &[Global], &["6", "f3"], 0,  &[]),
    row(Action::Place(Place::Goals),      "place.goals",      &[Global], &["7", "f4"], 0,  &[]),
    row(Action::Place(Place::Documents),  "place.documents",  &[Global], &["8", "f5"], 0,  &[]),
    row(Action::Place(Place::History),    "place.history",    &[Global], &["9", "f6"], 0,  &[]),
    row(Action::Verify,  "journal.verify",  &[History], &["v"], 5, &[]),
    // ---- to and fro in time
    row(Action::Timeline,           "timeline",       &[Global], &["t"],              33, &[]),
    row(Action::Hop(Hop::DayBack),  "time.day_back",  &[Strip], &["left", "h"],       1, &[Need::Back]),
    row(Action::Hop(Hop::Day),      "time.day",       &[Strip], &["right", "l"],      1, &[Need::Back]),
    row(Action::Hop(Hop::WeekBack), "time.week_back", &[Strip], &["pageup", "ctrl-b"], 0, &[Need::Back]),
    row(Action::Hop(Hop::Week),     "time.week",      &[Strip], &["pagedown", "ctrl-f"], 0, &[Need::Back]),
    row(Action::Hop(Hop::First),    "time.first",     &[Strip], &["home"],            0, &[Need::Back]),
    row(Action::Hop(Hop::Last),     "time.last",      &[Strip], &["end"],             0, &[Need::Back]),
    row(Action::TimeKeys,           "time.keys",      &[Past], &["tab"],              1, &[Need::Back]),
    row(Action::Hop(Hop::FactBack), "time.fact_back", &[Past], &[","],                1, &[Need::Back]),
    row(Action::Hop(Hop::Fact),     "time.fact",      &[Past], &["."],                1, &[Need::Back]),
    row(Action::TimeMode,           "time.mode",      &[Past], &["s"],                1, &[Need::Back]),
    row(Action::Present,            "time.close",     &[Past], &["esc", "t"],         1, &[Need::Back]),
    row(Action::Changed(true),      "changes.next",   &[Global], &["]", "f12"],       0, &[Need::Changes]),
    row(Action::Changed(false),     "changes.prev",   &[Global], &["[", "f11"],       0, &[Need::Changes]),
    // ---- everywhere
    row(Action::Undo,    "undo",    &[Global], &["u"],           24, &[Need::Write]),
    row(Action::Redo,    "redo",    &[Global], &["U", "ctrl-r"], 0,  &[Need::Write]),
    row(Action::Palette, "palette", &[Global], &[":", "f9"],     30, &[]),
    row(Action::Help,    "help",    &[Global], &["?", "f1"],     31, &[]),
    row(Action::Lang,    "lang",    &[Global], &["L", "f7"],     0,  &[]),
    row(Action::Theme,   "theme",   &[Global], &["T", "f8"],     0,  &[]),
    row(Action::Copy,    "copy",    &[Global], &["y"],           0,  &[]),
    row(Action::Mouse,   "mouse",   &[Global], &["M"],           0,  &[]),
    row(Action::Redraw,  "redraw",  &[Global], &["ctrl-l"],      0,  &[]),
    row(Action::Suspend, "suspend", &[Global], &["ctrl-z"],      0,  &[Need::Shell]),
    row(Action::Close,   "campaign.close", &[Global], &[],       0,  &[Need::Write]),
    row(Action::Quit,    "quit",    &[Global], &["q", "ctrl-c"], 32, &[]),
    row(Action::Back,    "help.close", &[Help], &["?", "f1", "q"], 0, &[]),
    row(Action::Quit,    "quit.from", &[Form, Palette, Filter, Confirm, Help], &["ctrl-c"], 0, &[]),
    // ---- where something is asked
    row(Action::Confirm, "confirm.yes", &[Confirm], &["enter"],      1, &[]),
    row(Action::Back,    "confirm.no",  &[Confirm], &["esc", "q"],   2, &[]),
    // ---- where text is typed
    row(Action::Submit,     "form.submit", &[Form],   &["enter", "ctrl-s"], 1, &[]),
    row(Action::Back,       "form.cancel", &[Form],   &["esc"],             2, &[]),
    row(Action::NextPane,   "form.next",   &[Form],   &["tab", "down"],     3, &[]),
    row(Action::PrevPane,   "form.prev",   &[Form],   &["shift-tab", "up"], 0, &[]),
    row(Action::NextChoice, "form.choice", &[Form],   &["ctrl-n", "pagedown"], 4, &[]),
    row(Action::PrevChoice, "form.choice_back", &[Form], &["ctrl-p", "pageup"], 0, &[]),
    row(Action::Confirm,    "palette.run", &[Palette], &["enter"], 1, &[]),
    row(Action::Back,       "palette.close", &[Palette], &["esc"], 2, &[]),
    row(Action::Go(Nav::Up),   "palette.up",   &[Palette], &["up", "ctrl-p"],   0, &[]),
    row(Action::Go(Nav::Down), "palette.down", &[Palette], &["down", "ctrl-n", "tab"], 0, &[]),
    row(Action::Confirm,    "filter.keep", &[Filter], &["enter", "tab", "down"], 1, &[]),
    row(Action::Unfilter,   "filter.drop", &[Filter], &["esc"],   2, &[]),
    row(Action::Edit(Edit::Left),      "text.left",  &[Text], &["left", "ctrl-b"],  0, &[]),
    row(Action::Edit(Edit::Right),     "text.right", &[Text], &["right", "ctrl-f"], 0, &[]),
    row(Action::Edit(Edit::Home),      "text.home",  &[Text], &["home", "ctrl-a"],  0, &[]),
    row(Action::Edit(Edit::End),       "text.end",   &[Text], &["end", "ctrl-e"],   0, &[]),
    row(Action::Edit(Edit::Backspace), "text.backspace", &[Text], &["backspace"],   0, &[]),
    row(Action::Edit(Edit::Delete),    "text.delete", &[Text], &["delete", "ctrl-d"], 0, &[]),
    row(Action::Edit(Edit::Word),      "text.word",  &[Text], &["ctrl-w"],          0, &[]),
    row(Action::Edit(Edit::All),       "text.all",   &[Text], &["ctrl-u"],          0, &[]),
];

impl Row {
    /// The catalogue key of what it does, in full.
    pub fn label_key(&self) -> String {
        format!("act-{}", self.id.replace('.', "_"))
    }

    /// The catalogue key of what it does, in a word or two.
    pub fn short_key(&self) -> String {
        format!("act_short-{}", self.id.replace('.', "_"))
    }
}

/// Why an override of a key cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyProblem {
    /// No row has this id.
    UnknownAction {
        /// As written.
        id: String,
    },
    /// Not a key.
    UnknownKey {
        /// As written.
        key: String,
        /// For which action.
        id: String,
    },
    /// Two rows of one layer want the same key.
    Taken {
        /// The key.
        key: String,
        /// Who wants it.
        id: String,
        /// Who has it.
        by: String,
    },
    /// A key that is a letter where text is typed: it could not be typed any more.
    Printable {
        /// The key.
        key: String,
        /// Who wants it.
        id: String,
    },
    /// Without a key for it nobody would get out, or get on.
    NoWay {
        /// Of which row.
        id: String,
    },
}

/// A key that an override takes away from another row where both would work: what lies on top is asked first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shadow {
    /// The key.
    pub key: String,
    /// Who has it now.
    pub id: String,
    /// Who had it.
    pub from: String,
    /// Where.
    pub layer: Layer,
}

/// Rows that must keep a key: what closes something, hands it in or ends the program.
const WAYS: &[&str] = &[
    "quit",
    "help.close",
    "confirm.yes",
    "confirm.no",
    "form.submit",
    "form.cancel",
    "palette.run",
    "palette.close",
    "filter.keep",
    "filter.drop",
];

/// Layers that are asked one after the other, the one on top first.
const STACKS: &[&[Layer]] = &[
    &[Strip, Past, Grid, Desk, Global],
    &[Strip, Past, Activities, Desk, Global],
    &[Strip, Past, Goals, Desk, Global],
    &[Strip, Past, Unit, Global],
    &[Strip, Past, Queue, Global],
    &[Strip, Past, Documents, Global],
    &[Strip, Past, History, Global],
    &[Form, Text],
    &[Palette, Text],
    &[Filter, Text],
];

/// The table with a user's overrides, ready to be asked.
#[derive(Debug, Clone)]
pub struct Keymap {
    keys: Vec<Vec<KeyEvent>>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self {
            keys: TABLE
                .iter()
                .map(|r| r.keys.iter().filter_map(|k| parse_key(k)).collect())
                .collect(),
        }
    }
}

impl Keymap {
    /// The table with some rows' keys replaced.
    ///
    /// # Errors
    /// The index of the override that cannot be taken, and why.
    pub fn with_overrides(overrides: &[(String, Vec<String>)]) -> Result<Self, (usize, KeyProblem)> {
        let mut map = Self::default();
        for (n, (id, keys)) in overrides.iter().enumerate() {
            let rows: Vec<usize> = TABLE
                .iter()
                .enumerate()
                .filter(|(_, r)| r.id == id)
                .map(|(i, _)| i)
                .collect();
            if rows.is_empty() {
                return Err((n, KeyProblem::UnknownAction { id: id.clone() }));
            }
            let parsed = keys
                .iter()
                .map(|k| {
                    parse_key(k).ok_or_else(|| {
                        let problem = KeyProblem::UnknownKey {
                            key: k.clone(),
                            id: id.clone(),
                        };
                        (n, problem)
                    })
                })
                .collect::<Result<Vec<_>, _>>()?;
            if parsed.is_empty() && WAYS.contains(&id.as_str()) {
                return Err((n, KeyProblem::NoWay { id: id.clone() }));
            }
            let typing = rows
                .iter()
                .filter_map(|i| TABLE.get(*i))
                .any(|r| r.layers.iter().any(|l| l.takes_text()));
            if let Some(key) = parsed.iter().find(|k| typing && k.text().is_some()) {
                let (key, id) = (key_name(*key), id.clone());
                return Err((n, KeyProblem::Printable { key, id }));
            }
            for i in rows {
                if let Some(slot) = map.keys.get_mut(i) {
                    slot.clone_from(&parsed);
                }
            }
        }
        for (n, (id, _)) in overrides.iter().enumerate() {
            if let Some(problem) = map.clash(id) {
                return Err((n, problem));
            }
        }
        Ok(map)
    }

    /// What the keys of these rows are taken from: the rows below them in some stack of layers that have the same key.
    pub fn shadows(&self, ids: &[&str]) -> Vec<Shadow> {
        let mut out: Vec<Shadow> = Vec::new();
        for stack in STACKS {
            for (depth, layer) in stack.iter().enumerate() {
                for (row, key) in self.of_layer(*layer).filter(|(r, _)| ids.contains(&r.id)) {
                    let below = stack.iter().skip(depth + 1);
                    for (other, _) in below.flat_map(|l| self.of_layer(*l)).filter(|(_, k)| *k == key) {
                        let shadow = Shadow {
                            key: key_name(key),
                            id: row.id.to_owned(),
                            from: other.id.to_owned(),
                            layer: *layer,
                        };
                        if other.action != row.action && !out.contains(&shadow) {
                            out.push(shadow);
                        }
                    }
                }
            }
        }
        out
    }

    fn of_layer(&self, layer: Layer) -> impl Iterator<Item = (&'static Row, KeyEvent)> + '_ {
        let rows = TABLE.iter().zip(&self.keys);
        rows.filter(move |(r, _)| r.layers.contains(&layer))
            .flat_map(|(r, keys)| keys.iter().map(move |k| (r, *k)))
    }

    fn clash(&self, id: &str) -> Option<KeyProblem> {
        let (at, row) = TABLE.iter().enumerate().find(|(_, r)| r.id == id)?;
        for (i, other) in TABLE.iter().enumerate().filter(|(i, _)| *i != at) {
            let shared = other.layers.iter().any(|l| row.layers.contains(l));
            let same_help = other.action == row.action;
            if !shared || same_help {
                continue;
            }
            if let Some(key) = self.keys[at].iter().find(|k| self.keys[i].contains(k)) {
                return Some(KeyProblem::Taken {
                    key: key_name(*key),
                    id: id.to_owned(),
                    by: other.id.to_owned(),
                });
            }
        }
        None
    }

    /// The rows that a key stands for, the layer on top first. More than one where the first may not be ready (Esc takes
    /// a filter away, or goes back).
    pub fn resolve(&self, layers: &[Layer], key: KeyEvent) -> Vec<&'static Row> {
        layers
            .iter()
            .flat_map(|layer| {
                TABLE
                    .iter()
                    .zip(&self.keys)
                    .filter(move |(r, keys)| r.layers.contains(layer) && keys.contains(&key))
                    .map(|(r, _)| r)
            })
            .collect()
    }

    /// The keys of a row, as they are shown.
    pub fn keys_of(&self, row: &Row) -> Vec<String> {
        TABLE
            .iter()
            .position(|r| std::ptr::eq(r, row) || (r.id == row.id && r.layers == row.layers))
            .and_then(|i| self.keys.get(i))
            .map(|keys| keys.iter().map(|k| key_name(*k)).collect())
            .unwrap_or_default()
    }

    /// The first key of a row.
    pub fn first_key(&self, row: &Row) -> Option<KeyEvent> {
        let at = TABLE.iter().position(|r| std::ptr::eq(r, row))?;
        self.keys.get(at)?.first().copied()
    }

    /// The first key of the row of that id, as it is shown; empty if it has none.
    pub fn key_of(&self, id: &str) -> String {
        TABLE
            .iter()
            .find(|r| r.id == id)
            .and_then(|r| self.keys_of(r).into_iter().next())
            .unwrap_or_default()
    }
}

/// The rows by the layer in which each stands first, in the order of the help, with their keys as they are shown.
fn chapters() -> impl Iterator<Item = (Layer, Vec<(&'static Row, Vec<String>)>)> {
    let map = Keymap::default();
    Layer::ALL.into_iter().map(move |layer| {
        let rows = TABLE.iter().filter(|r| r.layers.first() == Some(&layer));
        (layer, rows.map(|r| (r, map.keys_of(r))).collect())
    })
}

/// `docs/keys.md`, from the table.
pub fn docs_page() -> String {
    let cat = Catalogue::new(Lang::En);
    let mut page = String::from(
        "# Keys\n\nGenerated from the program (`KETNOI_BLESS=1 cargo test --test house docs`); do not edit. The same table is the source \
         of the footer, the help (`?`), the palette (`:`) and the man page.\n\nAn id names an action in the configuration: `keys: \
         {report.accept: [A, f10]}` gives it other keys ([config.md](config.md)). An action works wherever it says; what lies on \
         top is asked first. Actions without a key are in the palette. Every digit or letter key has another way, by the palette, \
         Tab, the arrows or a function key, because on Vietnamese keyboards the row of digits carries letters.\n",
    );
    for (layer, rows) in chapters() {
        if rows.is_empty() {
            continue;
        }
        let title = cat.tr(&format!("layer-{}", layer.id()));
        let _ = write!(
            page,
            "\n## {title}\n\n| keys | what it does | id | works in |\n|---|---|---|---|\n"
        );
        for (row, keys) in rows {
            let keys: Vec<String> = keys.iter().map(|k| format!("`{k}`")).collect();
            let layers: Vec<&str> = row.layers.iter().map(|l| l.id()).collect();
            let _ = writeln!(
                page,
                "| {} | {} | `{}` | {} |",
                keys.join(" "),
                cat.tr(&row.label_key()),
                row.id,
                layers.join(", ")
            );
        }
    }
    page
}

/// The keys for a man page: under the name of each layer the keys and what they do.
pub fn listing(cat: &Catalogue) -> Vec<(String, Vec<(String, String)>)> {
    let line = |(row, keys): (&Row, Vec<String>)| {
        let label = cat.tr(&row.label_key()).into_owned();
        (!keys.is_empty()).then(|| (keys.join(", "), label))
    };
    chapters()
        .map(|(layer, rows)| {
            let title = cat.tr(&format!("layer-{}", layer.id())).into_owned();
            (title, rows.into_iter().filter_map(line).collect::<Vec<_>>())
        })
        .filter(|(_, lines)| !lines.is_empty())
        .collect()
}

/// A key from its name: `a`, `A`, `space`, `enter`, `ctrl-l`, `shift-tab`, `f5`, `alt-x`. Letters' case counts only
/// for single letters.
pub fn parse_key(name: &str) -> Option<KeyEvent> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_control() && c != ' ').then(|| KeyEvent::char(c));
    }
    let lower = name.to_lowercase();
    if let Some(rest) = lower.strip_prefix("ctrl-") {
        let c = one_char(rest)?;
        return c.is_ascii().then(|| KeyEvent::ctrl(c));
    }
    if let Some(rest) = name.strip_prefix("alt-").or_else(|| name.strip_prefix("Alt-")) {
        return parse_key(rest).map(KeyEvent::with_alt);
    }
    let code = match lower.as_str() {
        "space" => return Some(KeyEvent::char(' ')),
        "enter" | "return" => KeyCode::Enter,
        "esc" | "escape" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "shift-tab" | "backtab" => KeyCode::BackTab,
        "backspace" => KeyCode::Backspace,
        "delete" | "del" => KeyCode::Delete,
        "insert" | "ins" => KeyCode::Insert,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pageup" => KeyCode::PageUp,
        "pagedown" => KeyCode::PageDown,
        f => {
            let n: u8 = f.strip_prefix('f')?.parse().ok()?;
            if !(1..=20).contains(&n) {
                return None;
            }
            KeyCode::F(n)
        }
    };
    Some(KeyEvent::plain(code))
}

fn one_char(s: &str) -> Option<char> {
    let mut chars = s.chars();
    let c = chars.next()?;
    chars.next().is_none().then_some(c)
}

/// A key as it is shown: `a`, `Ctrl-L`, `Enter`, `F5`.
pub fn key_name(key: KeyEvent) -> String {
    let mut out = String::new();
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    if ctrl {
        out.push_str("Ctrl-");
    }
    if key.is_alt() {
        out.push_str("Alt-");
    }
    let named = match key.code {
        KeyCode::Char(' ') => "Space",
        KeyCode::Char(c) => {
            if ctrl {
                out.extend(c.to_uppercase());
            } else {
                out.push(c);
            }
            return out;
        }
        KeyCode::Enter => "Enter",
        KeyCode::Esc => "Esc",
        KeyCode::Tab => "Tab",
        KeyCode::BackTab => "Shift-Tab",
        KeyCode::Backspace => "Backspace",
        KeyCode::Delete => "Delete",
        KeyCode::Insert => "Insert",
        KeyCode::Left => "←",
        KeyCode::Right => "→",
        KeyCode::Up => "↑",
        KeyCode::Down => "↓",
        KeyCode::Home => "Home",
        KeyCode::End => "End",
        KeyCode::PageUp => "PageUp",
        KeyCode::PageDown => "PageDown",
        KeyCode::F(n) => {
            let _ = write!(out, "F{n}");
            return out;
        }
        // A word of crossterm's for a key that no terminal of ours sends.
        _ => "?",
    };
    out.push_str(named);
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_key_of_the_table_is_a_key_and_stands_once_in_a_layer() {
        let mut seen = BTreeSet::new();
        for row in TABLE {
            for key in row.keys {
                let parsed = parse_key(key).unwrap_or_else(|| panic!("{key} of {} is no key", row.id));
                for layer in row.layers {
                    // Esc drops what is said or a filter, and goes back where there is none: the first that is ready.
                    let shared = matches!(row.action, Action::Dismiss | Action::Unfilter | Action::Back);
                    let fresh = seen.insert((layer.id(), key_name(parsed)));
                    assert!(fresh || shared, "{key} stands twice in {}", layer.id());
                }
            }
        }
    }

    #[test]
    fn ids_are_unique_and_every_command_can_be_named() {
        let mut ids = BTreeSet::new();
        for row in TABLE {
            assert!(ids.insert(row.id), "{} stands twice", row.id);
        }
    }

    #[test]
    fn overrides_are_checked() {
        let over = |id: &str, keys: &[&str]| {
            let keys = keys.iter().map(|k| (*k).to_owned()).collect();
            Keymap::with_overrides(&[(id.to_owned(), keys)])
        };
        let map = over("report.accept", &["A", "f10"]).expect("free keys");
        assert_eq!(map.key_of("report.accept"), "A");
        assert_eq!(map.resolve(&[Layer::Grid], KeyEvent::char('a')).len(), 0);
        assert!(matches!(
            over("no.such", &["A"]),
            Err((0, KeyProblem::UnknownAction { .. }))
        ));
        assert!(matches!(
            over("undo", &["ctrl-"]),
            Err((0, KeyProblem::UnknownKey { .. }))
        ));
        assert!(matches!(
            over("report.accept", &["x"]),
            Err((0, KeyProblem::Taken { .. }))
        ));
        for (id, key) in [
            ("form.submit", "a"),
            ("text.word", "space"),
            ("palette.close", "q"),
            ("filter.keep", "é"),
        ] {
            assert!(
                matches!(over(id, &[key]), Err((0, KeyProblem::Printable { .. }))),
                "{id} {key}"
            );
        }
        for id in WAYS {
            assert!(
                matches!(over(id, &[]), Err((0, KeyProblem::NoWay { .. }))),
                "{id}"
            );
        }
        over("form.submit", &["f10", "alt-s"]).expect("these are no letters");
    }

    #[test]
    fn what_a_key_is_taken_from_is_told() {
        let over = |id: &str, keys: &[&str]| {
            let keys = keys.iter().map(|k| (*k).to_owned()).collect();
            Keymap::with_overrides(&[(id.to_owned(), keys)]).expect("keys")
        };
        let told = |map: &Keymap, id: &str| -> Vec<(String, String, &str)> {
            let all = map.shadows(&[id]).into_iter();
            all.map(|s| (s.key, s.from, s.layer.id())).collect()
        };
        let map = over("report.accept", &["A", "q"]);
        let quit = |layer| ("q".to_owned(), "quit".to_owned(), layer);
        assert_eq!(
            told(&map, "report.accept"),
            [quit("grid"), quit("unit"), quit("queue")]
        );
        assert_eq!(told(&over("report.accept", &["f10"]), "report.accept"), []);
        assert_eq!(
            told(&over("form.submit", &["ctrl-w"]), "form.submit")[0].1,
            "text.word"
        );
    }

    #[test]
    fn every_layer_that_is_asked_with_others_stands_in_a_stack() {
        let alone = [Layer::Help, Layer::Confirm];
        for layer in Layer::ALL {
            let stands = STACKS.iter().any(|s| s.contains(&layer));
            assert_eq!(stands, !alone.contains(&layer), "{layer:?}");
        }
    }
}
