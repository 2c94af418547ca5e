//! The table itself: layers, needs, rows.

use crate::core::status::Step;
use crate::tui::msg::{Action, Choice, Edit, Hop, Nav, Pace, Pane, Place};

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
    /// In the inbox.
    Inbox,
    /// In a list of activities.
    Activities,
    /// In goals and targets.
    Goals,
    /// In reference documents.
    Documents,
    /// Among those who are due a reminder.
    Reminders,
    /// Where a document is looked at before it leaves.
    Export,
    /// In the history.
    History,
    /// On the time line, while it has the keys.
    Strip,
    /// Wherever one is while the time line is open.
    Past,
    /// In the welcome.
    Welcome,
    /// In the menu of places.
    Places,
    /// Where a file is looked at.
    Photo,
    /// In the help.
    Help,
    /// Where something is asked.
    Confirm,
    /// In a field where text is typed.
    Text,
    /// In a form.
    Form,
    /// In the form of a campaign that is set up.
    SetUp,
    /// In the list of a choice of a form.
    Choices,
    /// In the form of a unit's figures.
    Figures,
    /// Where files are picked for a form.
    Pick,
    /// In the palette.
    Palette,
    /// While a filter is typed.
    Filter,
}

impl Layer {
    /// Every layer, in the order of the help.
    pub const ALL: [Self; 27] = [
        Self::Global,
        Self::Desk,
        Self::Grid,
        Self::Unit,
        Self::Queue,
        Self::Inbox,
        Self::Activities,
        Self::Goals,
        Self::Documents,
        Self::Reminders,
        Self::Export,
        Self::History,
        Self::Strip,
        Self::Past,
        Self::Welcome,
        Self::Places,
        Self::Photo,
        Self::Help,
        Self::Confirm,
        Self::Form,
        Self::SetUp,
        Self::Choices,
        Self::Figures,
        Self::Pick,
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
            Self::Inbox => "inbox",
            Self::Activities => "activities",
            Self::Goals => "goals",
            Self::Documents => "documents",
            Self::Reminders => "reminders",
            Self::Export => "export",
            Self::History => "history",
            Self::Strip => "strip",
            Self::Past => "past",
            Self::Welcome => "welcome",
            Self::Places => "places",
            Self::Photo => "photo",
            Self::Help => "help",
            Self::Confirm => "confirm",
            Self::Text => "text",
            Self::Form => "form",
            Self::SetUp => "setup",
            Self::Choices => "choices",
            Self::Figures => "figures",
            Self::Pick => "pick",
            Self::Palette => "palette",
            Self::Filter => "filter",
        }
    }

    /// Is text typed there, so that letters are letters and not commands?
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::Form
                | Self::Choices
                | Self::Figures
                | Self::SetUp
                | Self::Pick
                | Self::Palette
                | Self::Filter
        )
    }
}

/// What must be so for a key to be ready; the model says why it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// This session may write, and the campaign is not closed.
    Write,
    /// This session may decide about letters, also where the campaign that is shown is closed.
    Letters,
    /// A letter is selected, or some are marked, about which something can be decided.
    LetterOpen,
    /// A letter is selected of which a decision can be taken back.
    LetterDecided,
    /// The letter has a candidate of that number.
    Candidate(u8),
    /// A campaign may be set up here: a session that may write, also where the campaign that is shown is closed.
    SetUp,
    /// A unit is selected or marked.
    Unit,
    /// An activity is selected.
    Activity,
    /// A file whose bytes are there is selected.
    File,
    /// A row of the list of files is selected, whatever became of its bytes.
    FileRow,
    /// A document that went out with the letter is selected.
    Document,
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
    /// It is a demo that runs.
    Demo,
    /// A shell would continue us.
    Shell,
    /// The field at hand is one of files.
    FileField,
    /// Several files may be picked for the field at hand.
    Several,
    /// A document is shown as it would be written.
    Preview,
    /// A document is being written, and nothing lies over what is shown of it.
    UnderWay,
    /// Files of the machine may be opened: not in a restricted session.
    Files,
    /// Files of the machine may be written: not where a client is shut in.
    Disk,
    /// There is somewhere to go back to.
    Away,
    /// The time line is open.
    Back,
    /// Others have changed something since one last looked.
    Changes,
    /// It is being said that they have, or that the store has lost facts.
    Told,
    /// The store has lost facts, and nobody has agreed yet to go on without them.
    Fallen,
    /// The settings name a mail server, and from whom letters are.
    Server,
    /// Letters are being sent.
    Underway,
    /// The message at hand is one that nobody answered for.
    Doubt,
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
    Activities, Choices, Confirm, Desk, Documents, Export, Figures, Filter, Form, Global, Goals, Grid, Help,
    History, Inbox, Palette, Past, Photo, Pick, Places, Queue, Reminders, SetUp, Strip, Text, Unit, Welcome,
};

const UNITS: &[Layer] = &[Grid, Unit, Queue];

/// Wherever something is listed.
const LISTS: &[Layer] = &[
    Desk, Unit, Queue, Inbox, Activities, Goals, Documents, Reminders, History,
];

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
    // Vim's ways: `g` is the menu of places, in which `g` once more leads to the top.
    row(Action::Go(Nav::Last),     "go.last",      MOVING, &["end", "G"],         0, &[]),
    row(Action::Go(Nav::First),    "help.top",     &[Help], &["g"],               0, &[]),
    row(Action::NextPane,          "pane.next",    &[Global], &["tab"],           0, &[]),
    row(Action::PrevPane,          "pane.prev",    &[Global], &["shift-tab"],     0, &[]),
    row(Action::Pane(Pane::Countdown),  "pane.countdown",  &[Desk], &["1"],       0, &[]),
    row(Action::Pane(Pane::Activities), "pane.activities", &[Desk], &["2"],       0, &[]),
    row(Action::Pane(Pane::Goals),      "pane.goals",      &[Desk], &["3"],       0, &[]),
    row(Action::Pane(Pane::Grid),       "pane.grid",       &[Desk], &["4"],       0, &[]),
    row(Action::Open,              "open",         &[Desk, Grid, Queue, Activities, Goals, Reminders, History], &["enter"], 1, &[]),
    row(Action::Open,              "unit.open",    &[Unit], &["enter"],          1, &[Need::Below]),
    row(Action::Open,              "export.behind", &[Export], &["enter"],       3, &[]),
    row(Action::Export,            "export.write", &[Export], &["S", "s"],       2, &[Need::Preview, Need::Disk]),
    row(Action::NextPane,          "export.next",  &[Export], &["tab", "b"],     4, &[]),
    row(Action::Level,             "level.open",   &[Grid], &["o"],              2, &[Need::Level]),
    row(Action::Copy,              "document.copy", &[Documents], &["enter"],     1, &[]),
    row(Action::NextPane,          "queue.preview", &[Queue], &["tab"],           3, &[]),
    row(Action::NextPane,          "inbox.view",   &[Inbox], &["tab"],            7, &[]),
    row(Action::Go(Nav::Right),    "inbox.read",   &[Inbox], &["right", "l"],     9, &[]),
    row(Action::Go(Nav::Left),     "inbox.read_back", &[Inbox], &["left", "h"],   0, &[]),
    // ---- what becomes of a letter
    row(Action::FileLetter,        "inbox.file",   &[Inbox], &["enter", "a"],     1, &[Need::Letters, Need::LetterOpen]),
    row(Action::Candidate(1),      "inbox.take_1", &[Inbox], &["1"],              2, &[Need::Letters, Need::LetterOpen, Need::Candidate(1)]),
    row(Action::Candidate(2),      "inbox.take_2", &[Inbox], &["2"],              0, &[Need::Letters, Need::LetterOpen, Need::Candidate(2)]),
    row(Action::Candidate(3),      "inbox.take_3", &[Inbox], &["3"],              0, &[Need::Letters, Need::LetterOpen, Need::Candidate(3)]),
    row(Action::Candidate(4),      "inbox.take_4", &[Inbox], &["4"],              0, &[Need::Letters, Need::LetterOpen, Need::Candidate(4)]),
    row(Action::Candidate(5),      "inbox.take_5", &[Inbox], &["5"],              0, &[Need::Letters, Need::LetterOpen, Need::Candidate(5)]),
    row(Action::Candidate(6),      "inbox.take_6", &[Inbox], &["6"],              0, &[Need::Letters, Need::LetterOpen, Need::Candidate(6)]),
    row(Action::Candidate(7),      "inbox.take_7", &[Inbox], &["7"],              0, &[Need::Letters, Need::LetterOpen, Need::Candidate(7)]),
    row(Action::Candidate(8),      "inbox.take_8", &[Inbox], &["8"],              0, &[Need::Letters, Need::LetterOpen, Need::Candidate(8)]),
    row(Action::Candidate(9),      "inbox.take_9", &[Inbox], &["9"],              0, &[Need::Letters, Need::LetterOpen, Need::Candidate(9)]),
    row(Action::DismissLetter,     "inbox.dismiss", &[Inbox], &["x"],             4, &[Need::Letters, Need::LetterOpen]),
    row(Action::PutBack,           "inbox.put_back", &[Inbox], &["p"],            5, &[Need::Letters, Need::LetterDecided]),
    row(Action::Group,             "inbox.reason", &[Inbox], &["b"],              10, &[]),
    // Esc takes away what is said of changes, then a filter, before it goes back.
    row(Action::Dismiss, "changes.dismiss", &[Desk, Unit, Queue, Inbox, Activities, Goals, Documents, Reminders, Export, History], &["esc"], 0, &[Need::Told]),
    row(Action::Unfilter, "filter.none", &[Desk, Queue, Inbox, Activities, Goals, History], &["esc"], 2,  &[Need::Filter]),
    row(Action::StopExport,        "export.stop",  &[Export], &["esc"],           1, &[Need::UnderWay]),
    row(Action::Back,              "back",         &[Desk, Unit, Queue, Inbox, Activities, Goals, Documents, Reminders, Export, History, Help], &["esc", "backspace"], 3, &[Need::Away]),
    // ---- what a report's life needs
    row(Action::Step(Step::Accept),      "report.accept",      UNITS, &["a"], 4,  &[Need::Write, Need::Unit, Need::Step(Step::Accept)]),
    // Offered only where the campaign reviews in two steps (`ready.rs`).
    row(Action::Step(Step::Recommend),   "report.recommend",   UNITS, &["R"], 4,  &[Need::Write, Need::Unit, Need::Step(Step::Recommend)]),
    row(Action::Step(Step::Retract),     "report.retract",     UNITS, &[],    0,  &[Need::Write, Need::Unit, Need::Step(Step::Retract)]),
    row(Action::Step(Step::Return),      "report.return",      UNITS, &["x"], 5,  &[Need::Write, Need::Unit, Need::Step(Step::Return)]),
    row(Action::Step(Step::Receive),     "report.receive",     UNITS, &["r"], 6,  &[Need::Write, Need::Unit, Need::Step(Step::Receive)]),
    row(Action::Call,                    "contact.log",        UNITS, &["c"], 11,  &[Need::Write, Need::Unit]),
    row(Action::Remind,                  "remind.draft",       &[Grid, Unit, Queue], &["!"], 0, &[Need::Write, Need::Unit, Need::Disk]),
    row(Action::RemindDue,               "remind.due",         &[Reminders], &["!"], 2, &[Need::Write, Need::Disk]),
    row(Action::SendDue,                 "remind.send",         &[Reminders], &["s"], 3, &[Need::Write, Need::Server]),
    row(Action::StopSending,             "remind.stop",         &[Reminders], &["x"], 1, &[Need::Underway]),
    row(Action::Settle,                  "remind.settle",       &[Reminders], &["o"], 1, &[Need::Write, Need::Doubt]),
    row(Action::Call,                    "remind.call",        &[Reminders], &["c"], 4, &[Need::Write, Need::Unit]),
    row(Action::Contact,                 "remind.contact",     &[Reminders], &["p"], 5, &[Need::Write, Need::Unit]),
    row(Action::Step(Step::Acknowledge), "report.acknowledge", UNITS, &["i"], 19, &[Need::Write, Need::Unit, Need::Step(Step::Acknowledge)]),
    row(Action::Step(Step::Exempt),      "report.exempt",      UNITS, &["e"], 20, &[Need::Write, Need::Unit, Need::Step(Step::Exempt)]),
    row(Action::Step(Step::Withdraw),    "report.withdraw",    UNITS, &["w"], 21, &[Need::Write, Need::Unit, Need::Step(Step::Withdraw)]),
    row(Action::Note,                    "report.note",        UNITS, &["n"], 16, &[Need::Write, Need::Unit]),
    row(Action::Figures,                 "report.figure",      UNITS, &["f"], 17, &[Need::Write, Need::Unit]),
    row(Action::Contact,                 "contact.set",        UNITS, &["p"], 22, &[Need::Write, Need::Unit]),
    row(Action::Attach,                  "evidence.add",       &[Grid, Unit, Queue, Activities], &["F"], 0, &[Need::Write, Need::Unit, Need::Files]),
    row(Action::AttachDocument,          "document.attach",    &[Documents], &["F"], 2, &[Need::Write, Need::Document, Need::Files]),
    row(Action::Extend,                  "deadline.extend",    UNITS, &["d"], 23, &[Need::Write]),
    row(Action::ActivityAdd,             "activity.add",       &[Desk, Grid, Unit, Activities], &["+", "insert"], 13, &[Need::Write, Need::Unit]),
    row(Action::ActivityDone,            "activity.done",      &[Activities, Unit], &["D"], 7, &[Need::Write, Need::Activity, Need::ActivityOpen]),
    row(Action::View,                    "evidence.look",      &[Unit], &["enter", "space"], 1, &[Need::FileRow]),
    row(Action::Keep,                    "evidence.save",      &[Unit, Photo], &["s"], 8, &[Need::File, Need::Disk]),
    row(Action::FileEdit,                "evidence.edit",      &[Unit], &["C"], 0, &[Need::Write, Need::File]),
    row(Action::ActivityEdit,            "activity.edit",      &[Activities, Unit], &["E"], 12, &[Need::Write, Need::Activity]),
    row(Action::ActivityCancel,          "activity.cancel",    &[Activities, Unit], &["X"], 18, &[Need::Write, Need::Activity]),
    // ---- marks, filter, grouping
    row(Action::Mark,     "mark",        &[Grid, Queue, Inbox, Activities, Reminders], &["space"],  14, &[]),
    row(Action::MarkAll,  "mark.all",    &[Grid, Queue, Inbox, Activities, Reminders], &["*"],      0,  &[]),
    row(Action::Unmark,   "mark.none",   &[Grid, Queue, Inbox, Activities, Reminders], &["-"],      0,  &[Need::Marks]),
    row(Action::Filter,   "filter",      &[Desk, Queue, Inbox, Activities, Goals, History], &["/"], 8, &[]),
    row(Action::Group,    "group",       &[Desk, Activities, Goals], &["b"],      15, &[]),
    row(Action::Map,      "map",         &[Desk], &["m"],                         10, &[Need::Map]),
    row(Action::List,     "list.save",   LISTS, &["S"],                           0, &[Need::Disk]),
    // ---- places
    row(Action::Place(Place::Desk),       "place.desk",       &[Global], &["0"],       0,  &[]),
    row(Action::Place(Place::Queue),      "place.queue",      &[Global], &["5", "f2"], 9, &[]),
    row(Action::Place(Place::Inbox),      "place.inbox",      &[Global], &["I"],       0,  &[]),
    row(Action::Place(Place::Activities), "place.activities", &[Global], &["6", "f3"], 0,  &[]),
    row(Action::Place(Place::Goals),      "place.goals",      &[Global], &["7", "f4"], 0,  &[]),
    row(Action::Place(Place::Documents),  "place.documents",  &[Global], &["8", "f5"], 0,  &[]),
    row(Action::Place(Place::Export),     "place.export",     &[Global], &["O"],       0,  &[]),
    row(Action::Place(Place::History),    "place.history",    &[Global], &["9", "f6"], 0,  &[]),
    // The menu: a letter for every place, also for those that no digit and no function key is left for.
    row(Action::Places,                   "places",            &[Global], &["g", "f10"], 0, &[]),
    row(Action::Place(Place::Desk),       "places.desk",       &[Places], &["d"],        0, &[]),
    row(Action::Place(Place::Unit),       "places.unit",       &[Places], &["u"],        0, &[]),
    row(Action::Place(Place::Queue),      "places.queue",      &[Places], &["q"],        0, &[]),
    row(Action::Place(Place::Inbox),      "places.inbox",      &[Places], &["i"],        0, &[]),
    row(Action::Place(Place::Activities), "places.activities", &[Places], &["a"],        0, &[]),
    row(Action::Place(Place::Goals),      "places.goals",      &[Places], &["m"],        0, &[]),
    row(Action::Place(Place::Documents),  "places.documents",  &[Places], &["c"],        0, &[]),
    row(Action::Place(Place::Reminders),  "places.reminders",  &[Places], &["r"],        0, &[]),
    row(Action::Place(Place::Export),     "places.export",    &[Places], &["e"],        0, &[]),
    row(Action::Place(Place::History),    "places.history",    &[Places], &["h"],        0, &[]),
    row(Action::Top,                      "places.top",        &[Places], &["g"],        0, &[]),
    row(Action::Confirm,                  "places.open",       &[Places], &["enter"],    1, &[]),
    row(Action::Back,                     "places.close",      &[Places], &["esc", "f10"], 2, &[]),
    row(Action::Go(Nav::Up),              "places.up",         &[Places], &["up", "shift-tab"], 0, &[]),
    row(Action::Go(Nav::Down),            "places.down",       &[Places], &["down", "tab"], 0, &[]),
    row(Action::Verify,  "journal.verify",  &[History], &["v"], 5, &[]),
    // ---- how a demo runs
    row(Action::Pace(Pace::Slower), "demo.slower", &[Global], &["<"], 0, &[Need::Demo]),
    row(Action::Pace(Pace::Faster), "demo.faster", &[Global], &[">"], 0, &[Need::Demo]),
    row(Action::Pace(Pace::Stop),   "demo.stop",   &[Global], &["P"], 0, &[Need::Demo]),
    row(Action::Pace(Pace::Step),   "demo.step",   &[Global], &["="], 0, &[Need::Demo]),
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
    row(Action::Changes,            "changes.list",   &[Global], &["}"],              0, &[Need::Changes]),
    row(Action::Changed(true),      "changes.next",   &[Global], &["]", "f12"],       0, &[Need::Changes]),
    row(Action::Changed(false),     "changes.prev",   &[Global], &["[", "f11"],       0, &[Need::Changes]),
    // Also in a form, which stays as it is; where nothing is written there is nothing that rights are needed for.
    row(Action::Accept,             "store.accept",   &[Global, Form, SetUp], &["ctrl-y"], 1, &[Need::Fallen]),
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
    row(Action::Welcome, "welcome", &[Global], &["W"],          0,  &[]),
    row(Action::SetUp,   "campaign.set_up", &[Global], &["N"],   0,  &[Need::SetUp]),
    row(Action::Close,   "campaign.close", &[Global], &[],       0,  &[Need::Write]),
    row(Action::Quit,    "quit",    &[Global], &["q", "ctrl-c"], 32, &[]),
    row(Action::NextPane, "help.rest", &[Help], &["tab"],         1, &[]),
    row(Action::Back,    "help.close", &[Help], &["?", "f1", "q"], 0, &[]),
    row(Action::Quit,    "quit.from", &[Form, Pick, SetUp, Palette, Filter, Confirm, Places, Photo, Help, Welcome], &["ctrl-c"], 0, &[]),
    // ---- where one begins
    row(Action::Choose(Choice::SetUp), "welcome.set_up", &[Welcome], &["1"], 1, &[]),
    row(Action::Choose(Choice::Demo),  "welcome.demo",   &[Welcome], &["2"], 2, &[]),
    row(Action::Choose(Choice::Work),  "welcome.work",   &[Welcome], &["3"], 3, &[]),
    row(Action::Back,                  "welcome.close",  &[Welcome], &["esc", "enter", "W"], 4, &[]),
    row(Action::Lang,                  "welcome.lang",   &[Welcome], &["L", "f7"], 5, &[]),
    row(Action::Help,                  "welcome.help",   &[Welcome], &["?", "f1"], 6, &[]),
    row(Action::Quit,                  "welcome.quit",   &[Welcome], &["q"],       7, &[]),
    // ---- where a file is looked at
    row(Action::Go(Nav::Right), "photo.next",  &[Photo], &["right", "down", "l", "j", "space"], 1, &[]),
    row(Action::Go(Nav::Left),  "photo.prev",  &[Photo], &["left", "up", "h", "k"], 2, &[]),
    row(Action::Go(Nav::First), "photo.first", &[Photo], &["home"],        0, &[]),
    row(Action::Go(Nav::Last),  "photo.last",  &[Photo], &["end"],         0, &[]),
    row(Action::Back,           "photo.close", &[Photo], &["esc", "enter", "q", "backspace"], 3, &[]),
    row(Action::Redraw,         "photo.redraw", &[Photo], &["ctrl-l"],     0, &[]),
    // ---- where something is asked
    row(Action::Confirm, "confirm.yes", &[Confirm], &["enter"],      1, &[]),
    row(Action::Back,    "confirm.no",  &[Confirm], &["esc", "q"],   2, &[]),
    // ---- where text is typed
    row(Action::Submit,     "form.submit", &[Form],   &["enter", "ctrl-s"], 1, &[]),
    row(Action::Back,       "form.cancel", &[Form],   &["esc"],             2, &[]),
    row(Action::NextPane,   "form.next",   &[Form],   &["tab", "down"],     3, &[]),
    row(Action::PrevPane,   "form.prev",   &[Form],   &["shift-tab", "up"], 0, &[]),
    row(Action::NextChoice, "form.choice", &[Form],   &["ctrl-n", "pagedown"], 4, &[]),
    row(Action::Help,       "form.help",   &[Form],   &["f1"],              5, &[]),
    row(Action::PrevChoice, "form.choice_back", &[Form], &["ctrl-p", "pageup"], 0, &[]),
    row(Action::Onward,     "setup.onward", &[SetUp], &["enter"],            1, &[]),
    row(Action::Submit,     "setup.open",   &[SetUp], &["ctrl-s"],           2, &[]),
    row(Action::Back,       "setup.close",  &[SetUp], &["esc"],              3, &[]),
    row(Action::NextPane,   "setup.next",   &[SetUp], &["tab", "down"],      4, &[]),
    row(Action::PrevPane,   "setup.prev",   &[SetUp], &["shift-tab", "up"],  0, &[]),
    row(Action::NextChoice, "setup.choice", &[SetUp], &["ctrl-n", "pagedown"], 6, &[]),
    row(Action::Help,       "setup.help",   &[SetUp], &["f1"],               5, &[]),
    row(Action::PrevChoice, "setup.choice_back", &[SetUp], &["ctrl-p", "pageup"], 0, &[]),
    row(Action::Confirm,    "choices.take",  &[Choices], &["enter"], 1, &[]),
    row(Action::Back,       "choices.close", &[Choices], &["esc"],   2, &[]),
    row(Action::Go(Nav::Up),       "choices.up",        &[Choices], &["up", "ctrl-p"],   0, &[]),
    row(Action::Go(Nav::Down),     "choices.down",      &[Choices], &["down", "ctrl-n"], 0, &[]),
    row(Action::Go(Nav::PageUp),   "choices.page_up",   &[Choices], &["pageup"],         0, &[]),
    row(Action::Go(Nav::PageDown), "choices.page_down", &[Choices], &["pagedown"],       0, &[]),
    row(Action::GoOn,       "figures.next",  &[Figures], &["enter"], 1, &[]),
    row(Action::Submit,     "figures.record", &[Figures], &["ctrl-s"], 2, &[]),
    row(Action::Pick,       "form.pick",   &[Form],   &["ctrl-o"],          2, &[Need::FileField, Need::Files]),
    row(Action::Confirm,    "pick.take",   &[Pick], &["enter"],             1, &[]),
    row(Action::Mark,       "pick.mark",   &[Pick], &["insert", "ctrl-t"],  2, &[Need::Several]),
    row(Action::NextPane,   "pick.complete", &[Pick], &["tab"],             3, &[]),
    row(Action::PrevPane,   "pick.above",  &[Pick], &["shift-tab"],         4, &[]),
    row(Action::Back,       "pick.close",  &[Pick], &["esc"],               5, &[]),
    row(Action::Go(Nav::Up),       "pick.up",        &[Pick], &["up", "ctrl-p"],   0, &[]),
    row(Action::Go(Nav::Down),     "pick.down",      &[Pick], &["down", "ctrl-n"], 0, &[]),
    row(Action::Go(Nav::PageUp),   "pick.page_up",   &[Pick], &["pageup"],         0, &[]),
    row(Action::Go(Nav::PageDown), "pick.page_down", &[Pick], &["pagedown"],       0, &[]),
    row(Action::Confirm,    "palette.run", &[Palette], &["enter"], 1, &[]),
    row(Action::Back,       "palette.close", &[Palette], &["esc"], 2, &[]),
    row(Action::Go(Nav::Up),   "palette.up",   &[Palette], &["up", "ctrl-p"],   0, &[]),
    row(Action::Go(Nav::Down), "palette.down", &[Palette], &["down", "ctrl-n", "tab"], 0, &[]),
    row(Action::Confirm,    "filter.keep", &[Filter], &["enter", "tab", "down"], 1, &[]),
    row(Action::MarkFound,  "filter.mark", &[Filter], &["ctrl-t"], 3, &[]),
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

    /// Is it a letter of the menu that leads somewhere: to a place, or to the top of the list?
    pub fn is_letter(&self) -> bool {
        self.layers == [Layer::Places] && matches!(self.action, Action::Place(_) | Action::Top)
    }

    /// The catalogue key of what it does, in a word or two.
    pub fn short_key(&self) -> String {
        format!("act_short-{}", self.id.replace('.', "_"))
    }
}
